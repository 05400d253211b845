import CICU
public import PadanLanguage
public import PadanModel

/// Splits articles into segments: structure by lines, then ICU's sentence breaks, then the rules of
/// the language.
///
///     let segmenter = try Segmenter(language: indonesian)
///     for segment in try segmenter.segments(of: Document("Prof. Budi tiba. Ia tersenyum.")) {
///       print(segment.text)  // "Prof. Budi tiba." and "Ia tersenyum."
///     }
///
/// A value that several tasks may share: each call opens an ICU iterator of its own.
public struct Segmenter: Sendable {
  /// What a segmenter goes by.
  public enum Knowledge: Hashable, Sendable {
    /// The rules of an SRX file, and nothing else.
    case srx
    /// ICU's breaks, corrected by word lists.
    case rules
    /// ICU's breaks and what stands around them: no word is known, and `Dr.` may end a sentence.
    case surroundings
  }

  /// What parts the blocks of plain text.
  public enum Layout: Sendable {
    /// Each line is a block.
    case lines
    /// Blank lines part blocks; a line break inside one is a blank.
    case wrapped
  }

  public let language: LanguageTag
  /// What is known of the language.
  let profile: LanguageProfile
  public let rules: SegmentationRules
  public let layout: Layout
  /// The SRX rules that split in place of ICU and the word lists.
  let srx: [SRXRules.Rule]?

  /// Makes a segmenter for a language that ICU knows.
  ///
  /// - Parameters:
  ///   - rules: The word lists; by default those Padan has for the language, or none.
  ///   - srx: SRX rules to use in place of ICU and the word lists.
  /// - Throws: `SegmentationError.unknownLanguage`, or `.srx` where the SRX rules say nothing of the
  ///   language or cannot run.
  public init(
    language: LanguageTag, rules: SegmentationRules? = nil, srx: SRXRules? = nil,
    layout: Layout = .lines
  ) throws(SegmentationError) {
    try Self.check(language)
    self.language = language
    profile = LanguageProfile.of(language)
    self.rules = rules ?? profile.rules ?? .none
    self.layout = layout
    if let srx {
      try srx.check()
      self.srx = try srx.rules(for: language)
    } else {
      self.srx = nil
    }
  }

  /// What the segmenter goes by.
  public var knowledge: Knowledge {
    srx != nil ? .srx : rules.entries.isEmpty ? .surroundings : .rules
  }

  /// Makes sure that ICU knows a language, without reading any rules.
  ///
  /// - Throws: `SegmentationError.unknownLanguage`.
  public static func check(_ language: LanguageTag) throws(SegmentationError) {
    guard cicu_knows_language(language.language) else {
      throw .unknownLanguage(language.description)
    }
  }

  /// The segments of a document, in order. They and the white space between them are the text.
  ///
  /// - Throws: `SegmentationError.icu` where ICU refuses the text.
  /// - Complexity: O(n) for n bytes.
  public func segments(of document: Document) throws(SegmentationError) -> [Segment] {
    var segments: [Segment] = []
    do {
      try forEachSegment(of: document) { segment, text in
        segments.append(
          Segment(
            text: String(text, segment.local), range: segment.range, block: segment.block,
            kind: segment.kind, isCopy: segment.isCopy))
      }
    } catch let error as SegmentationError {
      throw error
    } catch {
      preconditionFailure("Only the segmenter throws here, and only its own errors: \(error)")
    }
    return segments
  }

  /// Calls `body` with each segment of a document and the text that holds it; makes no `String`.
  ///
  /// - Throws: `SegmentationError`, and whatever `body` throws.
  public func forEachSegment(
    of document: Document, _ body: SegmentStream.Body
  ) throws {
    var stream = try SegmentStream(self)
    if let paragraphs = document.paragraphs {
      try stream.handOn(paragraphs, of: document.text, body)
    } else {
      try stream.append(document.text, body)
      try stream.finish(body)
    }
  }

  /// What decided at every place of a document where a segment might end, in order.
  ///
  /// - Throws: `SegmentationError`.
  public func explanations(of document: Document) throws -> [BoundaryExplanation] {
    var stream = try SegmentStream(self, explains: true)
    if let paragraphs = document.paragraphs {
      try stream.handOn(paragraphs, of: document.text) { _, _ in }
    } else {
      try stream.append(document.text) { _, _ in }
      try stream.finish { _, _ in }
    }
    return stream.takeExplanations()
  }

  /// Begins to segment a plain text that comes piece by piece.
  ///
  /// - Throws: `SegmentationError`.
  public func stream() throws(SegmentationError) -> SegmentStream {
    try SegmentStream(self)
  }

  /// How many breaks ICU alone finds in the lines of a text, over UTF-8 in place: the baseline of
  /// benchmarks.
  package func countOfICUBreaks(in text: [UInt8]) throws(SegmentationError) -> Int {
    var breaker = try SentenceBreaker(locale: language.description)
    var breaks: [Int] = []
    var count = 0
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      if end > start {
        try breaker.findBreaks(
          in: text.span.extracting(start..<end), isWidened: false, into: &breaks)
        count += breaks.count
      }
      start = end + 1
    }
    return count
  }
}
