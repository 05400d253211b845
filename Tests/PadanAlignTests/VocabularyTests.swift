import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct VocabularyTests {
  @Test func `each distinct word stands once and is counted`() {
    let words = Vocabulary(
      ["harga beras harga", "Beras naik"], language: .indonesian)
    #expect(words.entries.map(\.text) == ["harga", "beras", "naik"])
    #expect(words.segments == [[0, 1, 0], [1, 2]])
    #expect(words.counts == [2, 2, 1])
  }

  @Test func `a capital inside a sentence makes a name`() {
    let words = Vocabulary(["Kata Budi, “Ya.”"], language: .indonesian)
    let classes = Dictionary(
      words.entries.map { ($0.text, $0.wordClass) }, uniquingKeysWith: { first, _ in first })
    #expect(classes["kata"] == .word)
    #expect(classes["budi"] == .name)
  }

  @Test func `numbers are their values and only asking and calling marks are words`() {
    let words = Vocabulary(
      ["Rp1,5 juta, dua orang: apa?"], language: .indonesian)
    let numbers = words.entries.filter { $0.wordClass == .number }.map(\.text)
    #expect(Set(numbers) == ["1500000", "2"])
    #expect(words.entries.filter { $0.wordClass == .mark }.map(\.text) == ["?"])
  }

  @Test(arguments: [
    ("Laba-laba itu", ["laba-laba", "itu"]), ("laba laba", ["laba", "laba"]),
    ("laba - laba", ["laba", "laba"]), ("laba-labanya", ["laba-labanya"]),
    ("buku-buku", ["buku", "buku"]), ("laba-laba-laba", ["laba-laba", "laba"]),
    ("dua pusat-kiri-pusat", ["2", "pusat-kiri-pusat"]), ("Covid-19", ["19", "covid-19"]),
    ("bangsa-bangsa", ["bangsa-bangsa"]), ("-laba-", ["laba"]),
  ])
  func `hyphenated words that a lexicon knows are words of their own`(
    _ text: String, _ words: [String]
  ) {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    lexicon.add("laba-laba", ["spider"])
    lexicon.add("pusat-kiri-pusat", ["nothing"])
    lexicon.add("covid-19", ["covid-19"])
    lexicon.add("perserikatan bangsa-bangsa", ["united nations"])
    let vocabulary = Vocabulary([text], language: .indonesian, lexicon: lexicon)
    #expect(vocabulary.segments[0].map { vocabulary.entries[$0].text } == words)
  }

  @Test func `an empty segment has no words`() {
    let words = Vocabulary(["", " ", "…"], language: .english)
    #expect(words.segments == [[], [], []])
  }
}
