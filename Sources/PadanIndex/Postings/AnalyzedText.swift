import PadanMatch

/// What an index keeps of a text, before the text has a slot.
struct AnalyzedText: Sendable {
  /// Which text it is.
  let text: IndexedText
  /// The class of its number of letters.
  let lengthClass: Int
  /// Its outline as a row has it.
  let outline: PackedOutline
  /// The number of its tokens, at most 255.
  let mark: UInt8
  /// Its tokens as bits.
  let signature: (UInt64, UInt64, UInt64, UInt64)
  /// The lists of its rarest tokens.
  let lists: [PostingList]
  /// The hash of its match key.
  let keyHash: UInt32
}

/// Reads texts and finds what an index keeps of them: most of the work of building one. It needs no
/// store, so several analyzers can work side by side.
struct TextAnalyzer: Sendable {
  let order: TokenOrder
  private var reader = TextReader()
  private var lists: [PostingList] = []

  /// - Parameter order: The order of tokens of the index.
  init(order: TokenOrder) { self.order = order }

  /// Appends what an index keeps of a unit's text, in UTF-8, and of what is left of it without the codes
  /// that are written in it. A text of white space only is left out: it cannot be found, and no query
  /// needs it.
  ///
  /// - Complexity: O(n) for n bytes, plus O(m log m) to sort m tokens.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, ofUnit unit: UInt32, into texts: inout [AnalyzedText]
  ) {
    reader.read(text)
    guard !reader.scalars.isEmpty else { return }
    texts.append(analyzed(IndexedText(unit: unit)))
    if reader.readBare() { texts.append(analyzed(IndexedText(unit: unit, isBare: true))) }
  }

  /// What an index keeps of the text that the reader has read.
  private mutating func analyzed(_ text: IndexedText) -> AnalyzedText {
    let lengthClass = LengthClass.of(reader.outline.classes.count)
    order.prefix(reader.tokens, into: &lists)
    return AnalyzedText(
      text: text, lengthClass: lengthClass,
      outline: PackedOutline(reader.outline, height: LengthClass.height(lengthClass)),
      mark: UInt8(min(255, reader.tokens.count)),
      signature: TokenSignature.of(
        reader.tokens, words: LengthClass.signatureWords(lengthClass)),
      lists: lists, keyHash: reader.keyHash)
  }
}
