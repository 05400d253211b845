import GRDB
import PadanIndex
import PadanModel

/// A later version of Padan made the memory.
struct NewerSchema: Error {}

/// Copies what is whole of a damaged memory into a new one.
struct Salvage {
  /// What became of the rows of each table, by the table's present name.
  private(set) var outcomes: [String: DamagedTable.Outcome] = [:]

  /// What is not copied: match indexes and vectors are made again when they are needed.
  private static let remade = [
    "match_index", "match_pending", "concordance", "concordance_word", "concordance_list",
    "concordance_pending", "encoder", "vector",
  ]

  /// Copies all tables into an empty file, which gets the schema of the damaged one first, and then
  /// the present one. Rows that refer to rows that are lost are left out.
  ///
  /// - Parameters:
  ///   - path: The damaged file. It must be a copy: SQLite may write to it.
  ///   - new: The connection to the new file.
  /// - Throws: `DatabaseError`, `RowDecodingError`.
  mutating func copy(_ path: String, into new: any DatabaseWriter) throws {
    let migrator = Schema.migrator
    let version = try new.writeWithoutTransaction { db in
      try Self.attach(path, to: db) { try Self.version(of: migrator, db) }
    }
    try migrator.migrate(new, upTo: version)
    try new.writeWithoutTransaction { db in
      try Self.attach(path, to: db) { try copyTables(db) }
    }
    try migrator.migrate(new)
  }

  /// Attaches the damaged file as `damaged` while `body` runs.
  private static func attach<Value>(
    _ path: String, to db: Database, _ body: () throws -> Value
  ) throws -> Value {
    // A writable schema lets SQLite read a file that is shorter than it says.
    try db.execute(
      sql: """
        PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON;
        ATTACH ? AS damaged
        """, arguments: [path.sqliteName()])
    let value = try body()
    try db.execute(
      sql: """
        DETACH damaged;
        PRAGMA cell_size_check = OFF; PRAGMA writable_schema = OFF; PRAGMA foreign_keys = ON
        """)
    return value
  }

