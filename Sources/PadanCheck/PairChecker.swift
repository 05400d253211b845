package import PadanModel

/// Checks pairs one by one.
///
///     let context = CheckContext(source: indonesian, target: english, lexicon: lexicon)
///     var checker = PairChecker(context)
///     for unit in units {
///       let pair = CheckedPair(unit.pair, context)
///       inPair += PairChecker.findings(in: pair, of: kinds, context)
///       beside += checker.add(unit, pair)
///     }
///     beside += checker.finish()
///
/// What needs nothing but the pair can be found by several threads at once (`findings(in:of:_:)`); what needs
/// the pairs before it comes with `add`.
package struct PairChecker: Sendable {
  private let context: CheckContext
  private var lengths: LengthCheck
  private var consistency = ConsistencyCheck()
  private var shifts: ShiftCheck
  private var count = 0

  /// A checker of the pairs of two languages.
  package init(_ context: CheckContext) {
    self.context = context
    lengths = LengthCheck(meanLength: context.meanLength)
    shifts = ShiftCheck(context)
  }

  /// What is found in a pair by itself, in any order.
  ///
  /// - Parameter kinds: What is looked for. A check of several kinds finds all of them.
  /// - Complexity: O(n) for n scalars of its texts.
  package static func findings(
    in pair: CheckedPair, of kinds: Set<PairFinding.Kind>, _ context: CheckContext
  ) -> [PairFinding] {
    guard !pair.source.isEmpty, !pair.target.isEmpty else { return emptyFinding(pair) }
    return PairCheck.all.lazy.filter { !kinds.isDisjoint(with: $0.kinds) }
      .flatMap { $0.findings(pair, context) }
      // Two values that overlap may show the same words.
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The finding about a pair of which a side has no word.
  private static func emptyFinding(_ pair: CheckedPair) -> [PairFinding] {
    guard pair.source.isEmpty != pair.target.isEmpty else { return [] }
    return [
      PairFinding(
        .empty, certainty: 0.95, detail: pair.target.isEmpty ? "the target" : "the source")
    ]
  }

  /// What a further unit shows beside those before it.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - pair: Its texts, as read for the checks.
  /// - Returns: Findings about it, or about a unit before it.
  package mutating func add(_ unit: CheckedUnit, _ pair: CheckedPair) -> [UnitFinding] {
    defer { count += 1 }
    let place = unit.unit.map { Int($0) } ?? unit.location?.line ?? count + 1
    var findings = consistency.findings(pair, place: place)
    if !pair.source.isEmpty, !pair.target.isEmpty, let length = lengths.finding(pair) {
      findings.append(length)
    }
    return findings.map { UnitFinding(position: count, unit: unit, finding: $0) }
      + shifts.findings(pair, position: count, unit: unit)
  }

  /// What the end shows.
  package mutating func finish() -> [UnitFinding] { shifts.finish() }
}
