/// The forms in which texts are compared.
public enum TextForm {
  /// NFC with each run of white space as one blank and none at the ends: two texts with the same
  /// match key are the same text.
  ///
  ///     TextForm.matchKey(of: " Selamat\n pagi")  // "Selamat pagi"
  ///
  /// - Complexity: O(n).
  public static func matchKey(of text: String) -> String {
    if isPlain(text) { return text }
    let text = ICUText.nfc(text)
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

  /// Whether a text is its own key: of scalars that NFC never changes, with single blanks between words
  /// and no other white space.
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

  /// A scalar of two or three bytes that NFC never changes, and its length: below U+0300 nothing composes
  /// with what stands before it, and neither do quotation marks, dashes and the euro sign.
  @inlinable
  package static func plainScalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = UInt32(text[index])
    if first >= 0xC2, first < 0xCC, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 {
      return ((first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F), 2)
    }
    guard first == 0xE2, index + 2 < text.count, text[index + 1] & 0xC0 == 0x80,
      text[index + 2] & 0xC0 == 0x80
    else { return nil }
    let value = 0x2000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
    return (0x2010...0x2027).contains(value) || value == 0x20AC ? (value, 3) : nil
  }

  /// Whether a text's match key is empty.
  public static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isWhitespace)
  }

  /// Full case folding.
  public static func folded(_ text: String) -> String { ICUText.folded(text) }

  /// Full case folding of an ASCII scalar.
  @inlinable @inline(__always)
  package static func foldedASCII(_ scalar: UInt32) -> UInt32 {
    scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
  }

  /// The ASCII characters of a text, accents taken off and all else left out.
  public static func asciiLetters(of text: String) -> [UInt8] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return (isASCII ? text : ICUText.nfd(text)).utf8.filter { $0 < 0x80 }
  }
}
