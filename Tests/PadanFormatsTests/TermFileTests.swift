import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct TermFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let terms = [
    Term(source: "miliar", target: "billion", note: "M in headlines, \"M\""),
    Term(source: "miliar", target: "milliard", status: .forbidden),
    Term(source: "bank", target: "bank", sense: "of <money> & more", subject: "economy"),
    Term(source: "bank", target: "bench", status: .admitted, sense: "to sit on"),
    Term(source: "Pertamina", status: .untranslated),
    Term(source: "rumah sakit, umum", target: "general hospital"),
  ]

  private func read(
    _ name: String, _ text: String, format: TermFormat? = nil
  ) throws -> TermFile {
    try read(name, Array(text.utf8), format: format)
  }

  private func read(
    _ name: String, _ bytes: [UInt8], format: TermFormat? = nil
  ) throws -> TermFile {
    try TermReader.read(
      folder.write(name, bytes), format: format, source: .indonesian, target: .english)
  }

  private func codes(_ findings: Findings) -> [String] { findings.groups.map { "\($0.kind.code)" } }

  @Test(arguments: [TermFormat.tbx, .csv, .tsv])
  func `what is written is read again`(_ format: TermFormat) throws {
    let bytes = TermWriter.bytes(
      of: Self.terms, as: format, source: .indonesian, target: .english)
    let file = try read("terms.\(format.rawValue)", bytes)
    #expect(file.terms == Self.terms)
    #expect(file.skipped.isEmpty && file.warnings.isEmpty)
    #expect(try read("terms", bytes).terms == Self.terms, "the first bytes tell the format")
  }

  @Test func `a glossary of OmegaT has three columns and comments`() throws {
    let bytes = TermWriter.bytes(
      of: Array(Self.terms.prefix(3)), as: .omegat, source: .indonesian, target: .english)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        miliar\tbillion\tM in headlines, "M"
        miliar\tmilliard\tforbidden
        bank\tbank\tof <money> & more; economy

        """)
    #expect(try read("b.txt", bytes).terms[1] == Self.terms[1], "a forbidden term stays one")
    let file = try read("a.utf8", "# source\ttarget\nmiliar\tbillion\tcatatan\n\nkosong\t\n")
    #expect(file.terms == [Term(source: "miliar", target: "billion", note: "catatan")])
    #expect(codes(file.skipped) == ["term.one-side"])
  }

  @Test(arguments: [
    "Note,Target,Source,Status,Extra\n\"a, b\",rice,beras,admitted,x\n,,Jakarta,DNT,\n,x,y,odd,\n",
    "sep=;\r\nEnglish;Bahasa Indonesia;status;comment\r\nrice;beras;allowed;\"a, b\"\r\n;Jakarta;dnt;\r\nx;y;odd;\r\n",
    "term,de,en,id,status,note\nx,Reis,rice,beras,admitted,\"a, b\"\nx,,,Jakarta,dnt,\nx,,x,y,odd,\n",
    "\u{FEFF}en\tid\tnote\tstatus\nrice\tberas\ta, b\tadmitted\nJakarta\tJakarta\t\tdo-not-translate\nx\ty\t\todd\n",
  ])
  func `a first line names the columns`(_ text: String) throws {
    let file = try read("a.csv", text)
    #expect(
      file.terms == [
        Term(source: "beras", target: "rice", status: .admitted, note: "a, b"),
        Term(source: "Jakarta", status: .untranslated),
      ])
    #expect(codes(file.skipped) == ["term.status"])
  }

  @Test(arguments: [
    "Istilah,Padanan", "sumber;terjemahan", "Istilah,Translation", "Term,Terjemahan",
  ])
  func `a first line names the columns in any language`(_ header: String) throws {
    let mark = header.first { ",;".contains($0) }!
    let file = try read("a.csv", "\(header)\nberas\(mark)rice\n")
    #expect(file.terms.map(\.source) == ["beras"] && file.terms.map(\.target) == ["rice"])
  }

  @Test func `a first line that is a term is one`() throws {
    #expect(try read("a.csv", "istilah,term\nterjemahan,translation\n").terms.count == 2)
  }

  @Test func `rows of other lengths, encodings and line ends are told`() throws {
    let file = try read("a.tsv", "beras\trice\tnote\textra\nharga\nnaik\trise\n")
    #expect(file.terms == [Term(source: "naik", target: "rise")])
    #expect(codes(file.skipped) == ["table.more-columns", "term.one-side"])
    let latin = try read("b.tsv", [0x6B, 0x61, 0x66, 0xE9, 0x09, 0x63, 0x61, 0x66, 0xE9, 0x0D])
    #expect(latin.terms == [Term(source: "kafé", target: "café")])
    #expect(codes(latin.warnings) == ["text.guessed-encoding"])
  }

  @Test func `TBX of 2008 is read, each term of a side with each of the other`() throws {
    let file = try read(
      "old.tbx",
      """
      <?xml version="1.0"?>
      <!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
      <martif type="TBX-Basic" xml:lang="en"><text><body>
      <termEntry id="1"><descripGrp><descrip type="definition">money <hi>shop</hi></descrip></descripGrp>
      <langSet xml:lang="en-US"><tig><term>bank</term></tig><tig><term>lender</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
      <langSet xml:lang="id"><ntig><termGrp><term>ba<hi>n</hi>k</term></termGrp></ntig></langSet>
      <langSet xml:lang="de"><tig><term>Bank</term></tig></langSet></termEntry>
      <termEntry id="2"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
      <termEntry id="3"><langSet><tig><term>tanpa</term></tig></langSet></termEntry>
      </body></text></martif>
      """)
    #expect(
      file.terms == [
        Term(source: "bank", target: "bank", sense: "money shop"),
        Term(source: "bank", target: "lender", status: .forbidden, sense: "money shop"),
      ])
    #expect(codes(file.skipped) == ["term.one-side", "tbx.language"])
  }

  @Test func `TBX in the style DCT is read`() throws {
    let file = try read(
      "dct.tbx",
      """
      <tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
        xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
      <text><body><conceptEntry id="1"><min:subjectField>law</min:subjectField>
      <langSec xml:lang="id"><termSec><term>gugatan</term></termSec></langSec>
      <langSec xml:lang="en"><basic:definition>a claim in court</basic:definition>
      <termSec><term>lawsuit</term>
      <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
      <note>not “suit”</note></termSec></langSec></conceptEntry></body></text></tbx>
      """)
    #expect(
      file.terms == [
        Term(
          source: "gugatan", target: "lawsuit", status: .admitted, sense: "a claim in court",
          subject: "law", note: "not “suit”")
      ])
  }

  @Test(arguments: [
    ("<html/>", "tbx.root"), ("<tbx>", "tbx.xml"), ("", "input.empty"),
    ("<tbx>&unknown;</tbx>", "tbx.xml"), ("<tbx/>", "tbx.none"),
    ("<!DOCTYPE tbx [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><tbx>&b;</tbx>", "tbx.xml"),
    (String(repeating: "<tbx>", count: 200), "tbx.nested"),
  ])
  func `what is no TBX is an error`(_ text: String, _ code: String) {
    #expect(throws: InputError.self) { try read("a.tbx", text) }
    do { _ = try read("a.tbx", text) } catch {
      #expect("\((error as? InputError)?.code ?? "")" == code)
    }
  }

  @Test(arguments: [
    ("a.csv", "a,\"b\n", "table.quotation"), ("a.tsv", "satu\n", "term.none"),
    ("a.tsv", "a\t\u{0}b\n", "text.binary"),
  ])
  func `what is no table of terms is an error`(_ name: String, _ text: String, _ code: String) {
    do {
      _ = try read(name, text)
      Issue.record("\(text) was read")
    } catch { #expect("\((error as? InputError)?.code ?? "")" == code) }
  }

  @Test func `damaged files make no trap`() throws {
    var random = SeededGenerator(seed: 5)
    for format in TermFormat.allCases {
      let whole = TermWriter.bytes(
        of: Self.terms, as: format, source: .indonesian, target: .english)
      for _ in 0..<100 {
        var bytes = whole
        for _ in 0..<3 {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        do {
          let file = try read("damaged", bytes, format: format)
          #expect(file.terms.allSatisfy { !$0.source.isEmpty && !$0.target.isEmpty })
        } catch {
          #expect(error is InputError)
        }
      }
    }
  }
}
