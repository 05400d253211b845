extension String {
  /// The text with a blank in place of each tab and line break.
  ///
  /// A line break is any character at which some program ends a line: LF, VT, FF, CR, the
  /// separators U+001C to U+001E, U+0085, U+2028 and U+2029.
  package var onOneLine: String {
    var bytes: [UInt8] = []
    return appendOnOneLine(to: &bytes, without: 0x09) == 0
      ? self : String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text in UTF-8, with a blank in place of each line break.
  ///
  /// - Parameter delimiter: A character of ASCII that becomes a blank, too.
  /// - Returns: The number of characters that became blanks.
  package func appendOnOneLine(to bytes: inout [UInt8], without delimiter: UInt8? = nil) -> Int {
    var count = 0
    var text = self
    text.withUTF8 { text in
      var index = 0
      while index < text.count {
        let length = Self.lengthOfBreak(in: text, at: index)
        if length > 0 || text[index] == delimiter {
          bytes.append(0x20)
          count += 1
        } else {
          bytes.append(text[index])
        }
        index += max(1, length)
      }
    }
    return count
  }

  /// The number of bytes of the line break at an index; 0 if there is none.
  private static func lengthOfBreak(
    in text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int {
    switch text[index] {
    case 0x0A...0x0D, 0x1C...0x1E: 1
    case 0xC2 where index + 1 < text.count && text[index + 1] == 0x85: 2
    case 0xE2
    where index + 2 < text.count && text[index + 1] == 0x80
      && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9):
      3
    default: 0
    }
  }
}
