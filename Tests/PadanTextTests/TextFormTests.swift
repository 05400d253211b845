import Foundation
import PadanTestSupport
import PadanText
import Testing

struct TextFormTests {
  @Test(arguments: [
    (" Selamat\n pagi", "Selamat pagi"), ("", ""), (" \t\r\n ", ""), ("a\u{A0}\u{3000}b", "a b"),
    ("Cafe\u{301}", "Café"), ("\u{FEFF}Satu", "Satu"), ("A\u{30A}", "Å"), ("\u{212B}", "Å"),
    ("Satu  dua   tiga", "Satu dua tiga"), ("ﬁ", "ﬁ"), ("\u{1100}\u{1161}", "\u{AC00}"),
  ])
  func `a match key is NFC with white space collapsed`(_ text: String, _ key: String) {
    let found = TextForm.matchKey(of: text)
    #expect(Array(found.unicodeScalars) == Array(key.unicodeScalars))
  }

  @Test func `scalars that are passed over unread are those that NFC leaves alone`() {
    let scalars = (0x21..<0x300).map { $0 } + (0x2000..<0x2100).map { $0 }
    for scalar in scalars.compactMap(Unicode.Scalar.init) {
      let text = "a\(scalar)b e\(scalar)"
      let key = Array(TextForm.matchKey(of: text).unicodeScalars)
      let expected = text.precomposedStringWithCanonicalMapping
      if scalar.properties.isDefaultIgnorableCodePoint {
        #expect(key == Array("ab e".unicodeScalars), "\(scalar.value)")
      } else if scalar.properties.isWhitespace {
        #expect(key == Array("a b e".unicodeScalars), "\(scalar.value)")
      } else {
        #expect(key == Array(expected.unicodeScalars), "\(scalar.value)")
      }
    }
  }

  @Test(arguments: [
    "\u{AD}", "\u{34F}", "\u{61C}", "\u{180E}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{FE0F}",
    "\u{FEFF}", "\u{E0061}",
  ])
  func `ignorable characters are left out`(_ character: String) {
    #expect(TextForm.matchKey(of: "per\(character)kara \(character) ini") == "perkara ini")
    #expect(TextForm.matchKey(of: "e\(character)\u{301}") == "é")
    #expect(TextForm.isBlank(" \(character)"))
    #expect(
      Tokenizer.tokens(in: "per\(character)kara 1\(character)2").map(\.text) == ["perkara", "12"])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the key of a key is the key`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "B", " ", "\n", "e", "\u{301}", "\u{323}", "é", "ạ", "\u{2003}", "😀", "한"]
    let key = TextForm.matchKey(of: generator.elements(40, of: pieces).joined())
    let again = TextForm.matchKey(of: key)
    #expect(Array(again.unicodeScalars) == Array(key.unicodeScalars))
    #expect(!key.hasPrefix(" ") && !key.hasSuffix(" ") && !key.contains("  "))
  }

  @Test(arguments: [("Straße", "strasse"), ("ABC", "abc"), ("Éa", "éa"), ("ﬁ", "fi"), ("Σς", "σσ")])
  func `folding is full`(_ text: String, _ folded: String) {
    #expect(TextForm.folded(text) == folded)
  }

  @Test(arguments: [("café", "cafe"), ("naïve-9", "naive-9"), ("字a", "a"), ("ÅÉ", "AE"), ("", "")])
  func `accents come off and all else that is not ASCII`(_ text: String, _ letters: String) {
    #expect(TextForm.asciiLetters(of: text) == Array(letters.utf8))
  }

  @Test(arguments: [
    ("مُحَمَّد", "محمد"), ("أحمد", "احمد"), ("مدرسة", "مدرسه"), ("שָׁלוֹם", "שלום"), ("Straße", "strasse"),
    ("Élan", "élan"),
  ])
  func `words are compared without vowel marks`(_ word: String, _ form: String) {
    #expect(TextForm.wordForm(word) == form)
  }

  @Test(arguments: [
    ("Вашингтон", "vasington"), ("ワシントン", "washinton"), ("café", "cafe"), ("łódź", "lodz"),
    ("Þór", "thor"), ("Αθήνα", "athena"), ("Budi", "Budi"), ("", ""),
  ])
  func `a word in any script has letters of ASCII`(_ word: String, _ latin: String) {
    #expect(TextForm.latin([word, "x"]) == [latin, "x"])
  }
}
