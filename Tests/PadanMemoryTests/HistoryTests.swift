import FoundationEssentials
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// The steps of a memory's history, and undoing them.
struct HistoryTests {
  private let history: HistoryFixture
  private var memory: Memory { history.memory }

  init() throws {
    history = try HistoryFixture()
  }

  @Test(arguments: HistoryFixture.changes.indices)
  func `a change can be undone, done again and undone again, to the last column`(
    _ number: Int
  ) throws {
    try history.fill()
    let (content, answers) = (try history.content(), try history.answers())
    try HistoryFixture.changes[number].change(history)
    let changed = try history.content()
    #expect(changed != content)
    let step = try #require(try memory.history().first)
    let trial = try #require(try memory.undo(step.id, isTrial: true))
    #expect(trial.id == nil)
    #expect(try history.content() == changed)

    let receipt = try #require(try memory.undo(step.id, person: "sari"))
    #expect(receipt.unrestoredUnits == [])
    #expect(try history.content() == content)
    #expect(try history.answers() == answers)
    #expect(try memory.check() == [])

    let again = try #require(try memory.undo(receipt.id))
    #expect(try history.content() == changed)
    #expect(try memory.check() == [])
    #expect(try memory.undo(again.id) != nil)
    #expect(try history.content() == content)
    #expect(try memory.check() == [])
  }

  @Test(arguments: 1...12)
  func `any steps, undone from the last to the first, lead back through every state to nothing`(
    _ seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var states: [[String]] = []
    for change in generator.elements(12, of: HistoryFixture.changes) where change.name != "undo" {
      let count = try memory.history().count
      let state = try history.content()
      // A change of a unit that is not there fails, and leaves no trace.
      try? change.change(history)
      if try memory.history().count > count { states.append(state) }
    }
    #expect(try memory.check() == [])
    for state in states.reversed() {
      let receipt = try #require(try memory.undo())
      #expect(try history.content() == state, "\(receipt.record)")
      #expect(try memory.check() == [])
    }
    #expect(try memory.undo() == nil)
    #expect(try memory.statistics().units == 0)
  }

