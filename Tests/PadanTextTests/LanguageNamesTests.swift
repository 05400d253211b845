import PadanModel
import PadanText
import Testing

struct LanguageNamesTests {
  @Test(arguments: [
    ("id", "id"), ("in_ID", "id-ID"), ("id_ID.UTF-8", "id-ID"), ("ca@valencia", "ca-valencia"),
    ("ca_ES@valencia", "ca-ES-valencia"), ("sr@latin", "sr-Latn"), ("sr_RS@latin", "sr-Latn-RS"),
    ("uz@cyrillic", "uz-Cyrl"), ("de_DE@euro", "de-DE"),
  ])
  func `a tag or a POSIX locale names a language`(_ text: String, _ tag: String) {
    #expect(LanguageNames.language(text)?.description == tag)
  }

  @Test(arguments: [
    ("Indonesian", "id"), ("INDONESIA", "id"), ("Bahasa Indonesia", "id"), ("English", "en"),
    ("Inggris", "en"), ("bahasa Inggris", "en"), ("Inggeris", "en"), ("Malay", "ms"),
    ("Bahasa Melayu", "ms"), ("Javanese language", "jv"), ("Basque", "eu"), ("euskara", "eu"),
    ("Deutsch", "de"), ("日本語", "ja"), ("English (US)", "en-US"), ("Indonesian (id-ID)", "id-ID"),
    ("Jawa", "jv"), ("Sunda", "su"), ("کره\u{200C}ای", "ko"),
  ])
  func `a name in a known language or its own names a language`(_ text: String, _ tag: String) {
    #expect(LanguageNames.language(text)?.description == tag)
  }

  @Test func `a name may be in a language that is asked for`() throws {
    #expect(LanguageNames.language("Saesneg") == nil)
    #expect(
      LanguageNames.language("Saesneg", in: [try #require(LanguageTag("cy"))])
        == LanguageTag("en"))
  }

  @Test(arguments: ["", "(", "bahasa", "Bahasa Antah", "source", "Harga naik", "@latin", ".UTF-8"])
  func `other texts name none`(_ text: String) {
    #expect(LanguageNames.language(text) == nil)
  }
}
