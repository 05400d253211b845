import Padan
import PadanModel
import PadanTestSupport
import Testing

struct DraftBlanksTests {
  private let fixture: DraftFixture

  init() throws { fixture = try DraftFixture() }

  private static let chinese = ["票价为2元至8元不等。", "学生享受半价优惠。"]
  private static let english = [
    "Fares range from 2 to 8 yuan.", "Students pay half price.",
  ]

  @Test(arguments: ["a.txt", "a.md", "a.html"])
  func `languages without blanks between sentences have none, and others one`(
    _ name: String
  ) throws {
    func file(_ text: String) -> String {
      name == "a.html"
        ? "<html><body><article><h1>X</h1><p>\(text)</p></article></body></html>" : "X\n\n\(text)\n"
    }
    var fixture = fixture
    (fixture.source, fixture.target) = (LanguageTag("zh")!, .english)
    let (from, to) = (file(Self.chinese.joined()), file(Self.english.joined(separator: " ")))
    let memory = try fixture.memory(Array(zip(Self.chinese, Self.english)))
    #expect(try fixture.drafted(name, from, knowing: memory) == to)
    (fixture.source, fixture.target) = (fixture.target, fixture.source)
    let reverse = try fixture.memory(Array(zip(Self.english, Self.chinese)))
    #expect(try fixture.drafted(name, to, knowing: reverse) == from)
  }

  @Test func `segments that a unit of XLIFF marks have their blanks, too`() throws {
    var fixture = fixture
    (fixture.source, fixture.target) = (LanguageTag("zh")!, .english)
    let marks = Self.chinese.enumerated().map { "<mrk mtype=\"seg\" mid=\"\($0)\">\($1)</mrk>" }
    let found = try fixture.drafted(
      "a.xlf",
      "<xliff version=\"1.2\"><file source-language=\"zh\" target-language=\"en\"><body>"
        + "<trans-unit id=\"1\"><source>\(Self.chinese.joined())</source><seg-source>\(marks.joined())"
        + "</seg-source></trans-unit></body></file></xliff>",
      knowing: fixture.memory(Array(zip(Self.chinese, Self.english))))
    #expect(found.contains("yuan.</mrk> <mrk mtype=\"seg\" mid=\"1\">Students"), "\(found)")
  }

  @Test func `a bead of two Chinese sentences has no invented blank`() {
    let documents = AlignedDocuments(
      source: SegmentedText(texts: Self.chinese), target: SegmentedText(texts: Self.english),
      alignment: Alignment(beads: [Bead(source: 0..<2, target: 0..<2)]))
    let bead = documents.alignment.beads[0]
    #expect(documents.sourceText(of: bead) == Self.chinese.joined())
    #expect(documents.targetText(of: bead) == Self.english.joined(separator: " "))
  }
}
