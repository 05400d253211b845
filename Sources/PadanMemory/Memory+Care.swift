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
      var indexes: [MatchIndex] = []
      try MatchIndex.forEach(db) { if case .success(let index) = $0 { indexes.append(index) } }
      for index in indexes {
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
      let targets = "SELECT direction_id FROM match_index WHERE side = 'target'"
      let known = try Set(Int64.fetchAll(db, sql: targets))
      // Whatever is wrong with the old ones, nothing of them stays.
      try MatchIndex.removeAll(db)
      for direction in try Direction.all(db) {
        for side in [MatchIndex.Side.source, .target] {
          guard side == .source || both || known.contains(direction.id) else { continue }
          var index = try MatchIndex.create(db, direction: direction.id, side: side)
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
  /// The file appears whole or not at all, with the rights of the memory's file. It replaces another
  /// memory or backup that exists under this name, which no other process may have open.
  ///
  /// - Parameter destination: The path of the copy. It cannot be the memory itself, nor anything that
  ///   is no memory, unless it is an empty file.
  /// - Throws: `MemoryError`.
  public func backUp(to destination: String) throws {
    guard mayReplace(destination) else {
      throw MemoryError.other(destination, "a backup cannot take its place; choose another name")
    }
    let target = Folder.resolved(destination)
    let temporary = "\(target).\(getpid()).part"
    defer {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink((temporary + suffix).pathBytes) }
    }
    do {
      try makeFile(temporary)
      let copy = try DatabaseQueue(path: temporary.sqliteName())
      try pool.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError {
      throw MemoryError(error, path: destination)
    }
    // SQLite would apply the log of an older file of this name to the new file.
    for suffix in ["-wal", "-shm", "-journal"] { unlink((target + suffix).pathBytes) }
    guard rename(temporary.pathBytes, target.pathBytes) == 0 else {
      throw MemoryError.readOnly(destination)
    }
  }

  /// Whether a backup may have this path: nothing is there, or an empty file, or another memory.
  private func mayReplace(_ other: String) -> Bool {
    guard let status = FileStatus(other) else { return true }
    return status.kind == .regular && status.identity != FileStatus(path)?.identity
      && (status.size == 0 || MemoryFile.hasHead(other))
  }

  /// Makes an empty file with the rights of the memory, before anything can be read in it.
  ///
  /// - Throws: `MemoryError`.
  private func makeFile(_ path: String) throws(MemoryError) {
    unlink(path.pathBytes)
    let descriptor = Glibc.open(path.pathBytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .readOnly(path) }
    defer { close(descriptor) }
    FileStatus(self.path)?.giveRights(to: descriptor)
  }
}
