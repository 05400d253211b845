import PadanModel
import PadanText
import Testing

struct NegationTests {
  @Test(arguments: [
    ("Harga tidak naik.", "Harga naik.", "id", true), ("Harga naik.", "Belum naik.", "id", true),
    ("Tidak naik.", "Bukan naik.", "id", false), ("TANPA izin", "dengan izin", "id", true),
    ("Harga naik.", "Harga turun.", "id", false), ("He did not go.", "He did go.", "en", true),
    ("He didn't go.", "He did go.", "en", true), ("He didn’t go.", "He did not go.", "en", false),
    ("Nothing", "Something", "en", false), ("tidak", "", "de", false),
    ("Tidak tanpa izin", "Tidak izin", "id", true),
    ("Harga tak naik.", "Harga naik.", "ms", true), ("Harga tak naik.", "Harga naik.", "id", false),
  ])
  func `a negation on one side only is flagged`(
    _ example: (a: String, b: String, language: String, isOneSided: Bool)
  ) throws {
    let language = try #require(LanguageTag(example.language))
    for (a, b) in [(example.a, example.b), (example.b, example.a)] {
      #expect(Negation.isOneSided(a, b, language: language) == example.isOneSided)
    }
  }
}
