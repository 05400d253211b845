import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// What filters note of units.
struct QualityMarkTests {
  private let memory: Memory
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    memory = try Memory(path: folder.path(of: "a.sqlite"), access: .create)
    try memory.add((1...4).map { pair("satu \($0)", "one \($0)") }, origin: "a.tsv")
  }

  /// The units that an expression selects.
  private func units(_ expression: String) throws -> [Int64] {
    try memory.units(where: PairFilter(expression))
  }

  @Test func `marks are asked for, replaced, and taken back`() throws {
    let first = try memory.mark([
      (1, []), (2, [QualityMark(.lengthRatio, 3.5), QualityMark(.doubt, 0.7)]),
      (3, [QualityMark(.lengthRatio, 2.6)]), (9, [QualityMark(.empty, 1)]),
    ])
    #expect(first.marked == 2 && first.changed == 0 && first.cleared == 0)
    #expect(try units("filtered = no") == [1, 4])
    #expect(try units("filtered = yes and length-ratio < 3") == [3])
    #expect(try units("doubt = unknown") == [1, 3, 4])
    let second = try memory.mark([
      (2, [QualityMark(.lengthRatio, 3.5)]), (3, []), (4, [QualityMark(.duplicate, 1)]),
    ])
    #expect(second.marked == 1 && second.changed == 1 && second.cleared == 1)
    #expect(try units("filtered = yes") == [2, 4])
    #expect(try memory.check() == [])
    let last = try #require(try memory.history().first)
    #expect(last.kind == .filter)
    #expect(try memory.undo(last.id)?.restoredUnits == 3)
    #expect(try units("filtered = yes") == [2, 3])
    #expect(try units("doubt > 0.6") == [2])
  }

  @Test func `marks that are there already make no step, and go with their unit`() throws {
    let marks: [(unit: Int64, marks: [QualityMark])] = [(2, [QualityMark(.values, 0.95)])]
    _ = try memory.mark(marks)
    let count = try memory.history().count
    let again = try memory.mark(marks)
    #expect(again == FilterReceipt())
    #expect(try memory.history().count == count)
    try memory.delete(units: [2])
    #expect(try units("filtered = yes") == [])
    #expect(try memory.undo(#require(try memory.history().first).id)?.restoredUnits == 0)
    #expect(try units("values > 0.9") == [2])
    #expect(try memory.check() == [])
  }
}
