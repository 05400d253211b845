import PadanModel
import PadanText
import Testing

struct CommonNamesTests {
  @Test(arguments: [
    ("de", "fr", "schweiz", "suisse"), ("de", "fr", "juni", "juin"),
    ("de", "fr", "samstag", "samedi"),
    ("de", "fr", "stunden", "heures"), ("de", "fr", "zweiundzwanzig", "vingt-deux"),
    ("de", "fr", "brüssel", "bruxelles"), ("is", "en", "danmörk", "denmark"),
    ("is", "en", "þrjú", "three"),
    ("en", "zh-Hant", "france", "法國"), ("ar", "en", "يناير", "january"),
  ])
  func `what every language has a name for is translated`(
    source: String, target: String, word: String, translation: String
  ) throws {
    let (from, to) = (try #require(LanguageTag(source)), try #require(LanguageTag(target)))
    let lexicon = try #require(CommonNames.lexicon(from: from, to: to))
    #expect(lexicon.isDictionary)
    #expect(lexicon.translations(of: word).map(\.text).contains(translation))
    #expect(!lexicon.headwords.contains { $0.contains(where: \.isNumber) })
  }

  @Test(arguments: [("de", "de-CH"), ("de", "tlh"), ("x-eigen", "en")])
  func `a language that ICU does not know has no names, and none translates itself`(
    source: String, target: String
  ) throws {
    let (source, target) = (
      try #require(LanguageTag(source)), try #require(LanguageTag(target))
    )
    #expect(CommonNames.lexicon(from: source, to: target) == nil)
  }
}
