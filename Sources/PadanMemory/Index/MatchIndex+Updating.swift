import FoundationEssentials
import GRDB
import PadanIndex

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

  private func count(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Int64
  {
    try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// An order of tokens by their frequency in at most 65,536 units.
  private func sampledOrder(_ db: Database) throws -> TokenOrder {
    let step = max(1, rankedEntries / 65_536)
    var counter = TokenOrder.Counter()
    let units = try RawStatement(
      db, "SELECT \(side.rawValue) FROM unit WHERE direction_id = ? AND id % ? = 0")
    units.bind(directionID, at: 1)
    units.bind(step, at: 2)
    while try units.step() { counter.add(units.text(0), weight: UInt32(step)) }
    units.reset()
    return counter.order
  }

  /// Indexes pending units and those above `lastUnit`, batch by batch, and saves the row.
  ///
  /// - Parameter areRecent: They go into the list of recent ones; otherwise those that are there go,
  ///   with them, into the lists of their tokens.
  private mutating func indexUnits(
    _ db: Database, order: TokenOrder, areRecent: Bool
  ) throws {
    var builder = IndexBuilder(try rows(db), order: order, areRecent: areRecent)
    if !areRecent, recent > 0 {
      try builder.addRecent()
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
    try addUnits(pending, to: &builder)
    try db.cachedStatement(sql: "DELETE FROM match_pending WHERE index_id = ?")
      .execute(arguments: [id])
    let units = try RawStatement(
      db, "SELECT id, \(side.rawValue) FROM unit WHERE direction_id = ? AND id > ? ORDER BY id")
    units.bind(directionID, at: 1)
    units.bind(lastUnit, at: 2)
    try addUnits(units, to: &builder)
    let added = try builder.finish()
    entries += added
    if areRecent { recent += added }
    lastUnit = try count(db, "SELECT coalesce(max(id), 0) FROM unit", [])
    try save(db)
  }

  /// Adds the units of a statement that has numbers and texts.
  private func addUnits(_ units: RawStatement, to builder: inout IndexBuilder) throws {
    defer { units.reset() }
    while try units.step() {
      guard let unit = UInt32(exactly: units.int(0)) else {
        throw TooManyUnits()
      }
      try builder.add(unit: unit, text: units.text(1))
    }
  }
}

/// A unit's number is larger than an index can hold.
struct TooManyUnits: Error {}
