import PadanLanguage
public import PadanModel

/// A segment whose text is still where it was read: what a stream hands out.
public struct SegmentSpan: Hashable, Sendable {
  /// UTF-8 byte offsets into all that was ever appended.
  public var range: Range<Int>
  /// The same bytes in the text that is handed out with the segment.
  public var local: Range<Int>
  /// The number of the block it stands in, from 0.
  public var block: Int
  public var kind: SegmentKind
  public var isCopy: Bool
}

/// Segments a plain text as it comes, in memory that does not grow with it.
///
///     var stream = try segmenter.stream()
///     try stream.append(bytes) { segment, text in … }
///     try stream.finish { segment, text in … }
///
/// A block is handed on when its line is complete. One longer than 16 MiB is prose and is handed on
/// in windows that begin where a sentence does.
public struct SegmentStream: ~Copyable {
  /// Receives a segment and the text that holds its bytes at `segment.local`.
  public typealias Body = (_ segment: SegmentSpan, _ text: Span<UInt8>) throws -> Void

  private let layout: Segmenter.Layout
  private var splitter: SentenceSplitter
  private var structure: ArticleStructure
  private var isHeadRead = false
  /// What has come and is not handed on yet, after `consumed` bytes that are.
  private var buffer: [UInt8] = []
  private var consumed = 0
  /// Where the buffer begins in the whole text.
  private var base = 0
  /// Up to where lines have been taken, and up to where their ends have been looked for.
  private var scanned = 0
  private var searched = 0
  /// Complete paragraphs that wait for the rest of the head; offsets into the buffer.
  private var waiting: [Paragraph] = []
  /// The paragraph that further lines may join, where the text is wrapped.
  private var open: Range<Int>?
  /// The number of the line that is too long to be held, while it lasts.
  private var endlessLine: Int?
  private var sentences: [Range<Int>] = []

  init(_ segmenter: Segmenter, explains: Bool = false) throws(SegmentationError) {
    layout = segmenter.layout
    structure = ArticleStructure(signs: segmenter.profile.page)
    splitter = try SentenceSplitter(
      locale: segmenter.language.description, rules: segmenter.rules, srx: segmenter.srx,
      explains: explains)
  }

  /// The decisions on every candidate since the last call; offsets into the whole text.
  public mutating func takeExplanations() -> [BoundaryExplanation] {
    defer { explanations.removeAll(keepingCapacity: true) }
    return explanations
  }
  private var explanations: [BoundaryExplanation] = []

  /// Takes more text and hands on the segments that are complete.
  ///
  /// - Throws: `SegmentationError`, and whatever `body` throws.
  public mutating func append(_ bytes: some Collection<UInt8>, _ body: Body) throws {
    // A text that comes whole is shared, not copied.
    if buffer.isEmpty, let whole = bytes as? [UInt8] {
      buffer = whole
    } else {
      buffer.append(contentsOf: bytes)
    }
    try advance(isLast: false, body)
  }

  /// Hands on what is left.
  ///
  /// - Throws: `SegmentationError`, and whatever `body` throws.
  public mutating func finish(_ body: Body) throws {
    try advance(isLast: true, body)
  }

  /// Hands on the segments of paragraphs that a format marked up; they are all there are.
  mutating func handOn(_ paragraphs: [Paragraph], of text: [UInt8], _ body: Body) throws {
    buffer = text
    structure.readHead(of: paragraphs, in: text.span)
    try handOnBlocks(body)
  }

  // MARK: Lines

  private mutating func advance(isLast: Bool, _ body: Body) throws {
    try findParagraphs(isLast: isLast, body)
    if isLast, !isHeadRead { try handOnHead(body) }
    guard isHeadRead else { return }
    consumed = open?.lowerBound ?? max(consumed, scanned)
    compact()
  }

  /// Moves complete lines into `waiting`.
  private mutating func findParagraphs(isLast: Bool, _ body: Body) throws {
    var start = scanned
    while start < buffer.count {
      guard let end = lineEnd(from: start, isLast: isLast) else {
        if buffer.count - start > SentenceSplitter.windowSize + SentenceSplitter.lookahead {
          start = try handOnWindow(from: start, to: nil, body)
        }
        break
      }
      if endlessLine != nil {
        start = try handOnWindow(from: start, to: end.line, body)
      } else {
        try take(buffer.span.trimmed(start..<end.line), body)
      }
      start = end.next
    }
    if isLast, endlessLine != nil, start < buffer.count {
      start = try handOnWindow(from: start, to: buffer.count, body)
    }
    scanned = start
    if isLast, let open {
      self.open = nil
      try take(Paragraph(range: open), body)
    }
  }

  /// Where the line that begins at an offset ends, and where the next begins; `nil` where its end has
  /// not come yet.
  private mutating func lineEnd(from start: Int, isLast: Bool) -> (line: Int, next: Int)? {
    let end = buffer.span.firstOffset(of: 0x0A, 0x0D, 0x0D, from: max(start, searched))
    searched = end
    let text = buffer.span
    if end == text.count { return isLast && endlessLine == nil ? (end, end) : nil }
    guard text[end] == 0x0D else { return (end, end + 1) }
    // A carriage return at the very end may be half of a pair.
    if end + 1 == text.count { return isLast ? (end, end + 1) : nil }
    return (end, text[end + 1] == 0x0A ? end + 2 : end + 1)
  }

