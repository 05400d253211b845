package import FoundationEssentials
import GRDB
package import PadanModel

/// What storing decisions changed, counted.
package struct ReviewReceipt: Hashable, Sendable {
  /// The number of verdicts that were stored.
  package var decided = 0
  /// The number of verdicts that the memory had already.
  package var same = 0
  /// The number of units that became approved.
  package var approved = 0
  /// The number of units that became rejected.
  package var rejected = 0
  /// The number of new units, made because segments were grouped in another way.
  package var added = 0
  /// The number of units that were deleted because their last occurrence was.
  package var removed = 0

  /// A receipt of nothing.
  package init() {}
}

extension Memory {
  /// Stores a reviewer's decisions in one transaction: the verdicts, for later alignments of these
  /// segments, and their effect on the units.
  ///
  /// The unit of an approved pair becomes approved, and that of a dropped pair rejected. A decided
  /// bead that the memory does not have replaces the beads that contain its segments.
  ///
  /// - Precondition: The decisions on one alignment together cover whole beads of it.
  /// - Parameters:
  ///   - decisions: The decisions, of any alignments.
  ///   - reviewer: The reviewer's name; `nil` if it is not known.
  ///   - date: When the decisions were made.
  ///   - origin: Where they come from, such as the path of a review file.
  /// - Returns: What changed.
  /// - Throws: `MemoryError`.
  @discardableResult
  package func decide(
    _ decisions: [ReviewDecision], reviewer: String?, date: Date = Date(),
    origin: String = "review"
  ) throws -> ReviewReceipt {
    try write(as: .review, origin: origin, person: reviewer) { db, step in
      var session = try DecisionSession(db, step: step, reviewer: reviewer, date: date)
      let groups = Dictionary(grouping: decisions, by: \.alignment)
      for id in groups.keys.sorted() {
        guard let number = try StoredAlignment.number(of: id, db) else {
          throw MemoryError.other(
            path, "the alignment \(id) is gone; another process has taken it out")
        }
        try session.decide(groups[id] ?? [], of: StoredAlignment(number, db))
      }
      return session.finish()
    }
  }
}

extension Memory {
  /// The number of a reviewer's decisions that the memory does not have yet.
  ///
  /// - Throws: `MemoryError`.
  package func pendingCount(of decisions: [ReviewDecision]) throws -> Int {
    try read { db in
      try Dictionary(grouping: decisions, by: \.alignment).reduce(0) { count, group in
        guard let number = try StoredAlignment.number(of: group.key, db) else {
          return count + group.value.count
        }
        let stored = try StoredAlignment(number, db)
        let documents = stored.kept.documents
        let placement = DecisionPlacement(
          source: documents.source.texts, target: documents.target.texts)
        let placed = placement.placed(
          try Memory.decisions(for: placement, in: "(\(stored.direction))", db))
        return count + group.value.count { !$0.isAmong(placed) }
      }
    }
  }
}

extension ReviewDecision {
  /// Whether the decision is one of those that a memory has.
  fileprivate func isAmong(_ placed: [(decision: KeptDecision, bead: Bead)]) -> Bool {
    placed.contains { $0.decision.verdict == verdict && $0.bead.holds(bead) }
  }
}

/// Stores decisions inside one transaction.
private struct DecisionSession: ~Copyable {
  let db: Database
  let reviewer: String?
  let date: Date
  private var writer: MemoryWriter
  private var receipt = ReviewReceipt()

  init(_ db: Database, step: Int64, reviewer: String?, date: Date) throws {
    let writer = try MemoryWriter(db, partOf: step)
    self.db = db
    self.reviewer = reviewer
    self.date = date
    self.writer = writer
  }

  /// What all decisions changed.
  consuming func finish() -> ReviewReceipt {
    receipt.added = writer.receipt.addedUnits
    return receipt
  }

  /// Stores the decisions on one alignment.
  mutating func decide(_ decisions: [ReviewDecision], of stored: StoredAlignment) throws {
    let documents = stored.kept.documents
    let placement = DecisionPlacement(
      source: documents.source.texts, target: documents.target.texts)
    let known = try Memory.decisions(for: placement, in: "(\(stored.direction))", db)
    let placed = placement.placed(known)
    let decisions = decisions.map { stored.placing($0) }
    let new = decisions.filter { !$0.isAmong(placed) }
    // A new decision takes the place of all that concern one of its segments.
    for old in placed where new.contains(where: { old.bead.overlaps($0.bead) }) {
      try db.execute(sql: "DELETE FROM decision WHERE id = ?", arguments: [old.decision.id])
    }
    for decision in new {
      try store(
        KeptDecision(
          decision.verdict, decision.bead, source: placement.source, target: placement.target),
        direction: stored.direction)
    }
    receipt.decided += new.count
    receipt.same += decisions.count - new.count
    try regroup(decisions, of: stored)
  }

