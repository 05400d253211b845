import PadanLanguage
package import PadanModel

/// A segment as a stream emits it: its place in the text, without a copy of its bytes.
package struct SegmentSpan: Hashable, Sendable {
  /// UTF-8 byte offsets into all the text that was appended.
  package var range: Range<Int>
  /// Its text, as UTF-8 byte offsets into the text that is passed along with the segment. It is the
  /// same bytes, but for the line ends of wrapped text.
  package var local: Range<Int>
  /// The number of the segment's block, from 0.
  package var block: Int
  /// The segment's part in the article: headline, body, caption, ….
  package var kind: SegmentKind
  /// Whether this is a later copy of the headline.
  package var isCopy: Bool
  /// The probability that the kind is right, 0...1; 1 where the segmenter gives none.
  package var confidence: Float
}

/// Segments a plain text that comes piece by piece. Memory use does not grow with the text.
///
///     var stream = try segmenter.stream()
///     try stream.append(bytes) { segment, text in … }
///     try stream.finish { segment, text in … }
///
/// The segments of a block are emitted when the block is complete. A line longer than 16 MiB is
/// taken as prose and split in windows, each of which begins where a sentence does.
package struct SegmentStream: ~Copyable {
  /// Receives a segment, and the text that contains its bytes at `segment.local`.
  package typealias Body = (_ segment: SegmentSpan, _ text: Span<UInt8>) throws -> Void

  /// What separates the blocks; not yet decided before the first lines have come.
  private var layout: Segmenter.Layout
  /// The first bytes, while they are too few to show how the text is wrapped.
  private var sample: [UInt8] = []
  /// Joins the lines of wrapped text; `nil` for other text.
  private var joiner: LineJoiner?
  /// The width at which the text was found to be hard-wrapped, in scalars; `nil` if it was not.
  package private(set) var wrapWidth: Int?
  /// The kinds of blocks that a person has decided.
  private let fixed: FixedKinds
  private var splitter: SentenceSplitter
  private var structure: ArticleStructure
  /// The bytes that are still needed. The segments of the first `consumed` of them are emitted.
  private var buffer: [UInt8] = []
  private var consumed = 0
  /// The offset of the buffer in the whole text, whose wrapped lines are joined.
  private var base = 0
  /// All lines before this offset are taken.
  private var scanned = 0
  /// No line ends between `scanned` and this offset.
  private var searched = 0
  /// The number of blank lines since the last line.
  private var gap = 0
  /// The block number of the current line, if the line is too long for the buffer.
  private var endlessLine: Int?
  private var sentences: [Range<Int>] = []

  /// A stream that splits by the rules of a segmenter.
  ///
  /// - Parameter explains: Whether to collect explanations.
  /// - Throws: `SegmentationError` if ICU cannot open a break iterator or compile an SRX rule.
  init(_ segmenter: Segmenter, explains: Bool = false) throws(SegmentationError) {
    layout = segmenter.layout
    fixed = segmenter.fixedKinds
    structure = ArticleStructure(
      signs: segmenter.profile.page, cues: segmenter.cues, fixed: fixed,
      givesConfidence: segmenter.givesConfidence, explains: explains)
    splitter = try SentenceSplitter(
      locale: segmenter.language.description, rules: segmenter.rules,
      ordinalMonths: segmenter.ordinalMonths, srx: segmenter.srx, explains: explains)
  }

  /// Returns the decisions made since the last call, and forgets them. Their offsets are UTF-8
  /// bytes into the whole text.
  package mutating func takeExplanations() -> [BoundaryExplanation] {
    defer { explanations.removeAll(keepingCapacity: true) }
    return explanations
  }
  private var explanations: [BoundaryExplanation] = []

  /// Returns the explanations of the lines since the last call, and forgets them. Their offsets are
  /// UTF-8 bytes into the whole text.
  package mutating func takeBlockExplanations() -> [BlockExplanation] {
    defer { blockExplanations.removeAll() }
    return blockExplanations
  }
  private var blockExplanations: [BlockExplanation] = []

  /// Appends text and emits the segments that are complete.
  ///
  /// - Parameters:
  ///   - bytes: The next UTF-8 bytes of the text. They may end inside a character.
  ///   - body: Receives each segment, in order.
  /// - Throws: `SegmentationError`, and any error of `body`.
  package mutating func append(_ bytes: some Collection<UInt8>, _ body: Body) throws {
    receive(bytes, isLast: false)
    try advance(isLast: false, body)
  }

  /// Ends the text and emits the remaining segments.
  ///
  /// - Throws: `SegmentationError`, and any error of `body`.
  package mutating func finish(_ body: Body) throws {
    receive([], isLast: true)
    try advance(isLast: true, body)
  }

  /// Emits the segments of paragraphs that a format marked up. They are the whole text of the
  /// document.
  ///
  /// - Throws: `SegmentationError`, and any error of `body`.
  mutating func emit(
    _ paragraphs: [Paragraph], evidence: [[UInt16]]? = nil, of text: [UInt8], _ body: Body
  ) throws {
    buffer = text
    if let evidence {
      structure.read(paragraphs, evidence: evidence, in: text.span)
      try checkFixed()
      return try emitBlocks(body)
    }
    for paragraph in paragraphs {
      structure.read(paragraph, gap: 1, in: text.span)
      try emitBlocks(body)
    }
    try finishLines(body)
  }

  // MARK: Wrapped text

  /// Puts text into the buffer, with the lines of wrapped paragraphs joined.
  private mutating func receive(_ bytes: some Collection<UInt8>, isLast: Bool) {
    if layout == .lines { return Self.append(bytes, to: &buffer) }
    if joiner == nil {
      Self.append(bytes, to: &sample)
      guard isLast || sample.count >= WrapSurvey.sampleSize else { return }
      defer { sample = [] }
      let survey = WrapSurvey(sample.span)
      if layout == .automatic {
        wrapWidth = survey.wrap?.width
        guard survey.wrap != nil else {
          layout = .lines
          return Self.append(sample, to: &buffer)
        }
      }
      joiner = LineJoiner(layout == .automatic ? survey.wrap : nil, cutsWords: survey.cutsWords)
      buffer += joiner!.join(sample, isLast: isLast)
    } else {
      buffer += joiner!.join(bytes, isLast: isLast)
    }
  }

  /// Appends bytes. A text that comes as one array is shared, not copied.
  private static func append(_ bytes: some Collection<UInt8>, to text: inout [UInt8]) {
    if text.isEmpty, let whole = bytes as? [UInt8] {
      text = whole
    } else {
      text.append(contentsOf: bytes)
    }
  }

  /// Where a range of the buffer stands in the whole text.
  private func place(of range: Range<Int>) -> Range<Int> {
    let range = base + range.lowerBound..<base + range.upperBound
    return joiner?.source(of: range) ?? range
  }

  // MARK: Lines

  /// Emits the segments that are complete, and frees the bytes that are no longer needed.
  private mutating func advance(isLast: Bool, _ body: Body) throws {
    try findParagraphs(isLast: isLast, body)
    if isLast { try finishLines(body) }
    consumed = max(consumed, structure.firstWaiting ?? scanned)
    compact()
  }

  /// Takes all complete lines from the buffer.
  private mutating func findParagraphs(isLast: Bool, _ body: Body) throws {
    var start = scanned
    while start < buffer.count {
      guard let end = lineEnd(from: start, isLast: isLast) else {
        if buffer.count - start > SentenceSplitter.windowSize + SentenceSplitter.lookahead {
          start = try emitWindow(from: start, to: nil, body)
        }
        break
      }
      if endlessLine != nil {
        start = try emitWindow(from: start, to: end.line, body)
      } else {
        let line = buffer.span.trimmed(start..<end.line)
        if line.isEmpty { gap += 1 } else { try take(Paragraph(range: line), body) }
      }
      start = end.next
    }
    if isLast, endlessLine != nil, start < buffer.count {
      start = try emitWindow(from: start, to: buffer.count, body)
    }
    scanned = start
  }

  /// Where the line from `start` ends, and where the next line begins; `nil` if its end is not in
  /// the buffer yet.
  private mutating func lineEnd(from start: Int, isLast: Bool) -> (line: Int, next: Int)? {
    let end = buffer.span.firstOffset(of: 0x0A, 0x0D, 0x0D, from: max(start, searched))
    searched = end
    let text = buffer.span
    if end == text.count { return isLast && endlessLine == nil ? (end, end) : nil }
    guard text[end] == 0x0D else { return (end, end + 1) }
    // A line feed may follow in the next piece.
    if end + 1 == text.count { return isLast ? (end, end + 1) : nil }
    return (end, text[end + 1] == 0x0A ? end + 2 : end + 1)
  }

  /// Takes a paragraph, and emits the segments of all that are decided.
  private mutating func take(_ paragraph: Paragraph, _ body: Body) throws {
    // This copies only a reference. A span of the stored array would lock all of `self`.
    let text = buffer
    structure.read(paragraph, gap: gap, in: text.span)
    gap = 0
    try emitBlocks(body)
  }

  /// Emits the segments of the lines that wait for a decision.
  private mutating func finishLines(_ body: Body) throws {
    try checkFixed()
    let text = buffer
    structure.finish(in: text.span)
    try emitBlocks(body)
  }

  /// Checks that the document has the blocks whose kinds a person has decided.
  ///
  /// - Throws: `SegmentationError.missingBlock`.
  private func checkFixed() throws(SegmentationError) {
    if let last = fixed.lastBlock, last >= structure.number {
      throw .missingBlock(last, of: structure.number)
    }
  }

  /// Removes the consumed bytes from the buffer, if there are many of them or no others.
  private mutating func compact() {
    guard consumed > 1 << 16 || consumed == buffer.count else { return }
    let kept = endlessLine == nil ? consumed : max(0, consumed - SentenceSplitter.lookbehind)
    buffer = kept == buffer.count ? [] : Array(buffer[kept...])
    structure.removeBytes(kept)
    base += kept
    joiner?.forgetPlaces(before: base)
    scanned -= kept
    searched -= kept
    consumed -= kept
  }

  // MARK: Segments

  /// Splits the blocks that were found into segments and emits these.
  private mutating func emitBlocks(_ body: Body) throws {
    for block in structure.blocks {
      sentences.removeAll(keepingCapacity: true)
      if isOneSegment(block) {
        sentences.append(0..<block.range.count)
      } else {
        try split(block.range)
        if block.kind == .datelineSentence { joinDateline(at: block.range.lowerBound) }
      }
      for (index, sentence) in sentences.enumerated() {
        let start = block.range.lowerBound
        // Only the first sentence of the block follows the dateline.
        let kind = block.kind == .datelineSentence && index > 0 ? SegmentKind.body : block.kind
        try emit(
          start + sentence.lowerBound..<start + sentence.upperBound, of: block, kind: kind, body)
      }
    }
    for var explanation in structure.explanations {
      explanation.range = place(of: explanation.range)
      blockExplanations.append(explanation)
    }
    structure.removeBlocks()
  }

  /// Joins a dateline that ends in a full stop, `JAKARTA.`, with the sentence behind it.
  ///
  /// - Parameter start: Where the block of `sentences` begins.
  private mutating func joinDateline(at start: Int) {
    guard sentences.count > 1 else { return }
    let first = start + sentences[0].lowerBound..<start + sentences[0].upperBound
    guard LineMarks.isStoppedDateline(first, in: buffer.span) else { return }
    sentences[1] = sentences[0].lowerBound..<sentences[1].upperBound
    sentences.removeFirst()
  }

  /// Whether a block is a single segment, even if it seems to contain several sentences. Running text
  /// that is taken for a byline, a credit and the like still has its sentences, so that a wrong kind costs
  /// no break.
  private func isOneSegment(_ block: Block) -> Bool {
    block.kind.isOneSegment
      && (block.kind.isHeading || !LineForm.isProse(block.range, in: buffer.span))
  }

  /// Emits one segment.
  private mutating func emit(
    _ range: Range<Int>, of block: Block, kind: SegmentKind, _ body: Body
  ) throws {
    let segment = SegmentSpan(
      range: place(of: range), local: range, block: block.number,
      kind: kind, isCopy: block.isCopy, confidence: block.confidence)
    try body(segment, buffer.span)
  }

  /// Puts the sentences of a block into `sentences`, as offsets into the block.
  private mutating func split(_ block: Range<Int>) throws(SegmentationError) {
    let text = buffer
    try splitter.appendSentences(of: text.span.extracting(block), to: &sentences)
    collectExplanations(from: base + block.lowerBound)
  }

  /// Moves the splitter's explanations here, with offsets into the whole text.
  ///
  /// - Parameter start: Where the text that was split begins in the whole text.
  private mutating func collectExplanations(from start: Int) {
    for var explanation in splitter.explanations {
      explanation.offset += start
      if let joiner { explanation.offset = joiner.source(of: explanation.offset) }
      explanations.append(explanation)
    }
    splitter.removeExplanations()
  }

  /// Emits the complete sentences of a part of an endless line.
  ///
  /// - Parameters:
  ///   - start: Where the first sentence begins that was not emitted.
  ///   - end: Where the line ends; `nil` if its end is not in the buffer yet.
  /// - Returns: Where the first sentence begins that is still not emitted.
  private mutating func emitWindow(from start: Int, to end: Int?, _ body: Body) throws -> Int {
    if endlessLine == nil {
      // All text before this line is complete. Emit its segments first, to keep them in order.
      try finishLines(body)
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
      let block = Block(number: endlessLine!, range: sentence, kind: .body)
      try emit(sentence, of: block, kind: .body, body)
    }
    if end != nil { endlessLine = nil }
    consumed = end ?? context + rest
    return end ?? context + rest
  }
}

extension SegmentKind {
  /// Whether a block of this kind is a label, not sentences.
  fileprivate var isOneSegment: Bool {
    switch role {
    case .kicker, .byline, .credit, .inset, .signoff: true
    case .datelineSentence, .standfirst: false
    case .subheading, nil: isHeading
    }
  }

  /// Whether a block of this kind is a heading.
  fileprivate var isHeading: Bool {
    switch role {
    case .subheading: true
    case nil: structure == .heading
    default: false
    }
  }
}
