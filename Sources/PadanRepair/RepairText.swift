import PadanText

/// A text as a repair sees it: values, and the pieces between them.
struct RepairText {
  /// A value, or a single piece outside values.
  struct Item {
    /// Its place among the pieces.
    var pieces: Range<Int>
    /// The value; `nil` if it is a piece.
    var value: WrittenValue?
    /// What two items must have in common to be the same.
    var key: String
  }

  let text: String
  let pieces: [TextPiece]
  let values: [WrittenValue]
  private(set) var items: [Item]

  init(_ text: String, _ reader: ValueReader) {
    self.text = text
    pieces = TextPiece.pieces(of: text)
    values = reader.values(in: pieces)
    var items: [Item] = []
    var index = 0
    for value in values {
      items += (index..<value.pieces.lowerBound).map { [pieces] in Item(pieces[$0], at: $0) }
      items.append(Item(pieces: value.pieces, value: value, key: Self.key(of: value)))
      index = value.pieces.upperBound
    }
    items += (index..<pieces.count).map { [pieces] in Item(pieces[$0], at: $0) }
    self.items = items
  }

  /// What two values must have in common to be the same. No other item has it.
  static func key(of value: WrittenValue) -> String {
    "\u{0}" + value.parts.map { "\($0.field.rawValue) \($0.value)" }.joined(separator: "|")
  }

  /// The pieces that are double quotation marks.
  var quotationMarks: [Int] {
    pieces.indices.filter { pieces[$0].kind == .mark && "\"“”„‟«»「」『』".contains(pieces[$0].text) }
  }

  /// Leaves double quotation marks out of what is compared.
  mutating func ignoreQuotationMarks() {
    let marks = Set(quotationMarks)
    items.removeAll { $0.value == nil && marks.contains($0.pieces.lowerBound) }
  }

  /// All parts of all values.
  var parts: [WrittenValue.Part] { values.flatMap(\.parts) }

  /// The bytes of a range of pieces.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    pieces[range.lowerBound].range.lowerBound..<pieces[range.upperBound - 1].range.upperBound
  }

  /// The text of a range of pieces, as written.
  func written(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    let bytes = bytes(range)
    return String(Substring(text.utf8.dropFirst(bytes.lowerBound).prefix(bytes.count)))
  }

  /// The pieces of a range of items; none before the first piece if the range is empty.
  func pieces(ofItems range: Range<Int>) -> Range<Int> {
    range.isEmpty
      ? 0..<0
      : items[range.lowerBound].pieces.lowerBound..<items[range.upperBound - 1].pieces.upperBound
  }

  /// The places at which a run of words stands among the pieces.
  ///
  /// - Parameter word: What of a piece is compared.
  func places(of words: [String], _ word: (TextPiece) -> String) -> [Range<Int>] {
    guard let first = words.first, words.count <= pieces.count else { return [] }
    return (0...pieces.count - words.count)
      .filter { start in
        word(pieces[start]) == first
          && words.indices.allSatisfy { word(pieces[start + $0]) == words[$0] }
      }
      .map { $0..<$0 + words.count }
  }

  /// Whether a sentence begins with a piece: only marks stand before it, or it follows a full stop.
  func beginsSentence(_ index: Int) -> Bool {
    guard let before = pieces[..<index].last(where: { !"\"“”‘’'«»()[]".contains($0.text) }) else {
      return true
    }
    return [".", "!", "?", ":", "–", "—"].contains(before.text)
      || before.text == "-" && !before.isJoined
  }
}

extension RepairText.Item {
  fileprivate init(_ piece: TextPiece, at index: Int) {
    self.init(pieces: index..<index + 1, value: nil, key: piece.text)
  }
}
