import GRDB
import PadanModel

/// Comparing the schema of a file with the one that the migrations make.
///
/// A trigger, a view or another table of somebody else would change what Padan's own SQL does.
extension Schema {
  /// The hash of what all migrations make. Where it agrees, nothing else need be compared.
  static let fingerprint: UInt64 = 1_731_692_301_035_916_804

  /// Checks that a file holds its texts in UTF-8, and that it has the tables, indexes and triggers
  /// that its migrations make, and no others.
  ///
  /// - Throws: `UnknownSchema` if it does not; `DatabaseError`.
  static func compare(_ db: Database, with migrator: DatabaseMigrator) throws {
    let encoding = try String.fetchOne(db, sql: "PRAGMA encoding")
    guard encoding == "UTF-8" else { throw UnknownSchema(object: "texts that are not UTF-8") }
    let objects = try objects(of: db)
    if hash(of: objects) == fingerprint { return }
    let applied = try migrator.appliedMigrations(db)
    guard applied == Array(migrator.migrations.prefix(applied.count)) else {
      throw UnknownSchema(object: "gaps in its list of migrations")
    }
    let expected = try made(by: migrator, upTo: applied.last)
    if let difference = objects.symmetricDifference(expected).min() {
      throw UnknownSchema(object: difference.name)
    }
  }

  /// Checks that GRDB's list of migrations is a table: a view could have no end.
  ///
  /// - Throws: `UnknownSchema`; `DatabaseError`.
  static func checkMigrations(_ db: Database) throws {
    let others = """
      SELECT type || ' ' || name FROM sqlite_schema
      WHERE name LIKE 'grdb_migrations' AND type <> 'table'
      """
    if let object = try String.fetchOne(db, sql: others) { throw UnknownSchema(object: object) }
  }

  /// The objects that the migrations make up to one of them; none for `nil`.
  static func made(by migrator: DatabaseMigrator, upTo last: String?) throws -> Set<Object> {
    guard let last else { return [] }
    let queue = try DatabaseQueue()
    try migrator.migrate(queue, upTo: last)
    return try queue.read(objects)
  }

  /// A hash of some objects.
  static func hash(of objects: Set<Object>) -> UInt64 {
    var hash = StableHash()
    for object in objects.sorted() {
      hash.add(field: object.name)
      hash.add(field: object.sql)
    }
    return hash.value
  }

  /// A table, index, trigger or view.
  struct Object: Hashable, Comparable {
    /// Its kind and name: `table unit`.
    var name: String
    /// The words of its SQL, without comments, white space and quotation marks around names.
    var sql: String

    static func < (a: Object, b: Object) -> Bool { (a.name, a.sql) < (b.name, b.sql) }
  }

  /// The objects of a file but GRDB's list of migrations, the tables of the match indexes, of which
  /// there are two for each index, and what `ANALYZE` counts, which changes no answer.
  static func objects(of db: Database) throws -> Set<Object> {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema
        WHERE type || ' ' || name NOT IN
          ('table grdb_migrations', 'index sqlite_autoindex_grdb_migrations_1')
          AND NOT (type = 'table' AND name GLOB 'sqlite_stat[0-9]')
        """)
    var objects: Set<Object> = []
    for row in rows {
      var values = RowReader(row, of: "sqlite_schema", columns: ["name", "sql"])
      let object = Object(name: try values.value(), sql: essence(of: try values.value()))
      if !isIndexTable(object) { objects.insert(object) }
    }
    return objects
  }

  /// Whether an object is a table of a match index, as `MatchIndex` makes it.
  private static func isIndexTable(_ object: Object) -> Bool {
    for prefix in ["match_text_", "match_posting_"] {
      guard object.name.hasPrefix("table \(prefix)"),
        let number = UInt64(object.name.dropFirst(6 + prefix.count))
      else { continue }
      return object.sql == essence(of: MatchIndex.creation(ofTable: "\(prefix)\(number)"))
    }
    return false
  }

  /// The words of a statement. `ALTER TABLE` writes the names of tables with quotation marks in
  /// some versions of SQLite.
  private static func essence(of sql: String) -> String {
    var words: [UInt8] = []
    var isComment = false
    var isText = false
    var isName = false
    var last: UInt8 = 0
    for byte in sql.utf8 {
      if isComment {
        isComment = byte != UInt8(ascii: "\n")
      } else if isText || byte == UInt8(ascii: "'") {
        words.append(byte)
        if byte == UInt8(ascii: "'") { isText.toggle() }
      } else if byte == UInt8(ascii: "\"") {
        isName.toggle()
      } else if isName {
        words.append(byte)
      } else if byte == UInt8(ascii: "-"), last == byte {
        words.removeLast()
        isComment = true
      } else if byte > 0x20 {
        words.append(byte)
      }
      last = byte
    }
    return String(decoding: words, as: UTF8.self)
  }
}

/// A file has other tables, indexes, triggers or views than Padan makes.
struct UnknownSchema: Error {
  /// What differs: `trigger t`, or a phrase.
  var object: String
}
