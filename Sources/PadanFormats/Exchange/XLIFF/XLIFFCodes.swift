import PadanModel

/// The names of the inline codes in a unit of XLIFF, on both sides.
///
/// A target code that corresponds to a source code has the same name, as XLIFF requires. So a reader
/// that knows the codes finds each by its name, even if a translator moved it.
struct XLIFFCodes {
  /// The names of the source codes, in order; `nil` for the closing half of an element around text.
  private(set) var source: [String?] = []
  /// The names of the target codes, in order; `nil` as in `source`.
  private(set) var target: [String?] = []

  /// Numbers the codes from 1, first those of the source, then the remaining ones of the target.
  init(source sourceCodes: [InlineCode], target targetCodes: [InlineCode]) {
    var free: [(code: InlineCode, name: String)] = []
    var next = 1
    for code in sourceCodes {
      guard code.form != .closing else {
        source.append(nil)
        continue
      }
      source.append("\(next)")
      free.append((Self.identity(of: code), "\(next)"))
      next += 1
    }
    for code in targetCodes {
      guard code.form != .closing else {
        target.append(nil)
        continue
      }
      let identity = Self.identity(of: code)
      if let match = free.firstIndex(where: { $0.code == identity }) {
        target.append(free.remove(at: match).name)
      } else {
        target.append("\(next)")
        next += 1
      }
    }
  }

  /// What a code has in common with its counterpart: all but its place or, if it has a number, its
  /// number and its content.
  private static func identity(of code: InlineCode) -> InlineCode {
    var identity = code
    identity.offset = 0
    if code["x"] != nil || code["i"] != nil {
      identity.attributes.removeAll { !["i", "pos", "x"].contains($0.name) }
      identity.attributes.sort { $0.name < $1.name }
    }
    return identity
  }

  /// The position of the `bpt` that an `ept` closes, in the codes of one side; `nil` if there is
  /// none.
  static func partner(of ept: Int, in codes: [InlineCode]) -> Int? {
    var open: [Int] = []
    for index in 0..<ept where codes[index]["i"] == codes[ept]["i"] {
      if codes[index].element == "bpt" { open.append(index) }
      if codes[index].element == "ept" { _ = open.popLast() }
    }
    return open.last
  }

  /// Whether an `ept` closes the `bpt` at a position, in the codes of one side.
  static func isClosed(_ bpt: Int, in codes: [InlineCode]) -> Bool {
    codes.indices.contains { codes[$0].element == "ept" && partner(of: $0, in: codes) == bpt }
  }
}
