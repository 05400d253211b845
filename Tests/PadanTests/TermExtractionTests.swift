import Padan
import PadanModel
import PadanTestSupport
import Testing

struct TermExtractionTests {
  private let memory: Memory
  private let selection = ExportSelection(
    source: .indonesian, target: .english, withoutDuplicates: true, withRejected: false)

  init() throws {
    memory = try Memory.inMemory()
    let places = ["Jakarta", "Padang", "Medan", "Surabaya", "Bandung"]
    try memory.add(
      places.map {
        TranslationPair(
          source: Variant(language: .indonesian, text: "Rumah sakit di \($0) membeli beras."),
          target: Variant(language: .english, text: "The hospitals in \($0) bought rice."))
      }
        + [
          TranslationPair(
            source: Variant(language: .indonesian, text: "Ia di rumah sakit."),
            target: Variant(language: .english, text: "She is in hospital."))
        ], origin: "a")
  }

  private func candidates(limit: Int = 50) throws -> [TermExtraction.Candidate] {
    var extraction = TermExtraction(Aligner(source: .indonesian, target: .english))
    extraction.limit = limit
    return try extraction.candidates(of: memory, in: selection)
  }

  @Test func `phrases that are mostly translated in one way are proposed, phrases before words`()
    throws
  {
    let found = try candidates()
    let first = try #require(found.first)
    #expect(first.term == Term(source: "Rumah sakit", target: "hospitals"))
    #expect(first.uses == 6 && first.share == 1 && first.examples == [1, 2, 3])
    #expect(found.dropFirst().map(\.term) == [Term(source: "membeli beras", target: "bought rice")])
    #expect(!found.map(\.term.source).contains { ["rumah", "di", "sakit"].contains($0) })
    #expect(try candidates(limit: 1) == [first])
  }

  @Test func `terms that the memory has are not proposed, in whatever form`() throws {
    try memory.add(
      [Term(source: "Beras", target: "rice"), Term(source: "rumah sakit", target: "clinic")],
      from: .indonesian, to: .english)
    let sources = try candidates().map(\.term.source)
    #expect(!sources.contains("beras") && !sources.contains("Rumah sakit"))
  }

  @Test func `rejected units and those of other languages count for nothing`() throws {
    try memory.review(units: [1, 2, 3, 4, 5, 6], as: .rejected)
    #expect(try candidates().isEmpty)
    let turned = ExportSelection(source: .english, target: .indonesian)
    let extraction = TermExtraction(Aligner(source: .english, target: .indonesian))
    #expect(try extraction.candidates(of: memory, in: turned).isEmpty)
  }
}