  @Test(arguments: 1...12)
  func `any steps can be undone in any order, and the memory stays sound`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try history.fill()
    for change in generator.elements(10, of: HistoryFixture.changes) { try? change.change(history) }
    func inForce() throws -> [Int64] {
      try memory.history().filter { $0.undoneBy == nil && $0.kind != .undo }.map(\.id)
    }
    var rounds = 0
    while case let steps = try inForce(), !steps.isEmpty, rounds < 20 {
      rounds += 1
      for step in steps.shuffled(using: &generator) {
        _ = try memory.undo(step)
        #expect(try memory.check() == [])
      }
    }
    #expect(try inForce() == [])
    #expect(try memory.statistics().units == 0)
  }

  @Test func `a deleted unit comes back with all it had`() throws {
    try history.fill()
    let unit = try #require(try history.unit("Farmers are happy."))
    try memory.review(units: [unit], as: .approved, reviewer: "rina")
    let content = try history.content()
    try memory.delete(units: [unit], person: "sari")
    #expect(try memory.matches(for: "Petani senang.").isEmpty)
    let steps = try memory.history(ofUnit: unit)
    #expect(steps.map(\.kind) == [.delete, .approve, .align])
    #expect(steps[0].person == "sari" && steps[0].removedUnits == 1)
    let receipt = try #require(try memory.undo())
    #expect(receipt.returnedUnits == 1 && receipt.returnedOccurrences == 1)
    #expect(try history.content() == content)
    #expect(try memory.matches(for: "Petani senang.").map(\.review) == [.approved])
  }

  @Test func `no number of a unit is given twice`() throws {
    try history.fill()
    let last = try #require(try history.unit("The end."))
    try memory.delete(units: [last])
    try memory.add([pair("Baru.", "New.")], origin: "add", as: .add)
    #expect(try history.unit("New.") == last + 1)
    #expect(try memory.undo(memory.history()[1].id)?.returnedUnits == 1)
    #expect(try history.unit("The end.") == last)
    #expect(try memory.matches(for: "Kata penutup.").map(\.unit) == [last])
    #expect(try memory.check() == [])
  }

  @Test func `what a person confirmed or edited later outlives the import`() throws {
    try memory.add(
      [pair("Satu.", "One."), pair("Dua.", "Two."), pair("Tiga.", "Three.")], origin: "a")
    try memory.review(units: [1], as: .approved, reviewer: "rina")
    _ = try memory.edit(unit: 2, target: "Two!", person: "sari")
    let receipt = try #require(try memory.undo(1))
    #expect(receipt.removedUnits == 1 && receipt.keptOccurrences == 2)
    #expect(try history.unit("One.") == 1 && history.unit("Two!") == 2)
    #expect(try memory.check() == [])
    #expect(try memory.undo(2) != nil && memory.undo(3) != nil)
    #expect(try memory.statistics().units == 0)
  }

  @Test func `what was changed again later is refused until that is undone`() throws {
    try memory.add([pair("Satu.", "One.")], origin: "a")
    _ = try memory.edit(unit: 1, target: "Uno.")
    _ = try memory.edit(unit: 1, target: "Eins.")
    let refused = try #require(try memory.undo(2))
    #expect(refused.isRefused && refused.id == nil)
    #expect(refused.unrestoredUnits == [1] && refused.laterSteps == [3])
    #expect(try history.unit("Eins.") == 1)
    #expect(try memory.undo()?.record.id == 3)
    #expect(try memory.undo()?.record.id == 2)
    #expect(try history.unit("One.") == 1)
  }

  @Test func `an edit stays if an import brought the new text too`() throws {
    try memory.add([pair("Satu.", "One.")], origin: "a")
    _ = try memory.edit(unit: 1, target: "Uno.")
    try memory.add([pair("Satu.", "Uno.") { $0.document = "b" }], origin: "b")
    #expect(try memory.undo(2)?.laterSteps == [3])
    #expect(try history.unit("Uno.") == 1)
    #expect(try memory.check() == [])
  }

  @Test func `a deleted unit that an import brought again is one with it`() throws {
    try memory.add([pair("Satu.", "One.") { $0.document = "a" }], origin: "a")
    try memory.review(units: [1], as: .approved, reviewer: "rina")
    try memory.delete(units: [1])
    try memory.add([pair("Satu.", "One.") { $0.document = "b" }], origin: "b")
    #expect(try memory.undo(3)?.returnedOccurrences == 1)
    let matches = try memory.matches(for: "Satu.")
    #expect(matches.map(\.occurrences.count) == [2])
    #expect(matches.map(\.review) == [.approved])
    #expect(try memory.check() == [])
  }

  @Test func `a step that fails leaves nothing, and the next one is whole`() throws {
    struct Stop: Error {}
    try history.fill()
    let rows = try history.fixture.rows()
    #expect(throws: Stop.self) {
      try memory.transaction(origin: "x") { writer in
        try writer.add(pair("Baru.", "New."))
        throw Stop()
      }
    }
    #expect(throws: MemoryError.noUnit(memory.path, 99)) {
      try memory.delete(units: [1, 99])
    }
    #expect(try history.fixture.rows() == rows)
    try memory.delete(units: [1])
    #expect(try memory.undo()?.returnedUnits == 1)
  }

  @Test func `every match says which step brought it, who and when`() throws {
    try memory.add([pair("Satu.", "One.")], origin: "a.tsv", person: "sari")
    try memory.add([pair("Satu.", "One.") { $0.createdBy = "budi" }], origin: "add", as: .add)
    let match = try #require(try memory.matches(for: "Satu.").first)
    #expect(match.origins.map { $0?.source } == ["a.tsv", "by hand"])
    let people = zip(match.origins, match.occurrences).map { $0?.person($1) }
    #expect(people == ["sari", "budi"])
    #expect(try match.origins.map { $0?.date } == memory.history().reversed().map(\.startedAt))
  }

  @Test func `a memory of the ninth schema opens with its imports as steps`() throws {
    let bytes = try contents(of: Repository.fixture("schema-9.memory", of: "PadanMemoryTests"))
    let folder = try TemporaryFolder()
    let old = try Memory(path: folder.write("old.sqlite", bytes))
    #expect(try old.check() == [])
    let steps = try old.history()
    #expect(steps.map(\.kind) == [.align, .add, .import, .import, .import, .import])
    #expect(
      steps.map(\.source) == [
        "align g.id.txt g.en.txt", "by hand", "d.tmx", "c.tsv", "b.tsv", "a.tsv",
      ])
    #expect(steps.last?.receipt?.addedUnits == 2)
    // The second import had rejected a unit of the first, the fourth had approved one.
    #expect(try old.undo(2)?.restoredUnits == 1)
    #expect(try old.matches(for: "Harga beras naik.").map(\.target.text) == ["Rice prices rose."])
    #expect(try old.undo(6)?.removedUnits == 4)
    #expect(try old.check() == [])
    try old.delete(units: [2])
    #expect(try old.undo()?.returnedUnits == 1)
    #expect(try old.check() == [])
  }
}
