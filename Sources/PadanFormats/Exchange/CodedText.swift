package import PadanModel

/// A variant's text and codes in the order in which a file writes them.
///
/// The output is well-formed for any variant. A code outside the text comes at the nearest end. A
/// closing half without its opening half is left out, and a missing closing half is added at the
/// end.
package struct CodedText: Sequence, IteratorProtocol {
  /// A run of text or a code.
  package enum Piece {
    /// The text before the next code.
    case text(Substring)
    /// A code at this place in the text.
    case code(InlineCode)
  }

  /// The whole text.
  private let text: String
  /// The codes, with balanced halves.
  private let codes: [InlineCode]
  /// The place up to which the text has been returned.
  private var position: String.UnicodeScalarView.Index
  /// The same place, in Unicode scalars.
  private var offset = 0
  /// The position of the next code in `codes`.
  private var codeIndex = 0

  /// The text and codes of a variant.
  init(_ variant: Variant) {
    self.init(text: variant.text, codes: variant.codes)
  }

  /// A text with codes.
  ///
  /// - Parameter codes: The codes by ascending offset, in Unicode scalars.
  init(text: String, codes: [InlineCode]) {
    self.text = text
    self.codes = Self.balanced(codes)
    position = text.unicodeScalars.startIndex
  }

  /// The next piece; `nil` at the end.
  package mutating func next() -> Piece? {
    let scalars = text.unicodeScalars
    guard codeIndex < codes.count else {
      guard position < scalars.endIndex else { return nil }
      defer { position = scalars.endIndex }
      return .text(text[position...])
    }
    let code = codes[codeIndex]
    let distance = Swift.max(0, code.offset - offset)
    let end =
      scalars.index(position, offsetBy: distance, limitedBy: scalars.endIndex) ?? scalars.endIndex
    if end > position {
      defer { position = end }
      offset = code.offset
      return .text(text[position..<end])
    }
    codeIndex += 1
    return .code(code)
  }

  /// The codes with every opening half closed and every closing half opened.
  private static func balanced(_ codes: [InlineCode]) -> [InlineCode] {
    guard codes.contains(where: { $0.form != .whole }) else { return codes }
    var open: [InlineCode] = []
    var result: [InlineCode] = []
    for code in codes {
      switch code.form {
      case .whole: result.append(code)
      case .opening:
        open.append(code)
        result.append(code)
      case .closing: if open.popLast() != nil { result.append(code) }
      }
    }
    for code in open.reversed() {
      result.append(
        InlineCode(element: code.element, offset: .max, form: .closing))
    }
    return result
  }
}
