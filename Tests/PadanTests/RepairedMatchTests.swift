import Padan
import PadanModel
import PadanTestSupport
import Testing

struct RepairedMatchTests {
  private func pipeline(repairs: Bool = true) throws -> LookupPipeline {
    let memory = try Memory.inMemory()
    let pairs = [
      ("Inflasi tahunan tercatat 5,2 persen.", "Annual inflation stood at 5.2 percent."),
      ("Inflasi tahunan tercatat belum stabil.", "Annual inflation was not stable yet."),
      ("Inflasi tahunan tercatat 6 persen.", "Annual inflation was 6 percent."),
    ]
    try memory.add(
      pairs.map { source, target in
        TranslationPair(
          source: Variant(language: .indonesian, text: source),
          target: Variant(language: .english, text: target))
      }, origin: "test")
    var pipeline = LookupPipeline(
      MemoryShelf([.init(memory)]),
      options: LookupOptions(source: .indonesian, target: .english, minimum: 60))
    if repairs { try pipeline.repairMatches(with: nil) }
    return pipeline
  }

  @Test func `a repaired match ranks below an exact one and above fuzzy ones`() throws {
    let matches = try pipeline().answer(LookupQuery("Inflasi tahunan tercatat 6 persen.")).matches
    #expect(matches.map(\.kind) == [.exact, .repaired, .fuzzy])
    #expect(matches[1].suggestion == "Annual inflation stood at 6 percent.")
    #expect(matches[1].target.text == "Annual inflation stood at 5.2 percent.")
    #expect(matches[1].printedScore < 100)
  }

  @Test func `the termbase proves a counterpart, and its translation is the one that is taken`()
    throws
  {
    let memory = try Memory.inMemory()
    try memory.add(
      [
        TranslationPair(
          source: Variant(
            language: .indonesian, text: "Rapat tentang perkara itu ditunda ke Senin."),
          target: Variant(
            language: .english, text: "The meeting about the case was postponed until Monday."))
      ], origin: "test")
    func suggestion(_ query: String) throws -> Match? {
      var pipeline = LookupPipeline(
        MemoryShelf([.init(memory)]),
        options: LookupOptions(source: .indonesian, target: .english, minimum: 60))
      try pipeline.repairMatches(
        with: Lexicon(name: "none", source: .indonesian, target: .english))
      return try pipeline.answer(LookupQuery(query)).matches.first
    }
    let query = "Rapat tentang gugatan itu ditunda ke Senin."
    #expect(try suggestion(query)?.kind == .fuzzy)
    try memory.add(
      [
        Term(source: "perkara", target: "case"), Term(source: "gugatan", target: "lawsuit"),
        Term(source: "gugatan", target: "suit", status: .forbidden),
        Term(source: "bank", target: "bank"), Term(source: "bank", target: "bench"),
      ], from: .indonesian, to: .english)
    let match = try #require(try suggestion(query))
    #expect(match.suggestion == "The meeting about the lawsuit was postponed until Monday.")
    #expect(match.repairExplanation == ["perkara → gugatan: case → lawsuit (term, 0.95)"])
    // Two senses are no proof.
    #expect(try suggestion("Rapat tentang bank itu ditunda ke Senin.")?.kind == .fuzzy)
  }

  @Test func `a repair says what was replaced, and where`() throws {
    let match = try pipeline().answer(LookupQuery("Inflasi tahunan tercatat 4,75 persen.")).matches[
      0]
    let repair = try #require(match.repair)
    let span = try #require(repair.spans.first)
    #expect(repair.spans.count == 1)
    #expect(
      String(decoding: Array(repair.text.utf8)[span.range], as: UTF8.self) == span.target.new)
    #expect(match.repairExplanation == ["5,2 → 4,75: 5.2 → 4.75 (value, 0.99)"])
    #expect(span.probability < 1)
  }

  @Test func `without repairs a match stays as it is stored`() throws {
    let matches = try pipeline(repairs: false).answer(
      LookupQuery("Inflasi tahunan tercatat 4,75 persen.")
    ).matches
    #expect(matches.allSatisfy { $0.kind == .fuzzy && $0.suggestion == $0.target.text })
  }

  @Test func `JSON has the stored translation beside the repaired one`() throws {
    let answer = try pipeline().answer(LookupQuery("Inflasi tahunan tercatat 4,75 persen."))
    let line = String(decoding: JSONReport.answer(answer), as: UTF8.self)
    #expect(line.contains(#""kind":"repaired""#))
    #expect(line.contains(#""target":"Annual inflation stood at 4.75 percent.""#))
    #expect(line.contains(#""stored":"Annual inflation stood at 5.2 percent.""#))
  }
}
