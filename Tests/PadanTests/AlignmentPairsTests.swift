import Foundation
import Padan
import PadanTestSupport
import Testing

struct AlignmentPairsTests {
  private static let documents = AlignedDocuments(
    source: SegmentedText(name: "a.txt", texts: ["Judul", "Satu.", "Dua.", "Tiga.", " "]),
    target: SegmentedText(texts: ["One, two.", "Title", "Three.", "x"]),
    alignment: Alignment(beads: [
      Bead(source: 0..<1, target: 1..<2, confidence: 0.5, isCrossing: true),
      Bead(source: 1..<3, target: 0..<1, confidence: 0.75), Bead(source: 3..<4, target: 0..<0),
      Bead(source: 4..<4, target: 2..<3), Bead(source: 4..<5, target: 3..<4),
    ]))

  private func pairs(of documents: AlignedDocuments = documents) -> [TranslationPair] {
    documents.pairs(from: .indonesian, to: .english, date: Date(timeIntervalSince1970: 7))
  }

  @Test func `beads with a text on both sides become pairs`() {
    let pairs = pairs()
    #expect(pairs.map(\.source.text) == ["Judul", "Satu. Dua."])
    #expect(pairs.map(\.target.text) == ["Title", "One, two."])
    #expect(pairs.allSatisfy { $0.source.language == .indonesian })
    #expect(pairs.allSatisfy { $0.target.language == .english && $0.review == .unreviewed })
  }

  @Test func `a pair says where it comes from`() {
    let provenance = pairs().map(\.provenance)
    #expect(provenance.map(\.document) == ["a.txt", "a.txt"])
    #expect(provenance.map(\.sentence) == [0, 1])
    #expect(provenance.map(\.previousSource) == [nil, "Judul"])
    #expect(provenance.map(\.nextSource) == ["Satu.", "Tiga."])
    #expect(provenance.map(\.beadKind) == ["1-1", "2-1"])
    #expect(provenance.map(\.confidence) == [0.5, 0.75])
    #expect(provenance.map(\.isCrossing) == [true, false])
    #expect(provenance.map(\.creationTool) == ["Padan", "Padan"])
    #expect(provenance.allSatisfy { $0.createdAt == Date(timeIntervalSince1970: 7) })
    #expect(provenance.allSatisfy { $0.paragraph == nil })
  }

  @Test func `paragraphs come from the segments where they are known`() {
    var documents = Self.documents
    for index in documents.source.segments.indices {
      documents.source.segments[index].block = index * 10
    }
    documents.source.hasBlocks = true
    #expect(pairs(of: documents).map(\.provenance.paragraph) == [0, 10])
  }
}
