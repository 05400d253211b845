import FoundationEssentials
import GRDB
import PadanIndex

extension MatchIndex {
  /// An index is rebuilt when it holds more than this many times the texts from which its token
  /// order was computed: the order then says too little about which tokens are rare.
  private static let growth: Int64 = 4
  /// An index with more stale texts than this is rebuilt when they are more than a third of it.
  private static let tolerated: Int64 = 1_000
  /// The number of texts up to which the token order matters little. A smaller index is not rebuilt
  /// because of its growth until it exceeds `growth` times this number.
  private static let few: Int64 = 500
  /// The largest number of texts in the list of recent texts.
  ///
  /// It is a trade: a search compares every recent text of a fitting length, but moving many texts
  /// at once to the lists of their tokens costs less for each of them.
  private var mostRecent: Int64 { max(64, entries / 64) }

  /// Updates every index of a memory, and creates the missing indexes of source sides.
  ///
  /// Each write calls it at its end, inside its transaction.
  ///
  /// - Throws: `TooManyUnits`, `IndexDamage`, `DatabaseError`.
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

  /// Adds the new units and the pending ones, or rebuilds an index that is outgrown or too stale.
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

  /// Builds the index again from the units.
  ///
  /// - Parameter units: The number of units of the direction; `nil` to count them.
  /// - Throws: `TooManyUnits`, `DatabaseError`.
  /// - Complexity: O(units of the direction).
  mutating func rebuild(_ db: Database, units: Int64? = nil) throws {
    for table in [textTable, postingTable] {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
    try createTables(db)
    try db.execute(sql: "DELETE FROM match_pending WHERE index_id = ?", arguments: [id])
    (lastUnit, entries, stale, recent) = (0, 0, 0, 0)
    rankedEntries =
      try units ?? count(db, "SELECT count(*) FROM unit WHERE direction_id = ?", [directionID])
    let order = try sampledOrder(db)
    let encoded = order.encoded
    build = encoded.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
    try db.execute(
      sql: "UPDATE match_index SET common_tokens = ? WHERE id = ?",
      arguments: [Data(encoded), id])
    try indexUnits(db, order: order, areRecent: false)
  }

  /// The number that a query returns; 0 if it returns none.
  private func count(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Int64
  {
    try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// The order of tokens by their frequency in a sample of about 65,536 units, or in all units if
  /// there are fewer.
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

  /// Adds the pending units and those above `lastUnit` to the index, and saves its row.
  ///
  /// - Parameter areRecent: Whether the texts go to the list of recent texts. If not, they go to
  ///   the lists of their tokens, and so do the texts that are in the list of recent ones.
  /// - Throws: `TooManyUnits`, `IndexDamage`, `DatabaseError`.
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

  /// Adds the units of a statement whose columns are a unit's number and its text.
  ///
  /// - Throws: `TooManyUnits` if a number is too large.
  private func addUnits(_ units: RawStatement, to builder: inout IndexBuilder) throws {
    defer { units.reset() }
    while try units.step() {
      guard let unit = UInt32(exactly: units.int(0)), unit <= IndexedText.mostUnit else {
        throw TooManyUnits()
      }
      try builder.add(unit: unit, text: units.text(1))
    }
  }
}

/// A unit's number is larger than `IndexedText.mostUnit`, the largest that a match index can hold.
struct TooManyUnits: Error {}
