import PadanModel

/// One check of a pair by itself: a name and a function.
///
/// To add a check, add a file with a value of this type, and a line to `all`.
struct PairCheck: Sendable {
  /// The kinds of what it finds.
  let kinds: Set<PairFinding.Kind>
  /// What it finds in a pair, in any order.
  let findings: @Sendable (CheckedPair, CheckContext) -> [PairFinding]

  /// A check that finds these kinds.
  init(
    _ kinds: PairFinding.Kind...,
    findings: @escaping @Sendable (CheckedPair, CheckContext) -> [PairFinding]
  ) {
    self.kinds = Set(kinds)
    self.findings = findings
  }

  /// All checks of a pair by itself.
  static let all: [PairCheck] = [
    .language, .values, .units, .negation, .codes, .brackets, .quotation, .punctuation, .spacing,
    .doubledWords, .terms,
  ]
}