  private mutating func take(_ line: Range<Int>, _ body: Body) throws {
    if layout == .lines {
      if !line.isEmpty { try take(Paragraph(range: line), body) }
    } else if !line.isEmpty {
      open = (open?.lowerBound ?? line.lowerBound)..<line.upperBound
    } else if let range = open {
      open = nil
      try take(Paragraph(range: range), body)
    }
  }

  private mutating func take(_ paragraph: Paragraph, _ body: Body) throws {
    guard isHeadRead else {
      waiting.append(paragraph)
      if waiting.count == ArticleStructure.headLimit { try handOnHead(body) }
      return
    }
    // The copy is of the reference alone: a span of the stored array would lock all of `self`.
    let text = buffer
    structure.read(paragraph, in: text.span)
    try handOnBlocks(body)
  }

  private mutating func handOnHead(_ body: Body) throws {
    let text = buffer
    structure.readHead(of: waiting, in: text.span)
    isHeadRead = true
    waiting.removeAll()
    try handOnBlocks(body)
  }

  /// Forgets bytes that are handed on, when they are many.
  private mutating func compact() {
    guard consumed > 1 << 16 || consumed == buffer.count else { return }
    let kept = endlessLine == nil ? consumed : max(0, consumed - SentenceSplitter.lookbehind)
    buffer = kept == buffer.count ? [] : Array(buffer[kept...])
    base += kept
    scanned -= kept
    searched -= kept
    consumed -= kept
    open = open.map { $0.lowerBound - kept..<$0.upperBound - kept }
  }

  // MARK: Segments

  private mutating func handOnBlocks(_ body: Body) throws {
    for block in structure.blocks {
      sentences.removeAll(keepingCapacity: true)
      if block.kind.isOneSegment {
        sentences.append(0..<block.range.count)
      } else {
        try split(block.range)
      }
      for (index, sentence) in sentences.enumerated() {
        let start = block.range.lowerBound
        // Only the sentence that the dateline opens is a dateline sentence.
        let kind = block.kind == .datelineSentence && index > 0 ? SegmentKind.body : block.kind
        try handOn(
          start + sentence.lowerBound..<start + sentence.upperBound, block: block.number,
          kind: kind, isCopy: block.isCopy, body)
      }
    }
    structure.removeBlocks()
  }

  private mutating func handOn(
    _ range: Range<Int>, block: Int, kind: SegmentKind, isCopy: Bool, _ body: Body
  ) throws {
    let segment = SegmentSpan(
      range: base + range.lowerBound..<base + range.upperBound, local: range, block: block,
      kind: kind, isCopy: isCopy)
    try body(segment, buffer.span)
  }

  private mutating func split(_ block: Range<Int>) throws(SegmentationError) {
    if layout == .wrapped {
      // ICU breaks at every line end; in wrapped text one is a blank, of the same length.
      let unwrapped = buffer[block].map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      try splitter.appendSentences(of: unwrapped.span, to: &sentences)
    } else {
      let text = buffer
      try splitter.appendSentences(of: text.span.extracting(block), to: &sentences)
    }
    collectExplanations(from: base + block.lowerBound)
  }

  private mutating func collectExplanations(from start: Int) {
    for var explanation in splitter.explanations {
      explanation.offset += start
      explanations.append(explanation)
    }
    splitter.removeExplanations()
  }

  /// Hands on the complete sentences of a piece of a line that is too long to be held, up to its end
  /// where that has come. Returns where the rest begins.
  private mutating func handOnWindow(from start: Int, to end: Int?, _ body: Body) throws -> Int {
    if endlessLine == nil {
      // Everything before it is complete: hand that on first, so that segments stay in order.
      if let open {
        self.open = nil
        try take(Paragraph(range: open), body)
      }
      if !isHeadRead { try handOnHead(body) }
      endlessLine = structure.readEndlessLine()
    }
    let context = max(0, start - SentenceSplitter.lookbehind)
    sentences.removeAll(keepingCapacity: true)
    let text = buffer
    let rest = try splitter.appendWindow(
      of: text.span.extracting(context..<(end ?? buffer.count)), from: start - context,
      isLast: end != nil, offset: context, to: &sentences)
    collectExplanations(from: base)
    for sentence in sentences {
      try handOn(sentence, block: endlessLine!, kind: .body, isCopy: false, body)
    }
    if end != nil { endlessLine = nil }
    consumed = end ?? context + rest
    return end ?? context + rest
  }
}

extension SegmentKind {
  /// Whether a block of this kind is one segment, however many sentences it seems to hold.
  fileprivate var isOneSegment: Bool {
    switch self {
    case .kicker, .headline, .byline, .credit, .inset, .signoff: true
    case .caption, .datelineSentence, .body, .list: false
    }
  }
}
