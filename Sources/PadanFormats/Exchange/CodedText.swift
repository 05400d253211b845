package import PadanModel

/// The text and the codes of a variant in turn, as a file writes them.
///
/// Codes whose place is outside the text stand at the nearest end; the halves of elements around text
/// are balanced, so that what is written is well-formed whatever the variant holds.
package struct CodedText: Sequence, IteratorProtocol {
  package enum Piece {
    case text(Substring)
    case code(InlineCode)
  }

  private let text: String
  private let codes: [InlineCode]
  private var position: String.UnicodeScalarView.Index
  /// The place of `position` in scalars.
  private var offset = 0
  private var codeIndex = 0

  init(_ variant: Variant) {
    self.init(text: variant.text, codes: variant.codes)
  }

  /// - Parameter codes: By ascending offset.
  init(text: String, codes: [InlineCode]) {
    self.text = text
    self.codes = Self.balanced(codes)
    position = text.unicodeScalars.startIndex
  }

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
