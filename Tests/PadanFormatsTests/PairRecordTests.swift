import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct PairRecordTests {
  private func read(_ text: String) throws -> [PairRecord] {
    try PairRecord.readAll(Array(text.utf8), name: "pairs")
  }

  @Test func `TSV and JSON say the same`() throws {
    let expected = [
      PairRecord(source: "a", target: "b", score: 0.5), PairRecord(source: "c", target: nil),
      PairRecord(source: nil, target: "d"),
    ]
    #expect(try read("a\tb\t0.5\r\nc\t\t\n\n\td\t\n") == expected)
    #expect(try read("\(PairRecord.header)\r\na\tb\t0.5\nc\t\t\n\td\t\n") == expected)
    let json = """
      {"source":"a","target":"b","score":0.5}
      {"source":"c","target":null}
      {"source":null,"target":"d"}
      """
    #expect(try read(json) == expected)
  }

  @Test(arguments: ["a b\n", "a\tb\nc\n"])
  func `a line without a tab is named`(_ text: String) throws {
    let line = text.split(separator: "\n").count
    let error = #expect(throws: InputError.self) { try read(text) }
    #expect(error?.description.hasPrefix("pairs:\(line): ") == true)
  }

  @Test(
    arguments: [
      ("a/banjir.id.txt", "a/banjir", "id", "txt"), ("banjir_en.html", "banjir", "en", "html"),
      ("banjir.txt", "banjir", nil, "txt"), ("id.txt", "id", nil, "txt"),
      (".id.txt", ".id", nil, "txt"), ("a.b/banjir", "a.b/banjir", nil, ""),
      ("pandid.txt", "pandid", nil, "txt"), ("BANJIR-ID.TXT", "BANJIR", "id", "TXT"),
    ] as [(String, String, String?, String)])
  func `names tell stem, language and extension`(
    _ path: String, _ stem: String, _ language: String?, _ fileExtension: String
  ) {
    let name = ArticleName(path, languages: [.indonesian, .english])
    #expect(name.stem == stem)
    #expect(name.language?.description == language)
    #expect(name.fileExtension == fileExtension)
  }

  @Test func `a folder lists the articles of one language, in order`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.id.txt", "a.html", "a.en.txt", ".hidden.txt", "image.png"] {
      try folder.write(name, "x")
    }
    let listing = try ArticleFolder(
      folder.path, language: .indonesian, of: [.indonesian, .english])
    #expect(listing.articles == ["a.html", "b.id.txt"].map(folder.path(of:)))
    #expect(listing.others == [folder.path(of: "image.png")])
  }
}
