import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct TSVTests {
  private func read(_ bytes: [UInt8]) throws -> (pairs: [[String]], skipped: [SkippedUnit]) {
    let folder = try TemporaryFolder()
    var pairs: [[String]] = []
    let skipped = try TSV.read(folder.write("test.tsv", bytes)) { source, target, location in
      pairs.append([source, target, "\(location.line ?? 0)"])
    }
    return (pairs, skipped)
  }

  private func read(_ text: String) throws -> (pairs: [[String]], skipped: [SkippedUnit]) {
    try read(Array(text.utf8))
  }

  @Test func `a line is a source, a tab and a target, whatever follows`() throws {
    let found = try read("Satu\tOne\nDua\tTwo\tmore\tcolumns\n\nTiga\tThree")
    #expect(found.pairs == [["Satu", "One", "1"], ["Dua", "Two", "2"], ["Tiga", "Three", "4"]])
    #expect(found.skipped.isEmpty)
  }

  @Test func `lines without a tab or a text are left out with their numbers`() throws {
    let found = try read("Satu\n\tOne\nDua\t \nTiga\tThree\n")
    #expect(found.pairs == [["Tiga", "Three", "4"]])
    #expect(found.skipped.map(\.location.line) == [1, 2, 3])
    #expect(
      found.skipped.map(\.reason)
        == ["the line has no tab", "one side has no text", "one side has no text"])
  }

  @Test(arguments: [
    Array("\u{FEFF}Kafé\tCafé\r\nDua\tTwo\r\n".utf8),
    utf16Bytes(of: "Kafé\tCafé\nDua\tTwo\n"),
    Array("Kaf#\tCaf#\nDua\tTwo".utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 },
  ])
  func `any encoding and line end will do`(_ bytes: [UInt8]) throws {
    #expect(try read(bytes).pairs == [["Kafé", "Café", "1"], ["Dua", "Two", "2"]])
  }

  @Test func `an empty file and a binary one are bad input`() {
    #expect(throws: InputError.self) { try read("") }
    #expect(throws: InputError.self) { try read("a\u{0}\tb") }
  }

  @Test func `a written line is one line`() throws {
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Satu\tdua\r\ntiga"),
      target: Variant(language: .english, text: "One 😀"))
    #expect(String(decoding: TSV.line(pair), as: UTF8.self) == "Satu dua  tiga\tOne 😀\n")
    #expect(try read(TSV.line(pair)).pairs == [["Satu dua  tiga", "One 😀", "1"]])
  }
}
