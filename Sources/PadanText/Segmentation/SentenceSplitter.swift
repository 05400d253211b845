import PadanLanguage

/// Splits a block into sentences: ICU proposes breaks and the judge corrects them, or SRX rules
/// decide.
struct SentenceSplitter: ~Copyable {
  /// The size of a window, in UTF-8 bytes. Longer blocks are split window by window, so that memory
  /// stays bounded. Each window begins where a sentence does, so the sentences are the same as
  /// without windows.
  static let windowSize = 16 << 20
  /// How far before the end of a window its last sentence must end, in UTF-8 bytes. Rules look
  /// ahead no farther than this.
  static let lookahead = 4096
  /// The number of UTF-8 bytes before a window that rules may look back on.
  static let lookbehind = 256

  private var breaker: SentenceBreaker
  private let judge: BoundaryJudge
  /// The SRX rules that replace ICU and the judge, if any.
  private let srx: SRXEngine?
  /// ICU's breaks in the current window, kept between calls to save memory allocations.
  private var breaks: [Int] = []
  /// The decisions at all candidates, if `explains` is true; offsets into the block.
  private(set) var explanations: [BoundaryExplanation] = []
  /// Whether to collect explanations.
  private let explains: Bool

  /// Opens ICU's iterator, and compiles the SRX rules if there are any.
  ///
  /// - Throws: `SegmentationError` if ICU cannot.
  init(
    locale: String, rules: SegmentationRules, ordinalMonths: WordTable? = nil,
    srx: [SRXRules.Rule]? = nil, explains: Bool = false
  ) throws(SegmentationError) {
    let engine = try srx.map { rules throws(SegmentationError) in try SRXEngine(rules) }
    breaker = try SentenceBreaker(locale: locale)
    self.srx = engine
    judge = BoundaryJudge(rules: rules, ordinalMonths: ordinalMonths)
    self.explains = explains
  }

  /// Removes the explanations collected so far.
  mutating func removeExplanations() {
    explanations.removeAll(keepingCapacity: true)
  }

  /// Appends the sentences of a whole block: ascending ranges of UTF-8 bytes. Only white space
  /// stands between them and around them.
  ///
  /// - Complexity: O(n) for n bytes, besides ICU's own work.
  mutating func appendSentences(
    of block: Span<UInt8>, to sentences: inout [Range<Int>]
  ) throws(SegmentationError) {
    var start = 0
    var size = Self.windowSize
    while block.count - start > size {
      let context = max(0, start - Self.lookbehind)
      let end = try appendWindow(
        of: block.extracting(context..<start + size), from: start - context, isLast: false,
        offset: context, to: &sentences)
      // If no sentence ends in the window, it is split again at twice the size.
      size = end == start - context ? size * 2 : Self.windowSize
      start = context + end
    }
    let context = max(0, start - Self.lookbehind)
    _ = try appendWindow(
      of: block.extracting(context..<block.count), from: start - context, isLast: true,
      offset: context, to: &sentences)
  }

  /// Appends the sentences of a window of a block.
  ///
  /// - Parameters:
  ///   - text: The window, after the text before it on which rules may look back.
  ///   - start: Where the window begins in `text`.
  ///   - isLast: Whether the block ends with the window. If not, only sentences that end at least
  ///     `lookahead` bytes before its end are appended.
  ///   - offset: Where `text` begins in the block. It is added to every range.
  /// - Returns: Where the first sentence begins that was not appended, in `text`.
  mutating func appendWindow(
    of text: Span<UInt8>, from start: Int, isLast: Bool, offset: Int,
    to sentences: inout [Range<Int>]
  ) throws(SegmentationError) -> Int {
    let limit = isLast ? text.count : text.count - Self.lookahead
    if let srx {
      return try appendWindow(
        of: text, from: start, upTo: limit, isLast: isLast, offset: offset, by: srx, to: &sentences)
    }
    if isLast, Self.isOneSentence(text, from: start) {
      Self.append(start..<text.count, of: text, at: offset, to: &sentences)
      return text.count
    }
    try breaker.findBreaks(in: text.extracting(start..<text.count), into: &breaks)
    var sentenceStart = start
    func end(at boundary: Int) {
      Self.append(sentenceStart..<boundary, of: text, at: offset, to: &sentences)
      sentenceStart = boundary
    }
    var next = 0
    var scan = start
    while let candidate = BoundaryCandidate(in: text, from: scan), candidate.next <= limit {
      scan = candidate.next
      // Breaks that do not follow one of our marks stand: a paragraph separator, another script's
      // full stop.
      while next < breaks.count, start + breaks[next] <= candidate.marks.lowerBound {
        if Self.isEnd(start + breaks[next], in: text) { end(at: start + breaks[next]) }
        next += 1
      }
      guard candidate.next < text.count else {
        // The closing marks after the last sentence belong to it, even if ICU breaks before one of
        // them.
        next = breaks.count
        break
      }
      var icuBreaks = false
      let reach = candidate.openersEnd(in: text)
      while next < breaks.count, start + breaks[next] <= reach {
        icuBreaks = true
        next += 1
      }
      let verdict = judge.verdict(on: candidate, in: text, icuBreaks: icuBreaks)
      // Nobody expects a break inside a number or an address, so that needs no explanation.
      if explains, candidate.hasBlank || icuBreaks || verdict.isBreak {
        explanations.append(
          BoundaryExplanation(
            offset: offset + candidate.next, isBreak: verdict.isBreak, icuBreaks: icuBreaks,
            rule: verdict.rule, word: Surroundings.markedWord(at: candidate.marks, in: text),
            text: text, place: candidate.next))
      }
      if verdict.isBreak { end(at: candidate.next) }
    }
    while next < breaks.count, start + breaks[next] <= limit {
      if Self.isEnd(start + breaks[next], in: text) { end(at: start + breaks[next]) }
      next += 1
    }
    if isLast { end(at: text.count) }
    return sentenceStart
  }

