import FoundationEssentials
import GRDB
import PadanMatch

extension MatchIndex {
  /// An index whose texts are more than this many times those that its order of tokens was found from
  /// is built anew.
  private static let growth: Int64 = 4
  /// From how many stale entries on an index with a third of them stale is built anew.
  private static let tolerated: Int64 = 1_000
  /// Texts whose order of tokens matters little.
  private static let few: Int64 = 500
  /// How many texts may wait in the list of recent ones: a search looks at each that is about as long
  /// as the query, and to put a text into the lists of its tokens costs less the more there are.
  private var mostRecent: Int64 { max(64, entries / 64) }

  /// Brings every index of a memory up to date, and makes those of the source sides that are missing.
  /// It is called at the end of each write, inside its transaction.
  ///
  /// - Complexity: O(units that are new or changed), amortised.
  static func updateAll(_ db: Database) throws {
    let missing = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id FROM direction WHERE NOT EXISTS (SELECT 1 FROM match_index
            WHERE direction_id = direction.id AND side = 'source') ORDER BY id
          """))
    for direction in missing { _ = try create(db, direction: direction, side: .source) }
    for var index in try all(db) where try !index.isCurrent(db) { try index.update(db) }
  }

  /// Adds what is new and what is pending.
  mutating func update(_ db: Database) throws {
    let newUnits = try count(
      db, "SELECT count(*) FROM unit WHERE direction_id = ? AND id > ?", [directionID, lastUnit])
    let isOutgrown = entries + newUnits > Self.growth * max(rankedEntries, Self.few)
    if isOutgrown || (stale > Self.tolerated && stale * 3 > entries) {
      return try rebuild(db, units: lastUnit == 0 ? newUnits : nil)
    }
    let changed = try count(
      db, "SELECT count(*) FROM match_pending WHERE index_id = ?", [id])
    try indexUnits(
      db, order: order(db), areRecent: recent + newUnits + changed <= mostRecent)
  }

  /// Builds the index anew from the units.
  ///
  /// - Parameter units: How many there are, where that is known.
  mutating func rebuild(_ db: Database, units: Int64? = nil) throws {
    for table in [textTable, postingTable] {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
    try createTables(db)
    try db.execute(sql: "DELETE FROM match_pending WHERE index_id = ?", arguments: [id])
    (lastUnit, entries, stale, recent) = (0, 0, 0, 0)
    build += 1
    rankedEntries =
      try units ?? count(db, "SELECT count(*) FROM unit WHERE direction_id = ?", [directionID])
    let order = try sampledOrder(db)
    try db.execute(
      sql: "UPDATE match_index SET common_tokens = ? WHERE id = ?",
      arguments: [Data(order.encoded), id])
    try indexUnits(db, order: order, areRecent: false)
  }

  /// The slots of the texts that are in the list of recent ones, ascending.
  func recentSlots(_ db: Database) throws -> [Int64] {
    guard recent > 0 else { return [] }
    var slots: [Int64] = []
    let rows = try RawStatement(db, "SELECT key, data FROM \(postingTable) WHERE key >= ?")
    rows.bind(TokenOrder.recentList << Slot.bits, at: 1)
    defer { rows.reset() }
    while try rows.step() {
      try PostingRow.forEach(rows.bytes(1), key: rows.int(0), isLoose: false) { slot, _, _ in
        slots.append(slot)
      }
    }
    return slots
  }

  private func count(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Int64
  {
    try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// An order of tokens by their frequency in at most 65,536 units.
  private func sampledOrder(_ db: Database) throws -> TokenOrder {
    let step = max(1, rankedEntries / 65_536)
    var counts = [UInt32](repeating: 0, count: 1 << Int(TokenOrder.listBits))
    var reader = TextReader()
    let units = try RawStatement(
      db, "SELECT \(side.rawValue) FROM unit WHERE direction_id = ? AND id % ? = 0")
    units.bind(directionID, at: 1)
    units.bind(step, at: 2)
    while try units.step() {
      reader.read(units.text(0))
      for token in reader.tokens { counts[TokenOrder.list(of: token)] += UInt32(step) }
    }
    units.reset()
    return TokenOrder(counts: counts)
  }

  /// Indexes pending units and those above `lastUnit`, batch by batch, and saves the row.
  ///
  /// - Parameter areRecent: They go into the list of recent ones; otherwise those that are there go,
  ///   with them, into the lists of their tokens.
  private mutating func indexUnits(
    _ db: Database, order: TokenOrder, areRecent: Bool
  ) throws {
    var batch = try IndexBatch(db, index: self, order: order, areRecent: areRecent)
    if !areRecent, recent > 0 {
      try batch.add(recent: recentSlots(db))
      try db.execute(
        sql: "DELETE FROM \(postingTable) WHERE key >= ?",
        arguments: [TokenOrder.recentList << Slot.bits])
      recent = 0
    }
    let pending = try RawStatement(
      db,
      """
      SELECT unit.id, \(side.rawValue) FROM match_pending JOIN unit ON unit.id = unit_id
      WHERE index_id = ? AND direction_id = ? AND unit.id <= ? ORDER BY unit.id
      """)
    pending.bind(id, at: 1)
    pending.bind(directionID, at: 2)
    pending.bind(lastUnit, at: 3)
    while try pending.step() { try batch.add(unit: pending.int(0), text: pending.text(1)) }
    pending.reset()
    try db.cachedStatement(sql: "DELETE FROM match_pending WHERE index_id = ?")
      .execute(arguments: [id])
    let units = try RawStatement(
      db, "SELECT id, \(side.rawValue) FROM unit WHERE direction_id = ? AND id > ? ORDER BY id")
    units.bind(directionID, at: 1)
    units.bind(lastUnit, at: 2)
    while try units.step() { try batch.add(unit: units.int(0), text: units.text(1)) }
    units.reset()
    let added = try batch.finish()
    entries += added
    if areRecent { recent += added }
    lastUnit = try count(db, "SELECT coalesce(max(id), 0) FROM unit", [])
    try save(db)
  }
}
