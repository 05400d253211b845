import FoundationEssentials
import GRDB
import Glibc
import PadanIndex
import PadanModel

extension Memory {
  /// Checks the whole file:
  ///
  /// - SQLite's own check of its pages and tables, and the references between tables;
  /// - whether each row can be read;
  /// - whether each unit has the texts with which it was written: its identity is a hash of them;
  /// - whether each match index holds the text of every unit and all of its postings.
  ///
  /// - Returns: The findings, one sentence each; empty if there are none.
  /// - Throws: `MemoryError` if the file cannot be read at all.
  /// - Complexity: O(size of the file).
  public func check() throws -> [String] {
    try read { db in
      var findings = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
      if orphans > 0 { findings.append("rows that refer to rows that are not there: \(orphans)") }
      let homeless =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM unit
            WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE unit_id = unit.id)
            """) ?? 0
      if homeless > 0 { findings.append("units that were met nowhere: \(homeless)") }
      findings += try RowChecker.findings(db)
      let unexplained =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM occurrence WHERE import_id NOT IN (SELECT id FROM step)")
        ?? 0
      if unexplained > 0 { findings.append("occurrences that came with no import: \(unexplained)") }
      for index in try MatchIndex.all(db) {
        do {
          findings += try index.check(db).map { "match index \(index.id): \($0)" }
        } catch is IndexDamage {
          findings.append("match index \(index.id): a row is not what was written")
        } catch let error as DatabaseError {
          findings.append("match index \(index.id): \(error.message ?? "cannot be read")")
        }
      }
      return findings
    }
  }

  /// Builds the match indexes again from the units.
  ///
  /// - Parameter both: Whether indexes of target sides are built even if a memory has none yet.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(units).
  public func rebuildIndexes(both: Bool = false) throws {
    try write { db in
      for direction in try Direction.all(db) {
        for side in [MatchIndex.Side.source, .target] {
          let known = try MatchIndex.find(db, direction: direction.id, side: side)
          guard known != nil || side == .source || both else { continue }
          var index = try known ?? MatchIndex.create(db, direction: direction.id, side: side)
          try index.rebuild(db)
        }
      }
    }
  }

  /// Returns the space of deleted rows to the disk. Indexes with stale texts are built again.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(size of the file).
  public func vacuum() throws {
    try write { db in
      for var index in try MatchIndex.all(db) where index.stale > 0 { try index.rebuild(db) }
    }
    do {
      try pool.vacuum()
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch let error as DatabaseError {
      throw MemoryError(error, path: path)
    }
  }

  /// Copies the memory, as it is at one moment, to a file.
  ///
  /// The file appears whole or not at all. It replaces a file that exists under this name, which no
  /// other process may have open.
  ///
  /// - Parameter destination: The path of the copy. It cannot be the memory itself, a folder or a
  ///   device.
  /// - Throws: `MemoryError`.
  public func backUp(to destination: String) throws {
    if FileManager.default.fileExists(atPath: destination) {
      guard MemoryFile.isRegularFile(destination), !isStored(in: destination) else {
        throw MemoryError.other(destination, "a backup cannot take its place; choose another name")
      }
    }
    let temporary = "\(destination).\(ProcessInfo.processInfo.processIdentifier).part"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: temporary + suffix)
      }
    }
    do {
      let copy = try DatabaseQueue(path: temporary)
      try pool.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError {
      throw MemoryError(error, path: destination)
    }
    // SQLite would apply the log of an older file of this name to the new file.
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: destination + suffix)
    }
    guard rename(temporary, destination) == 0 else { throw MemoryError.readOnly(destination) }
  }

  /// Whether a path leads to the memory's own file.
  private func isStored(in other: String) -> Bool {
    var (mine, theirs) = (stat(), stat())
    return stat(path, &mine) == 0 && stat(other, &theirs) == 0
      && (mine.st_dev, mine.st_ino) == (theirs.st_dev, theirs.st_ino)
  }
}
