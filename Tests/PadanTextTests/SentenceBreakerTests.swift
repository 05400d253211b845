import PadanTestSupport
import Testing

@testable import PadanText

/// ICU's breaks, in the two forms in which it is given a text.
struct SentenceBreakerTests {
  private func breaks(_ text: [UInt8], isWidened: Bool) throws -> [Int] {
    var breaker = try SentenceBreaker(locale: "id")
    var breaks: [Int] = []
    try breaker.findBreaks(in: text.span, isWidened: isWidened, into: &breaks)
    return breaks
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `UTF-8 and UTF-16 break at the same bytes`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      ". ", "! ", "?", "…", "“", "”", "(", ")", " ", "\n", "\u{2029}", "a", "Budi", "é", "e\u{301}",
      "字", "。", "😀", "👨‍👩‍👧", "\u{FEFF}", "\u{10FFFF}", "5", "\u{0}",
    ]
    let count = Int.random(in: 0...200, using: &generator)
    let text = Array(generator.elements(count, of: pieces).joined().utf8)
    let found = try breaks(text, isWidened: true)
    #expect(try breaks(text, isWidened: false) == found)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
    #expect(found.last ?? 0 == text.count)
  }

  @Test func `a breaker is used for one text after the other`() throws {
    var breaker = try SentenceBreaker(locale: "id")
    var breaks = [99]
    for (text, expected) in [("Satu. Dua.", [6, 10]), ("", []), ("Tiga é! Empat.", [9, 15])] {
      try breaker.findBreaks(in: Array(text.utf8).span, into: &breaks)
      #expect(breaks == expected)
    }
  }

  @Test func `more breaks than one call hands out are all found`() throws {
    let text = Array(String(repeating: "A b. ", count: 1000).utf8)
    #expect(try breaks(text, isWidened: true) == (1...1000).map { $0 * 5 })
  }
}
