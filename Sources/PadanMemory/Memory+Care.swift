import FoundationEssentials
import GRDB
import Glibc
import PadanIndex
import PadanModel

extension Memory {
  /// Looks the whole file over: SQLite's own check, the references between tables, whether each row can
  /// be read, whether each unit has the texts that it was written with (its identity is a hash of them),
  /// and whether each index holds every unit's text and every posting of it, as it was written.
  ///
  /// - Returns: What is wrong, a sentence each; empty where nothing is.
  /// - Throws: `MemoryError` where the file cannot even be read.
  /// - Complexity: O(file).
  public func check() throws -> [String] {
    try read { db in
      var findings = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
      if orphans > 0 { findings.append("\(orphans) rows refer to rows that are not there") }
      let homeless =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM unit
            WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE unit_id = unit.id)
            """) ?? 0
      if homeless > 0 { findings.append("\(homeless) units were met nowhere") }
      findings += try RowChecker.findings(db)
      let unexplained =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM occurrence WHERE import_id NOT IN (SELECT id FROM import)")
        ?? 0
      if unexplained > 0 { findings.append("\(unexplained) occurrences came with no import") }
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

  /// Builds the match indexes anew from the units.
  ///
  /// - Parameter both: Whether those of the target sides are built too where there are none yet.
  /// - Throws: `MemoryError`.
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

  /// Gives the space of what was deleted back to the disk. Indexes with stale entries are built anew.
  ///
  /// - Throws: `MemoryError`.
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

  /// Copies the memory, as it is at one moment, to a file, which appears whole or not at all, in the
  /// place of one that is there, which no other process may use.
  ///
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
    // A log that an older file left behind would be taken for the new one's.
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
