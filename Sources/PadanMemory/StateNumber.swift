import GRDB

/// A number that tells states of a memory apart: `PRAGMA user_version`, in the file's header. Every
/// write that changes something adds 1.
///
/// By it, several connections find out whether they read the same state. SQLite as Debian builds it
/// has no snapshots that connections could share.
enum StateNumber {
  /// The number of the state that the present transaction sees.
  static func read(_ db: Database) throws -> Int32 {
    try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Adds 1 to the number, as part of the present transaction. It wraps around at the end.
  static func advance(_ db: Database) throws {
    try db.execute(sql: "PRAGMA user_version = \(try read(db) &+ 1)")
  }
}
