import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct BeadFileWriterTests {
  /// Five source and five target segments: 1-2, an unpaired one on each side, a crossing bead, 2-1.
  private let documents = AlignedDocuments(
    source: SegmentedText(
      name: "a & b.id.txt", texts: ["Satu.", "Dua.", "Tiga.", "Empat.", "Lima."]),
    target: SegmentedText(
      name: "a.en.txt", texts: ["One", "and.", "Three.", "Four\tfive.", "Two."]),
    alignment: Alignment(beads: [
      Bead(source: 0..<1, target: 0..<2, confidence: 0.75),
      Bead(source: 1..<2, target: 4..<5, confidence: 0.5, isCrossing: true),
      Bead(source: 2..<3, target: 3..<3, confidence: 0.9),
      Bead(source: 3..<3, target: 2..<3, confidence: 0.9),
      Bead(source: 3..<5, target: 3..<4, confidence: 1),
    ]))

  @Test func `hunalign's text joins the segments of a side`() {
    #expect(
      BeadFileWriter.hunalign(documents) == [
        "Satu.\tOne ~~~ and.\t0.7500", "Dua.\tTwo.\t0.5000", "Tiga.\t\t0.9000", "\tThree.\t0.9000",
        "Empat. ~~~ Lima.\tFour five.\t1.0000",
      ])
  }

  @Test func `vecalign's beads have positions and a cost`() {
    #expect(
      BeadFileWriter.vecalign(documents.alignment) == [
        "[0]:[0, 1]:0.2500", "[1]:[4]:0.5000", "[2]:[]:0.1000", "[]:[2]:0.1000",
        "[3, 4]:[3]:0.0000",
      ])
  }

  @Test func `a ladder climbs, and leaves crossing beads unpaired`() {
    #expect(
      BeadFileWriter.ladder(documents).lines == [
        "0\t0\t0.7500", "1\t2\t0.0000", "3\t2\t0.0000", "3\t3\t1.0000", "5\t4\t0.0000", "5\t5\t0",
      ])
    #expect(BeadFileWriter.ladder(documents).leftOut == 1)
  }

  @Test func `what is written in beads is read again`() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("a.id", documents.source.texts.joined(separator: "\n"))
    let target = try folder.write(
      "a.en", documents.target.texts.map { $0.replacing("\t", with: " ") }.joined(separator: "\n"))
    func file(_ name: String, _ lines: [String]) throws -> String {
      try folder.write(name, lines.joined(separator: "\n") + "\n")
    }
    func pairs(_ input: ExchangeInput) throws -> [[String]] {
      var pairs: [[String]] = []
      _ = try input.read(from: .indonesian, to: .english) { unit, _ in
        pairs.append(unit.variants.map(\.text))
      }
      return pairs
    }
    let all = [
      ["Satu.", "One and."], ["Dua.", "Two."], ["Empat. Lima.", "Four five."],
    ]
    let hunalign = try file("a.hunalign", BeadFileWriter.hunalign(documents))
    #expect(try pairs(ExchangeInput(.hunalign, hunalign)) == all)
    let table = try file("a.tsv", BeadFileWriter.hunalign(documents))
    #expect(try pairs(ExchangeInput(.tsv, table)) == all)
    let vecalign = try file("a.vecalign", BeadFileWriter.vecalign(documents.alignment))
    #expect(try pairs(ExchangeInput(.vecalign, vecalign, source, target)) == all)
    let ladder = try file("a.ladder", BeadFileWriter.ladder(documents).lines)
    #expect(try pairs(ExchangeInput(.ladder, ladder, source, target)) == [all[0], all[2]])
  }

  @Test func `hunalign's text keeps its score and the kind of its bead`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.hunalign", "A ~~~ B\tC\t0.5\n\tD\t0\nno tab\n")
    var units: [ExchangeUnit] = []
    let report = try ExchangeInput(.hunalign, path).read(from: .indonesian, to: .english) {
      unit, _ in units.append(unit)
    }
    #expect(units.map { $0.variants.map(\.text) } == [["A B", "C"]])
    #expect(units.first?.provenance.beadKind == "2-1")
    #expect(units.first?.provenance.properties.map(\.value) == ["0.5"])
    #expect(report.skipped.count == 2)
  }

  @Test func `XCES links sentences by numbers from 1`() {
    var writer = XCESWriter()
    writer.write(documents)
    writer.end()
    #expect(
      String(decoding: writer.takeBytes(), as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
        <cesAlign version="1.0">
        <linkGrp targType="s" fromDoc="a &amp; b.id.txt" toDoc="a.en.txt">
        <link id="SL1" xtargets="1;1 2" certainty="0.7500"/>
        <link id="SL2" xtargets="2;5" certainty="0.5000"/>
        <link id="SL3" xtargets="3;" certainty="0.9000"/>
        <link id="SL4" xtargets=";3" certainty="0.9000"/>
        <link id="SL5" xtargets="4 5;4" certainty="1.0000"/>
        </linkGrp>
        </cesAlign>

        """)
  }

  @Test func `a bead below a confidence leaves its segments unpaired`() {
    let beads = documents.unpaired(below: 0.8).alignment.beads
    #expect(beads.map(\.kind) == ["1-0", "0-1", "0-1", "1-0", "0-1", "1-0", "0-1", "2-1"])
    #expect(beads.flatMap(\.source) == [0, 1, 2, 3, 4])
    #expect(beads.flatMap(\.target).sorted() == [0, 1, 2, 3, 4])
    #expect(beads[0].confidence == 0.25)
    #expect(documents.unpaired(below: 0) == documents)
  }
}
