import PadanModel

/// One side of a possible bead: a run of one to three neighbouring segments, with what its score
/// depends on except its words.
struct SegmentRun {
  let length: LengthModel.Length
  /// The number of its sentences.
  let sentences: Int
  /// Bit k is set if some of its first segments, but not all, hold k sentences together.
  let cuts: UInt64
  /// The part of the article that its first segment is in; 0 for texts without article structure.
  let part: Int
  /// Whether its first segment begins a paragraph.
  let startsParagraph: Bool
  /// Whether a bead may hold it: no segment inside it is left out, and all its segments are in one
  /// part of the article.
  let isWhole: Bool

  /// Whether a bead of this run and one of the other side could be several beads whose sides hold
  /// equally many sentences.
  func canBeCut(with other: SegmentRun) -> Bool { cuts & other.cuts != 0 }
}

/// All runs of one side of a document.
struct SegmentRuns {
  /// By length less one, the runs of that length, by their first segment.
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
          sentences: run.reduce(0) { $0 + sentences[$1] },
          cuts: Self.cuts(sentences[run]),
          part: parts[start], startsParagraph: side.startsParagraph?[start] ?? false,
          isWhole: run.dropFirst().allSatisfy {
            !side.followsGap[$0] && parts[$0] == parts[start]
          })
      }
    }
  }

  /// The numbers of sentences at which a run can be cut, as bits.
  private static func cuts(_ sentences: ArraySlice<Int>) -> UInt64 {
    var (cuts, count): (UInt64, Int) = (0, 0)
    for sentence in sentences.dropLast() {
      count += sentence
      if count < UInt64.bitWidth { cuts |= 1 << UInt64(count) }
    }
    return cuts
  }

  /// The run of some neighbouring segments, at most `BeadShape.longestRun`.
  subscript(segments: Range<Int>) -> SegmentRun { runs[segments.count - 1][segments.lowerBound] }

  /// The runs of `size` segments that lie in a range, by their first segment.
  func runs(of size: Int, in range: Range<Int>) -> ArraySlice<SegmentRun> {
    guard range.count >= size else { return [] }
    return runs[size - 1][range.lowerBound...range.upperBound - size]
  }
}

extension SegmentKind {
  /// The part of an article. Segments of one part pair among themselves.
  fileprivate var part: Int {
    switch self {
    case .kicker: 0
    case .headline: 1
    case .caption: 2
    default: 3
    }
  }
}
