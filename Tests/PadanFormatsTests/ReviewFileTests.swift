import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// The review file: what is written, and what an editor may do to it.
struct ReviewFileTests {
  private static let kept = KeptAlignment(
    id: "00112233445566ff",
    documents: AlignedDocuments(
      source: SegmentedText(
        name: "berita satu.txt", texts: ["Satu.", "Dua  dan\ntiga.", "Empat.", "Lima."]),
      target: SegmentedText(texts: ["One.", "Two and", "three.", "Four.", "Five."]),
      alignment: Alignment(beads: [
        Bead(source: 0..<1, target: 0..<1, confidence: 0.99),
        Bead(source: 1..<2, target: 1..<2, confidence: 0.4),
        Bead(source: 2..<2, target: 2..<3, confidence: 0.5),
        Bead(source: 2..<3, target: 3..<4, confidence: 0.95, isCrossing: true),
        Bead(source: 3..<4, target: 4..<5, confidence: 1),
      ])))

  private static let passage = ReviewPassage(
    alignment: kept.id, document: kept.documents.source.name,
    beads: kept.documents.alignment.beads.prefix(4).enumerated().map { index, bead in
      ReviewPassage.Item(
        number: index, bead: bead, source: Array(kept.documents.source.texts[bead.source]),
        target: Array(kept.documents.target.texts[bead.target]),
        isDoubtful: bead.confidence < 0.9)
    })

  private static let text = ReviewWriter.text([passage], source: .indonesian, target: .english)

  private static let body = """
    @@ 00112233445566ff <1-3 >1-4 berita satu.txt

    = bead 1  1-1  0.99
    < 1  Satu.
    > 1  One.

    ? bead 2  1-1  0.40
    < 2  Dua dan tiga.
    > 2  Two and

    ? bead 3  0-1  0.50
    > 3  three.

    = bead 4  1-1 crossing  0.95
    < 3  Empat.
    > 4  Four.

    """

  private func read(_ text: String) throws -> ReviewSheet {
    try ReviewReader.read(Array(text.utf8), name: "r.txt") {
      $0 == Self.kept.id ? Self.kept : nil
    }
  }

