/// How much of a text a memory covers: its segments and words by the band of their best match.
///
///     var report = LeverageReport(name: "berita.txt")
///     report.add(.near, words: 12)
///     report[.near].words  // 12
package struct LeverageReport: Hashable, Sendable {
  /// How well a segment is covered. The order is that of the work that is saved.
  package enum Band: String, CaseIterable, Sendable {
    /// The memory has the text between the same neighbours.
    case context
    /// The memory has the text.
    case exact = "100"
    /// The text was met before in the files that are counted, and the memory does not have it.
    case repetition
    /// The best match has a score of at least 95.
    case near = "95-99"
    /// At least 85.
    case close = "85-94"
    /// At least 75.
    case similar = "75-84"
    /// At least 50.
    case loose = "50-74"
    /// A segment before it in the files that are counted is alike by at least 95, and the memory has
    /// nothing that is as much alike.
    case internalNear = "internal-95-99"
    /// By at least 85.
    case internalClose = "internal-85-94"
    /// By at least 75.
    case internalSimilar = "internal-75-84"
    /// There is no such match.
    case none

    /// The lowest score of a band of fuzzy matches, 0...100; `nil` for other bands.
    package var leastScore: Double? {
      switch self {
      case .near: 95
      case .close: 85
      case .similar: 75
      case .loose: 50
      case .context, .exact, .repetition, .internalNear, .internalClose, .internalSimilar, .none:
        nil
      }
    }

    /// The band of segments that resemble an earlier one as much; `nil` for any other band.
    package var asInternal: Band? {
      switch self {
      case .near: .internalNear
      case .close: .internalClose
      case .similar: .internalSimilar
      default: nil
      }
    }

    /// Whether it holds segments that resemble an earlier one.
    package var isInternal: Bool { Self.allCases.contains { $0.asInternal == self } }

    /// The band of a fuzzy match with this net score, 0...100.
    package init(score: Double) {
      self = Self.allCases.first { $0.leastScore.map { score >= $0 } ?? false } ?? .none
    }
  }

  /// What a band holds.
  package struct Count: Hashable, Sendable {
    /// The number of segments.
    package var segments = 0
    /// The number of their words, as `TextForm.wordCount` counts them.
    package var words = 0

    /// Adds the counts of another band.
    package static func += (count: inout Count, other: Count) {
      count.segments += other.segments
      count.words += other.words
    }
  }

  /// The name of the text.
  package var name: String
  private var counts: [Band: Count] = [:]
  /// Whether segments are compared with earlier ones.
  package var hasInternal = false
  /// The bands that a segment can have, in order.
  package var bands: [Band] { Band.allCases.filter { hasInternal || !$0.isInternal } }

  /// A report without segments.
  package init(name: String) {
    self.name = name
  }

  /// What a band holds.
  package subscript(band: Band) -> Count { counts[band] ?? Count() }

  /// All that was counted.
  package var total: Count {
    counts.values.reduce(into: Count()) { $0 += $1 }
  }

  /// Adds a segment.
  package mutating func add(_ band: Band, words: Int) {
    counts[band, default: Count()] += Count(segments: 1, words: words)
  }

  /// Adds the counts of another text.
  package mutating func add(_ other: LeverageReport) {
    hasInternal = hasInternal || other.hasInternal
    for (band, count) in other.counts { counts[band, default: Count()] += count }
  }

  /// The words of the text, each band's weighed by its rate: what is paid or timed.
  ///
  /// - Parameter rates: The share of the work that a word of each band takes, in percent; 100 where
  ///   none is given.
  package func weightedWords(_ rates: [Band: Double]) -> Double {
    // In a fixed order, so that the sum is always rounded alike.
    Band.allCases.reduce(0) { $0 + Double(self[$1].words) * (rates[$1] ?? 100) } / 100
  }
}