  /// Whether a sentence ends at a break of ICU that follows none of our marks. U+0085 is a line end
  /// for ICU, but in a text with other line ends it is a byte of a wrong encoding.
  private static func isEnd(_ boundary: Int, in text: Span<UInt8>) -> Bool {
    boundary == 0 || text.scalar(before: boundary).scalar != "\u{85}"
  }

  /// Appends a sentence without the white space around it. A blank one is not appended.
  ///
  /// - Parameter offset: Where `text` begins in the block.
  private static func append(
    _ range: Range<Int>, of text: Span<UInt8>, at offset: Int, to sentences: inout [Range<Int>]
  ) {
    let sentence = text.trimmed(range)
    if !sentence.isEmpty {
      sentences.append(offset + sentence.lowerBound..<offset + sentence.upperBound)
    }
  }

  /// Whether a text is one sentence, which many lines are. Then ICU need not be asked.
  ///
  /// It must have no candidate before its end and nothing else at which ICU breaks. ICU breaks
  /// after full stops, question and exclamation marks of all scripts and after paragraph separators
  /// (Unicode Standard Annex 29, section 5). A text qualifies only if all its scalars are ASCII,
  /// Latin letters, or typographic quotation marks and dashes.
  private static func isOneSentence(_ text: Span<UInt8>, from start: Int) -> Bool {
    if let candidate = BoundaryCandidate(in: text, from: start), candidate.next < text.count {
      return false
    }
    var offset = start
    while true {
      offset = text.firstOffset(of: 0x0A, 0x0D, 0x0D, orNonASCII: true, from: offset)
      guard offset < text.count else { return true }
      let (scalar, length) = text.scalar(at: offset)
      switch scalar.value {
      case 0xC0...0x24F, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: offset += length
      default: return false
      }
    }
  }

  /// Appends the sentences of a window that SRX rules split.
  ///
  /// - Returns: Where the first sentence begins that was not appended, in `text`.
  private mutating func appendWindow(
    of text: Span<UInt8>, from start: Int, upTo limit: Int, isLast: Bool, offset: Int,
    by srx: SRXEngine, to sentences: inout [Range<Int>]
  ) throws(SegmentationError) -> Int {
    var sentenceStart = start
    for (place, rule) in try srx.decisions(in: text.extracting(start..<text.count)) {
      let boundary = start + place
      guard boundary > start, boundary <= limit, boundary < text.count else { continue }
      if explains {
        explanations.append(
          BoundaryExplanation(
            offset: offset + boundary, isBreak: rule.isBreak, icuBreaks: false, rule: .srx,
            word: "\(rule.location)", text: text, place: boundary))
      }
      guard rule.isBreak else { continue }
      Self.append(sentenceStart..<boundary, of: text, at: offset, to: &sentences)
      sentenceStart = boundary
    }
    if isLast {
      Self.append(sentenceStart..<text.count, of: text, at: offset, to: &sentences)
      sentenceStart = text.count
    }
    return sentenceStart
  }
}

/// Why a segment ends, or does not end, at a place where it might.
package struct BoundaryExplanation: Sendable {
  /// Where the next segment would begin, in UTF-8 bytes: into the document if a segmenter or stream
  /// returns the explanation.
  package var offset: Int
  /// Whether a segment ends here.
  package var isBreak: Bool
  /// Whether ICU breaks here.
  package var icuBreaks: Bool
  /// The rule that decided.
  package var rule: BoundaryRule
  /// The word before the mark, with the mark, as a rule list would name it. For SRX, the rule's
  /// place in its file.
  package var word: String
  /// The text before the place: up to 40 bytes, and the rest of the first character.
  package var before: String
  /// The text after the place: up to 40 bytes, and the rest of the last character.
  package var after: String

  /// An explanation of the decision at a place in `text`.
  init(
    offset: Int, isBreak: Bool, icuBreaks: Bool, rule: BoundaryRule, word: String,
    text: Span<UInt8>, place: Int
  ) {
    self.offset = offset
    self.isBreak = isBreak
    self.icuBreaks = icuBreaks
    self.rule = rule
    self.word = word
    let reach = 40
    var first = max(0, place - reach)
    while first > 0, text[first] & 0xC0 == 0x80 { first -= 1 }
    var last = min(text.count, place + reach)
    while last < text.count, text[last] & 0xC0 == 0x80 { last += 1 }
    before = String(text, first..<place)
    after = String(text, place..<last)
  }
}
