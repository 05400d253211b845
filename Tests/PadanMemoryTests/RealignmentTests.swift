import Foundation
import PadanMatch
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// Aligning a document again.
struct RealignmentTests {
  private let history: HistoryFixture
  private var memory: Memory { history.memory }

  private let source = ["Satu kata.", "Dua kata.", "Tiga kata.", "Empat kata."]
  private let target = ["One word.", "Two words.", "Three words.", "Four words."]
  private let revised = ["One word.", "Two words!", "Three words!", "Four words."]

  init() throws {
    history = try HistoryFixture()
  }

  private func targets(_ query: String) throws -> [String] {
    try memory.matches(for: query).filter { $0.score.raw == 100 }.map(\.target.text).sorted()
  }

  @Test func `a revised reference takes the place of the old one`() throws {
    _ = try history.align(source, target)
    let before = try history.content()
    let receipt = try history.align(source, revised)
    #expect(receipt.addedUnits == 2 && receipt.same == 2 && receipt.withdrawn == 2)
    #expect(receipt.keptByHand == 0)
    #expect(try targets("Dua kata.") == ["Two words!"])
    #expect(try memory.statistics().units == 4)
    #expect(try memory.history().first?.receipt?.withdrawn == 2)
    #expect(try memory.check() == [])
    #expect(try memory.undo()?.returnedOccurrences == 2)
    #expect(try history.content() == before)
  }

  private func name(_ path: String, new name: String) throws -> String {
    var found = ""
    try memory.transaction(origin: "align", as: .align) { writer in
      found = try writer.name(ofFile: path, new: name)
      try writer.add(pair("Nama \(found)", "Name"))
    }
    return found
  }

  @Test func `a file has one name from everywhere, and no other file has it while it is there`()
    throws
  {
    let folder = try TemporaryFolder()
    func file(_ day: String) throws -> String {
      try FileManager.default.createDirectory(
        atPath: folder.path(of: day), withIntermediateDirectories: true)
      return try folder.write("\(day)/kurs.txt", "")
    }
    let (monday, tuesday) = (try file("senin"), try file("selasa"))
    #expect(try name(monday, new: "kurs.txt") == "kurs.txt")
    #expect(
      try name(folder.path(of: "senin/../senin/kurs.txt"), new: "senin/kurs.txt") == "kurs.txt")
    #expect(try name(tuesday, new: "kurs.txt") == Folder.resolved(tuesday))
    #expect(try name(tuesday, new: "selasa/kurs.txt") == Folder.resolved(tuesday))
    try FileManager.default.removeItem(atPath: monday)
    #expect(try name(file("rabu"), new: "kurs.txt") == "kurs.txt")
    #expect(try memory.check() == [])
  }

  @Test func `a sentence that is put in front moves the others, and keeps one place of each`()
    throws
  {
    _ = try history.align(source, target)
    let receipt = try history.align(["Nol kata."] + source, ["No word."] + target)
    #expect(receipt.addedUnits == 1 && receipt.withdrawn == 4)
    let statistics = try memory.statistics()
    #expect(statistics.units == 5 && statistics.occurrences == 5)
  }

  @Test func `the same texts again change nothing and leave no trace`() throws {
    _ = try history.align(source, target)
    let before = try history.fixture.rows()
    #expect(try history.align(source, target).id == nil)
    #expect(
      try history.fixture.rows().filter { !$0.hasPrefix("sqlite_") }
        == before.filter { !$0.hasPrefix("sqlite_") })
  }

  @Test func `what a person approved or edited stays, and so does what another file brought`()
    throws
  {
    _ = try history.align(source, target)
    let two = try #require(try history.unit("Two words."))
    try memory.review(units: [two], as: .approved, reviewer: "rina")
    let three = try #require(try history.unit("Three words."))
    _ = try memory.edit(unit: three, target: "3 words.", person: "sari")
    try memory.add([pair("Empat kata.", "Four words.")], origin: "a.tsv")
    let receipt = try history.align(
      source, ["One word.", "Two words!", "Three words!", "4 words."])
    #expect(receipt.withdrawn == 1 && receipt.keptByHand == 2)
    #expect(try targets("Dua kata.") == ["Two words!", "Two words."])
    #expect(try targets("Tiga kata.") == ["3 words.", "Three words!"])
    #expect(try targets("Empat kata.") == ["4 words.", "Four words."])
    #expect(try memory.check() == [])
  }

  @Test func `an approved pair that only moved has one place`() throws {
    _ = try history.align(source, target)
    try memory.review(units: [2], as: .approved, reviewer: "rina")
    let receipt = try history.align(["Nol kata."] + source, ["No word."] + target)
    #expect(receipt.withdrawn == 4 && receipt.keptByHand == 0)
    #expect(try memory.matches(for: "Dua kata.").first?.review == .approved)
  }

  @Test func `another article of the same name withdraws nothing, and neither does one to keep`()
    throws
  {
    _ = try history.align(source, target)
    let other = try history.align(
      ["Gempa.", "Banjir.", "Satu kata."], ["Quake.", "Flood.", "One word."])
    #expect(other.withdrawn == 0)
    let kept = try history.align(source, revised, keepsOld: true)
    #expect(kept.withdrawn == 0)
    #expect(try targets("Dua kata.") == ["Two words!", "Two words."])
    let elsewhere = try history.align(source, target.map { $0 + " " }, document: "b.txt")
    #expect(elsewhere.withdrawn == 0)
  }

  @Test func `undoing the first alignment leaves what the second has`() throws {
    _ = try history.align(source, target)
    _ = try history.align(source, revised)
    let after = try memory.statistics().units
    #expect(try memory.undo(1)?.removedUnits == 0)
    #expect(try memory.statistics().units == after)
    #expect(try memory.undo(2) != nil)
    #expect(try memory.statistics().units == 0)
    #expect(try memory.check() == [])
  }
}
