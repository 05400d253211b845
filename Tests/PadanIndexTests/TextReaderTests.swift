import PadanTestSupport
import PadanText
import Testing

@testable import PadanIndex
@testable import PadanMatch

/// The fast reader against the definition.
struct TextReaderTests {
  private func sharedCount(_ a: String, _ b: String) -> Int {
    var readers = [TextReader(), TextReader()]
    readers[0].read(a)
    readers[1].read(b)
    return readers[0].tokens.sharedCount(with: readers[1].tokens)
  }

  private static let pieces = [
    "harga", "Harga", "HARGA", "di", "di", "5", "1.000", "Straße", "STRASSE", "é", "e\u{301}", "İ",
    "i̇", "ǅ", "ﬁ", "fi", "字", "😀", ".", "!", "“", "”", "\u{A0}", "\t", "_", "a_1", "ͅ", "ι",
    "\u{2126}", "Ω", "\u{2000}", "٣", "²", "Ⅷ", "ⅷ",
  ]

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `keys and shared tokens are those of the definition`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let texts = (0..<2).map { _ in
      generator.elements(Int.random(in: 0...12, using: &generator), of: Self.pieces)
        .joined(separator: seed % 2 == 0 ? " " : "")
    }
    for text in texts {
      var reader = TextReader()
      reader.read(text)
      #expect(reader.scalars == MatchText(text).scalars, "“\(text)”")
      #expect(reader.tokens.count == TokenCounts(MatchText(text)).count, "“\(text)”")
      #expect(Set(reader.tokens).count == reader.tokens.count)
    }
    #expect(
      sharedCount(texts[0], texts[1])
        == TokenCounts(MatchText(texts[0]))
        .sharedCount(with: TokenCounts(MatchText(texts[1]))),
      "“\(texts[0])” and “\(texts[1])”")
  }

  @Test func `tokens are compared by their scalars, also where Unicode says that they are equal`() {
    // Folded, the first is ϊ and an accent, and the second ι and two.
    let texts = ["\u{3AA}\u{301}", "\u{390}"]
    #expect(Tokenizer.tokens(in: texts[0])[0].folded == Tokenizer.tokens(in: texts[1])[0].folded)
    let counts = texts.map { TokenCounts(MatchText($0)) }
    #expect(counts[0].sharedCount(with: counts[1]) == sharedCount(texts[0], texts[1]))
  }

  @Test func `folding turns no scalar of a word into a mark, nor a mark into a word`() {
    var odd: [String] = []
    for value in 0x80...0x1FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseFolded else {
        continue
      }
      let isWord = ScalarClass.isWord(value)
      let folded = TextForm.folded(String(scalar)).unicodeScalars
      if !folded.allSatisfy({ ScalarClass.isWord($0.value) == isWord }) {
        odd.append(String(value, radix: 16))
      }
    }
    #expect(odd == [])
  }
}
