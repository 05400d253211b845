import PadanModel
import Testing

struct LanguageTagTests {
  @Test(arguments: [
    ("id", "id"), ("ID", "id"), ("en_us", "en-US"), ("EN-us", "en-US"), ("ban", "ban"),
    ("zh-hant-tw", "zh-Hant-TW"), ("sr_LATN", "sr-Latn"), ("es-419", "es-419"),
    ("de-CH-1996", "de-CH-1996"), ("sl-ROZAJ-biske", "sl-rozaj-biske"),
  ])
  func `a tag has one spelling`(_ text: String, _ canonical: String) throws {
    let tag = try #require(LanguageTag(text))
    #expect(tag.description == canonical)
    #expect(LanguageTag(canonical) == tag)
  }

  @Test(arguments: [
    "", "-", "i", "indo", "en-", "-en", "en--US", "12", "e1", "en US", "en-toolongsub", "en-ü",
    "ïd", "en-US-", "id\n",
  ])
  func `what is no tag is none`(_ text: String) {
    #expect(LanguageTag(text) == nil)
  }

  @Test(arguments: [("id", "id"), ("en-US", "en"), ("zh-Hant-TW", "zh"), ("ban", "ban")])
  func `the language is the first part`(_ text: String, _ language: String) throws {
    #expect(try #require(LanguageTag(text)).language == language)
  }

  @Test(arguments: [
    ("en", "en", true), ("en", "en-US", true), ("en", "en-Latn-GB", true), ("en-US", "en", false),
    ("en-US", "en-GB", false), ("en-US", "en-us", true), ("en", "id", false), ("id", "en", false),
  ])
  func `a bare language accepts its regions and not the reverse`(
    _ example: (asked: String, found: String, isAccepted: Bool)
  ) throws {
    let asked = try #require(LanguageTag(example.asked))
    let found = try #require(LanguageTag(example.found))
    #expect(asked.accepts(found) == example.isAccepted)
  }
}
