import PadanModel
import PadanText
import Testing

struct LanguageJudgeTests {
  private static let texts = [
    "id":
      "Pemerintah mengatakan bahwa harga beras akan turun pada akhir bulan ini karena panen raya sudah "
      + "mulai di beberapa daerah, dan petani tidak perlu khawatir.",
    "en":
      "The government said that the price of rice would fall at the end of this month because the "
      + "harvest had begun in several regions, and that farmers need not worry.",
    "de":
      "Die Regierung sagte, dass der Preis für Reis am Ende des Monats sinken werde, weil die Ernte in "
      + "mehreren Gebieten begonnen habe und die Bauern sich keine Sorgen machen müssen.",
    "fr":
      "Le gouvernement a dit que le prix du riz baisserait à la fin du mois parce que la récolte a "
      + "commencé dans plusieurs régions et que les paysans ne doivent pas s'inquiéter.",
    "ja": "政府は、いくつかの地域で収穫が始まったため、米の価格は今月末に下がるだろうと述べた。",
    "ru":
      "Правительство сообщило, что цена на рис упадёт в конце этого месяца, потому что сбор урожая уже "
      + "начался в нескольких районах, и что крестьянам не нужно об этом беспокоиться, как они это делали.",
  ]

  private func others(_ language: String, _ text: String) throws -> [String] {
    LanguageJudge.others(than: try #require(LanguageTag(language)), in: [text])
      .map(\.description)
  }

  @Test(arguments: texts.keys.sorted(), texts.keys.sorted())
  func `a text under the name of another language is told, and no other`(
    _ language: String, _ named: String
  ) throws {
    let text = try #require(Self.texts[language])
    let others = try others(named, text)
    if language == named {
      #expect(others.isEmpty)
    } else {
      #expect(others.contains(language), "\(others)")
    }
  }

  @Test func `relatives, regions and languages without words are not told`() throws {
    let text = try #require(Self.texts["id"])
    #expect(try others("ms", text).isEmpty)
    #expect(try others("id-ID", text).isEmpty)
    #expect(try others("min", text).isEmpty)
  }

  @Test func `a short text, names and code are not told`() throws {
    #expect(try others("id", "The price of rice would fall at the end of the month.").isEmpty)
    let names = String(repeating: "Siti Nurhaliza, Lionel Messi, Angela Merkel; ", count: 20)
    #expect(try others("id", names).isEmpty)
    #expect(try others("id", String(repeating: "if (a == 0) { return; } ", count: 20)).isEmpty)
    #expect(try others("id", "").isEmpty)
  }

  @Test func `a word that a table repeats tells nothing`() throws {
    let rows = (1...30).map { "Rice rose \($0) per cent." }
    let english = try #require(LanguageTag("en"))
    #expect(LanguageJudge.others(than: english, in: rows).isEmpty)
  }
}
