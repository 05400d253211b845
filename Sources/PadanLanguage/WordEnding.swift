/// An ending and the least number of letters before it: `...nya`.
struct WordEnding: Sendable {
  /// The least number of letters before the ending.
  private let stem: Int
  /// The ending, in UTF-8.
  private let ending: [UInt8]

  /// Reads an entry that begins with a dot for each letter; `nil` if it is an ordinary word.
  init?(_ entry: String) {
    guard entry.utf8.first == UInt8(ascii: ".") else { return nil }
    stem = entry.utf8.prefix { $0 == UInt8(ascii: ".") }.count
    ending = Array(entry.utf8.dropFirst(stem))
  }

  /// Whether the word at a range of a text has the ending.
  func matches(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard range.count >= stem + ending.count else { return false }
    let start = range.upperBound - ending.count
    guard ending.indices.allSatisfy({ text[start + $0] == ending[$0] }) else { return false }
    var letters = 0
    for offset in range.lowerBound..<start where text[offset] & 0xC0 != 0x80 { letters += 1 }
    return letters >= stem
  }
}
