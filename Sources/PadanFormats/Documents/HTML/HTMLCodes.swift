import PadanModel

/// Finds the inline codes of a page's paragraphs: the tags between their words.
struct HTMLCodes {
  /// The texts of a paragraph in the file.
  struct Found {
    var map: SourceMap
    /// Whether every byte of it was found in the file.
    var isWhole: Bool
  }

  private let markup: HTMLMarkup
  private let fileCount: Int
  private let isBoundary: (HTMLToken) -> Bool

  /// - Parameter isBoundary: Whether a tag parts paragraphs, or holds what is not read.
  init(_ file: [UInt8], isBoundary: @escaping (HTMLToken) -> Bool) {
    markup = HTMLMarkup(file)
    fileCount = file.count
    self.isBoundary = isBoundary
  }

  /// The marks of each paragraph, in order.
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

  /// The marks between two words of a paragraph: one alone, where more than tags stand there.
  private func between(_ gap: Range<Int>, at offset: Int) -> [InlineMark] {
    let tokens = markup.tokens(in: gap)
    guard let first = tokens.first, let last = tokens.last, tokens.contains(where: isBoundary)
    else {
      return tokens.map { mark($0, at: offset) }
    }
    let source = first.source.lowerBound..<last.source.upperBound
    return [InlineMark(offset: offset, source: source, side: .whole, name: "")]
  }

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
