import ArgumentParser

extension Set where Element: RawRepresentable<String> & CaseIterable {
  /// The values that two options choose by their names, parted by commas: those of `--only`, or all, without
  /// those of `--skip`.
  ///
  /// - Parameter kind: What a name is, for the message: `code of a check`.
  /// - Throws: `ValidationError` for a name that there is not.
  static func named(only: String?, skip: String?, as kind: String) throws -> Set {
    func named(_ list: String) throws -> Set {
      try Set(
        list.split(separator: ",").map { name in
          if let value = Element(rawValue: String(name)) { return value }
          let all = Element.allCases.map(\.rawValue)
          let remedy =
            String(name).nearest(among: all).map { "Did you mean \($0)?" }
            ?? "There are \(all.joined(separator: ", "))."
          throw ValidationError("“\(name)” is no \(kind). \(remedy)")
        })
    }
    return try (only.map(named) ?? Set(Element.allCases)).subtracting(skip.map(named) ?? [])
  }
}