  /// Inserts the row of a decision.
  private func store(_ decision: KeptDecision, direction: Int64) throws {
    try db.execute(
      sql: """
        INSERT INTO decision (direction_id, verdict, source_keys, target_keys, first_key,
          neighbor_keys, source_position, target_position, is_crossing, reviewer, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        direction, decision.verdict.rawValue, KeptDecision.data(of: decision.source),
        KeptDecision.data(of: decision.target), decision.firstKey,
        KeptDecision.data(of: decision.neighbors), decision.sourcePosition,
        decision.targetPosition, decision.isCrossing, reviewer?.withoutNULs, date.seconds,
      ])
  }

  /// Replaces the beads that contain decided segments by the decided beads, and updates their
  /// units. Beads that are as decided already stay.
  private mutating func regroup(_ decisions: [ReviewDecision], of stored: StoredAlignment) throws {
    var old = stored.beads.filter { old in
      decisions.contains { $0.bead.overlaps(old.bead) }
    }
    var kept: Set<Int64> = []
    for decision in decisions {
      let same = old.first { decision.bead.isPaired && $0.bead.holds(decision.bead) }
      var occurrence = same?.occurrence
      if decision.verdict == .approved, decision.bead.isPaired {
        occurrence = try occurrence ?? self.occurrence(of: decision.bead, of: stored)
        if let occurrence { try review(occurrence, .approved) }
      } else if let rejected = occurrence {
        try review(rejected, .rejected)
        occurrence = nil
      }
      if let same = same?.occurrence { kept.insert(same) }
      for bead in decision.bead.parts(after: decision.verdict) {
        if let place = old.firstIndex(where: { $0.bead == bead && $0.occurrence == occurrence }) {
          old.remove(at: place)
        } else {
          try writer.insert(bead, of: stored.number, occurrence: occurrence)
        }
      }
    }
    for bead in old {
      try db.execute(sql: "DELETE FROM bead WHERE id = ?", arguments: [bead.id])
      if let occurrence = bead.occurrence, !kept.contains(occurrence) {
        try remove(occurrence, of: stored.number)
      }
    }
  }

  /// Adds the pair of a bead that the aligner did not make.
  ///
  /// - Returns: The number of its occurrence; `nil` if a side has no text.
  private mutating func occurrence(of bead: Bead, of stored: StoredAlignment) throws -> Int64? {
    let languages = try Direction.get(stored.direction, db)
    guard
      let pair = stored.kept.documents.pair(
        of: bead, from: languages.source, to: languages.target, date: date)
    else { return nil }
    return try writer.occurrence(of: pair)
  }

  /// Stores the verdict on an occurrence's unit.
  private mutating func review(_ occurrence: Int64, _ state: ReviewState) throws {
    let changes = try Memory.review(
      unit(of: occurrence), as: state, reviewer: reviewer, date: date, db)
    if state == .approved { receipt.approved += changes } else { receipt.rejected += changes }
  }

  /// The number of an occurrence's unit.
  ///
  /// - Throws: `RowDamage` if the occurrence does not exist.
  private func unit(of occurrence: Int64) throws -> Int64 {
    let unit = try Int64.fetchOne(
      db, sql: "SELECT unit_id FROM occurrence WHERE id = ?", arguments: [occurrence])
    guard let unit else { throw RowDamage(table: "occurrence", row: occurrence, column: "id") }
    return unit
  }

  /// Deletes an occurrence that an alignment brought, and its unit if that was its last one. What
  /// another step brought too now belongs to that step.
  private mutating func remove(_ occurrence: Int64, of alignment: Int64) throws {
    let unit = try unit(of: occurrence)
    try db.execute(
      sql: """
        UPDATE occurrence SET import_id = \(EarlierOccurrence.otherStep)
        WHERE id = ? AND \(EarlierOccurrence.otherStep) IS NOT NULL
        """, arguments: [occurrence])
    let isAligned = try Bool.fetchOne(
      db,
      sql: """
        SELECT step.kind IN ('align', 'review')
          OR import_id = (SELECT import_id FROM alignment WHERE id = ?)
        FROM occurrence JOIN step ON step.id = import_id WHERE occurrence.id = ?
        """, arguments: [alignment, occurrence])
    guard isAligned ?? true else { return }
    try db.execute(sql: "DELETE FROM occurrence WHERE id = ?", arguments: [occurrence])
    try db.execute(
      sql: """
        DELETE FROM unit WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM occurrence WHERE unit_id = ?1)
        """, arguments: [unit])
    receipt.removed += db.changesCount
  }
}

extension StoredAlignment {
  /// The decision with the values that the reviewer does not give: confidence 1, and whether the
  /// bead crosses others. A new bead crosses if it stands in another order than a bead that it does
  /// not overlap.
  fileprivate func placing(_ decision: ReviewDecision) -> ReviewDecision {
    var decision = decision
    let bead = decision.bead
    decision.bead.confidence = 1
    if let same = beads.first(where: { $0.bead.holds(bead) }) {
      decision.bead.isCrossing = same.bead.isCrossing
    } else {
      decision.bead.isCrossing =
        bead.isPaired
        && beads.contains { other in
          other.bead.isPaired && !other.bead.isCrossing && !other.bead.overlaps(bead)
            && other.bead.crosses(bead)
        }
    }
    return decision
  }
}

extension Bead {
  /// Whether two beads have the same segments. The position of an empty side does not count.
  fileprivate func holds(_ other: Bead) -> Bool {
    (source == other.source || source.isEmpty && other.source.isEmpty)
      && (target == other.target || target.isEmpty && other.target.isEmpty)
  }

  /// Whether two beads share a segment.
  fileprivate func overlaps(_ other: Bead) -> Bool {
    source.overlaps(other.source) || target.overlaps(other.target)
  }

  /// Whether two paired beads stand in different orders on the two sides.
  fileprivate func crosses(_ other: Bead) -> Bool {
    (source.lowerBound < other.source.lowerBound) != (target.lowerBound < other.target.lowerBound)
  }
}
