/// The normal forms in which texts are compared.
@usableFromInline
package enum TextForm {
  /// The match key of a text: its NFC without ignorable scalars, with each run of white space
  /// replaced by one blank and no white space at the ends. Texts with the same match key are the
  /// same for the memory.
  ///
  ///     TextForm.matchKey(of: " Selamat\n pagi")  // "Selamat pagi"
  ///
  /// - Complexity: O(n) for n bytes.
  package static func matchKey(of text: String) -> String {
    if isPlain(text) { return text }
    let text = ICUText.nfc(withoutIgnorables(text))
    var key = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in text.unicodeScalars {
      if scalar.isWhitespace {
        pendingBlank = !key.isEmpty
      } else {
        if pendingBlank { key.append(" ") }
        pendingBlank = false
        key.append(scalar)
      }
    }
    return String(key)
  }

  /// The text without scalars that are not seen where they stand: soft hyphens, zero-width spaces,
  /// direction marks, and all others that Unicode ignores by default (Unicode Standard, section
  /// 5.21). A browser or a word processor adds them. The joiners U+200C and U+200D belong to the
  /// spelling of Persian and Indic words, but many writers leave them out, so they do not count
  /// either.
  package static func withoutIgnorables(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    guard text.unicodeScalars.contains(where: \.isIgnorable) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isIgnorable }))
  }

  /// Whether a text is known to equal its match key: NFC changes none of its scalars, and its only
  /// white space is single blanks between words.
  ///
  /// `false` says nothing: the key must then be computed.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in
      var isAfterBlank = true
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte >= 0x80 {
          guard let (scalar, length) = plainScalar(text, at: index), scalar != 0x85, scalar != 0xA0
          else { return false }
          index += length
        } else {
          guard byte >= 0x20, byte != 0x20 || !isAfterBlank else { return false }
          index += 1
        }
        isAfterBlank = byte == 0x20
      }
      return !isAfterBlank
    }
  }

  /// Decodes a scalar of two or three bytes, if it is one that a match key has as it is.
  ///
  /// These are the scalars below U+0300, which never compose with the scalar before them, but for
  /// the soft hyphen; quotation marks, dashes and the euro sign.
  ///
  /// - Returns: The scalar's value and its length in bytes; `nil` for any other scalar.
  @inlinable
  package static func plainScalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = UInt32(text[index])
    if first >= 0xC2, first < 0xCC, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 {
      let value = (first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
      return value == 0xAD ? nil : (value, 2)
    }
    guard first == 0xE2, index + 2 < text.count, text[index + 1] & 0xC0 == 0x80,
      text[index + 2] & 0xC0 == 0x80
    else { return nil }
    let value = 0x2000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
    return (0x2010...0x2027).contains(value) || value == 0x20AC ? (value, 3) : nil
  }

  /// Whether a text is empty or only white space and ignorable scalars, so that its match key is
  /// empty.
  package static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.isWhitespace || $0.isIgnorable }
  }

  /// The text after full case folding (Unicode Standard, section 3.13), for comparison without
  /// regard to case.
  ///
  ///     TextForm.folded("Straße")  // "strasse"
  package static func folded(_ text: String) -> String { ICUText.folded(text) }

  /// Appends the full case folding of one scalar: mostly one scalar, at most three.
  @inlinable @inline(__always)
  package static func appendFolded(_ scalar: UInt32, to scalars: inout [UInt32]) {
    if scalar < 0x80 {
      scalars.append(foldedASCII(scalar))
    } else {
      appendRareFolded(scalar, to: &scalars)
    }
  }

  /// `appendFolded` for scalars outside ASCII.
  @usableFromInline
  static func appendRareFolded(_ value: UInt32, to scalars: inout [UInt32]) {
    guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseFolded else {
      scalars.append(value)
      return
    }
    scalars.append(contentsOf: ICUText.folded(String(scalar)).unicodeScalars.map(\.value))
  }

  /// Full case folding of one ASCII scalar.
  @inlinable @inline(__always)
  package static func foldedASCII(_ scalar: UInt32) -> UInt32 {
    scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
  }

  /// The ASCII characters of a text. Accents are removed from letters; all other scalars are left
  /// out.
  ///
  ///     TextForm.asciiLetters(of: "café")  // the bytes of "cafe"
  package static func asciiLetters(of text: String) -> [UInt8] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return (isASCII ? text : ICUText.nfd(text)).utf8.filter { $0 < 0x80 }
  }
}

extension Unicode.Scalar {
  /// Whether Unicode ignores the scalar by default, so that it is not seen where it stands.
  fileprivate var isIgnorable: Bool { value >= 0xAD && properties.isDefaultIgnorableCodePoint }
}
