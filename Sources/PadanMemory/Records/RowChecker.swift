import GRDB
import PadanModel

/// Reads every row of a memory and collects findings: rows that cannot be read, and units whose
/// texts are not those that were written.
struct RowChecker {
  private let db: Database
  private var findings: [String] = []
  /// The first damaged rows of the table that is read, at most `mostNamed`.
  private var damages: [RowDamage] = []
  /// The number of damaged rows of the table that is read.
  private var damageCount = 0

  /// How many rows of a table are named one by one. The others are counted.
  private static let mostNamed = 5

  /// Checks every table that holds records.
  ///
  /// - Returns: The findings, one sentence each; empty if there are none.
  /// - Throws: `DatabaseError`.
  /// - Complexity: O(rows).
  static func findings(_ db: Database) throws -> [String] {
    var checker = RowChecker(db: db)
    let directions = try checker.checkDirections()
    try checker.checkUnits(directions)
    try checker.check(StoredOccurrence.self)
    try checker.check(HistoryStep.self)
    try checker.check(StepChange.self)
    try checker.checkAlignments()
    try checker.check(KeptDecision.self)
    try checker.check(StoredEntry.self)
    try checker.check(StoredTerm.self)
    try checker.check(StoredMark.self)
    try checker.check(StoredDocument.self)
    try checker.check(MatchIndex.self)
    try checker.check(Concordance.self)
    return checker.findings
  }

  private init(db: Database) {
    self.db = db
  }

  /// Reads all rows of a table, and calls `body` with each record that can be read.
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

  /// Counts a damaged row, and keeps it if it is one of the first.
  private mutating func note(_ damage: RowDamage) {
    damageCount += 1
    if damages.count < Self.mostNamed { damages.append(damage) }
  }

  /// Turns the damaged rows of a table into findings, and clears them for the next table.
  private mutating func sumUp(_ table: String) {
    findings += damages.map(\.description)
    if damageCount > damages.count {
      findings.append("\(damageCount - damages.count) further rows of \(table) cannot be read")
    }
    damages = []
    damageCount = 0
  }

  /// Checks the directions.
  ///
  /// - Returns: Those that can be read, by number.
  private mutating func checkDirections() throws -> [Int64: Direction] {
    var directions: [Int64: Direction] = [:]
    try check(Direction.self) { directions[$0.id] = $0 }
    return directions
  }

  /// Checks the units, and compares each one's texts with its identity, which is a hash of them.
  ///
  /// A unit whose direction cannot be read is not compared: the languages are part of the hash.
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
      "units with other texts than they were written with, \(changed.count): \(named)\(more)")
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
