import GRDB

/// A number that tells states of a memory apart: `PRAGMA user_version`, in the file's header. Every
/// write that changes something adds 1.
///
/// By it, several connections find out whether they read the same state. SQLite as Debian builds it
/// has no snapshots that connections could share.
enum StateNumber {
  /// The number of the state that the present transaction sees.
  static func read(_ db: Database) throws -> Int32 {
    let statement = try RawStatement(db, "PRAGMA user_version")
    defer { statement.reset() }
    return try statement.step() ? Int32(truncatingIfNeeded: statement.int(0)) : 0
  }

  /// Adds 1 to the number, as part of the present transaction. It wraps around at the end.
  static func advance(_ db: Database) throws {
    try db.execute(sql: "PRAGMA user_version = \(try read(db) &+ 1)")
  }
}

extension Memory {
  /// A number that tells the present state of the memory from those before it, whoever wrote to it.
  ///
  /// - Throws: `MemoryError`.
  /// - Complexity: O(1).
  package func state() throws -> Int32 { try read { try StateNumber.read($0) } }

  /// Whether the lexicon or the terms may have changed since a step of the history.
  ///
  /// - Parameter step: The number of a step; 0 for the beginning. It becomes that of the latest step.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(steps since then, and what they changed).
  package func hasChangedWords(since step: inout Int64) throws -> Bool {
    let kinds: [HistoryStep.Kind] = [.lexicon, .terms, .undo]
    let list = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let (latest, isChanged) = try read { db in
      (
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM step") ?? 0,
        try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM step WHERE id > ?1 AND kind IN (\(list)))
              OR EXISTS (SELECT 1 FROM step_change WHERE step_id > ?1 AND part GLOB 'term*')
            """, arguments: [step]) ?? false
      )
    }
    defer { step = latest }
    return isChanged || latest < step
  }
}
