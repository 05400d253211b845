import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct DraftMarkersTests {
  private let fixture: DraftFixture

  init() throws { fixture = try DraftFixture() }

  @Test(arguments: [
    ("- ", "- "), ("- ", "• "), ("• ", ""), ("a. ", "• "), ("1. ", "1. "), ("(2) ", "(2) "),
    ("", ""),
  ])
  func `the marker of a list item stands once, and repairs work behind it`(
    _ stored: String, _ translated: String
  ) throws {
    let memory = try fixture.memory([
      ("\(stored)Siapkan 3 botol air bersih.", "\(translated)Prepare 3 bottles of clean water.")
    ])
    for marker in ["- ", "• ", "a. ", "1. ", "(3) "] {
      let draft = try fixture.draft(
        "a.txt", "Cara membantu\n\n\(marker)Siapkan 6 botol air bersih.\n", knowing: memory)
      let item = try #require(draft.items.last)
      #expect(item.match?.kind == .repaired && item.match?.score.net == 99)
      let text = String(decoding: try draft.document(marked: false).bytes, as: UTF8.self)
      #expect(text == "Cara membantu\n\n\(marker)Prepare 6 bottles of clean water.\n")
    }
    let exact = try fixture.draft(
      "b.txt", "Cara membantu\n\n- Siapkan 3 botol air bersih.\n", knowing: memory)
    #expect(exact.items.last?.match?.score.net == 100)
  }

  @Test(arguments: [
    ("a.md", "- X", "- Prepare 6 bottles of clean water."),
    ("a.html", "<ul><li>X</li></ul>", "<ul><li>Prepare 6 bottles of clean water.</li></ul>"),
    (
      "a.xlf",
      "<xliff version=\"1.2\"><file source-language=\"id\" target-language=\"en\"><body>"
        + "<trans-unit id=\"1\"><source>X</source></trans-unit></body></file></xliff>",
      ">Prepare 6 bottles of clean water.</target>"
    ), ("a.po", "msgid \"X\"\nmsgstr \"\"\n", "msgstr \"Prepare 6 bottles of clean water.\""),
    ("a.csv", "id,en\nX,\n", ",Prepare 6 bottles of clean water.,99.0,repaired"),
    // A marker that is a part of the segment stays.
    ("b.po", "msgid \"(4) X\"\nmsgstr \"\"\n", "msgstr \"(4) Prepare 6 bottles of clean water.\""),
  ])
  func `a unit of a list item translates a segment without a marker in every format`(
    _ name: String, _ file: String, _ wanted: String
  ) throws {
    let memory = try fixture.memory([
      ("- Siapkan 3 botol air bersih.", "- Prepare 3 bottles of clean water.")
    ])
    let text = file.replacing("X", with: "Siapkan 6 botol air bersih.")
    let found = try fixture.drafted(name, text, knowing: memory)
    #expect(found.contains(wanted), "\(found)")
  }

  @Test func `a translation of the segment as it stands is taken as it is`() throws {
    let memory = try fixture.memory([("a. Harga beras naik.", "• Rice prices rose.")])
    let found = try fixture.drafted(
      "a.po", "msgid \"a. Harga beras naik.\"\nmsgstr \"\"\n", knowing: memory)
    #expect(found.contains("msgstr \"• Rice prices rose.\""), "\(found)")
  }

  @Test func `the same article again has context matches, as a page, too`() throws {
    let texts = ["Cara membantu", "- Mengirim uang.", "- Mengirim pakaian.", "- Mengirim obat."]
    let targets = ["How to help", "• Send money.", "• Send clothes.", "• Send medicine."]
    let documents = AlignedDocuments(
      source: SegmentedText(texts: texts), target: SegmentedText(texts: targets),
      alignment: Alignment(
        beads: texts.indices.map { Bead(source: $0..<$0 + 1, target: $0..<$0 + 1) }))
    let memory = try Memory.inMemory()
    try memory.add(documents.pairs(from: .indonesian, to: .english), origin: "align")
    let plain = texts[0] + "\n\n" + texts[1...].joined(separator: "\n") + "\n"
    let page =
      "<html><body><article><h1>\(texts[0])</h1><ul>"
      + texts[1...].map { "<li>\($0.dropFirst(2))</li>" }.joined() + "</ul></article></body></html>"
    for (name, text) in [("a.txt", plain), ("a.html", page)] {
      let draft = try fixture.draft(name, text, knowing: memory)
      #expect(
        draft.items.map { $0.match?.kind } == Array(repeating: .context, count: 4), "\(name)")
      #expect(
        draft.items.dropFirst().map(\.translation?.text) == [
          "Send money.", "Send clothes.", "Send medicine.",
        ])
    }
  }
}
