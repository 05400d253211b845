/// The code spans of a Markdown text: a run of backticks, and the next run that is as long.
///
/// Positions are UTF-8 bytes. Inside a span nothing else is a mark, not even a backslash.
struct MarkdownCodeSpans {
  /// A code span.
  struct Span {
    /// The backticks at its start.
    var opening: Range<Int>
    /// The backticks at its end.
    var closing: Range<Int>
    /// The span with its backticks.
    var range: Range<Int> { opening.lowerBound..<closing.upperBound }
  }

  /// The spans, in order.
  let spans: [Span]

  /// Finds the spans of a text (CommonMark, 6.1).
  ///
  /// - Complexity: O(n) for n bytes.
  init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let tick = UInt8(ascii: "`")
    // The runs of each length, and how many of them are behind the place that is read.
    var runs: [Int: (starts: [Int], passed: Int)] = [:]
    var index = 0
    func end(ofRunAt start: Int) -> Int { bytes[start...].firstIndex { $0 != tick } ?? bytes.count }
    while let start = bytes[index...].firstIndex(of: tick) {
      index = end(ofRunAt: start)
      runs[index - start, default: ([], 0)].starts.append(start)
    }
    var spans: [Span] = []
    index = 0
    while index < bytes.count, !runs.isEmpty {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      guard bytes[index] == tick else {
        index += 1
        continue
      }
      let opening = index..<end(ofRunAt: index)
      index = opening.upperBound
      guard var same = runs[opening.count] else { continue }
      while same.passed < same.starts.count, same.starts[same.passed] < opening.upperBound {
        same.passed += 1
      }
      runs[opening.count] = same
      guard same.passed < same.starts.count else { continue }
      let close = same.starts[same.passed]
      spans.append(Span(opening: opening, closing: close..<close + opening.count))
      index = close + opening.count
    }
    self.spans = spans
  }
}
