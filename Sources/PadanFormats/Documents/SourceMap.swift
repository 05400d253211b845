import PadanModel

/// Maps the bytes of a text to the bytes of the file that it was read from.
///
/// Most bytes are the same in both. Entities, escapes and runs of white space differ.
struct SourceMap: Sendable {
  /// A stretch of text and its place in the file.
  private struct Run {
    /// The offset in the text where it begins.
    var start: Int
    /// Its place in the file.
    var source: Range<Int>
    /// Whether text and file have the same bytes here, so that each byte has its own place.
    var isVerbatim: Bool
  }

  /// The stretches, in the order of the text.
  private var runs: [Run] = []
  /// The number of bytes of text that are mapped.
  private(set) var count = 0
  /// The number of stretches.
  var stretchCount: Int { runs.count }

  /// The place of the whole text in the file; `nil` if there is no text.
  var source: Range<Int>? {
    guard let first = runs.first, let last = runs.last else { return nil }
    return first.source.lowerBound..<last.source.upperBound
  }

  /// Appends bytes that are the same in the text and in the file.
  mutating func append(_ source: Range<Int>) {
    if let last = runs.last, last.isVerbatim, last.source.upperBound == source.lowerBound {
      runs[runs.count - 1].source = last.source.lowerBound..<source.upperBound
    } else {
      runs.append(Run(start: count, source: source, isVerbatim: true))
    }
    count += source.count
  }

  /// Appends bytes of text that the file writes with other bytes.
  mutating func append(count: Int, for source: Range<Int>) {
    runs.append(Run(start: self.count, source: source, isVerbatim: false))
    self.count += count
  }

  /// Removes the last byte. It must be verbatim or the only byte of its stretch.
  mutating func removeLast() {
    count -= 1
    let last = runs[runs.count - 1]
    if last.start == count {
      runs.removeLast()
    } else {
      runs[runs.count - 1].source = last.source.lowerBound..<last.source.upperBound - 1
    }
  }

  /// The place in the file of a range of the text, together with all bytes between in the file. The
  /// range must not be empty.
  ///
  /// - Complexity: O(log n) for n stretches.
  func source(of range: Range<Int>) -> Range<Int> { place(of: range).source }

  /// The place of a range, as `source(of:)` gives it, and whether the file has the same bytes there.
  func place(of range: Range<Int>) -> (source: Range<Int>, isVerbatim: Bool) {
    let (firstIndex, lastIndex) = (index(of: range.lowerBound), index(of: range.upperBound - 1))
    let (first, last) = (runs[firstIndex], runs[lastIndex])
    let start =
      first.isVerbatim
      ? first.source.lowerBound + range.lowerBound - first.start : first.source.lowerBound
    let end =
      last.isVerbatim
      ? last.source.lowerBound + range.upperBound - last.start : last.source.upperBound
    return (start..<end, first.isVerbatim && firstIndex == lastIndex)
  }

  /// The stretches of the file between mapped ones, each with its offset in the text.
  var gaps: [(offset: Int, source: Range<Int>)] {
    zip(runs, runs.dropFirst()).compactMap { run, next in
      let gap = run.source.upperBound..<max(run.source.upperBound, next.source.lowerBound)
      return gap.isEmpty ? nil : (next.start, gap)
    }
  }

  /// The position of the stretch that holds a byte of the text, by binary search.
  private func index(of offset: Int) -> Int {
    max(0, runs.partitioningIndex { $0.start > offset } - 1)
  }
}

/// The place of a paragraph in its file.
struct ParagraphPlace: Sendable {
  /// The places of the bytes of its text.
  var map: SourceMap
  /// The places of its codes, in the order of `Paragraph.codes`.
  var codes: [Range<Int>] = []
  /// What it stands in.
  var surroundings = MarkupSurroundings.text
}

/// What a paragraph stands in, which decides how a translation is escaped.
package enum MarkupSurroundings: Hashable, Sendable {
  /// The text of its format.
  case text
  /// A block of HTML within another format.
  case html
  /// The value of an attribute, between these quotation marks or none.
  case attribute(quote: UInt8?)
}
