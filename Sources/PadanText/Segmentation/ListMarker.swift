/// The bullet or number at the start of a list item in plain text.
package enum ListMarker {
  /// What begins a line of speech as well as an item, or a quotation.
  private static let ambiguous: Set<Unicode.Scalar> = ["–", "—", "»", "›", ">", "#", "→"]

  /// The number of UTF-8 bytes of the marker at the start of a text, with the blanks behind it; 0 if there
  /// is none.
  ///
  ///     ListMarker.length(in: "12. Harga beras naik.")  // 4
  ///     ListMarker.length(in: "• Harga beras naik.")  // 4
  ///     ListMarker.length(in: "12.000 warga mengungsi.")  // 0
  ///
  /// - Complexity: O(n) for n bytes.
  package static func length(in text: String) -> Int {
    let bytes = Array(text.utf8)
    guard let first = text.unicodeScalars.first, !first.isWhitespace else { return 0 }
    let span = bytes.span
    var end = first.utf8.count
    if LineMarks.isNumbered(0..<bytes.count, in: span) {
      // Such a marker ends at its full stop or bracket.
      end = span.firstBlank(from: 0)
    } else if !LineMarks.isBullet(first) || ambiguous.contains(first) {
      return 0
    }
    let start = span.skippingWhitespace(from: end)
    return start > end && start < bytes.count ? start : 0
  }
}

extension ListMarker {
  /// The marker at the start of a text, with the blanks behind it, and the rest.
  ///
  ///     ListMarker.split("(2) Harga beras naik.")  // ("(2) ", "Harga beras naik.")
  ///
  /// - Complexity: O(n) for n bytes.
  package static func split(_ text: String) -> (marker: Substring, rest: Substring) {
    let end = text.utf8.index(text.startIndex, offsetBy: length(in: text))
    return (text[..<end], text[end...])
  }
}

extension Span<UInt8> {
  /// The first space or tab from an offset on, or the end.
  fileprivate func firstBlank(from offset: Int) -> Int {
    var offset = offset
    while offset < count, self[offset] != 0x20, self[offset] != 0x09 { offset += 1 }
    return offset
  }
}