  /// Copies the tables, and removes what cannot be kept without what is lost.
  private mutating func copyTables(_ db: Database) throws {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM main.sqlite_schema
        WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'grdb_*'
        """)
    for table in tables where !Self.remade.contains(table) {
      var damaged = try DamagedTable(db, table)
      outcomes[table == "import" ? "step" : table] = try damaged.copy()
    }
    // An incomplete journal of changes would undo a part of a step.
    for changes in ["import_change", "step_change"] where outcomes[changes]?.isWhole == false {
      try db.execute(sql: "DELETE FROM \(changes)")
    }
    try Self.removeOrphans(db)
  }

  /// The last migration of the damaged file; the last of all if that cannot be read.
  private static func version(of migrator: DatabaseMigrator, _ db: Database) throws -> String {
    let applied = try? String.fetchSet(db, sql: "SELECT identifier FROM damaged.grdb_migrations")
    if let applied, !applied.isSubset(of: migrator.migrations) { throw NewerSchema() }
    let known = migrator.migrations.filter { applied?.contains($0) ?? true }
    return known.last ?? migrator.migrations.last ?? ""
  }

  /// Removes rows that refer to rows that are not there, or the reference if it may be missing.
  private static func removeOrphans(_ db: Database) throws {
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%REFERENCES%'")
    var before: Int
    repeat {
      before = db.totalChangesCount
      for table in tables {
        for key in try db.foreignKeys(on: table) {
          guard let (origin, destination) = key.mapping.first else { continue }
          let isNullable = try StoredColumn.all(of: table, db)
            .contains { $0.name == origin && $0.nothing == "NULL" }
          try db.execute(
            sql: """
              \(isNullable ? "UPDATE \(table) SET \(origin) = NULL" : "DELETE FROM \(table)")
              WHERE \(origin) IS NOT NULL
                AND \(origin) NOT IN (SELECT \(destination) FROM \(key.destinationTable))
              """)
        }
      }
    } while db.totalChangesCount != before
  }
}

// MARK: What Padan can read

extension Salvage {
  /// Removes what Padan cannot read, and gives a place to units that have lost all of theirs.
  ///
  /// - Parameters:
  ///   - db: The new memory's connection, in a transaction.
  ///   - origin: Where the units come from whose step is lost.
  /// - Throws: `DatabaseError`.
  static func mend(_ db: Database, origin: String) throws {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    var hasLostChange = false
    try mendNumbers(db)
    try mend(Direction.self, db)
    try mend(StoredUnit.self, db)
    try removeChangedUnits(db)
    try mend(HistoryStep.self, db)
    try mend(StoredOccurrence.self, db)
    try StepChange.forEach(db) { if case .failure = $0 { hasLostChange = true } }
    if hasLostChange { try db.execute(sql: "DELETE FROM step_change") }
    try mend(AlignmentRow.self, db)
    try mend(KeptDecision.self, db)
    try mend(StoredEntry.self, db)
    try mend(StoredTerm.self, db)
    try mend(StoredMark.self, db)
    try mend(StoredDocument.self, db)
    try removeOrphans(db)
    try removeBrokenAlignments(db)
    try giveOrigin(origin, db)
  }

  /// Removes rows whose numbers leave no room for the next one, and makes what a step says of the
  /// numbers before it true again.
  private static func mendNumbers(_ db: Database) throws {
    let numbered = JournaledTable.all.filter(\.isNumbered).map(\.name)
    for table in numbered + [HistoryStep.table] {
      let most = table == "unit" ? Int(IndexedText.mostUnit) : Limits.greatestNumber
      try db.execute(
        sql: "DELETE FROM \(table) WHERE id NOT BETWEEN 1 AND ?", arguments: [most])
      guard ["unit", "occurrence"].contains(table) else { continue }
      try db.execute(
        sql: """
          UPDATE step SET greatest_\(table) = (SELECT coalesce(max(id), 0) FROM \(table))
          WHERE greatest_\(table) NOT BETWEEN 0 AND ?
          """, arguments: [most])
    }
  }

  /// Replaces values that cannot be read, or removes their rows if they are no rows without them.
  private static func mend<Record: StoredRecord>(_: Record.Type, _ db: Database) throws {
    let columns = try StoredColumn.all(of: Record.table, db)
    var lost: Set<RowDamage> = []
    while true {
      var damages: [RowDamage] = []
      try Record.forEach(db) { if case .failure(let damage) = $0 { damages.append(damage) } }
      if damages.isEmpty { return }
      for damage in damages {
        let column = columns.first { $0.name == damage.column && !$0.isEssential }
        // What is damaged twice at one place has no better value.
        let change =
          lost.insert(damage).inserted
          ? column.map { "UPDATE \(Record.table) SET \($0.name) = \($0.nothing)" } : nil
        try db.execute(
          sql: "\(change ?? "DELETE FROM \(Record.table)") WHERE \(columns[0].name) = ?",
          arguments: [damage.row])
      }
    }
  }

  /// Removes the units whose texts, codes or languages are not those with which they were written.
  private static func removeChangedUnits(_ db: Database) throws {
    var directions: [Int64: Direction] = [:]
    for direction in try Direction.all(db) { directions[direction.id] = direction }
    var naming = Identity()
    var changed: [Int64] = []
    try StoredUnit.forEach(db) { result in
      guard case .success(let unit) = result else { return }
      let name = directions[unit.direction].map { naming.unit(unit.pair($0)).number }
      if name != unit.identity { changed.append(unit.id) }
    }
    for unit in changed {
      try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [unit])
    }
  }

  /// Removes the alignments that have lost a segment or a bead.
  private static func removeBrokenAlignments(_ db: Database) throws {
    for alignment in try Int64.fetchAll(db, sql: "SELECT id FROM alignment") {
      if (try? StoredAlignment(alignment, db))?.isWhole == true { continue }
      try db.execute(sql: "DELETE FROM alignment WHERE id = ?", arguments: [alignment])
    }
  }

  /// Gives an occurrence to units that have none, and a step to occurrences and alignments whose
  /// step is lost.
  private static func giveOrigin(_ origin: String, _ db: Database) throws {
    let journal = try Journal(db, .import, origin: origin, person: nil)
    let homeless = try StoredUnit.all(
      db, "WHERE id NOT IN (SELECT unit_id FROM occurrence)")
    var naming = Identity()
    for unit in homeless {
      let direction = try Direction.get(unit.direction, db)
      let identity = naming.occurrence(
        of: naming.unit(unit.pair(direction)), Provenance(), name: nil)
      try db.execute(
        sql: "INSERT INTO occurrence (unit_id, import_id, identity) VALUES (?, ?, ?)",
        arguments: [unit.id, journal.step, identity])
    }
    var hasAdded = !homeless.isEmpty
    for table in ["occurrence", "alignment"] {
      try db.execute(
        sql: "UPDATE \(table) SET import_id = ? WHERE import_id NOT IN (SELECT id FROM step)",
        arguments: [journal.step])
      if db.changesCount > 0 { hasAdded = true }
    }
    try journal.finish(hasAdded: hasAdded)
  }
}

extension StoredAlignment {
  /// Whether its beads have all segments, each once.
  fileprivate var isWhole: Bool {
    let documents = kept.documents
    return beads.flatMap(\.bead.source).sorted() == Array(documents.source.segments.indices)
      && beads.flatMap(\.bead.target).sorted() == Array(documents.target.segments.indices)
  }
}
