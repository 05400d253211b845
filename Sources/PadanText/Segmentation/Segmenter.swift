import CICU
public import PadanLanguage
public import PadanModel

/// Splits texts into segments. First the layout of the lines shows the blocks of the article; then
/// ICU finds sentence breaks in each block, and the rules of the language correct them.
///
///     let segmenter = try Segmenter(language: indonesian)
///     for segment in try segmenter.segments(of: Document("Prof. Budi tiba. Ia tersenyum.")) {
///       print(segment.text)  // "Prof. Budi tiba." and "Ia tersenyum."
///     }
///
/// Several tasks may share a segmenter: each call opens its own ICU iterator.
public struct Segmenter: Sendable {
  /// What a segmenter knows about the language.
  public enum Knowledge: Hashable, Sendable {
    /// The rules of an SRX file, which replace all else.
    case srx
    /// Word lists, which correct ICU's breaks.
    case rules
    /// No words. ICU's breaks are corrected only by the text around them, and a sentence may end
    /// after `Dr.`.
    case surroundings
  }

  /// What separates the blocks of plain text.
  public enum Layout: Sendable {
    /// Each line is a block.
    case lines
    /// Blank lines separate blocks. The lines of a block are joined by blanks.
    case wrapped
    /// In hard-wrapped text, which the first 64 kB of the text show, the lines of each paragraph are
    /// joined by blanks. In any other text each line is a block.
    case automatic
  }

  /// The language of the texts.
  public let language: LanguageTag
  /// Padan's knowledge about the language.
  let profile: LanguageProfile
  /// The word lists that correct ICU's breaks; `.none` if there are none.
  public let rules: SegmentationRules
  /// The months that may follow a day with a full stop, as in *3. Juni*; `nil` if the language writes none, or
  /// has data of its own.
  let ordinalMonths: WordTable?
  /// What separates the blocks of plain text. Documents whose format marks up paragraphs ignore it.
  public let layout: Layout
  /// The words of the user's own that show the kinds of lines.
  let cues: UserCues
  /// The kinds that a person has decided for blocks of the one document that is segmented.
  package var fixedKinds = FixedKinds()
  /// Whether to find how sure each kind is. It takes a tenth of the time, and only some forms of output
  /// show it.
  package var givesConfidence = true
  /// The SRX rules that replace ICU and the word lists, if any.
  let srx: [SRXRules.Rule]?

  /// Makes a segmenter for a language that ICU knows.
  ///
  /// - Parameters:
  ///   - rules: The word lists. By default those that Padan has for the language, if any.
  ///   - layout: What separates the blocks of plain text.
  /// - Throws: `SegmentationError.unknownLanguage`.
  public init(
    language: LanguageTag, rules: SegmentationRules? = nil, layout: Layout = .lines
  ) throws(SegmentationError) {
    try self.init(language: language, rules: rules, srx: nil, layout: layout)
  }

  /// Makes a segmenter that follows SRX rules.
  ///
  /// - Parameters:
  ///   - rules: The word lists. By default those that Padan has for the language, if any.
  ///   - srx: SRX rules to use instead of ICU and the word lists.
  ///   - layout: What separates the blocks of plain text.
  /// - Throws: `SegmentationError.unknownLanguage`; `.uncoveredLanguage` if the SRX rules do not
  ///   cover the language; `.srx` if they cannot run.
  package init(
    language: LanguageTag, rules: SegmentationRules? = nil, srx: SRXRules?,
    layout: Layout = .lines
  ) throws(SegmentationError) {
    try Self.check(language)
    self.language = language
    profile = LanguageProfile.of(language)
    self.rules = rules ?? profile.rules ?? .none
    ordinalMonths = Self.ordinalMonths(of: language)
    cues = UserCues(self.rules)
    self.layout = layout
    self.srx = if let srx { try srx.rules(for: language) } else { nil }
  }

  /// The months that may follow a day with a full stop; `nil` if the language writes none, or has data of its
  /// own.
  static func ordinalMonths(of language: LanguageTag) -> WordTable? {
    LanguageProfile.of(language).hasOwnNumbers ? nil : LocaleValues.of(language)?.ordinalMonths
  }

  /// What this segmenter knows about the language.
  public var knowledge: Knowledge {
    srx != nil ? .srx : rules.holdsWords ? .rules : .surroundings
  }

  /// Checks that ICU knows a language. No rules are read.
  ///
  /// - Throws: `SegmentationError.unknownLanguage` if it does not.
  public static func check(_ language: LanguageTag) throws(SegmentationError) {
    guard cicu_knows_language(language.language) else {
      throw .unknownLanguage(language.description)
    }
  }

  /// The segments of a document, in order. Only white space stands between them and around them.
  ///
  /// - Throws: `SegmentationError.icu` if ICU refuses the text, `.srx` if an SRX rule takes too
  ///   long on it.
  /// - Complexity: O(n) for n bytes.
  public func segments(of document: Document) throws(SegmentationError) -> [Segment] {
    var segments: [Segment] = []
    do {
      try forEachSegment(of: document) { segment, text in
        segments.append(
          Segment(
            text: String(text, segment.local), range: segment.range, block: segment.block,
            kind: segment.kind, isCopy: segment.isCopy, confidence: segment.confidence))
      }
    } catch let error as SegmentationError {
      throw error
    } catch {
      preconditionFailure("Only the segmenter throws here, and only its own errors: \(error)")
    }
    return segments
  }

  /// Calls `body` with each segment of a document and the text that contains it. No `String` is
  /// made.
  ///
  /// - Throws: `SegmentationError`, and any error of `body`.
  /// - Complexity: O(n) for n bytes.
  package func forEachSegment(
    of document: Document, _ body: SegmentStream.Body
  ) throws {
    var stream = try SegmentStream(self)
    if let paragraphs = document.paragraphs {
      try stream.emit(paragraphs, evidence: document.evidence, of: document.text, body)
    } else {
      try stream.append(document.text, body)
      try stream.finish(body)
    }
  }

  /// Why each line of a document has its kind, and the decision, with its reason, at every place
  /// where a segment might end; both in order.
  ///
  /// - Throws: `SegmentationError`, as `segments(of:)` does.
  package func explanations(
    of document: Document
  ) throws -> (blocks: [BlockExplanation], boundaries: [BoundaryExplanation]) {
    var stream = try SegmentStream(self, explains: true)
    if let paragraphs = document.paragraphs {
      try stream.emit(paragraphs, evidence: document.evidence, of: document.text) { _, _ in }
    } else {
      try stream.append(document.text) { _, _ in }
      try stream.finish { _, _ in }
    }
    return (stream.takeBlockExplanations(), stream.takeExplanations())
  }

  /// The width at which a document is hard-wrapped, in scalars, if its lines are joined for that
  /// reason; `nil` if they are not.
  package func wrapWidth(of document: Document) -> Int? {
    guard layout == .automatic, document.paragraphs == nil else { return nil }
    return WrapSurvey(document.text.span).wrap?.width
  }

  /// Starts to segment a plain text that comes piece by piece.
  ///
  /// - Throws: `SegmentationError` if ICU cannot open a break iterator.
  package func stream() throws(SegmentationError) -> SegmentStream {
    try SegmentStream(self)
  }

  /// The number of breaks that ICU alone finds in the lines of a text, read as UTF-8 in place. This
  /// is the baseline of benchmarks.
  ///
  /// - Throws: `SegmentationError.icu` if ICU refuses the text.
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
