import FoundationEssentials
import GRDB
import Testing

@testable import PadanMemory

struct PackedRowTests {
  private let values: [DatabaseValue] = [
    .null, Int64.min.databaseValue, (0.1 + 0.2).databaseValue, "é\n".databaseValue,
    "".databaseValue, Data([0, 255]).databaseValue, Data().databaseValue, (-1).databaseValue,
  ]

  private func packed() throws -> Data {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      db.add(function: PackedRow.function)
      let places = values.map { _ in "?" }.joined(separator: ", ")
      return try #require(
        try Data.fetchOne(
          db, sql: "SELECT packed(\(places))", arguments: StatementArguments(values)))
    }
  }

  @Test func `values come back as they were, to the bit`() throws {
    #expect(try PackedRow.values(in: packed()) == values)
  }

  @Test func `a blob that is cut short makes no row or fewer values, and never another one`() throws
  {
    let data = try packed()
    for count in 0..<data.count {
      guard let found = PackedRow.values(in: data.prefix(count)) else { continue }
      #expect(found == Array(values.prefix(found.count)) && found.count < values.count)
    }
    #expect(PackedRow.values(in: Data([9])) == nil)
  }
}
