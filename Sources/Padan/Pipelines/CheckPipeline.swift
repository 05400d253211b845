import PadanCheck
package import PadanModel

/// Checks the pairs of files or of a memory.
///
///     var pipeline = CheckPipeline(source: indonesian, target: english, lexicon: lexicon)
///     try memory.forEachUnit(in: selection) { id, pair, name in try pipeline.add(CheckedUnit(pair, unit: id)) }
///     let report = try pipeline.finish()
///
/// Units are checked in parts, each on all processors. The report keeps the surest findings, so memory
/// does not depend on the number of units but for 16 bytes a text (`ConsistencyCheck`).
package struct CheckPipeline {
  /// The kinds that are reported.
  package var kinds = Set(PairFinding.Kind.allCases)
  /// The least certainty of a finding that is reported, 0...1.
  package var leastCertainty = 0.5
  /// The most findings that the report keeps.
  package var limit = 10_000
  /// Called with each unit, in order, and the changes that mend it without a doubt.
  package var mend: ((CheckedUnit, [PairFinding.Edit]) throws -> Void)?

  private let context: CheckContext
  private var checker: PairChecker
  private var queue = UnitQueue()
  private var report = CheckReport()
  /// The number of units before those in `queue`.
  private var count = 0

  /// The certainty from which on a change needs no person.
  private static let safeCertainty = 0.85

  /// A pipeline for the pairs of two languages.
  ///
  /// - Parameters:
  ///   - lexicon: A lexicon from the source's language to the target's; `nil` for none.
  ///   - terms: The terms whose translations are checked.
  package init(source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, terms: [Term] = []) {
    self.init(Knowledge(source: source, target: target, lexicon: lexicon, terms: terms))
  }

  /// What the checks know of a pair of languages. It takes a while to make, and serves any number of pipelines.
  package struct Knowledge: Sendable {
    fileprivate let context: CheckContext

    /// See `CheckPipeline.init`.
    package init(
      source: LanguageTag, target: LanguageTag, lexicon: Lexicon?, terms: [Term] = []
    ) {
      context = CheckContext(source: source, target: target, lexicon: lexicon, terms: terms)
    }
  }

  /// A pipeline for the pairs of two languages of which everything is known already.
  package init(_ knowledge: Knowledge) {
    context = knowledge.context
    checker = PairChecker(context)
  }

  /// Finds what is in a pair by itself, the surest first, on any thread. Checks that compare pairs with
  /// each other are left out.
  package var findingsInPair: @Sendable (CheckedUnit) -> [UnitFinding] {
    { [context, kinds, leastCertainty] unit in
      PairChecker.findings(in: CheckedPair(unit.pair, context), of: kinds, context)
        .filter { kinds.contains($0.kind) && $0.certainty >= leastCertainty }
        .map { UnitFinding(position: 0, unit: unit, finding: $0) }
        .sorted { $0.precedes($1) }
    }
  }

  /// Takes a further unit.
  ///
  /// - Throws: What `mend` throws.
  package mutating func add(_ unit: CheckedUnit) throws {
    queue.add(unit)
    if queue.isFull { try checkWaiting() }
  }

  /// Counts pairs that a reader left out because a side of them is empty.
  package mutating func addEmpty(_ unit: CheckedUnit, _ detail: String) {
    take(
      UnitFinding(
        position: count + queue.count, unit: unit,
        finding: PairFinding(.empty, certainty: 0.95, detail: detail)))
  }

  /// Checks what is left.
  ///
  /// - Returns: The findings, the surest first.
  /// - Throws: What `mend` throws.
  package mutating func finish() throws -> CheckReport {
    try checkWaiting()
    for finding in checker.finish() { take(finding) }
    shorten()
    report.units = count
    return report
  }

  private mutating func checkWaiting() throws {
    let (context, kinds) = (context, kinds)
    try UnitQueue.forEach(of: queue.removeAll()) { unit in
      let pair = CheckedPair(unit.pair, context)
      return (pair, PairChecker.findings(in: pair, of: kinds, context))
    } emit: { unit, checked in
      let (pair, findings) = checked
      var edits: [PairFinding.Edit] = []
      for finding in findings {
        take(UnitFinding(position: count, unit: unit, finding: finding))
        if kinds.contains(finding.kind), finding.certainty >= Self.safeCertainty {
          edits += finding.edits
        }
      }
      for finding in checker.add(unit, pair) { take(finding) }
      count += 1
      try mend?(unit, Self.merged(edits))
    }
  }

  /// The changes in order, without those that overlap one before them.
  private static func merged(_ edits: [PairFinding.Edit]) -> [PairFinding.Edit] {
    var merged: [PairFinding.Edit] = []
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) where edit.range.lowerBound >= merged.last?.range.upperBound ?? 0 {
      merged.append(edit)
    }
    return merged
  }

  private mutating func take(_ finding: UnitFinding) {
    guard kinds.contains(finding.finding.kind), finding.finding.certainty >= leastCertainty else {
      return
    }
    report.counts[finding.finding.kind, default: 0] += 1
    report.findings.append(finding)
    if report.findings.count >= 2 * max(limit, UnitQueue.capacity) { shorten() }
  }

  private mutating func shorten() {
    report.findings.sort { $0.precedes($1) }
    if report.findings.count > limit { report.findings.removeLast(report.findings.count - limit) }
  }
}
