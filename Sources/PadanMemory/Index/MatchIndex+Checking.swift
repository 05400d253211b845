import GRDB
import PadanMatch

extension MatchIndex {
  /// Whether the index holds what the units say: each unit's text once, found under each of its lists,
  /// and nothing beside.
  ///
  /// - Returns: What is wrong, a sentence each.
  /// - Throws: `IndexDamage` at a row that is not what was written.
  func check(_ db: Database) throws -> [String] {
    var findings: [String] = []
    let order = try order(db)
    var texts = try heldTexts(db, order: order)
    let missing = try removeUnits(db, from: &texts)
    if missing > 0 { findings.append("\(missing) units are not in it") }
    if texts.count != entries {
      findings.append("\(texts.count) texts are in it, and \(entries) are counted")
    }
    let current = texts.units.values.reduce(0, +)
    if current > stale {
      findings.append("\(current) texts have no unit, and \(stale) are known of")
    }
    let recentCount = try recentSlots(db).count
    if recentCount != recent {
      findings.append("\(recentCount) recent texts are in it, and \(recent) are counted")
    }
    let postings = try heldPostings(db)
    if postings != texts.postings { findings.append("its lists do not hold what its texts say") }
    if try !isCurrent(db) { findings.append("it is behind the units") }
    return findings
  }

  /// Sums that agree where two collections of postings do, in whatever order they come.
  private struct PostingSum: Equatable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ key: Int64) {
      var mixed = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
      sum &+= mixed ^ (mixed >> 32)
      count += 1
    }
  }

  /// What the table of texts holds.
  private struct HeldTexts {
    /// A unit and 64 bits of its text, with how often they stand there.
    var units: [UnitText: Int] = [:]
    var count: Int64 = 0
    var postings = PostingSum()
  }

  private struct UnitText: Hashable {
    var unit: Int64
    var key: [UInt32]
  }

  private func heldTexts(_ db: Database, order: TokenOrder) throws -> HeldTexts {
    var held = HeldTexts()
    var reader = TextReader()
    var key: [UInt32] = []
    var lists: [Int64] = []
    let recent = Set(try recentSlots(db))
    let rows = try RawStatement(db, "SELECT key, data FROM \(textTable) ORDER BY key")
    defer { rows.reset() }
    while try rows.step() {
      let rowKey = rows.int(0)
      let row = try TextRow(rows.bytes(1), key: rowKey)
      for place in 0..<row.count {
        PackedText.read(row.text(place), width: max(1, row.width(place)), into: &key)
        reader.read(key: key)
        let shift = LengthClass.rowShift(LengthClass.of(key.count))
        let slot = rowKey << shift + Int64(place)
        guard reader.looseHash == row.looseHash(place) else { throw IndexDamage() }
        held.count += 1
        held.units[UnitText(unit: row.unit(place), key: key), default: 0] += 1
        if recent.contains(slot) {
          lists = [TokenOrder.recentList]
        } else {
          order.prefix(reader.tokens, OverlapPrefix.length(reader.tokens.count), into: &lists)
        }
        for list in Set(lists) { held.postings.add(list << Slot.bits | slot) }
        held.postings.add(TokenOrder.looseList(of: reader.looseHash) << Slot.bits | slot)
      }
    }
    return held
  }

  /// Takes the units' own texts out and returns how many were not there; what is left is stale.
  private func removeUnits(_ db: Database, from held: inout HeldTexts) throws -> Int {
    var missing = 0
    var reader = TextReader()
    let units = try RawStatement(
      db,
      """
      SELECT id, \(side.rawValue) FROM unit WHERE direction_id = ?1 AND id <= ?2 AND NOT EXISTS
        (SELECT 1 FROM match_pending WHERE index_id = ?3 AND unit_id = unit.id)
      """)
    defer { units.reset() }
    units.bind(directionID, at: 1)
    units.bind(lastUnit, at: 2)
    units.bind(id, at: 3)
    while try units.step() {
      reader.read(units.text(1))
      guard !reader.scalars.isEmpty else { continue }
      let text = UnitText(unit: units.int(0), key: reader.scalars)
      if held.units.removeValue(forKey: text) == nil { missing += 1 }
    }
    return missing
  }

  private func heldPostings(_ db: Database) throws -> PostingSum {
    var sum = PostingSum()
    let rows = try RawStatement(db, "SELECT key, data FROM \(postingTable) ORDER BY key")
    defer { rows.reset() }
    while try rows.step() {
      let key = rows.int(0)
      let list = key >> Slot.bits
      try PostingRow.forEach(
        rows.bytes(1), key: key, isLoose: TokenOrder.isLoose(list)
      ) { slot, _, _ in
        sum.add(list << Slot.bits | slot)
      }
    }
    return sum
  }
}
