import PadanModel

/// What a bead's score asks of one side of it, its words apart: a run of one to three neighbouring
/// segments.
struct SegmentRun {
  let length: LengthModel.Length
  /// How many sentences stand in it, and in the first of its segments.
  let sentences: Int
  let firstSentences: Int
  /// The part of the article that its first segment stands in; 0 where only sentences are known.
  let part: Int
  /// Whether its first segment begins a paragraph.
  let startsParagraph: Bool
  /// Whether a bead may hold it: it spans no segment that is left out, and joins no parts of an article
  /// that no translation joins.
  let isWhole: Bool
}

/// All runs of one side of a document.
struct SegmentRuns {
  /// For each length less one the runs that begin at each segment and end within the text.
  private let runs: [[SegmentRun]]

  /// - Parameter sentences: How many sentences each segment holds.
  init(_ side: AlignmentSide, sentences: [Int]) {
    let lengths = side.texts.map(\.unicodeScalars.count)
    let parts = side.kinds?.map(\.part) ?? side.texts.map { _ in 0 }
    runs = (1...BeadShape.longestRun).map { size in
      guard side.texts.count >= size else { return [] }
      return (0...side.texts.count - size).map { start in
        let run = start..<start + size
        return SegmentRun(
          length: LengthModel.Length(scalars: run.reduce(size - 1) { $0 + lengths[$1] }),
          sentences: run.reduce(0) { $0 + sentences[$1] }, firstSentences: sentences[start],
          part: parts[start], startsParagraph: side.startsParagraph?[start] ?? false,
          isWhole: run.dropFirst().allSatisfy {
            !side.followsGap[$0] && parts[$0] == parts[start]
          })
      }
    }
  }

  /// The runs of some segments that lie within a range, by their starts.
  func runs(of size: Int, in range: Range<Int>) -> ArraySlice<SegmentRun> {
    guard range.count >= size else { return [] }
    return runs[size - 1][range.lowerBound...range.upperBound - size]
  }
}

extension SegmentKind {
  /// The part of an article whose segments pair among themselves.
  fileprivate var part: Int {
    switch self {
    case .kicker: 0
    case .headline: 1
    case .caption: 2
    case .byline, .credit, .datelineSentence, .body, .list, .inset, .signoff: 3
    }
  }
}
