import GRDB
import PadanModel

extension MemoryWriter {
  /// Deletes what earlier alignments of a document brought and the new one does not have, and those
  /// alignments too.
  ///
  /// - Parameters:
  ///   - id: The number of the new alignment.
  ///   - documents: The texts of the new alignment.
  ///   - direction: The number of its direction.
  ///   - occurrences: The numbers of its occurrences.
  /// - Throws: `DatabaseError`.
  mutating func withdraw(
    beside id: Int64, of documents: AlignedDocuments, direction: Int64,
    keeping occurrences: Set<Int64>
  ) throws {
    let namesakes = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id FROM alignment
          WHERE document = ? AND direction_id = ? AND id <> ? AND import_id <> ?
          """), arguments: [documents.source.name.withoutNULs, direction, id, importID])
    let earlier = try namesakes.filter { try isRevised($0, by: documents) }
    for alignment in [id] + earlier {
      let brought = try EarlierOccurrence.all(of: alignment, db)
      for occurrence in brought where !occurrences.contains(occurrence.id) {
        try withdraw(occurrence, keeping: occurrences)
      }
    }
    for alignment in earlier {
      try db.execute(sql: "DELETE FROM alignment WHERE id = ?", arguments: [alignment])
    }
  }

  /// Deletes an occurrence, and its unit if that was its last one. What another step brought too
  /// now belongs to that step. The pair stays if a person approved or edited it; an approved pair
  /// that the new alignment has at another place does not need the old one.
  private mutating func withdraw(
    _ occurrence: EarlierOccurrence, keeping new: Set<Int64>
  ) throws {
    if let other = occurrence.otherStep {
      try db.execute(
        sql: "UPDATE occurrence SET import_id = ? WHERE id = ?", arguments: [other, occurrence.id])
      return
    }
    let places = try Int64.fetchAll(
      db, sql: "SELECT id FROM occurrence WHERE unit_id = ?", arguments: [occurrence.unit])
    let isElsewhere = places.contains(where: new.contains)
    if occurrence.isEdited || occurrence.isApproved && !isElsewhere {
      receipt.keptByHand += 1
      return
    }
    try db.execute(sql: "DELETE FROM occurrence WHERE id = ?", arguments: [occurrence.id])
    if places.count == 1 { try withdrawUnit(occurrence.unit) }
    receipt.withdrawn += 1
  }

  /// Deletes a unit that has no occurrence left. If this step added one with the same source, that
  /// one then has no other target beside it.
  private mutating func withdrawUnit(_ unit: Int64) throws {
    let sql = """
      SELECT 1 FROM unit AS old JOIN unit AS new ON new.source_key = old.source_key
      WHERE old.id = ? AND new.id > max(old.id, ?) AND new.direction_id = old.direction_id
      """
    let last = journal?.lastUnit ?? 0
    let hasSuccessor = try Int.fetchOne(db, sql: sql, arguments: [unit, last]) != nil
    if hasSuccessor, receipt.differentTarget > 0 { receipt.differentTarget -= 1 }
    try db.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [unit])
  }

  /// Whether texts are a later form of those of an alignment: on one side at least half of the
  /// segments are the same, of the side that has fewer. Texts of the same name that have less in
  /// common are other documents: a name such as `today.txt` may be used again.
  private func isRevised(_ alignment: Int64, by documents: AlignedDocuments) throws -> Bool {
    let segments = try StoredSegment.all(db, "WHERE alignment_id = ?", arguments: [alignment])
    return [(documents.source, true), (documents.target, false)].contains { text, isSource in
      let old = Set(segments.filter { $0.isSource == isSource }.map(\.text))
      let new = Set(text.texts.map(\.withoutNULs))
      let fewer = min(old.count, new.count)
      return fewer > 0 && old.intersection(new).count * 2 >= fewer
    }
  }
}

/// An occurrence that an earlier alignment brought.
struct EarlierOccurrence {
  /// The occurrence's number.
  var id: Int64
  /// The number of its unit.
  var unit: Int64
  /// Whether a person approved the unit.
  var isApproved: Bool
  /// Whether a person edited the unit.
  var isEdited: Bool
  /// A step in force that is no alignment and brought the occurrence too; `nil` if there is none.
  var otherStep: Int64?

  /// SQL for the number of that step, in a query of `occurrence`.
  static let otherStep = """
    (SELECT min(other.id) FROM same_occurrence JOIN step AS other
        ON other.id = same_occurrence.import_id
      WHERE occurrence_id = occurrence.id AND other.kind <> 'align' AND other.undone_by IS NULL)
    """

  /// The occurrences of an alignment's beads that alignments brought, by their numbers.
  static func all(of alignment: Int64, _ db: Database) throws -> [EarlierOccurrence] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT occurrence.id, unit_id, unit.review IS 'approved',
          occurrence.changed_at IS NOT NULL,
          \(otherStep)
        FROM bead JOIN occurrence ON occurrence.id = bead.occurrence_id
          JOIN unit ON unit.id = unit_id JOIN step ON step.id = occurrence.import_id
        WHERE alignment_id = ? AND step.kind IN ('align', 'review') ORDER BY occurrence.id
        """, arguments: [alignment]
    ).map { try EarlierOccurrence($0) }
  }

  /// Reads a row of the query above.
  private init(_ row: Row) throws(RowDamage) {
    var values = RowReader(
      row, of: StoredOccurrence.table,
      columns: ["id", "unit_id", "review", "changed_at", "import_id"])
    id = try values.value()
    unit = try values.value()
    isApproved = try values.value()
    isEdited = try values.value()
    otherStep = try values.value()
  }
}
