import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

struct TermTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws { fixture = try MemoryFixture() }

  @discardableResult
  private func add(_ terms: Term..., origin: String = Memory.termOrigin) throws -> TermReceipt {
    try memory.add(terms, from: .indonesian, to: .english, origin: origin)
  }

  private var terms: [Term] {
    get throws { try memory.terms(from: .indonesian, to: .english) }
  }

  @Test func `a term is kept once, and changed where it is added again`() throws {
    let first = try add(
      Term(source: " bank\n", target: "bank", sense: "money", subject: ""),
      Term(source: "bank", target: "bench", sense: "to sit on"))
    #expect(first == TermReceipt(added: 2))
    let second = try add(
      Term(source: "bank", target: "bank", sense: "money"),
      Term(source: "bank", target: "bench", status: .forbidden, sense: "to sit on", note: "odd"),
      Term(source: "bank", target: "bank", sense: "money", subject: "economy"))
    #expect(second == TermReceipt(added: 1, changed: 1, same: 1))
    #expect(try terms.map(\.status) == [.preferred, .forbidden, .preferred])
    #expect(try terms[1].note == "odd")
    try add(Term(source: "bank", target: "bench", sense: "to sit on"))
    #expect(try terms[1].status == .preferred && terms[1].note == "odd")
    #expect(try memory.check() == [])
    #expect(try memory.statistics().terms == 3)
  }

  @Test func `terms answer in the other direction, but for forbidden and known ones`() throws {
    try add(
      Term(source: "miliar", target: "billion"),
      Term(source: "miliar", target: "milliard", status: .forbidden),
      Term(source: "rapat", target: "meeting"))
    try memory.add(
      [Term(source: "meeting", target: "rapat", status: .forbidden)], from: .english,
      to: .indonesian)
    #expect(
      try memory.terms(from: .english, to: .indonesian) == [
        Term(source: "meeting", target: "rapat", status: .forbidden),
        Term(source: "billion", target: "miliar"),
      ])
    #expect(try memory.terms(from: .indonesian, to: LanguageTag("de")!).isEmpty)
  }

  @Test func `a file that is imported again may replace what it gave before`() throws {
    try add(
      Term(source: "beras", target: "riice"), Term(source: "padi", target: "paddy"), origin: "a.tsv"
    )
    try add(Term(source: "nasi", target: "rice"))
    let receipt = try memory.add(
      [Term(source: "beras", target: "rice"), Term(source: "padi", target: "paddy")],
      from: .indonesian, to: .english, origin: "a.tsv", replacing: true)
    #expect(receipt == TermReceipt(added: 1, same: 1, removed: 1))
    #expect(try terms.map(\.source) == ["padi", "nasi", "beras"])
  }

  @Test func `terms are edited, and become one where they are equal`() throws {
    try add(
      Term(source: "beras", target: "riice", note: "grain"), Term(source: "beras", target: "rice"))
    var changes = TermChanges()
    changes.note = ""
    changes.subject = "trade"
    #expect(try memory.edit(terms: [1, 2], changes) == [1, 2])
    #expect(try terms[0] == Term(source: "beras", target: "riice", subject: "trade"))
    changes = TermChanges()
    changes.target = "rice"
    #expect(try memory.edit(terms: [1], changes) == [2])
    #expect(try terms == [Term(source: "beras", target: "rice", subject: "trade")])
    #expect(throws: MemoryError.noTerm(fixture.path, 1)) {
      try memory.edit(terms: [2, 1], changes)
    }
    changes = TermChanges()
    changes.status = .untranslated
    try memory.edit(terms: [2], changes)
    #expect(try terms == [Term(source: "beras", status: .untranslated, subject: "trade")])
  }

  @Test func `every change of the termbase can be undone`() throws {
    try add(Term(source: "beras", target: "rice"))
    try add(Term(source: "beras", target: "rice", status: .admitted, note: "grain"))
    try memory.delete(terms: [1])
    #expect(try memory.allTerms().isEmpty)
    #expect(throws: MemoryError.noTerm(fixture.path, 1)) { try memory.delete(terms: [1]) }
    // Its number is not given again.
    try add(Term(source: "padi", target: "paddy"))
    #expect(try memory.allTerms().map(\.id) == [2])
    #expect(try memory.undo()?.restoredTerms == 1)
    #expect(try memory.undo(3)?.restoredTerms == 1)
    #expect(try terms.map(\.status) == [.admitted])
    _ = try memory.undo(2)
    #expect(try terms == [Term(source: "beras", target: "rice")])
    _ = try memory.undo(1)
    #expect(try memory.allTerms().isEmpty)
  }

  @Test func `terms are salvaged, and copied by a backup`() throws {
    let term = Term(source: "beras", target: "rice", sense: "grain")
    try add(term)
    let (salvage, backup) = (
      fixture.folder.path(of: "whole.sqlite"), fixture.folder.path(of: "copy.sqlite")
    )
    let receipt = try Memory.salvage(fixture.path, into: salvage)
    #expect(receipt.terms.kept == 1 && receipt.isWhole)
    try memory.backUp(to: backup)
    for path in [salvage, backup] {
      #expect(try Memory(path: path).terms(from: .indonesian, to: .english) == [term])
    }
  }
}
