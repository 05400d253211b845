import Testing

@testable import PadanLanguage

struct WordMapTests {
  private let words = [
    "a", "di", "kata-kata", "delapan8", "sembilan9", "perkembangannya", "é", "don't",
  ]

  private func value(_ text: String, of map: WordMap<Int>, setting bits: UInt8 = 0) -> Int? {
    // Bytes stand behind the word, as they do in a text.
    let bytes = Array("\(text)zzzzzzzzz".utf8)
    return map.value(of: 0..<text.utf8.count, in: bytes.span, setting: bits)
  }

  @Test func `each word has its value, and no other text has one`() {
    let map = WordMap(words.enumerated().map { (Array($1.utf8), $0) })
    for (number, word) in words.enumerated() {
      #expect(value(word, of: map) == number)
      #expect(value(String(word.dropLast()), of: map) == nil)
      #expect(value(word + "x", of: map) == nil)
    }
    for word in ["", "A", "Kata-kata", "perkembangannyo"] { #expect(value(word, of: map) == nil) }
  }

  @Test func `with the bit of small letters case does not count`() {
    let map = WordMap(words.enumerated().map { (Array($1.utf8), $0) })
    for (word, number) in [("KATA-Kata", 2), ("Delapan8", 3), ("PERKEMBANGANNYA", 5), ("Don't", 7)]
    {
      #expect(value(word, of: map, setting: 0x20) == number)
    }
  }
}
