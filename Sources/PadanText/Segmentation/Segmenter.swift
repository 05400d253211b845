import CICU
public import PadanModel

/// Splits articles into segments: structure by lines, then ICU's sentence breaks, then the rules of
/// the language.
///
///     let segmenter = try Segmenter(language: .indonesian)
///     for segment in try segmenter.segments(of: Document("Prof. Budi tiba. Ia tersenyum.")) {
///       print(segment.text)  // "Prof. Budi tiba." and "Ia tersenyum."
///     }
///
/// A value that several tasks may share: each call opens an ICU iterator of its own.
public struct Segmenter: Sendable {
  /// What parts the blocks of plain text.
  public enum Layout: Sendable {
    /// Each line is a block.
    case lines
    /// Blank lines part blocks; a line break inside one is a blank.
    case wrapped
  }

  public let language: LanguageTag
  public let rules: SegmentationRules
  public let layout: Layout

  /// Makes a segmenter for a language that ICU knows.
  ///
  /// - Parameter rules: The word lists; by default those Padan has for the language, or none.
  /// - Throws: `SegmentationError.unknownLanguage`.
  public init(
    language: LanguageTag, rules: SegmentationRules? = nil, layout: Layout = .lines
  ) throws(SegmentationError) {
    guard cicu_knows_language(language.language) else {
      throw .unknownLanguage(language.description)
    }
    self.language = language
    self.rules = rules ?? .bundled(for: language) ?? .none
    self.layout = layout
  }

  /// The segments of a document, in order. They and the white space between them are the text.
  ///
  /// - Throws: `SegmentationError.icu` where a block has 2 GiB or more.
  /// - Complexity: O(n) for n bytes.
  public func segments(of document: Document) throws(SegmentationError) -> [Segment] {
    let text = document.text.span
    let paragraphs = document.paragraphs ?? paragraphs(of: text)
    var splitter = try SentenceSplitter(locale: language.description, rules: rules)
    var segments: [Segment] = []
    var sentences: [Range<Int>] = []
    for block in ArticleStructure.blocks(of: paragraphs, in: text) {
      sentences.removeAll(keepingCapacity: true)
      if block.kind.isOneSegment {
        sentences.append(0..<block.range.count)
      } else {
        try split(text.extracting(block.range), with: &splitter, into: &sentences)
      }
      for (index, sentence) in sentences.enumerated() {
        let range =
          block.range.lowerBound + sentence.lowerBound..<block.range.lowerBound
          + sentence.upperBound
        // Only the sentence that the dateline opens is a dateline sentence.
        let kind = block.kind == .datelineSentence && index > 0 ? SegmentKind.body : block.kind
        segments.append(
          Segment(
            text: String(text, range), range: range, block: block.number, kind: kind,
            isCopy: block.isCopy))
      }
    }
    return segments
  }

  /// The sentences of one text, without any article structure: byte ranges into its UTF-8.
  public func sentences(of text: String) throws(SegmentationError) -> [Range<Int>] {
    var splitter = try SentenceSplitter(locale: language.description, rules: rules)
    var sentences: [Range<Int>] = []
    try split(Array(text.utf8).span, with: &splitter, into: &sentences)
    return sentences
  }

  private func split(
    _ block: Span<UInt8>, with splitter: inout SentenceSplitter, into sentences: inout [Range<Int>]
  ) throws(SegmentationError) {
    guard layout == .wrapped else {
      return try splitter.appendSentences(of: block, to: &sentences)
    }
    // ICU breaks at every line end; in wrapped text one is a blank, of the same length.
    let unwrapped = [UInt8](unsafeUninitializedCapacity: block.count) { buffer, count in
      for index in 0..<block.count {
        buffer[index] = block[index] == 0x0A || block[index] == 0x0D ? 0x20 : block[index]
      }
      count = block.count
    }
    try splitter.appendSentences(of: unwrapped.span, to: &sentences)
  }

  /// The lines of a plain text that are not blank, or its paragraphs where it is wrapped.
  private func paragraphs(of text: Span<UInt8>) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var start = 0
    var open: Range<Int>?
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      let line = text.trimmed(start..<end)
      if layout == .lines {
        if !line.isEmpty { paragraphs.append(Paragraph(range: line)) }
      } else if !line.isEmpty {
        open = (open?.lowerBound ?? line.lowerBound)..<line.upperBound
      } else if let range = open {
        paragraphs.append(Paragraph(range: range))
        open = nil
      }
      let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    if let open { paragraphs.append(Paragraph(range: open)) }
    return paragraphs
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
