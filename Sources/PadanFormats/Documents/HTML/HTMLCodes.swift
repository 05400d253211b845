import PadanModel

/// Finds the inline codes of a page's paragraphs: the tags between their words.
struct HTMLCodes {
  /// The place of a paragraph's text in the file.
  struct Found {
    /// The places of its bytes.
    var map: SourceMap
    /// Whether all bytes were found in the file.
    var isWhole: Bool
  }

  /// The tags of the file.
  private let markup: HTMLMarkup
  /// The size of the file in bytes.
  private let fileCount: Int
  /// Whether a tag separates paragraphs.
  private let isBoundary: (HTMLToken) -> Bool

  /// Looks for codes in a file.
  ///
  /// - Parameters:
  ///   - file: The page in UTF-8.
  ///   - isBoundary: Whether a tag separates paragraphs, or holds text that is not read.
  init(_ file: [UInt8], isBoundary: @escaping (HTMLToken) -> Bool) {
    markup = HTMLMarkup(file)
    fileCount = file.count
    self.isBoundary = isBoundary
  }

  /// The marks of each paragraph, in order. A paragraph that was not found completely gets none.
  ///
  /// Tags before and after a paragraph belong to it up to the nearest boundary.
  func marks(of paragraphs: [Found]) -> [[InlineMark]] {
    var marks: [[InlineMark]] = []
    var end = 0
    var last: Int?
    for (index, paragraph) in paragraphs.enumerated() {
      marks.append([])
      guard paragraph.isWhole, let source = paragraph.map.source, source.lowerBound >= end else {
        last = nil
        end = max(end, paragraph.map.source?.upperBound ?? 0)
        continue
      }
      let around = tokens(in: end..<source.lowerBound)
      if let first = around.firstIndex(where: isBoundary), let last {
        marks[last] += behind(around[..<first], at: paragraphs[last].map.count, from: end)
      }
      if let start = around.lastIndex(where: isBoundary) {
        marks[index] += before(
          around[(start + 1)...], at: 0, upTo: source.lowerBound, isStart: true)
      }
      for gap in paragraph.map.gaps { marks[index] += between(gap.source, at: gap.offset) }
      end = source.upperBound
      last = index
    }
    if let last {
      let rest = tokens(in: end..<fileCount).prefix { !isBoundary($0) }
      marks[last] += behind(rest, at: paragraphs[last].map.count, from: end)
    }
    return marks
  }

  /// The tags and comments of a range. An inline element with text that is not read, such as the mark of a note, is
  /// one of them.
  private func tokens(in range: Range<Int>) -> [HTMLToken] {
    var tokens: [HTMLToken] = []
    // The positions of the open inline elements, and of the last text.
    var open: [Int] = []
    var text = -1
    for token in markup.tokens(in: range) {
      tokens.append(token)
      switch token.kind {
      case .text: text = tokens.count - 1
      case .start where !isBoundary(token):
        if !HTMLReader.isVoid(token.name), !token.isEmpty { open.append(tokens.count - 1) }
      case .end where !isBoundary(token):
        guard let start = open.last, tokens[start].name == token.name else { continue }
        open.removeLast()
        guard text > start else { continue }
        let source = tokens[start].source.lowerBound..<token.source.upperBound
        tokens.removeSubrange(start...)
        tokens.append(HTMLToken(kind: .comment, name: "", source: source))
        text = start
      case .start, .end: open = []
      case .comment: break
      }
    }
    return tokens
  }

  /// The marks in a gap between two words of a paragraph. A gap with more than tags becomes a
  /// single mark.
  private func between(_ gap: Range<Int>, at offset: Int) -> [InlineMark] {
    let tokens = tokens(in: gap)
    guard let first = tokens.first, tokens.contains(where: isBoundary) else {
      return before(tokens[...], at: offset, upTo: gap.upperBound)
    }
    let source = first.source.lowerBound..<gap.upperBound
    return [InlineMark(offset: offset, source: source, side: .whole, name: "")]
  }

  /// The marks of tokens before a text. Those that stand alone, and ends of elements at the start of a paragraph,
  /// keep the white space behind them, which is no part of the text.
  ///
  /// - Parameter end: Where the text begins.
  private func before(
    _ tokens: ArraySlice<HTMLToken>, at offset: Int, upTo end: Int, isStart: Bool = false
  ) -> [InlineMark] {
    tokens.indices.map { index in
      var mark = mark(tokens[index], at: offset)
      let next = index + 1 < tokens.endIndex ? tokens[index + 1].source.lowerBound : end
      if mark.side == .whole || isStart && mark.side == .closing {
        mark.source = mark.source.lowerBound..<next
      }
      return mark
    }
  }

  /// The marks of tokens behind a text. Those that stand alone keep the white space before them.
  ///
  /// - Parameter start: Where the text ends.
  private func behind(
    _ tokens: ArraySlice<HTMLToken>, at offset: Int, from start: Int
  ) -> [InlineMark] {
    tokens.indices.map { index in
      var mark = mark(tokens[index], at: offset)
      let last = index > tokens.startIndex ? tokens[index - 1].source.upperBound : start
      if mark.side == .whole { mark.source = last..<mark.source.upperBound }
      return mark
    }
  }

  /// The mark of a tag or comment at an offset in the paragraph's text.
  private func mark(_ token: HTMLToken, at offset: Int) -> InlineMark {
    let side: InlineCode.Form =
      switch token.kind {
      case .start: HTMLReader.isVoid(token.name) || token.isEmpty ? .whole : .opening
      case .end: .closing
      case .comment, .text: .whole
      }
    return InlineMark(offset: offset, source: token.source, side: side, name: token.name)
  }
}
