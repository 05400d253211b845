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
  /// - whether each match index holds the text of every unit and all of its postings;
  /// - whether the concordance holds every word.
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
      return try findings + Self.findings(ofConcordance: db)
    }
  }

  /// What is wrong with the concordance.
  private static func findings(ofConcordance db: Database) throws -> [String] {
    do {
      return try Concordance.of(db).check(db).map { "concordance: \($0)" }
    } catch is IndexDamage {
      return ["concordance: a row is not what was written"]
    } catch is RowDamage {
      // The check of rows has said it.
      return []
    } catch let error as DatabaseError {
      return ["concordance: \(error.message ?? "cannot be read")"]
    }
  }

  /// Builds the match indexes and the concordance again from the units.
  ///
  /// - Parameter both: Whether indexes of target sides are built even if a memory has none yet.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(units).
  public func rebuildIndexes(both: Bool = false) throws {
    try write { db in
      let targets = """
        SELECT direction_id FROM match_index
        WHERE side = 'target' AND typeof(direction_id) = 'integer'
        """
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
      try Concordance.rebuildIfUsed(db)
    }
  }

  /// Returns the space of deleted rows to the disk. Indexes with stale texts are built again.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(size of the file).
  public func vacuum() throws {
    try write { db in
      for var index in try MatchIndex.all(db) where index.stale > 0 { try index.rebuild(db) }
      if try Concordance.of(db).stale > 0 { try Concordance.rebuildIfUsed(db) }
    }
    do {
      try connections.write { writer in
        try writer.vacuum()
        try writer.writeWithoutTransaction {
          try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
      }
    } catch let error as DatabaseError {
      throw MemoryError(error, path: path)
    }
  }

  /// Copies the memory, as it is at one moment, to a file.
  ///
  /// A new file appears whole or not at all, with the rights of the memory's file. If another memory
  /// is there, which other processes may use, all of it is replaced in one transaction; if that one is
  /// so damaged that nobody can open it, the new file takes its place.
  ///
  /// - Parameter destination: The path of the copy. It cannot be the memory itself, nor anything that
  ///   is no memory, unless it is an empty file.
  /// - Throws: `MemoryError`.
  public func backUp(to destination: String) throws {
    let refusal = MemoryError.other(
      destination, "a backup cannot take its place; choose another name")
    if let status = FileStatus(destination) {
      guard status.kind == .regular, status.identity != FileStatus(path)?.identity else {
        throw refusal
      }
    }
    do {
      if try !copyToNewFile(destination) { try copyIntoMemory(destination) }
    } catch {
      switch Self.memoryError(error, path: destination) {
      case .notAMemory, .foreign: throw refusal
      case let error: throw error
      }
    }
  }

  /// Copies the memory to a file that does not exist, or in the place of a broken memory.
  ///
  /// - Returns: `false` if something else is there.
  private func copyToNewFile(_ destination: String) throws -> Bool {
    func isFree() throws -> Bool {
      let file = try MemoryFile(path: destination, access: .create)
      return !file.exists || !file.isReadOnly && file.isBroken
    }
    guard try isFree() else { return false }
    let lock = try MemoryFile.lock(destination)
    guard try isFree() else { return false }
    try makeFile(lock.partFile)
    try copy(to: MemoryConnections(one: DatabaseQueue(path: lock.partFile.sqliteName())))
    // SQLite could not write to a file with the rights of a memory that is only read.
    FileStatus(path)?.giveRights(toFileAt: lock.partFile)
    try MemoryMaker.giveName(destination, lock, replacing: true)
    return true
  }

  /// Replaces the content of another memory.
  private func copyIntoMemory(_ destination: String) throws {
    let file = try MemoryFile(path: destination, access: .create)
    if file.isReadOnly { throw MemoryError.readOnly(destination) }
    let other = try file.open(configuration)
    // By its path: closing a descriptor of the file would end SQLite's locks on it.
    if let rights = FileStatus(path)?.rights { chmod(destination.pathBytes, rights) }
    let sql = "PRAGMA page_size"
    let own = try connections.readers.read { try Int.fetchOne($0, sql: sql) }
    if try other.readers.read({ try Int.fetchOne($0, sql: sql) }) == own {
      return try copy(to: other)
    }
    // Pages change their size only without a log, which nobody else may use then.
    other.close()
    let alone = try DatabaseQueue(path: destination.sqliteName())
    try alone.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy(to: MemoryConnections(one: alone))
  }

  /// Copies the memory into an open database, and closes that.
  private func copy(to other: MemoryConnections) throws {
    defer { other.close() }
    try other.write { try connections.readers.backup(to: $0) }
  }

  /// Makes an empty file that nobody else can read.
  ///
  /// - Throws: `MemoryError`.
  private func makeFile(_ path: String) throws(MemoryError) {
    let descriptor = Glibc.open(path.pathBytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw MemoryError(errno: errno, path: path) }
    Glibc.close(descriptor)
  }
}
