package import PadanFormats
import PadanModel

/// The agreement of found segment boundaries with gold ones.
///
/// The position of a boundary is the number of scalars before it that are not white space, so white
/// space makes no difference. The start and the end of a text do not count, and neither do
/// boundaries that the gold calls optional.
///
/// A gold boundary is *decidable* if a reader of plain text can find it: the segment before it ends
/// in a sentence mark, with or without closing quotation marks or brackets, or at a line break.
package struct SegmentationScore: Sendable {
  /// Counts of right, wrong and missed boundaries, and the rates they give.
  package struct Counts: Hashable, Sendable {
    /// Boundaries that were found and are in the gold.
    package var truePositives = 0
    /// Boundaries that were found and are not in the gold.
    package var falsePositives = 0
    /// Gold boundaries that were not found.
    package var falseNegatives = 0

    /// The share of found boundaries that are right, 0...1; 1 if none was found.
    package var precision: Double { ratio(truePositives, truePositives + falsePositives) }
    /// The share of gold boundaries that were found, 0...1; 1 if the gold has none.
    package var recall: Double { ratio(truePositives, truePositives + falseNegatives) }
    /// The harmonic mean of precision and recall, 0...1.
    package var f1: Double { harmonicMean(precision, recall) }

    private func ratio(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 1 : Double(part) / Double(whole)
    }
  }

  /// The number of texts added, including the missing ones.
  package private(set) var texts = 0
  /// Texts without a wrong or missed boundary.
  package private(set) var exact = 0
  /// Texts that the result lacks. All their gold boundaries count as missed.
  package private(set) var missing = 0
  /// Texts of which the found spans leave something out, or hold something twice.
  package private(set) var lossy = 0
  /// Counts of all boundaries.
  package private(set) var all = Counts()
  /// Counts without the gold boundaries that are not decidable. Wrong boundaries all count.
  package private(set) var decidable = Counts()
  /// The first wrong and missed boundaries, by text in the order of `add`. Within a text, the wrong
  /// ones come first.
  package private(set) var errors: [BoundaryError] = []
  /// The most errors that are kept.
  private let mostErrors: Int

  /// A score of no texts.
  ///
  /// - Parameter mostErrors: The most errors that are kept. All are counted.
  package init(mostErrors: Int = .max) {
    self.mostErrors = mostErrors
  }

  /// Adds one text.
  ///
  /// - Parameter found: The found segments of the text; `nil` if the result lacks the text.
  /// - Throws: `GoldError.lostText` if segments given as texts hold more or fewer characters than
  ///   the text; `GoldError.outOfRange` if a span ends after the end of the text.
  package mutating func add(_ gold: SegmentationGold, found: FoundSegments?) throws {
    texts += 1
    let text = Array(gold.text.unicodeScalars)
    let prefix = text.prefixCounts { !$0.isBlank }
    let total = prefix[text.count]
    var expected = Set(gold.spans.map { prefix[$0.upperBound] })
    var hard: Set<Int> = []
    for span in gold.spans where !Self.isDecidable(span, in: text) {
      hard.insert(prefix[span.upperBound])
    }
    var boundaries: Set<Int> = []
    switch found {
    case .spans(let spans)?:
      guard spans.allSatisfy({ $0.upperBound <= text.count }) else {
        throw GoldError.outOfRange(id: gold.id)
      }
      let filled = spans.filter { prefix[$0.upperBound] > prefix[$0.lowerBound] }
      boundaries = Set(filled.map { prefix[$0.upperBound] })
      let covered = spans.reduce(0) { $0 + prefix[$1.upperBound] - prefix[$1.lowerBound] }
      lossy += covered == total ? 0 : 1
    case .texts(let segments)?:
      var end = 0
      for segment in segments {
        end += segment.unicodeScalars.count { !$0.isBlank }
        boundaries.insert(end)
      }
      guard end == total else { throw GoldError.lostText(id: gold.id, found: end, expected: total) }
    case nil: missing += 1
    }
    let ignored = Set(gold.optional.map { prefix[$0] }).union([0, total])
    expected.subtract(ignored)
    boundaries.subtract(ignored)

    let wrong = boundaries.subtracting(expected)
    let missed = expected.subtracting(boundaries)
    let right = expected.intersection(boundaries)
    all.add(right: right.count, wrong: wrong.count, missed: missed.count)
    decidable.add(
      right: right.subtracting(hard).count, wrong: wrong.count,
      missed: missed.subtracting(hard).count)
    exact += wrong.isEmpty && missed.isEmpty ? 1 : 0

    func error(_ boundary: Int, _ kind: BoundaryError.Kind) -> BoundaryError {
      let offset = prefix.partitioningIndex { $0 >= boundary }
      return BoundaryError(
        id: gold.id, kind: kind, offset: offset,
        before: String(text[max(0, offset - 60)..<offset]),
        after: String(text[offset..<min(text.count, offset + 50)]))
    }
    errors += wrong.sorted().prefix(mostErrors - errors.count).map { error($0, .falsePositive) }
    errors += missed.sorted().prefix(mostErrors - errors.count).map {
      error($0, hard.contains($0) ? .undecidable : .falseNegative)
    }
  }

  /// Whether the text around the end of a gold segment shows that it ends there.
  private static func isDecidable(_ span: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    let last = text[span].suffix(100).last { !closers.contains($0) }
    if let last, terminals.contains(last) { return true }
    return text[span.upperBound..<min(text.count, span.upperBound + 2)].contains("\n")
  }

  private static let closers = Set("\"'”’»)]}› ".unicodeScalars)
  private static let terminals = Set(".!?…‽。！？".unicodeScalars)
}

extension SegmentationScore.Counts {
  fileprivate mutating func add(right: Int, wrong: Int, missed: Int) {
    truePositives += right
    falsePositives += wrong
    falseNegatives += missed
  }
}

/// A wrong or missed boundary, with the text around it.
package struct BoundaryError: Hashable, Sendable {
  /// How a boundary differs from the gold. Raw values are the names in printed reports.
  package enum Kind: String, Sendable {
    /// It was found and is not in the gold.
    case falsePositive = "FP"
    /// It is in the gold, is decidable, and was not found.
    case falseNegative = "FN"
    /// It is in the gold, is not decidable, and was not found.
    case undecidable = "FN-hard"
  }

  /// The name of the text in the gold.
  package var id: String
  /// How the boundary differs from the gold.
  package var kind: Kind
  /// The position of the boundary, in Unicode scalars from the start of the text.
  package var offset: Int
  /// Up to 60 Unicode scalars before the boundary.
  package var before: String
  /// Up to 50 Unicode scalars after the boundary.
  package var after: String
}

extension Array where Element == Unicode.Scalar {
  /// For each offset, the number of scalars before it that satisfy a condition. The result has
  /// `count + 1` elements.
  fileprivate func prefixCounts(where condition: (Element) -> Bool) -> [Int] {
    var counts = [0]
    counts.reserveCapacity(count + 1)
    for scalar in self { counts.append(counts.last! + (condition(scalar) ? 1 : 0)) }
    return counts
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension Unicode.Scalar {
  /// Whether the public scorer treats it as white space: Unicode's white space, and the information
  /// separators U+001C...U+001F.
  fileprivate var isBlank: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}
