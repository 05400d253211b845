import GRDB

/// The units and occurrences that the first import of a memory has added so far.
///
/// An import must tell which units the memory already has. A memory that was empty needs no index
/// for that: the import keeps a table in memory, and the indexes are created from all rows at its
/// end. That costs half as much as updating them row by row.
struct FirstUnits {
  /// The two numbers by which a unit is found.
  private struct Name: Hashable {
    /// 64 bits of the source's match key.
    var sourceKey: Int64
    /// 64 bits of the unit's name.
    var identity: Int64

    // `identity` alone is random enough to hash by.
    func hash(into hasher: inout Hasher) { hasher.combine(identity) }
  }

  /// An occurrence: its unit's number, and 64 bits of its own name.
  private struct Occurrence: Hashable {
    var unit: Int64
    var identity: Int64
  }

  /// The number of units at which the table is full.
  private let most: Int
  /// Each unit with its first occurrence.
  private var units: [Name: Occurrence] = [:]
  /// The further occurrences of all units.
  private var others: Set<Occurrence> = []
  /// The source and target of each unit, in the order in which they were added.
  private var sides: [Sides] = []

  /// A unit's texts, as hashes.
  private struct Sides {
    /// Of the source's match key and the direction.
    var source: Int64
    /// Of the target.
    var target: UInt32
    /// The position of the unit among all.
    var position: UInt32
  }

  /// Begins a first import and drops the identity indexes; `nil` if the memory has units.
  ///
  /// - Parameter most: How many units are kept in memory, at about 60 bytes each.
  /// - Throws: `DatabaseError`.
  init?(_ db: Database, most: Int) throws {
    self.most = most
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM unit LIMIT 1") == nil else { return nil }
    try db.execute(sql: "DROP INDEX unit_identity; DROP INDEX occurrence_identity")
  }

  /// Whether the table is full, so that the indexes must be created now.
  var isFull: Bool { units.count >= most }

  /// Creates the identity indexes again.
  ///
  /// - Returns: How many units were added whose source the memory had with another target.
  /// - Throws: `DatabaseError`.
  func finish(_ db: Database) throws -> Int {
    try db.execute(sql: Schema.identityIndexes)
    return rivalCount
  }

  /// How many units were added after one with the same source and another target.
  private var rivalCount: Int {
    let sorted = sides.sorted { ($0.source, $0.position) < ($1.source, $1.position) }
    var count = 0
    var first = 0  // of the units with the present source
    var isRivalled = false
    for place in sorted.indices {
      if sorted[place].source != sorted[first].source { (first, isRivalled) = (place, false) }
      // From the second target on, each unit has one before it with another target than its own.
      if sorted[place].target != sorted[first].target { isRivalled = true }
      count += isRivalled ? 1 : 0
    }
    return count
  }

  /// The number of a known unit; `nil` if the unit is new.
  func unit(sourceKey: Int64, identity: Int64) -> Int64? {
    units[Name(sourceKey: sourceKey, identity: identity)]?.unit
  }

  /// Adds a new unit with its first occurrence.
  ///
  /// - Parameters:
  ///   - unit: The unit's number.
  ///   - sourceKey: 64 bits of the source's match key.
  ///   - identity: 64 bits of the unit's name.
  ///   - direction: The number of its direction.
  ///   - target: A hash of the target's text.
  ///   - occurrence: 64 bits of the occurrence's name.
  mutating func add(
    unit: Int64, sourceKey: Int64, identity: Int64, direction: Int64, target: UInt32,
    occurrence: Int64
  ) {
    units[Name(sourceKey: sourceKey, identity: identity)] =
      Occurrence(unit: unit, identity: occurrence)
    sides.append(
      Sides(
        source: sourceKey ^ direction &* 0x5851_F42D_4C95_7F2D, target: target,
        position: UInt32(truncatingIfNeeded: sides.count)))
  }

  /// Adds another occurrence of a known unit.
  ///
  /// - Precondition: The unit was added before.
  /// - Returns: `false` if the occurrence is known too.
  mutating func addOccurrence(sourceKey: Int64, identity: Int64, occurrence: Int64) -> Bool {
    let first = units[Name(sourceKey: sourceKey, identity: identity)]!
    guard first.identity != occurrence else { return false }
    return others.insert(Occurrence(unit: first.unit, identity: occurrence)).inserted
  }
}
