/// The way in which the paragraphs of a text are broken into lines of about equal length, as in mail
/// and in text that was copied out of a PDF.
///
/// Such lines are filled: one ends where the next word would not have fit. So a line end inside a
/// sentence tells that the text is at least as wide as its line, and narrower than the line with the
/// next word. In wrapped text one width explains nearly all of these line ends. In poems, lists,
/// subtitles and menus none does, and pages with a paragraph a line have hardly any.
struct HardWrap: Hashable, Sendable {
  /// The width of the text, in scalars.
  var width: Int
  /// How far lines may be from it: 0 for fixed columns, more where letters have widths of their own.
  var slack = 0
  /// The first column at which a good part of the lines begins.
  var margin = 0
  /// Whether the first lines of paragraphs are indented.
  var indentsParagraphs = false

  /// Whether a line goes on with the next.
  ///
  /// It does if the next word would not have fit on it, or if it is rather long, ends inside a
  /// sentence and the next begins with a small letter.
  ///
  /// - Parameter isFirst: Whether it is the first line of its paragraph.
  func continues(_ line: WrappedLine, with next: WrappedLine, isFirst: Bool) -> Bool {
    guard !line.isBlank, !next.isBlank, !line.isRow, !next.isRow else { return false }
    let isFull = line.width <= width + slack && line.width + 1 + next.firstWord > width - slack
    if next.isItem { return isFull && line.isUnfinished }
    if startsParagraph(next, after: line, isFirst: isFirst) { return false }
    return isFull || (line.isUnfinished && next.startsSmall && line.width * 2 >= width)
  }

  /// Whether the indentation of a line begins a new paragraph.
  private func startsParagraph(
    _ next: WrappedLine, after line: WrappedLine, isFirst: Bool
  ) -> Bool {
    if indentsParagraphs, next.indent > margin + 1 { return !(isFirst && line.isItem) }
    // The lines of an item hang under its first word.
    if next.indent > line.indent + 1 { return !(isFirst && line.isItem) }
    return next.indent + 1 < line.indent && !isFirst
  }
}

/// Finds out whether a text is hard-wrapped, by its first lines.
struct WrapSurvey {
  /// How the text is wrapped; `nil` if it is not.
  let wrap: HardWrap?
  /// Whether words are cut at line ends with a hyphen, as typesetters do. Otherwise a hyphen at a
  /// line end belongs to its word.
  let cutsWords: Bool

  /// The number of bytes at the start of a text that show whether it is wrapped.
  static let sampleSize = 1 << 16
  /// The widths that wrapped text may have.
  private static let widths = 30...100
  /// From this width on, no poem has lines so long.
  private static let proseWidth = 55
  /// Text of fixed columns must explain its line ends better than text set with a printer's letters,
  /// which has more of them.
  private static let forms = [
    (slack: 0, leastEnds: 2, leastShare: 0.75, leastPairs: 0.08, leastWidth: 30),
    (slack: 4, leastEnds: 8, leastShare: 0.85, leastPairs: 0.2, leastWidth: 45),
  ]

  /// Surveys the first lines of a text.
  ///
  /// - Complexity: O(n) for n bytes, of which at most `sampleSize` are read.
  init(_ text: Span<UInt8>) {
    var counts = Counts()
    var offset = 0
    var last: WrappedLine?
    let limit = min(text.count, Self.sampleSize)
    while offset < limit {
      let end = text.lineEnd(from: offset)
      // A line that the sample cuts says nothing.
      if end.line >= limit, limit < text.count { break }
      let line = WrappedLine(offset..<end.line, in: text)
      counts.add(line, after: last, in: text)
      last = line
      offset = end.next
    }
    counts.endRun(last)
    cutsWords = counts.cutWords > 0 && counts.cutWords * 16 >= counts.cutLines
    wrap =
      Self.forms.lazy.compactMap { form -> HardWrap? in
        guard let (width, ends) = counts.width(slack: form.slack, in: Self.widths),
          ends >= form.leastEnds, Double(ends) >= form.leastShare * Double(counts.cutLines),
          Double(ends) >= form.leastPairs * Double(counts.pairs), width >= form.leastWidth,
          counts.widths.count(where: { $0 > width + form.slack }) * 10 <= counts.lines,
          width >= Self.proseWidth || counts.isProse(width: width)
        else { return nil }
        return HardWrap(
          width: width, slack: form.slack, margin: counts.margin,
          indentsParagraphs: counts.firstIndents > counts.blockIndents)
      }.first
  }

