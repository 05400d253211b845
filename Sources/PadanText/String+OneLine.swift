extension String {
  /// The text with a blank in place of each tab and line break.
  ///
  /// A line break is any character at which some program ends a line: LF, VT, FF, CR, the
  /// separators U+001C to U+001E, U+0085, U+2028 and U+2029.
  package var onOneLine: String {
    var text = self
    let isOneLine = text.withUTF8 { Self.nextBreak(in: $0, from: 0, or: 0x09) == nil }
    guard !isOneLine else { return self }
    var bytes: [UInt8] = []
    _ = appendOnOneLine(to: &bytes, without: 0x09)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text in UTF-8, with a blank in place of each line break.
  ///
  /// - Parameter delimiter: A character of ASCII that becomes a blank, too.
  /// - Returns: The number of characters that became blanks.
  package func appendOnOneLine(to bytes: inout [UInt8], without delimiter: UInt8? = nil) -> Int {
    var count = 0
    var text = self
    text.withUTF8 { text in
      var start = 0
      while let next = Self.nextBreak(in: text, from: start, or: delimiter) {
        bytes.append(contentsOf: text[start..<next.lowerBound])
        bytes.append(0x20)
        count += 1
        start = next.upperBound
      }
      bytes.append(contentsOf: text[start...])
    }
    return count
  }

  /// The next line break or delimiter at or after an index.
  private static func nextBreak(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, or delimiter: UInt8?
  ) -> Range<Int>? {
    let bytes = UnsafeRawBufferPointer(text)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index < text.count {
      // Most bytes are letters of ASCII. Eight are passed over at once if none is a control character
      // or above 0x7F: then the top bit of no byte is set, nor of any byte less 0x20.
      if index + 8 <= text.count, delimiter ?? 0 < 0x20 {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if (word | (word &- ones &* 0x20)) & (ones &* 0x80) == 0 {
          index += 8
          continue
        }
      }
      let length = text[index] == delimiter ? 1 : lengthOfBreak(in: text, at: index)
      if length > 0 { return index..<(index + length) }
      index += 1
    }
    return nil
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
