public import PadanFormats

/// How well found segments agree with gold ones.
///
/// A boundary is the number of scalars that are not white space to its left, so white space never
/// counts; the end of a text and an empty first boundary are left out, and boundaries the gold calls
/// optional count neither way. *Decidable* boundaries are those a reader of plain text can find: the
/// gold segment to their left ends in a sentence mark, closing marks allowed, or at a line break.
public struct SegmentationScore: Sendable {
  /// Boundaries found and right, found and wrong, and missed.
  public struct Counts: Hashable, Sendable {
    public var truePositives = 0
    public var falsePositives = 0
    public var falseNegatives = 0

    public var precision: Double { ratio(truePositives, truePositives + falsePositives) }
    public var recall: Double { ratio(truePositives, truePositives + falseNegatives) }
    public var f1: Double { harmonicMean(precision, recall) }

    private func ratio(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 1 : Double(part) / Double(whole)
    }
  }

  public private(set) var texts = 0
  /// Texts whose boundaries are all right.
  public private(set) var exact = 0
  /// Texts the result does not have.
  public private(set) var missing = 0
  /// Texts whose found segments leave something out.
  public private(set) var lossy = 0
  public private(set) var all = Counts()
  public private(set) var decidable = Counts()
  /// The wrong boundaries, in the order of the gold.
  public private(set) var errors: [BoundaryError] = []

  public init() {}

  /// Adds one text; `found` holds its segments, or `nil` where the result has none.
  ///
  /// - Throws: `GoldError.lostText` where segments given as texts do not hold the text.
  public mutating func add(_ gold: SegmentationGold, found: FoundSegments?) throws {
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
      let offset = prefix.firstIndex(of: boundary)!
      return BoundaryError(
        id: gold.id, kind: kind, offset: offset,
        before: String(text[max(0, offset - 60)..<offset]),
        after: String(text[offset..<min(text.count, offset + 50)]))
    }
    errors += wrong.sorted().map { error($0, .falsePositive) }
    errors += missed.sorted().map { error($0, hard.contains($0) ? .undecidable : .falseNegative) }
  }

  private static func isDecidable(_ span: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    let last = text[span].last { !closers.contains($0) }
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

/// A boundary that is wrong, with the text around it.
public struct BoundaryError: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case falsePositive = "FP"
    case falseNegative = "FN"
    /// Missed, and not to be found in plain text.
    case undecidable = "FN-hard"
  }

  public var id: String
  public var kind: Kind
  /// Unicode scalars into the text.
  public var offset: Int
  public var before: String
  public var after: String
}

extension Array where Element == Unicode.Scalar {
  /// At each offset, how many scalars before it satisfy a condition.
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
  /// White space as the public scorer counts it: Unicode's, and the information separators.
  fileprivate var isBlank: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}