  /// What is counted in the lines of a sample.
  private struct Counts {
    /// The lines that are not blank.
    var lines = 0
    /// The pairs of lines without a blank line between them.
    var pairs = 0
    /// The lines that end inside a sentence: the next one begins with a small letter.
    var cutLines = 0
    /// Of these, the ones that cut a word with a hyphen.
    var cutWords = 0
    /// The places inside lines where a sentence ends.
    var innerEnds = 0
    /// The widths of the lines that have several words.
    var widths: [Int] = []
    /// The widths of the last lines before a blank one, if another line stands directly before it.
    var lastWidths: [Int] = []
    /// The widths that would explain each cut line.
    var spans: [ClosedRange<Int>] = []
    /// How often a line is indented more than the next, and how often as much.
    var firstIndents = 0
    var blockIndents = 0
    /// How often lines begin at each column.
    var indents: [Int: Int] = [:]
    /// Whether the text has the times of subtitles.
    var hasTimes = false
    /// Whether the last line follows another.
    private var isInRun = false

    /// The first column at which a good part of the lines begins.
    var margin: Int { indents.filter { $0.value * 10 >= lines }.keys.min() ?? 0 }

    /// Counts a line.
    mutating func add(_ line: WrappedLine, after last: WrappedLine?, in text: Span<UInt8>) {
      guard !line.isBlank else { return endRun(last) }
      lines += 1
      innerEnds += line.innerEnds
      indents[line.indent, default: 0] += 1
      if line.words > 1 { widths.append(line.width) }
      hasTimes = hasTimes || Self.isTime(line.range, in: text)
      guard let last, !last.isBlank else { return }
      isInRun = true
      pairs += 1
      if last.indent > line.indent + 1 {
        firstIndents += 1
      } else if last.indent == line.indent, line.indent > 1 {
        blockIndents += 1
      }
      guard last.isUnfinished, line.startsSmall, !line.isItem else { return }
      cutLines += 1
      let cut = WordCut(text.extracting(last.range), text.extracting(line.range))
      if cut?.kind == .cut { cutWords += 1 }
      if last.words > 2, last.width <= WrapSurvey.widths.upperBound {
        spans.append(last.width...last.width + max(0, line.firstWord - (cut == nil ? 0 : 1)))
      }
    }

    /// Whether a line holds the times of a subtitle: `00:01:02,000 --> 00:01:04,000`.
    private static func isTime(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
      text[range.lowerBound] &- 0x30 < 10
        && range.prefix(32).contains { text.hasPrefix("-->", at: $0) }
    }

    /// Notes that no line follows the last one directly.
    mutating func endRun(_ last: WrappedLine?) {
      if isInRun, let last, !last.isBlank { lastWidths.append(last.width) }
      isInRun = false
    }

    /// The width that explains the most cut lines, and their number; `nil` if there is none.
    ///
    /// Of widths that explain as many, it is the greatest that a line reaches.
    func width(slack: Int, in range: ClosedRange<Int>) -> (width: Int, ends: Int)? {
      guard !hasTimes, !spans.isEmpty else { return nil }
      var changes = Array(repeating: 0, count: range.upperBound * 2 + slack + 64)
      for span in spans {
        changes[max(0, span.lowerBound - slack)] += 1
        changes[min(changes.count - 1, span.upperBound + slack + 1)] -= 1
      }
      var (count, most, plateau) = (0, 0, 0...0)
      for width in 0...range.upperBound {
        count += changes[width]
        guard width >= range.lowerBound, count > 0, count >= most else { continue }
        let isNew = count > most || plateau.upperBound + 1 < width
        plateau = (isNew ? width : plateau.lowerBound)...width
        most = count
      }
      guard most > 0 else { return nil }
      let reached = widths.filter { plateau.contains($0) }.max()
      return (slack > 0 ? plateau.upperBound : reached ?? plateau.lowerBound, most)
    }

    /// Whether narrow text is prose and no poem: sentences end inside lines, or paragraphs in short
    /// lines.
    func isProse(width: Int) -> Bool {
      let short = lastWidths.count { $0 * 2 < width }
      return (innerEnds + short) * 4 >= lastWidths.count && innerEnds + short > 0
    }
  }
}
