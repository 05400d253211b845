package import PadanCheck
package import PadanModel

/// Finds out which pairs of a corpus are no good examples for a machine.
///
///     var pipeline = FilterPipeline(source: indonesian, target: english, lexicon: lexicon)
///     try memory.forEachUnit(in: selection) { id, pair, name in try pipeline.add(CheckedUnit(pair, unit: id)) }
///     let report = try pipeline.finish()
///
/// A pair with a mark is left out; of pairs that say the same the first one stays. Units are measured in
/// parts, each on all processors, and compared with earlier ones in order, so the marks do not depend on
/// the machine. Memory grows with the distinct words and the pairs that stay (`DuplicateFinder`).
package struct FilterPipeline {
  /// Called with each unit, in order, and its marks, of which there are none if it stays.
  package var emit: ((CheckedUnit, [QualityMark]) throws -> Void)?

  private let meter: QualityMeter
  private var duplicates: DuplicateFinder
  private var queue = UnitQueue()
  private var report = FilterReport()

  /// The limits that hold where nobody names others.
  package static let usualLimits = Dictionary(
    uniqueKeysWithValues: QualityFilter.allCases.map { ($0, $0.usualLimit) })

  /// A pipeline for the pairs of two languages.
  ///
  /// - Parameters:
  ///   - lexicon: A lexicon from the source's language to the target's; `nil` for none.
  ///   - limits: The filters that are asked, each with the value above which it marks a pair.
  package init(
    source: LanguageTag, target: LanguageTag, lexicon: Lexicon?,
    limits: [QualityFilter: Double] = usualLimits
  ) {
    meter = QualityMeter(
      CheckContext(source: source, target: target, lexicon: lexicon), limits: limits)
    duplicates = DuplicateFinder(limits: limits)
  }

  /// Measures a pair by itself, on any thread. Duplicates, which need the pairs before it, are left out:
  /// who has all pairs finds them by the fingerprints of those without a mark.
  package var measureAlone:
    @Sendable (_ pair: TranslationPair, _ withFingerprint: Bool) -> PairQuality
  {
    { [meter] pair, withFingerprint in
      let checked = CheckedPair(pair, meter.context)
      let marks = meter.marks(of: checked)
      return PairQuality(
        marks: marks,
        fingerprint: withFingerprint && marks.isEmpty ? PairFingerprint(of: checked) : nil)
    }
  }

  /// Takes a further unit.
  ///
  /// - Throws: What `emit` throws.
  package mutating func add(_ unit: CheckedUnit) throws {
    queue.add(unit)
    if queue.isFull { try measureWaiting() }
  }

  /// Measures what is left.
  ///
  /// - Throws: What `emit` throws.
  package mutating func finish() throws -> FilterReport {
    try measureWaiting()
    return report
  }

  private mutating func measureWaiting() throws {
    let meter = meter
    try UnitQueue.forEach(of: queue.removeAll()) { unit in
      let pair = CheckedPair(unit.pair, meter.context)
      return (pair, meter.marks(of: pair))
    } emit: { unit, measured in
      let (pair, marks) = measured
      let duplicate = duplicates.mark(of: pair, stays: marks.isEmpty)
      let all = marks + (duplicate.map { [$0] } ?? [])
      report.add(unit, all)
      try emit?(unit, all)
    }
  }
}

/// What filters say of a pair without other pairs.
package struct PairQuality {
  /// The marks of the filters.
  package let marks: [QualityMark]
  /// What is compared with other pairs, if it was asked for and the pair has no mark.
  package let fingerprint: PairFingerprint?
}

/// What filters did with the pairs of a corpus.
package struct FilterReport: Sendable {
  /// A pair that a filter marked, and the filter's value for it.
  package struct Example: Sendable {
    /// The pair.
    package var unit: CheckedUnit
    /// The filter's value.
    package var value: Double
  }

  /// The number of pairs.
  package private(set) var units = 0
  /// The number of pairs without a mark.
  package private(set) var kept = 0
  /// The number of pairs that each filter marked.
  package private(set) var counts: [QualityFilter: Int] = [:]
  /// Of each filter the pairs that are the least above its limit: a person sees by these whether it is
  /// the right one.
  package private(set) var examples: [QualityFilter: [Example]] = [:]

  /// The number of examples of each filter.
  private static let exampleCount = 3

  fileprivate mutating func add(_ unit: CheckedUnit, _ marks: [QualityMark]) {
    units += 1
    if marks.isEmpty { kept += 1 }
    for mark in marks {
      counts[mark.filter, default: 0] += 1
      var known = examples[mark.filter] ?? []
      let place = known.firstIndex { $0.value > mark.value } ?? known.endIndex
      guard place < Self.exampleCount else { continue }
      known.insert(Example(unit: unit, value: mark.value), at: place)
      examples[mark.filter] = Array(known.prefix(Self.exampleCount))
    }
  }
}
