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
    return withSingleBlanks(ICUText.nfc(withoutIgnorables(text)))
  }

  /// The text with each run of white space replaced by one blank, and none at its ends.
  package static func withSingleBlanks(_ text: String) -> String {
    let text = Array(text.utf8)
    let bytes = text.span
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var start = bytes.skippingWhitespace(from: 0)
    while start < text.count {
      let end = bytes.skippingWord(from: start)
      if !result.isEmpty { result.append(0x20) }
      result += text[start..<end]
      start = bytes.skippingWhitespace(from: end)
    }
    return String(decoding: result, as: UTF8.self)
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

  /// Whether every scalar of a text is seen where it stands, or is white space.
  package static func isVisible(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 } || !text.unicodeScalars.contains(where: \.isIgnorable)
  }

  /// The UTF-8 bytes of a text's scalars that are not ignorable: what maps the ranges of tokens to
  /// bytes.
  package static func byteRanges(in text: String) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if !scalar.isIgnorable { ranges.append(offset..<end) }
      offset = end
    }
    return ranges
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
  /// the soft hyphen; plain letters; quotation marks, dashes and the euro sign.
  ///
  /// - Returns: The scalar's value and its length in bytes; `nil` for any other scalar.
  @inlinable
  package static func plainScalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = UInt32(text[index])
    guard first >= 0xC2, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 else { return nil }
    if first < 0xE0 {
      let value = (first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
      let isPlain = value < 0x300 ? value != 0xAD : ScalarClass.isPlainLetter(value)
      return isPlain ? (value, 2) : nil
    }
    guard first < 0xF0, index + 2 < text.count, text[index + 2] & 0xC0 == 0x80 else { return nil }
    let value =
      (first & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
    // Below U+0800 the bytes are ill-formed.
    let isPlain =
      (0x2010...0x2027).contains(value) || value == 0x20AC
      || (value >= 0x800 && ScalarClass.isPlainLetter(value))
    return isPlain ? (value, 3) : nil
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
    if let folded = foldedScalar(value) { return scalars.append(folded) }
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

  /// Full case folding of one scalar of many scripts; `nil` where Unicode's tables must be asked.
  ///
  /// - Complexity: O(1), without a look into a table.
  package static func foldedScalar(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case ..<0x80: foldedASCII(scalar)
    case 0xD7, 0xF7: scalar
    case 0xC0...0xDE, 0x410...0x42F: scalar + 0x20
    case 0x400...0x40F: scalar + 0x50
    case 0xE0...0xFF, 0x430...0x45F, 0x2010...0x2027: scalar
    case 0x5D0...0x5EA, 0x620...0x64A, 0xE01...0xE30: scalar
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: scalar
    default: nil
    }
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
  package var isIgnorable: Bool {
    value >= 0xAD && !ScalarClass.isPlainLetter(value) && isDefaultIgnorable
  }

  /// Whether Unicode's tables have it as ignorable. Inlined, it would make loops over ASCII slow, too.
  @inline(never)
  private var isDefaultIgnorable: Bool { properties.isDefaultIgnorableCodePoint }
}
