import Foundation
import PadanModel
import Testing

struct AlignmentTests {
  private static let documents = AlignedDocuments(
    source: SegmentedText(
      name: "a.txt",
      segments: [
        Segment(text: "Judul", range: 0..<5, block: 0, kind: .headline),
        Segment(text: "Satu.", range: 6..<11, block: 3, kind: .body),
        Segment(text: "Dua.", range: 12..<16, block: 3, kind: .body),
      ]),
    target: SegmentedText(texts: ["Title", "", "Öne, two."]),
    alignment: Alignment(beads: [
      Bead(source: 0..<1, target: 0..<1), Bead(source: 1..<1, target: 1..<2),
      Bead(source: 1..<3, target: 2..<3, confidence: 0.5, isCrossing: true),
    ]))

  @Test func `a bead's text joins its segments by a blank`() {
    let documents = Self.documents
    let beads = documents.alignment.beads
    #expect(beads.map { documents.sourceText(of: $0) } == ["Judul", "", "Satu. Dua."])
    #expect(beads.map { documents.targetText(of: $0) } == ["Title", "", "Öne, two."])
  }

  @Test func `a run begins in a block where blocks are known`() {
    #expect(Self.documents.source.block(of: 1..<3) == 3)
    #expect(Self.documents.source.block(of: 1..<1) == nil)
    #expect(Self.documents.target.block(of: 0..<1) == nil)
  }

  @Test func `texts alone stand one a line`() {
    let text = Self.documents.target
    #expect(!text.hasBlocks && text.texts == ["Title", "", "Öne, two."])
    let lines = Array("Title\n\nÖne, two.".utf8)
    for segment in text.segments {
      #expect(String(decoding: lines[segment.range], as: UTF8.self) == segment.text)
    }
  }

  @Test func `aligned documents come back from JSON as they were`() throws {
    let data = try JSONEncoder().encode(Self.documents)
    #expect(try JSONDecoder().decode(AlignedDocuments.self, from: data) == Self.documents)
  }
}
