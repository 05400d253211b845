import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct LexiconReaderTests {
  private func read(_ text: String) throws -> Lexicon {
    try LexiconReader.readTSV(
      Array(text.utf8), name: "test.tsv", source: .indonesian, target: .english)
  }

  @Test func `headwords and translations are folded and trimmed`() throws {
    let lexicon = try read(
      "# comment\n\nPresiden\t President , head of state,,\nRumah  Sakit\thospital\n")
    #expect(lexicon.name == "test.tsv")
    #expect(lexicon.translations(of: "presiden") == ["president", "head of state"])
    #expect(lexicon.phrase(at: 0, in: ["rumah", "sakit"]) == ["rumah", "sakit"])
    #expect(lexicon.count == 2)
  }

  @Test(arguments: ["presiden", "presiden\t", "presiden\t , ", "\tpresident", "presiden president"])
  func `an entry without two sides is named by its line`(_ line: String) {
    #expect {
      try read("# x\nmenteri\tminister\n\n\(line)\n")
    } throws: { error in
      (error as? InputError)?.location == SourceLocation(file: "test.tsv", line: 4)
    }
  }

  @Test func `that translations were left out is said`() throws {
    let folder = try TemporaryFolder()
    let entries = (0...Limits.mostTranslations).map { "kata\tword\($0)\n" }
    let file = try LexiconReader.read(
      folder.write("kata.tsv", entries.joined()), source: .indonesian, target: .english)
    #expect(file.warnings.groups.map(\.kind.code) == ["lexicon.many-translations"])
    #expect(file.lexicon.translationCount == Limits.mostTranslations)
  }

  @Test func `a lexicon with Windows line ends says the same`() throws {
    let lexicon = try read("menteri\tminister\r\npresiden\tpresident\r\n")
    #expect(lexicon.count == 2)
    #expect(lexicon.translations(of: "menteri") == ["minister"])
  }

  @Test func `the lexicon that Padan ships can be read`() throws {
    let path = "\(Repository.root)/Sources/CData/data/id-en/lexicon.tsv"
    let lexicon = try LexiconReader.readTSV(
      contents(of: path), name: "bundled", source: .indonesian, target: .english)
    #expect(lexicon.count > 5000)
    #expect(lexicon.translations(of: "presiden") == ["president"])
  }
}
