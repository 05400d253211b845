import GRDB
import PadanModel

/// Reads every row of a memory and notes those that cannot be read or are not what was written.
struct RowChecker {
  private let db: Database
  private var findings: [String] = []
  /// What cannot be read of one table, the first of it.
  private var damages: [RowDamage] = []
  private var damageCount = 0

  /// How many rows of a kind are named; the others are counted.
  private static let mostNamed = 5

  /// What is wrong, a sentence each.
  ///
  /// - Complexity: O(rows).
  /// - Throws: `DatabaseError`.
  static func findings(_ db: Database) throws -> [String] {
    var checker = RowChecker(db: db)
    let directions = try checker.checkDirections()
    try checker.checkUnits(directions)
    try checker.check(StoredOccurrence.self)
    try checker.check(ImportRecord.self)
    try checker.checkAlignments()
    try checker.check(KeptDecision.self)
    try checker.check(StoredEntry.self)
    return checker.findings
  }

  private init(db: Database) {
    self.db = db
  }

  private mutating func check<Record: StoredRecord>(
    _: Record.Type, _ body: (Record) throws -> Void = { _ in }
  ) throws {
    try Record.forEach(db) { result in
      switch result {
      case .success(let record): try body(record)
      case .failure(let damage): note(damage)
      }
    }
    sumUp(Record.table)
  }

  private mutating func note(_ damage: RowDamage) {
    damageCount += 1
    if damages.count < Self.mostNamed { damages.append(damage) }
  }

  /// Turns the damages of a table into findings.
  private mutating func sumUp(_ table: String) {
    findings += damages.map(\.description)
    if damageCount > damages.count {
      findings.append("\(damageCount - damages.count) further rows of \(table) cannot be read")
    }
    damages = []
    damageCount = 0
  }

  /// Checks the directions and returns those that can be read, by number.
  private mutating func checkDirections() throws -> [Int64: Direction] {
    var directions: [Int64: Direction] = [:]
    try check(Direction.self) { directions[$0.id] = $0 }
    return directions
  }

  /// Checks the units; those of a direction that cannot be read have no name to be compared with.
  private mutating func checkUnits(_ directions: [Int64: Direction]) throws {
    var naming = Identity()
    var changed: [Int64] = []
    try check(StoredUnit.self) { unit in
      guard let direction = directions[unit.direction] else { return }
      if naming.unit(unit.pair(direction)).number != unit.identity { changed.append(unit.id) }
    }
    guard !changed.isEmpty else { return }
    let named = changed.prefix(Self.mostNamed).map(String.init).joined(separator: ", ")
    let more = changed.count > Self.mostNamed ? " and others" : ""
    findings.append(
      "\(changed.count) units have other texts than they were written with: \(named)\(more)")
  }

  /// Checks the alignments, each with its segments and beads.
  private mutating func checkAlignments() throws {
    var alignments: [Int64] = []
    try check(AlignmentRow.self) { alignments.append($0.id) }
    for id in alignments {
      do {
        _ = try StoredAlignment(id, db)
      } catch let damage as RowDamage {
        note(damage)
      }
    }
    sumUp("alignment")
  }
}
