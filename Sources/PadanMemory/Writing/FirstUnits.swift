import GRDB

/// What the first import of a memory has brought so far.
///
/// A memory without units needs no index to tell what is there: the import remembers what it brought
/// itself, and the indexes that find units are made from all rows at its end, for half of what it
/// costs to keep them up row by row.
struct FirstUnits {
  /// What a unit is found by.
  private struct Name: Hashable {
    var sourceKey: Int64
    var identity: Int64

    // A part of one hash is random enough.
    func hash(into hasher: inout Hasher) { hasher.combine(identity) }
  }

  private struct Occurrence: Hashable {
    var unit: Int64
    var identity: Int64
  }

  /// More units than this are too many to remember.
  private let most: Int
  /// Each unit with its first occurrence.
  private var units: [Name: Occurrence] = [:]
  /// Further occurrences of units.
  private var others: Set<Occurrence> = []
  /// A hash of each unit's source and direction.
  private var sources: [Int64] = []

  /// Takes the place of the indexes, or does nothing where the memory has units.
  ///
  /// - Parameter most: How many units are remembered, at about 60 bytes each.
  init?(_ db: Database, most: Int) throws {
    self.most = most
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM unit LIMIT 1") == nil else { return nil }
    try db.execute(sql: "DROP INDEX unit_identity; DROP INDEX occurrence_identity")
  }

  /// Whether it is time to have the indexes back.
  var isFull: Bool { units.count >= most }

  /// Gives the memory its indexes back, and says how many units had a source that was there already.
  func finish(_ db: Database) throws -> Int {
    try db.execute(sql: Schema.identityIndexes)
    let sorted = sources.sorted()
    return zip(sorted, sorted.dropFirst()).count { $0 == $1 }
  }

  /// The number of a unit that is there.
  func unit(sourceKey: Int64, identity: Int64) -> Int64? {
    units[Name(sourceKey: sourceKey, identity: identity)]?.unit
  }

  /// Notes a new unit with its first occurrence.
  mutating func add(
    unit: Int64, sourceKey: Int64, identity: Int64, direction: Int64, occurrence: Int64
  ) {
    units[Name(sourceKey: sourceKey, identity: identity)] =
      Occurrence(unit: unit, identity: occurrence)
    sources.append(sourceKey ^ direction &* 0x5851_F42D_4C95_7F2D)
  }

  /// Notes another occurrence of a unit that is there, and says whether it is new.
  mutating func addOccurrence(sourceKey: Int64, identity: Int64, occurrence: Int64) -> Bool {
    let first = units[Name(sourceKey: sourceKey, identity: identity)]!
    guard first.identity != occurrence else { return false }
    return others.insert(Occurrence(unit: first.unit, identity: occurrence)).inserted
  }
}
