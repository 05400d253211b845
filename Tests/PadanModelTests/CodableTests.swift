import Foundation
import PadanModel
import PadanTestSupport
import Testing

/// Values that a program may store come back as they were.
struct CodableTests {
  private func stored<Value: Codable & Equatable>(_ value: Value) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    #expect(try JSONDecoder().decode(Value.self, from: data) == value)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `a language tag is stored as its text`() throws {
    #expect(try stored([LanguageTag.indonesian]) == #"["id"]"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([LanguageTag].self, from: Data(#"["12"]"#.utf8))
    }
  }

  @Test func `a unit and its pairs are stored whole`() throws {
    var provenance = Provenance()
    provenance.document = "a.txt"
    provenance.createdAt = Date(timeIntervalSince1970: 7)
    provenance.properties = [.note("Periksa"), .init(type: "x-client", value: "A", place: .target)]
    let code = InlineCode(
      element: "bpt", offset: 3, attributes: [.init(name: "i", value: "1")], content: "<b>")
    let pair = TranslationPair(
      source: Variant(language: .indonesian, text: "Harga naik.", codes: [code]),
      target: Variant(language: .english, text: "Prices rose."),
      provenance: provenance, review: .approved, usageCount: 2)
    #expect(try stored(pair).contains(#""text":"Harga"#))
  }

  @Test func `documents, segments and reviews are stored whole`() throws {
    let document = Document(
      name: "a.md", text: Array("Judul".utf8),
      paragraphs: [Paragraph(range: 0..<5, structure: .heading)])
    #expect(try stored(document).contains(#""structure":"heading""#))
    let bead = Bead(source: 0..<1, target: 0..<2, confidence: 0.5)
    #expect(
      try stored(bead)
        == #"{"confidence":0.5,"isCrossing":false,"source":[0,1],"target":[0,2]}"#)
    let passage = ReviewPassage(
      alignment: "00", document: "a",
      beads: [
        .init(number: 0, bead: bead, source: ["A"], target: ["B", "C"], isDoubtful: true)
      ])
    #expect(try stored(passage).contains(#""isDoubtful":true"#))
    let decision = ReviewDecision(alignment: "00", bead: bead, verdict: .dropped)
    #expect(try stored(decision).contains(#""verdict":"dropped""#))
    #expect(try stored(SourceLocation(file: "a/b", line: 3)) == #"{"file":"a/b","line":3}"#)
  }
}
