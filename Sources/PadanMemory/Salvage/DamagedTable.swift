import GRDB

/// A table of a damaged file, attached as `damaged`, whose rows are copied into the same table of a
/// new file.
///
/// A page that cannot be read ends every walk that comes by it. So ranges of row numbers are
/// copied, and a range that fails is halved until only the rows of that page are left.
struct DamagedTable {
  /// How many rows of a table were copied, and how many there are.
  struct Outcome {
    /// The rows that the new file has.
    var kept = 0
    /// The rows of the damaged table, as far as they can be counted.
    var known = 0
    /// Whether every row could be read.
    var isWhole = true
  }

  private let db: Database
  private let name: String
  private let columns: [StoredColumn]
  /// The column by whose numbers rows are copied: the row's own number, or in a table without
  /// numbers that of the row to which it belongs.
  private let number: String
  /// The columns as SQL lists them.
  private let names: String
  /// The rows that can be read and do not fit the table's constraints.
  private var misfits: [Int64] = []
  /// How many further small ranges may fail, so that a table of which little is left takes seconds.
  private var patience = 1 << 16
  /// How many large ones. Each bad page is in a dozen of them.
  private var roughPatience = 1 << 15
  /// The most numbers of a small range.
  private static let small = 1024

  /// - Parameters:
  ///   - db: The connection to the new file.
  ///   - name: The name of the table in both files.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, _ name: String) throws {
    self.db = db
    self.name = name
    columns = try StoredColumn.all(of: name, db)
    number = columns[0].name
    names = columns.map(\.name).joined(separator: ", ")
  }

  /// Copies all rows that can be read. Of a row that does not fit the table, each value that fits
  /// its column is copied, if those are among them without which the row is none.
  ///
  /// - Throws: `DatabaseError` of the new file.
  mutating func copy() throws -> Outcome {
    var outcome = Outcome()
    guard try isTable() else { return Outcome(isWhole: false) }
    let last = try greatestNumber()
    if last > 0 { outcome.isWhole = try copy(1...last) }
    let lost = try misfits.filter { try !rescue($0) }
    outcome.kept = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.\(name)") ?? 0
    // An index may be whole where the table is not.
    let count = try? Int.fetchOne(db, sql: "SELECT count(*) FROM damaged.\(name)")
    outcome.known = max(outcome.kept + lost.count, (count ?? nil) ?? 0)
    if !misfits.isEmpty { outcome.isWhole = false }
    return outcome
  }

  /// Whether the damaged file has the table, with all columns. A view could have any content.
  private func isTable() throws -> Bool {
    let sql = """
      SELECT 1 FROM pragma_table_list
      WHERE schema = 'damaged' AND name = ? AND type = 'table'
      """
    guard try Int.fetchOne(db, sql: sql, arguments: [name]) != nil else { return false }
    return (try? db.makeStatement(sql: "SELECT \(names) FROM damaged.\(name)")) != nil
  }

  /// The greatest number that a row has: by the table itself, by one of its indexes or, if none can
  /// be read, as many as there is room for in the file.
  private func greatestNumber() throws -> Int64 {
    let indexes = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_index_list(?)", arguments: [name])
    for way in [""] + indexes.map({ " INDEXED BY \"\($0)\"" }) {
      let sql = "SELECT coalesce(max(\(number)), 0) FROM damaged.\(name)\(way)"
      if let number = try? Int64.fetchOne(db, sql: sql) { return number }
    }
    let pages = try Int64.fetchOne(db, sql: "PRAGMA damaged.page_count") ?? 0
    return pages * Self.mostRowsOfPage
  }

  /// A row takes 16 bytes at least.
  private static let mostRowsOfPage: Int64 = 512

  /// Copies the rows whose numbers are in a range.
  ///
  /// - Returns: Whether all of them could be read.
  private mutating func copy(_ range: ClosedRange<Int64>) throws -> Bool {
    let bounds: StatementArguments = [range.lowerBound, range.upperBound]
    let place = "FROM damaged.\(name) WHERE \(number) BETWEEN ? AND ?"
    let isCopied = try succeeds(
      "INSERT OR IGNORE INTO main.\(name) (\(names)) SELECT \(names) \(place)", bounds)
    if isCopied || range.count == 1, let found = try? numbers(notCopiedOf: place, bounds) {
      misfits += found
      return isCopied
    }
    guard range.count > 1 else { return false }
    if range.count > Self.small {
      guard roughPatience > 0 else { return false }
      roughPatience -= 1
    } else {
      guard patience > 0 else { return false }
      patience -= 1
    }
    let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
    let isFirstWhole = try copy(range.lowerBound...middle)
    let isSecondWhole = try copy(middle + 1...range.upperBound)
    return isFirstWhole && isSecondWhole
  }

  /// The numbers of rows of a range that the new table does not have.
  private func numbers(notCopiedOf place: String, _ bounds: StatementArguments) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(number) \(place) AND \(number) NOT IN (SELECT \(number) FROM main.\(name))
          """), arguments: bounds)
  }

  /// Copies those values of a row that fit their columns.
  ///
  /// - Returns: Whether the row could be copied.
  private func rescue(_ row: Int64) throws -> Bool {
    let values = columns.map { $0.isEssential ? $0.name : $0.nothing }.joined(separator: ", ")
    let isCopied = try succeeds(
      """
      INSERT OR IGNORE INTO main.\(name) (\(names))
      SELECT \(values) FROM damaged.\(name) WHERE \(number) = ?
      """, [row])
    guard isCopied, db.changesCount > 0 else { return false }
    for column in columns where !column.isEssential {
      _ = try succeeds(
        """
        UPDATE OR IGNORE main.\(name) SET \(column.name) =
          (SELECT \(column.name) FROM damaged.\(name) WHERE \(number) = ?1)
        WHERE \(number) = ?1
        """, [row])
    }
    return true
  }

  /// What has nothing to do with damage: the file that is read is a copy of our own.
  private static let otherFaults: [ResultCode] = [
    .SQLITE_FULL, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_INTERRUPT,
  ]

  /// Runs a statement that may come by damage.
  ///
  /// - Returns: Whether it came to its end.
  /// - Throws: `DatabaseError` for what has nothing to do with damage.
  private func succeeds(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    do {
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return true
    } catch let error as DatabaseError
      where !Self.otherFaults.contains(error.resultCode)
    {
      return false
    }
  }
}

/// A column of a table, and what stands in it if its value is lost.
struct StoredColumn {
  var name: String
  /// The SQL of a value that says nothing.
  var nothing: String
  /// Whether a row is not whole without its value.
  var isEssential: Bool

  /// What a row may lose, by table: where it comes from, when and by whom, and how it was judged.
  private static let inessential: [String: Set<String>] = [
    "unit": [
      "group_id", "imported_usage", "review", "reviewed_by", "reviewed_at", "changed_at",
    ],
    "occurrence": Set(["import_id", "name"] + StoredOccurrence.provenanceColumns),
    "alignment": ["import_id"],
    "aligned_segment": ["paragraph"],
    "decision": ["reviewer", "decided_at"],
  ]

  /// The columns of a table. All values of a step but its number may be lost.
  ///
  /// - Throws: `DatabaseError`.
  static func all(of table: String, _ db: Database) throws -> [StoredColumn] {
    let isStep = ["import", "step"].contains(table)
    return try db.columns(in: table).map { column in
      let nothing = !column.isNotNull ? "NULL" : column.type == "TEXT" ? "''" : "0"
      return StoredColumn(
        name: column.name, nothing: column.defaultValueSQL ?? nothing,
        isEssential: !(isStep && column.name != "id")
          && !(inessential[table] ?? []).contains(column.name))
    }
  }
}
