import PadanLanguage
import PadanModel
import PadanTestSupport
import Testing

struct LanguageProfileTests {
  private func profile(_ tag: String) throws -> LanguageProfile {
    LanguageProfile.of(try #require(LanguageTag(tag)))
  }

  @Test(arguments: ["id", "id-ID", "id-Latn-ID", "en-US", "en_GB", "EN"])
  func `a regional tag has what its language has`(_ tag: String) throws {
    let language = try #require(LanguageTag(tag)).language
    let (whole, plain) = (try profile(tag), try profile(language))
    #expect(try #require(whole.rules).entries == plain.rules?.entries)
    #expect(whole.numbers.months == plain.numbers.months)
    #expect(whole.affixes.prefixes == plain.affixes.prefixes)
  }

  @Test func `Malay rules stand on the Indonesian ones`() throws {
    let malay = try #require(try profile("ms-MY").rules)
    let indonesian = try #require(try profile("id").rules)
    #expect(malay.entries.starts(with: indonesian.entries))
    #expect(malay.entries.contains { $0.word == "Pn." && $0.location.file == "ms/rules" })
  }

  @Test(arguments: ["ko", "jv-ID", "fr", "zz"])
  func `a language without a folder has what holds for all`(_ tag: String) throws {
    let profile = try profile(tag)
    #expect(profile.rules == nil)
    #expect(profile.affixes.prefixes.isEmpty)
    #expect(profile.negations.isEmpty)
    for day in ["senin", "monday"] {
      let number = profile.page.number(of: Array(day.utf8).span)
      #expect(number.map { profile.page.classes[$0].contains(.calendar) } == true)
    }
    #expect(profile.numbers.months["march"] == 3)
  }

  @Test(arguments: [
    ("id", ",", "."), ("en", ".", ","), ("nl", ",", "."), ("jv-ID", ",", "."), ("pt-BR", ",", "."),
    ("th", ".", ","), ("zh-Hant", ".", ","),
  ])
  func `numbers have their language's marks`(
    _ example: (tag: String, decimal: Unicode.Scalar, thousands: Unicode.Scalar)
  ) throws {
    let numbers = try profile(example.tag).numbers
    #expect(numbers.decimal == example.decimal)
    #expect(numbers.thousands == example.thousands)
  }

  @Test func `a profile is made once`() throws {
    #expect(try profile("id") === profile("id"))
  }

  @Test func `every bundled file is whole, and its folder a language, a pair or the root`() throws {
    for folder in Set(LanguageFile.all.map(\.folder)).subtracting([LanguageFile.root]) {
      let tags = folder.split(separator: "-").map { LanguageTag(String($0)) }
      #expect((1...2).contains(tags.count) && !tags.contains(nil), "\(folder)")
    }
    for file in LanguageFile.all {
      #expect(!file.text.isEmpty, "\(file.path)")
      let path = "\(Repository.root)/Sources/CData/data/\(file.path)"
      #expect(try contents(of: path) == Array(file.text.utf8), "\(file.path)")
    }
  }
}
