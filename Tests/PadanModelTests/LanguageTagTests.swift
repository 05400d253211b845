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
    ("in", "id"), ("IN", "id"), ("in-ID", "id-ID"), ("in_ID", "id-ID"), ("iw", "he"),
    ("ji", "yi"), ("jw", "jv"), ("mo", "ro"), ("ind", "id"), ("eng", "en"), ("msa", "ms"),
    ("may", "ms"), ("zsm", "ms"), ("ger", "de"), ("deu-AT", "de-AT"), ("cmn", "zh"),
    ("tgl", "tl"), ("zh-yue", "yue"), ("zh-min-nan", "nan"), ("i-lux", "lb"),
    ("en-UK", "en-GB"), ("de-DD", "de-DE"), ("en-840", "en-US"),
  ])
  func `a tag has the codes that the registry prefers`(_ text: String, _ preferred: String) {
    #expect(LanguageTag(text)?.description == preferred)
  }

  @Test(arguments: [
    "fuv", "prs", "tl", "fil", "son", "no", "tw", "qaa", "und", "x-klingon", "x-840", "x-a-b",
    "i-foo",
    "i-default", "es-419", "en-x-ab-cdef", "de-u-co-phonebk", "sr-CS", "ca-valencia", "ace",
  ])
  func `other codes and private tags stay as they are`(_ text: String) throws {
    #expect(try #require(LanguageTag(text)).description == text)
    #expect(LanguageTag(text.uppercased())?.description == text)
  }

  @Test func `each private tag is a language of its own`() throws {
    let klingon = try #require(LanguageTag("x-klingon"))
    #expect(klingon.language == "x-klingon")
    #expect(!klingon.hasLanguage(of: LanguageTag("x-elvish")))
    #expect(!klingon.accepts(try #require(LanguageTag("x-klingon-latn"))))
  }

  @Test(arguments: [
    "", "-", "i", "x", "x-", "a-bc", "*all*", "indo", "en-", "-en", "en--US", "12", "e1", "en US",
    "en-toolongsub", "en-ü",
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
    ("zh-Hans", "zh-CN", true), ("zh-Hans", "zh-SG", true), ("zh-Hans", "zh-TW", false),
    ("zh-Hant", "zh-TW", true), ("zh-Hant", "zh-HK", true), ("zh-Hant", "zh-Hant-MO", true),
    ("zh-CN", "zh-Hans", false), ("zh-Hans", "zh", false), ("zh-Hans", "ja-JP", false),
    ("sr-Latn", "sr-Latn-RS", true), ("sr-Latn", "sr-RS", false), ("sr-Cyrl", "sr-RS", true),
    ("pa-Arab", "pa-PK", true), ("en-US", "en-GB", false), ("en-US", "en-us", true),
    ("en", "id", false),
    ("id", "en", false), ("zh-TW", "zh-Hant-TW", true), ("zh-Hant-TW", "zh-TW", true),
    ("zh_tw", "ZH-hant-tw", true), ("zh-CN", "zh-Hant-CN", false), ("zh-Hant-TW", "zh-HK", false),
    ("iw-IL", "he-Hebr-IL", true), ("in_ID", "id-Latn-ID", true), ("sr-RS", "sr-Latn-RS", false),
    ("zh-TW", "zh-Hant", false), ("de-1996", "de-Latn-1996", true), ("en-1996-US", "en-US", false),
  ])
  func `a bare language accepts its regions and not the reverse`(
    _ example: (asked: String, found: String, isAccepted: Bool)
  ) throws {
    let asked = try #require(LanguageTag(example.asked))
    let found = try #require(LanguageTag(example.found))
    #expect(asked.accepts(found) == example.isAccepted)
  }
}