  /// The file with its passage changed.
  private func file(_ change: (inout String) -> Void = { _ in }) -> String {
    var body = Self.body
    change(&body)
    return "# padan review 1\n" + body
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return "\(error)".split(separator: "\n").map(String.init)
    }
  }

  @Test func `a passage is written a bead a block`() {
    #expect(Self.text.hasPrefix("# padan review 1\n"))
    #expect(Self.text.hasSuffix("\n\n" + Self.body))
    let head = Self.text.prefix(Self.text.count - Self.body.count).split(separator: "\n")
    #expect(head.allSatisfy { $0.hasPrefix("#") && $0.count <= 100 })
  }

  @Test func `a file as it was written is all open`() throws {
    let sheet = try read(Self.text)
    #expect(sheet.decisions.isEmpty && sheet.approved == 0 && sheet.dropped == 0)
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(sheet.open.map { lines[$0 - 1].prefix(8) } == ["? bead 2", "? bead 3"])
  }

  private func decision(
    _ source: Range<Int>, _ target: Range<Int>, _ verdict: ReviewVerdict
  ) -> ReviewDecision {
    ReviewDecision(
      alignment: Self.kept.id, bead: Bead(source: source, target: target), verdict: verdict)
  }

  @Test func `letters are verdicts, small or capital`() throws {
    let sheet = try read(
      file {
        $0.replace("? bead 2", with: "A bead 2")
        $0.replace("? bead 3", with: "d bead 3")
      })
    #expect(
      sheet.decisions == [decision(1..<2, 1..<2, .approved), decision(0..<0, 2..<3, .dropped)])
    #expect(sheet.open.isEmpty && sheet.approved == 1 && sheet.dropped == 1 && sheet.changed == 0)
  }

  @Test func `a header line that is deleted merges two beads`() throws {
    let sheet = try read(
      file {
        $0.replace("? bead 2", with: "a bead 2")
        $0.replace("? bead 3  0-1  0.50\n", with: "")
      })
    #expect(sheet.decisions == [decision(1..<2, 1..<3, .approved)])
    #expect(sheet.changed == 1)
  }

  @Test func `a letter alone begins a new bead, and segments move with their lines`() throws {
    let sheet = try read(
      file {
        $0.replace("> 2  Two and", with: "a\n> 2  Two and")
        $0.replace("? bead 2", with: "d bead 2")
        $0.replace("? bead 3  0-1  0.50\n> 3  three.\n", with: "")
        $0.replace("< 3  Empat.", with: "> 3  three.\n< 3  Empat.")
      })
    #expect(
      sheet.decisions == [
        decision(1..<2, 0..<0, .dropped), decision(0..<0, 1..<2, .approved),
        decision(2..<3, 2..<4, .approved),
      ])
    #expect(sheet.changed == 3)
  }

  @Test(arguments: [
    "\u{FEFF}", "\r\n", "\r", "tabs", "trailing", "stripped", "no last line end", "remarks",
  ])
  func `what editors do to white space makes no difference`(_ habit: String) throws {
    var text = file { $0.replace("? bead 2", with: "a bead 2") }
    switch habit {
    case "\u{FEFF}": text = habit + text
    case "\r\n", "\r": text = text.replacing("\n", with: habit)
    case "tabs": text = text.replacing("  ", with: "\t")
    case "trailing": text = text.replacing("\n", with: " \t\n")
    case "stripped": text = text.replacing("\n\n", with: "\n")
    case "remarks": text = text.replacing("\n<", with: "\n# lihat kamus\n\n<")
    default: text.removeLast()
    }
    #expect(try read(text).decisions == [decision(1..<2, 1..<2, .approved)])
  }

  @Test func `UTF-16 is read too`() throws {
    let text = file { $0.replace("? bead 2", with: "a bead 2") }
    let bytes = utf16Bytes(of: text)
    let sheet = try ReviewReader.read(bytes, name: "r.txt") { _ in Self.kept }
    #expect(sheet.approved == 1)
  }

  @Test(arguments: [
    ("< 2  Dua dan tiga.", "< 2  Dua dan empat.", 9, "was changed. It was: Dua dan tiga."),
    ("< 2  Dua dan tiga.", "< 2", 9, "was changed"),
    ("< 2  Dua dan tiga.\n", "", 2, "segment < 2 of this passage is missing. Put it back: < 2"),
    ("> 3  three.", "> 2  Two and", 13, "segment > 2 stands on line 10 already"),
    ("> 3  three.", "> 5  Five.", 13, "segment > 5 does not belong to this passage"),
    ("> 3  three.", "> 99  Five.", 13, "segment > 99 does not belong to this passage"),
    ("> 3  three.", "> three.", 13, "after > stands the segment's number"),
    ("> 3  three.", "> -3  three.", 13, "after > stands the segment's number"),
    ("? bead 3", "? bead 2", 12, "bead 2 began on line 8 already"),
    ("? bead 3", "x bead 3", 12, "this line begins with none of"),
    ("? bead 3", "a good one", 12, "Put # before a remark"),
    ("< 2  Dua dan tiga.", "< 2  Dua dan\ntiga.", 10, "If an editor broke a long line"),
    ("= bead 1  1-1  0.99\n", "", 4, "this segment stands under no bead"),
    ("00112233445566ff", "00112233445566fe", 2, "the memory has no alignment"),
    ("00112233445566ff", "0011", 2, "this first line of a passage was changed"),
    ("<1-3", "<1-x", 2, "this first line of a passage was changed"),
    ("<1-3", "<3-1", 2, "this first line of a passage was changed"),
    ("<1-3", "<1-99999999999", 2, "this first line of a passage was changed"),
    ("<1-3", "<1-9", 2, "segment < 4 of this passage is missing"),
    ("> 1  One.", "> 1  One.\n> 4  Four.", 18, "segment > 4 stands on line 7 already"),
    ("? bead 3  0-1  0.50\n", "", 8, "this bead was changed but has no verdict"),
    ("@@ 00112233445566ff <1-3 >1-4 berita satu.txt\n", "", 3, "before the first passage"),
  ])
  func `a fault names its line and its remedy`(
    _ old: String, _ new: String, _ line: Int, _ message: String
  ) {
    let faults = faults(file { $0.replace(old, with: new, maxReplacements: 1) })
    #expect(
      faults.contains { $0.hasPrefix("r.txt:\(line): ") && $0.contains(message) }, "\(faults)")
  }

  @Test func `segments of one bead must follow one another`() {
    let faults = faults(
      file {
        $0.replace("? bead 2", with: "a bead 2")
        $0.replace("> 4  Four.\n", with: "")
        $0.replace("> 2  Two and", with: "> 2  Two and\n> 4  Four.")
      })
    #expect(faults == ["r.txt:10: the segments > 2,4 of this bead do not follow one another."])
  }

  @Test func `all faults of a file are told, by line, up to twenty`() {
    let faults = faults(file { $0 = String(repeating: "zzz\n", count: 30) + $0 })
    #expect(faults.count == 21)
    #expect(faults.first?.hasPrefix("r.txt:2: ") == true)
    #expect(faults.last == "… and 10 more.")
  }

  @Test(arguments: ["", "hello\n", "@@ 00112233445566ff <1 >1 a\n"])
  func `what is no review file is said to be none`(_ text: String) {
    #expect(faults(text).first?.contains("this is no review file") == true)
  }
}
