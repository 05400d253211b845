import PadanLanguage
import PadanModel
import PadanText
import Testing

struct CoreVocabularyTests {
  /// The languages that have a list.
  private static let languages = LanguageFile.all.filter { $0.name == "concepts.tsv" }
    .compactMap { LanguageTag($0.folder) }

  @Test(arguments: [
    ("de", "fr", "brücke", "pont"), ("is", "en", "vatn", "water"),
    ("zh-Hant", "en", "政府", "government"),
    ("en", "ar", "law", "قانون"), ("no", "en", "vann", "water"),
  ])
  func `a word of one language has those of another for the same concept`(
    source: String, target: String, word: String, translation: String
  ) throws {
    let (from, to) = (try #require(LanguageTag(source)), try #require(LanguageTag(target)))
    let lexicon = try #require(CoreVocabulary.lexicon(from: from, to: to))
    #expect(lexicon.translations(of: word).map(\.text).contains(translation))
  }

  @Test(arguments: [("de", "de-CH"), ("de", "tlh"), ("tlh", "en")])
  func `a language without a list has no words, and none translates itself`(
    source: String, target: String
  ) throws {
    let (source, target) = (
      try #require(LanguageTag(source)), try #require(LanguageTag(target))
    )
    #expect(CoreVocabulary.lexicon(from: source, to: target) == nil)
  }

  @Test(arguments: languages)
  func `the list of a language names known concepts once, and its words are folded`(
    language: LanguageTag
  ) throws {
    let english = try #require(LanguageTag("en"))
    let known = Set(CoreVocabulary.concepts(in: english).map(\.name))
    let concepts = CoreVocabulary.concepts(in: language)
    #expect(Set(concepts.map(\.name)).subtracting(known) == [])
    #expect(Set(concepts.map(\.name)).count == concepts.count)
    let words = concepts.flatMap(\.words)
    #expect(concepts.allSatisfy { !$0.words.isEmpty })
    #expect(words.filter { TextForm.wordForm(TextForm.matchKey(of: $0)) != $0 } == [])
  }
}
