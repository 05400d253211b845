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
      let around = markup.tokens(in: end..<source.lowerBound)
      if let first = around.firstIndex(where: isBoundary), let last {
        marks[last] += around[..<first].map { mark($0, at: paragraphs[last].map.count) }
      }
      if let start = around.lastIndex(where: isBoundary) {
        marks[index] += around[(start + 1)...].map { mark($0, at: 0) }
      }
      for gap in paragraph.map.gaps { marks[index] += between(gap.source, at: gap.offset) }
      end = source.upperBound
      last = index
    }
    if let last {
      let behind = markup.tokens(in: end..<fileCount).prefix { !isBoundary($0) }
      marks[last] += behind.map { mark($0, at: paragraphs[last].map.count) }
    }
    return marks
  }

  /// The marks in a gap between two words of a paragraph. A gap with more than tags becomes a
  /// single mark.
  private func between(_ gap: Range<Int>, at offset: Int) -> [InlineMark] {
    let tokens = markup.tokens(in: gap)
    guard let first = tokens.first, let last = tokens.last, tokens.contains(where: isBoundary)
    else {
      return tokens.map { mark($0, at: offset) }
    }
    let source = first.source.lowerBound..<last.source.upperBound
    return [InlineMark(offset: offset, source: source, side: .whole, name: "")]
  }

  /// The mark of a tag or comment at an offset in the paragraph's text.
  private func mark(_ token: HTMLToken, at offset: Int) -> InlineMark {
    let side: InlineCode.Form =
      switch token.kind {
      case .start: HTMLReader.isVoid(token.name) ? .whole : .opening
      case .end: .closing
      case .comment, .text: .whole
      }
    return InlineMark(offset: offset, source: token.source, side: side, name: token.name)
  }
}
