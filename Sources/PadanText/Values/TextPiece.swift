/// A run of letters, a run of digits, or a single mark of a text: what values and words are made of.
///
/// Pieces are smaller than tokens: `Rp750` is `Rp` and `750`, `42nd` is `42` and `nd`.
package struct TextPiece: Hashable, Sendable {
  /// What a piece consists of.
  package enum Kind: Hashable, Sendable {
    case letters, digits, mark
  }

  /// The piece as written.
  package var text: String
  /// The piece after full case folding.
  package var folded: String
  /// What it consists of.
  package var kind: Kind
  /// Its place in the text, in UTF-8 bytes.
  package var range: Range<Int>
  /// Whether it follows the piece before it without a blank.
  package var isJoined: Bool

  /// Whether the first letter is a capital.
  package var isCapitalized: Bool {
    kind == .letters && text.unicodeScalars.first?.isUppercase ?? false
  }
}

extension TextPiece {
  /// The pieces of a text, in order. Blanks are between them.
  ///
  ///     TextPiece.pieces(of: "Rp1.5, ya?").map(\.text)  // ["Rp", "1", ".", "5", ",", "ya", "?"]
  ///
  /// - Complexity: O(n) for n bytes.
  package static func pieces(of text: String) -> [TextPiece] {
    var pieces: [TextPiece] = []
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var offset = 0
    var wasBlank = true
    while index < scalars.endIndex {
      let start = index
      let first = scalars[index]
      index = scalars.index(after: index)
      if ScalarClass.isBlank(first.value) {
        offset += UTF8.width(first)
        wasBlank = true
        continue
      }
      let kind = Kind(first)
      if kind != .mark {
        while index < scalars.endIndex, Kind(scalars[index]) == kind {
          index = scalars.index(after: index)
        }
      }
      let written = String(scalars[start..<index])
      let end = offset + written.utf8.count
      pieces.append(
        TextPiece(
          text: written, folded: kind == .letters ? TextForm.folded(written) : written, kind: kind,
          range: offset..<end, isJoined: !wasBlank))
      (offset, wasBlank) = (end, false)
    }
    return pieces
  }
}

extension TextPiece.Kind {
  fileprivate init(_ scalar: Unicode.Scalar) {
    self = scalar.isASCIIDigit ? .digits : ScalarClass.isWord(scalar.value) ? .letters : .mark
  }
}
