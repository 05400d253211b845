import GRDB

/// Tells states of a memory apart: a number in the head of the file (`PRAGMA user_version`) that every
/// write that changes something raises by one.
///
/// It lets several connections find out whether they read the same state: SQLite as Debian builds it
/// has no snapshots that connections could share.
enum StateNumber {
  /// The number of the state that a transaction sees.
  static func read(_ db: Database) throws -> Int32 {
    try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Raises the number; part of the transaction that runs.
  static func advance(_ db: Database) throws {
    try db.execute(sql: "PRAGMA user_version = \(try read(db) &+ 1)")
  }
}
