import Padan

extension SideError {
  /// The arguments to swap where sides are swapped.
  typealias Swap = (source: String, target: String)

  /// The fault and the command that puts it right, for a run that goes on.
  ///
  /// - Parameters:
  ///   - arguments: The arguments to swap; by default the names of the texts.
  ///   - isOneOfMany: Whether the run has pairs whose sides are right.
  func warning(swapping arguments: [Swap]? = nil, isOneOfMany: Bool = false) -> String {
    let cure = cure(swapping: arguments, isOneOfMany: isOneOfMany)
    return (["Warning: \(fault)"] + [cure].compactMap { $0 }).joined(separator: " ")
  }

  /// The fault and the command that puts it right, for a run that ends.
  ///
  /// - Parameter arguments: The arguments to swap; by default the names of the texts.
  func refusal(swapping arguments: [Swap]? = nil) -> String {
    ([fault, "--force takes them as they are."] + [cure(swapping: arguments)].compactMap { $0 })
      .joined(separator: " ")
  }

  /// What puts the sides right, as a sentence.
  private func cure(swapping arguments: [Swap]?, isOneOfMany: Bool = false) -> String? {
    guard sides == .swapped else { return remedy?.inOptions }
    let swaps = arguments ?? [(sourceName, targetName)]
    var words = PadanCommand.arguments
    let names = swaps.flatMap { [$0.source, $0.target] }
    if Set(names).count == names.count, words.count(where: names.contains) == names.count,
      Set(names).isSubset(of: words)
    {
      for (source, target) in swaps {
        words.swapAt(words.firstIndex(of: source)!, words.firstIndex(of: target)!)
      }
    } else if isOneOfMany {
      return "Swap its texts."
    } else if namesAreRight {
      return "Their names say otherwise: swap the names of the files."
    } else {
      words = Self.withoutLanguages(words) + ["--from", "\(target)", "--to", "\(source)"]
    }
    return "Right is: \((["padan"] + words).map(\.shellQuoted).joined(separator: " "))"
  }

  /// The words of a command line without the options for its languages.
  private static func withoutLanguages(_ words: [String]) -> [String] {
    let options = ["--from", "--to"]
    var kept: [String] = []
    var isValue = false
    for word in words {
      defer { isValue = options.contains(word) }
      let isOption = options.contains { word == $0 || word.hasPrefix("\($0)=") }
      if !isValue, !isOption { kept.append(word) }
    }
    return kept
  }
}

extension String {
  /// The text as a word of a shell's command line.
  fileprivate var shellQuoted: String {
    if hasBytes { return "$'\(unterminatedPathBytes.map(Self.escaped).joined())'" }
    let isPlain = !isEmpty && utf8.allSatisfy { Self.plain.contains($0) }
    return isPlain
      ? self
      : "'"
        + split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  /// A byte as it stands in `$'…'`.
  private static func escaped(_ byte: UInt8) -> String {
    let isPlain = 0x20..<0x7F ~= byte && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
    if isPlain { return String(Unicode.Scalar(byte)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,@%+".utf8)
}

/// The pairs of a run whose sides are wrong, and how a person is told of them.
struct WrongSides {
  private(set) var errors: [SideError] = []

  /// How many are named one by one.
  private static let namedCount = 5

  mutating func add(_ error: SideError) { errors.append(error) }

  /// One error for all pairs of a run, if all are wrong in the same way.
  ///
  /// - Parameters:
  ///   - count: The number of pairs.
  ///   - inputs: The inputs of the run. If there are two, the error names them.
  func common(of count: Int, in inputs: [String]) -> SideError? {
    guard var error = errors.first, errors.count == count,
      errors.allSatisfy({ $0.sides == error.sides })
    else { return nil }
    if inputs.count == 2, inputs[0] != inputs[1] {
      (error.sourceName, error.targetName) = (inputs[0], inputs[1])
    }
    return error
  }

  /// The arguments to swap if the sides of all pairs are wrong; `nil` for the names of the texts.
  func swaps(of inputs: [String]) -> [SideError.Swap]? {
    guard inputs.count > 2, inputs.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: inputs.count, by: 2).map { (inputs[$0], inputs[$0 + 1]) }
  }

  /// Prints warnings: one for all pairs if they are alike, or else for the first few.
  func warn(of count: Int, in inputs: [String], to diagnostics: DiagnosticOptions) {
    if let error = common(of: count, in: inputs) {
      return diagnostics.note(error.warning(swapping: swaps(of: inputs)))
    }
    for error in errors.prefix(Self.namedCount) {
      diagnostics.note(error.warning(isOneOfMany: true))
    }
    let rest = errors.count - min(errors.count, Self.namedCount)
    if rest > 0 {
      diagnostics.note("Warning: the sides of \(rest.counted("more pair")) are wrong.")
    }
  }
}
