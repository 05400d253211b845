import Foundation
import GRDB
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

struct MemoryErrorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Makes a memory with one unit and closes it, so that its file holds everything.
  private func closedMemory() throws -> String {
    let path = folder.path(of: "closed.sqlite")
    try Memory(path: path, access: .create).add([pair("Satu.", "One.")], origin: "test")
    return path
  }

  @Test func `a memory that is not there is missing, and is not made`() throws {
    let path = folder.path(of: "nosuch.sqlite")
    #expect(throws: MemoryError.missing(path)) { try Memory(path: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a memory is made where that is asked for, and opened from then on`() throws {
    let path = folder.path(of: "new.sqlite")
    #expect(try Memory(path: path, access: .create).statistics().units == 0)
    #expect(try Memory(path: path).statistics().units == 0)
  }

  @Test func `a folder is no memory`() {
    for access in [Memory.Access.existing, .create] {
      #expect(throws: MemoryError.folder(folder.path)) {
        try Memory(path: folder.path, access: access)
      }
    }
  }

  @Test(arguments: [
    Array("Ini bukan basis data.".utf8), [UInt8](repeating: 0, count: 4096),
    Array("SQLite format 3\u{0}".utf8) + [UInt8](repeating: 0xFF, count: 4096),
    Array(String(repeating: "catatan ", count: 1000).utf8),
  ])
  func `what is no SQLite file is refused and stays as it is`(_ bytes: [UInt8]) throws {
    let path = try folder.write("notes.txt", bytes)
    for access in [Memory.Access.existing, .create] {
      #expect(throws: MemoryError.notAMemory(path)) { try Memory(path: path, access: access) }
    }
    #expect(try contents(of: path) == bytes)
  }

  @Test func `a memory whose header names a later format of SQLite is damaged`() throws {
    var bytes = FilledMemory.bytes
    bytes[18] = 9
    let path = try folder.write("later.sqlite", bytes)
    #expect(throws: MemoryError.damaged(path)) {
      try Memory(path: path).add([pair("Baru.", "New.")], origin: "test")
    }
  }

  @Test(arguments: [
    "UPDATE match_index SET build = 1e300",
    "UPDATE step SET last_occurrence = 1e300 WHERE id = (SELECT max(id) FROM step)",
  ])
  func `a memory that does not take what Padan writes is damaged`(_ damage: String) throws {
    let path = try folder.write("damaged.sqlite", FilledMemory.bytes)
    try FilledMemory.change(path, damage)
    let error = #expect(throws: MemoryError.self) {
      let memory = try Memory(path: path)
      try memory.edit(unit: 2, target: "Dearer rice.")
      for _ in 0..<9 { _ = try memory.undo() }
    }
    #expect(error?.code == "memory.damaged" || error?.code == "memory.damaged-row")
  }

  @Test func `a statement that SQLite does not understand tells of damaged tables`() {
    let error = DatabaseError(resultCode: .SQLITE_ERROR, message: "no such column: identifier")
    #expect(MemoryError(error, path: "a.sqlite") == .damaged("a.sqlite"))
  }

  @Test func `a file of one byte is refused and stays as it is`() throws {
    let path = try folder.write("one.txt", [0x78])
    let error = #expect(throws: MemoryError.self) { try Memory(path: path) }
    #expect(error == .notAMemory(path))
    _ = try? Memory(path: path, access: .create)
    let after = try contents(of: path)
    #expect(after == [0x78])
  }

  @Test func `another program's database is refused and stays as it is`() throws {
    let path = folder.path(of: "foreign.sqlite")
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "CREATE TABLE unit (id INTEGER PRIMARY KEY); INSERT INTO unit VALUES (7)")
    }
    let bytes = try contents(of: path)
    for access in [Memory.Access.existing, .create] {
      #expect(throws: MemoryError.foreign(path)) { try Memory(path: path, access: access) }
    }
    #expect(try MemoryFixture.rows(of: path).count == 1)
    let after = try contents(of: path)
    #expect(after == bytes)
  }

  @Test func `another program's mark is refused even without a table`() throws {
    let path = folder.path(of: "marked.sqlite")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA application_id = 7") }
    #expect(throws: MemoryError.foreign(path)) { try Memory(path: path, access: .create) }
  }

  @Test func `a memory whose making was interrupted is made by the next that may`() throws {
    let path = folder.path(of: "begun.sqlite")
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    #expect(throws: MemoryError.notAMemory(path)) { try Memory(path: path) }
    try Memory(path: path, access: .create).add([pair("Satu.", "One.")], origin: "test")
    #expect(try Memory(path: path).statistics().units == 1)
  }

  @Test func `a memory of a later version is refused and stays as it is`() throws {
    let path = try closedMemory()
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future')")
    }
    let rows = try MemoryFixture.rows(of: path)
    for access in [Memory.Access.existing, .create] {
      #expect(throws: MemoryError.newerSchema(path)) { try Memory(path: path, access: access) }
    }
    #expect(try MemoryFixture.rows(of: path) == rows)
  }

  @Test func `a memory cut short is damaged`() throws {
    let bytes = try contents(of: closedMemory())
    let path = try folder.write("cut.sqlite", Array(bytes[..<8192]))
    #expect(throws: MemoryError.damaged(path)) {
      _ = try Memory(path: path).matches(for: "Satu.")
    }
  }

  @Test func `a second writer waits, then is told, and readers never wait`() throws {
    let path = try closedMemory()
    let memory = try Memory(path: path)
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE; UPDATE unit SET imported_usage = 5")
      #expect(throws: MemoryError.locked(path)) {
        try memory.add([pair("Dua.", "Two.")], origin: "test")
      }
      #expect(try memory.matches(for: "Satu.").map(\.usageCount) == [0])
      try db.execute(sql: "COMMIT")
    }
    #expect(try memory.add([pair("Dua.", "Two.")], origin: "test").addedUnits == 1)
  }

  @Test(arguments: [
    MemoryError.missing("a"), .folder("a"), .notAMemory("a"), .foreign("a"), .newerSchema("a"),
    .unknownSchema("a", "view v"), .olderSchema("a"), .readOnly("a"), .unreadable("a"),
    .unreadLog("a"), .locked("a"), .full("a"),
    .disk("a"), .damaged("a"), .damagedIndex("a"), .noUnit("a", 7), .other("a", "reason"),
  ])
  func `every error begins with the file`(_ error: MemoryError) {
    #expect(error.description.hasPrefix("a: ") && error.description.hasSuffix("."))
  }
}
