/// Where the bytes of a text stand in the file that it was read from.
///
/// Most bytes of a text are bytes of its file; an entity, an escape or a run of white space is read as
/// other bytes than it is written with.
struct SourceMap: Sendable {
  private struct Run {
    /// Where it begins in the text.
    var start: Int
    var source: Range<Int>
    /// Whether text and file have the same bytes here, so that any of them can be found.
    var isVerbatim: Bool
  }

  private var runs: [Run] = []
  /// How many bytes of text are mapped.
  private(set) var count = 0

  /// Where the text begins and ends in the file; `nil` where there is no text.
  var source: Range<Int>? {
    guard let first = runs.first, let last = runs.last else { return nil }
    return first.source.lowerBound..<last.source.upperBound
  }

  /// Adds bytes that are the same in the text and in the file.
  mutating func append(_ source: Range<Int>) {
    if let last = runs.last, last.isVerbatim, last.source.upperBound == source.lowerBound {
      runs[runs.count - 1].source = last.source.lowerBound..<source.upperBound
    } else {
      runs.append(Run(start: count, source: source, isVerbatim: true))
    }
    count += source.count
  }

  /// Adds bytes of the text that stand otherwise in the file.
  mutating func append(count: Int, for source: Range<Int>) {
    runs.append(Run(start: self.count, source: source, isVerbatim: false))
    self.count += count
  }

  /// Takes the last byte away, where it is the text of a run of its own or of verbatim text.
  mutating func removeLast() {
    count -= 1
    let last = runs[runs.count - 1]
    if last.start == count {
      runs.removeLast()
    } else {
      runs[runs.count - 1].source = last.source.lowerBound..<last.source.upperBound - 1
    }
  }

  /// Where bytes of the text stand in the file, with what stands between them there.
  func source(of range: Range<Int>) -> Range<Int> {
    let first = runs[index(of: range.lowerBound)]
    let last = runs[index(of: range.upperBound - 1)]
    let start =
      first.isVerbatim
      ? first.source.lowerBound + range.lowerBound - first.start : first.source.lowerBound
    let end =
      last.isVerbatim
      ? last.source.lowerBound + range.upperBound - last.start : last.source.upperBound
    return start..<end
  }

  /// The stretches of the file between the runs, each with its place in the text.
  var gaps: [(offset: Int, source: Range<Int>)] {
    zip(runs, runs.dropFirst()).compactMap { run, next in
      let gap = run.source.upperBound..<max(run.source.upperBound, next.source.lowerBound)
      return gap.isEmpty ? nil : (next.start, gap)
    }
  }

  /// The run that holds a byte of the text.
  private func index(of offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if runs[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// Where a paragraph stands in its file.
struct ParagraphPlace: Sendable {
  /// Where the bytes of its text stand.
  var map: SourceMap
  /// Where its codes stand, in the order of `Paragraph.codes`.
  var codes: [Range<Int>] = []
}
