import Padan
import PadanTestSupport
import Testing

struct MemoryMergingTests {
  private static let german = LanguageTag("de")!

  private static func pair(
    _ source: String, _ target: String, in document: String,
    _ languages: (LanguageTag, LanguageTag) = (.indonesian, .english)
  ) -> TranslationPair {
    var pair = TranslationPair(
      source: Variant(language: languages.0, text: source),
      target: Variant(language: languages.1, text: target))
    pair.provenance.document = document
    return pair
  }

  /// A memory of some pairs.
  private func memory(_ pairs: [TranslationPair]) throws -> Memory {
    let memory = try Memory.inMemory()
    try memory.add(pairs, origin: "test")
    return memory
  }

  /// What a memory holds of all directions, without the steps that brought it.
  private func contents(_ memory: Memory) throws -> [String] {
    var lines: [String] = []
    for (source, target) in try memory.languagePairs() {
      try memory.forEachPair(from: source, to: target) { pair, name in
        lines.append(
          "\(pair.source.language) \(pair.source.text) \(pair.target.text) \(pair.review) "
            + "\(pair.usageCount) \(pair.provenance.document ?? "-") \(name ?? "-")")
      }
    }
    return lines.sorted()
  }

  @Test func `two memories become one, and the same again adds nothing`() throws {
    var used = Self.pair("Dua.", "Two.", in: "b.txt")
    used.usageCount = 4
    used.review = .approved
    let mine = try memory([Self.pair("Satu.", "One.", in: "a.txt")])
    let theirs = try memory([
      used, Self.pair("Satu.", "One.", in: "b.txt"), Self.pair("Satu.", "Single.", in: "b.txt"),
      Self.pair("Eins.", "One.", in: "c.txt", (Self.german, .english)),
    ])
    try theirs.add([Term(source: "satu", target: "one")], from: .indonesian, to: .english)
    let before = (try contents(mine), try contents(theirs))
    let receipt = try mine.merge(theirs)
    #expect(receipt.units.addedUnits == 3 && receipt.units.addedOccurrences == 4)
    #expect(receipt.terms.added == 1)
    #expect(try contents(mine) == (before.0 + before.1).sorted())
    #expect(try contents(theirs) == before.1)
    let again = try mine.merge(theirs)
    #expect(again.units.addedOccurrences == 0 && again.terms.same == 1)
  }

  @Test(arguments: [ReviewState.approved, .rejected])
  func `what one memory approves and the other rejects is rejected and named, in either order`(
    _ mine: ReviewState
  ) throws {
    var pair = Self.pair("Satu.", "One.", in: "a")
    pair.review = mine
    let first = try memory([pair])
    let before = try contents(first)
    pair.review = mine == .approved ? .rejected : .approved
    let receipt = try first.merge(memory([pair]))
    #expect(receipt.units.contradicted == [1])
    #expect(try contents(first).allSatisfy { $0.contains("rejected") })
    if mine == .approved {
      _ = try first.undo(#require(receipt.units.id))
      #expect(try contents(first) == before)
    }
  }

  @Test
  func `a verdict comes to a pair that is known from the same place`()
    throws
  {
    var (approved, rejected) = (
      Self.pair("Satu.", "One.", in: "a"), Self.pair("Dua.", "Two.", in: "a")
    )
    let mine = try memory([approved, rejected])
    approved.review = .approved
    rejected.review = .rejected
    let receipt = try mine.merge(memory([approved, rejected]))
    #expect(receipt.units.addedOccurrences == 0)
    let merged = try contents(mine)
    #expect(merged.map { $0.contains("approved") } == [false, true])
    #expect(merged.map { $0.contains("rejected") } == [true, false])
    #expect(try mine.undo(#require(receipt.units.id)) != nil)
    #expect(try contents(mine).allSatisfy { $0.contains("unreviewed") })
  }

  @Test func `units and terms of a merge are one step`() throws {
    let mine = try memory([])
    let theirs = try memory([Self.pair("Dua.", "Two.", in: "b.txt")])
    try theirs.add([Term(source: "dua", target: "two")], from: .indonesian, to: .english)
    var step: Int64 = 0
    #expect(try mine.merge(theirs, isTrial: true).terms.added == 1)
    #expect(try !mine.hasChangedWords(since: &step))
    let receipt = try mine.merge(theirs)
    #expect(try mine.allTerms().count == 1 && mine.hasChangedWords(since: &step))
    try theirs.add(
      [Term(source: "dua", target: "two", note: "a number")], from: .indonesian, to: .english)
    let second = try mine.merge(theirs)
    #expect(second.terms.changed == 1)
    #expect(try mine.hasChangedWords(since: &step))
    #expect(try mine.undo(#require(second.units.id)) != nil)
    #expect(try mine.undo(#require(receipt.units.id)) != nil)
    #expect(try mine.allTerms().isEmpty && contents(mine).isEmpty)
  }

  @Test func `a merge can be undone, tried, and limited to languages`() throws {
    let mine = try memory([Self.pair("Satu.", "One.", in: "a.txt")])
    let theirs = try memory([
      Self.pair("Dua.", "Two.", in: "b.txt"),
      Self.pair("Eins.", "One.", in: "c.txt", (Self.german, .english)),
    ])
    let before = try contents(mine)
    let trial = try mine.merge(theirs, isTrial: true)
    #expect(trial.units.addedUnits == 2 && trial.units.id == nil)
    #expect(try contents(mine) == before)
    let receipt = try mine.merge(theirs, languages: (Self.german, .english))
    #expect(receipt.units.addedUnits == 1)
    #expect(try contents(mine).count == 2)
    #expect(try mine.undo(#require(receipt.units.id)) != nil)
    #expect(try contents(mine) == before)
  }
}
