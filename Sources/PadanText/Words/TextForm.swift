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

  /// Whether a text is ASCII with single blanks between words and no other white space: its own key.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x80, byte != 0x20 || previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20
  }

  /// Whether a text's match key is empty.
  public static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isWhitespace)
  }

  /// Full case folding.
  public static func folded(_ text: String) -> String { ICUText.folded(text) }

  /// The ASCII characters of a text, accents taken off and all else left out.
  public static func asciiLetters(of text: String) -> [UInt8] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return (isASCII ? text : ICUText.nfd(text)).utf8.filter { $0 < 0x80 }
  }
}

extension Unicode.Scalar {
  /// Whether a match key has a blank in its place.
  package var isCollapsible: Bool { isWhitespace }
}
