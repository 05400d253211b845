import PadanTestSupport
import PadanText
import Testing

struct TokenizerTests {
  @Test(arguments: [
    ("Rp1.000, ya?", ["Rp1", ".", "000", ",", "ya", "?"]), ("", []), (" \n\t", []),
    ("anak-anak", ["anak", "-", "anak"]), ("nama_file 2x", ["nama_file", "2x"]),
    ("“Ya!”", ["“", "Ya", "!", "”"]), ("e\u{301}t", ["e\u{301}t"]), ("字 😀", ["字", "😀"]),
    ("...", [".", ".", "."]), ("a\u{A0}b", ["a", "b"]), ("१२ ab", ["१२", "ab"]),
  ])
  func `a token is a run of letters, marks, digits and _, or one other scalar`(
    _ text: String, _ tokens: [String]
  ) {
    #expect(Tokenizer.tokens(in: text).map(\.text) == tokens)
  }

  @Test(arguments: [
    ("1000", Token.Kind.number), ("2x", .word), ("x2", .word), ("_", .word), ("?", .mark),
    ("😀", .mark), ("१२", .number), ("é", .word),
  ])
  func `a token's kind is told by its scalars`(_ text: String, _ kind: Token.Kind) {
    #expect(Tokenizer.tokens(in: text).map(\.kind) == [kind])
  }

  @Test(arguments: [
    ("STRASSE", "strasse"), ("Straße", "strasse"), ("ÉTÉ", "été"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
  ])
  func `folding is full`(_ text: String, _ folded: String) {
    #expect(Tokenizer.tokens(in: text).map(\.folded) == [folded])
  }

  @Test(arguments: [("Budi", true), ("budi", false), ("Élan", true), ("1A", false), ("“", false)])
  func `a capital letter makes a token capitalised`(_ text: String, _ isCapitalized: Bool) {
    #expect(Tokenizer.tokens(in: text).map(\.isCapitalized) == [isCapitalized])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `ranges hold the tokens, and white space is all that is left`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "B9", "_", ".", "“", " ", "\n", "é", "e\u{301}", "😀", "字", "\u{A0}", "٣"]
    let text = generator.elements(60, of: pieces).joined()
    let scalars = Array(text.unicodeScalars)
    var end = 0
    for token in Tokenizer.tokens(in: text) {
      #expect(scalars[token.range].elementsEqual(token.text.unicodeScalars))
      #expect(scalars[end..<token.range.lowerBound].allSatisfy { $0.properties.isWhitespace })
      end = token.range.upperBound
    }
    #expect(scalars[end...].allSatisfy { $0.properties.isWhitespace })
  }

  @Test(arguments: [
    ("我喜欢苹果。", ["我", "喜欢", "苹果", "。"]), ("ราคาข้าว", ["ราคา", "ข้าว"]),
    ("東京で雨", ["東京", "雨"]), ("2024年", ["2024", "年"]),
    ("harga beras naik", ["harga", "beras", "naik"]), ("ワシントン", ["ワシントン"]),
    ("Цена риса", ["Цена", "риса"]), ("쌀값이 올랐다", ["쌀값이", "올랐다"]), ("", []),
  ])
  func `words of scripts without blanks come from dictionaries`(_ text: String, _ words: [String]) {
    #expect(Tokenizer.words(in: text).map(\.text) == words)
  }

  @Test func `the ranges of dictionary words hold them`() {
    let text = "Di 東京で雨が降った。ราคาข้าว 5 𠀀𠀁"
    let scalars = Array(text.unicodeScalars)
    let words = Tokenizer.words(in: text)
    #expect(words.count > 6)
    for word in words {
      #expect(scalars[word.range].elementsEqual(word.text.unicodeScalars))
    }
  }
}
