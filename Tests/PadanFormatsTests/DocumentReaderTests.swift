import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct DocumentReaderTests {
  @Test(arguments: [
    ("a.html", "<p>Isi", true), ("A.HTM", "<p>Isi", true), ("a.xhtml", "<p>Isi", true),
    ("a.md", "# Isi", true), ("a.markdown", "# Isi", true), ("a.txt", "Isi", false),
    ("(standard input)", " \n<!doctype HTML><p>Isi", true), ("a.txt", "<html><p>Isi", true),
    ("a.txt", "# Isi", false), ("a", "<p>Isi", false),
  ])
  func `name and first bytes tell the format`(
    _ example: (name: String, text: String, isMarkedUp: Bool)
  ) throws {
    let document = try DocumentReader().read(Array(example.text.utf8), name: example.name).document
    #expect((document.paragraphs != nil) == example.isMarkedUp)
    #expect(document.name == example.name)
    if example.isMarkedUp { #expect(String(decoding: document.text, as: UTF8.self) == "Isi") }
  }

  @Test(arguments: [("a.html", "<p>Isi"), ("a", "<!doctype html><p>Isi"), ("a.md", "# Isi")])
  func `a byte order mark is no part of a marked-up text`(_ name: String, _ text: String) throws {
    let bytes = Array("\u{FEFF}\(text)".utf8)
    let document = try DocumentReader().read(bytes, name: name).document
    #expect(document.text == Array("Isi".utf8))
  }

  @Test func `the caller's format goes before the name`() throws {
    let document = try DocumentReader(format: PlainTextFormat()).read(
      Array("# Isi".utf8), name: "a.md"
    )
    .document
    #expect(document.paragraphs == nil)
    #expect(document.text == Array("# Isi".utf8))
  }

  @Test(
    arguments: [
      ([], ["a.txt: the file is empty"]), (Array("Isi".utf8), []),
      ([0x63, 0xE9], ["a.txt: read as windows-1252 (guessed)"]),
      ([0xC3, 0xA9, 0xFF], ["a.txt:1: 1 ill-formed UTF-8 sequence read as U+FFFD"]),
      ([0xC3, 0xA9, 0xFF, 0x20, 0xFF], ["a.txt:1: 2 ill-formed UTF-8 sequences read as U+FFFD"]),
    ] as [([UInt8], [String])])
  func `what was guessed or repaired is noted`(_ bytes: [UInt8], _ notes: [String]) throws {
    #expect(try DocumentReader().read(bytes, name: "a.txt").notes.map(\.description) == notes)
  }

  @Test(arguments: DocumentFormats.all.map(\.name))
  func `a binary file is bad input by its name`(_ name: String) throws {
    let format = try #require(DocumentFormats.named(name))
    #expect {
      try DocumentReader(format: format).read([0x41, 0, 0x42], name: "a.bin")
    } throws: { ($0 as? InputError)?.description.hasPrefix("a.bin: this is no text") == true }
  }

  @Test func `an HTML page of an encoding nobody knows is bad input`() {
    let html = Array("<meta charset=\"klingon-8\"><p>Caf".utf8) + [0xE9]
    #expect {
      try DocumentReader(format: HTMLFormat()).read(html, name: "a.html")
    } throws: { ($0 as? InputError)?.description.contains("klingon-8") == true }
  }
}
