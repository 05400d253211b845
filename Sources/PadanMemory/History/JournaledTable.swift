/// A table whose rows the history can restore.
struct JournaledTable {
  /// Columns that change together, and are restored together or not at all.
  struct Part {
    /// The table and what the columns say: `unit.review`.
    var name: String
    /// The columns. The journal keeps one column as it is, and several packed (`PackedRow`).
    /// They must not change: `StepChange` refuses values of another number of columns.
    var columns: [String]
  }

  /// The table's name. As the name of a part it stands for whole rows.
  var name: String
  /// All columns in the order in which rows are packed. A later schema may only append.
  var columns: [String]
  /// What changes in rows that stay.
  var parts: [Part] = []
  /// The column of the unit that a row concerns; `nil` for other rows.
  var unitColumn: String?
  /// Whether the first column is the row's number. Other rows come and go with the row to which
  /// they belong.
  var isNumbered = true
  /// Whether rows tell themselves which step inserted them (`import_id`), or belong to rows that
  /// do. The journal notes the numbers of others.
  var tellsStep = false

  /// All tables of a memory but those that can be made again: indexes and sentence vectors.
  static let all = [
    unit, occurrence, alignment, segment, bead, decision, lexiconEntry, term, sameOccurrence,
    qualityMark,
  ]

  static let unit = JournaledTable(
    name: "unit",
    columns: [
      "id", "direction_id", "group_id", "source", "target", "source_codes", "target_codes",
      "source_key", "identity", "imported_usage", "review", "reviewed_by", "reviewed_at",
      "changed_at",
    ],
    parts: [
      Part(
        name: "unit.texts",
        columns: ["source", "target", "source_codes", "target_codes", "source_key", "identity"]),
      Part(name: "unit.review", columns: ["review", "reviewed_by", "reviewed_at"]),
      Part(name: "unit.usage", columns: ["imported_usage"]),
      Part(name: "unit.group", columns: ["group_id"]),
      Part(name: "unit.changed", columns: ["changed_at"]),
    ],
    unitColumn: "id", tellsStep: true)

  static let occurrence = JournaledTable(
    name: "occurrence",
    columns: ["id", "unit_id", "import_id", "identity", "name"]
      + StoredOccurrence.provenanceColumns,
    parts: [
      Part(
        name: "occurrence.edit", columns: ["unit_id", "identity", "changed_at", "changed_by"]),
      Part(name: "occurrence.step", columns: ["import_id"]),
    ],
    unitColumn: "unit_id", tellsStep: true)

  static let alignment = JournaledTable(
    name: "alignment", columns: ["id", "direction_id", "import_id", "document", "identity"],
    parts: [Part(name: "alignment.step", columns: ["import_id"])], tellsStep: true)

  static let segment = JournaledTable(
    name: "aligned_segment",
    columns: ["alignment_id", "is_source", "position", "text", "paragraph"], isNumbered: false)

  static let bead = JournaledTable(
    name: "bead",
    columns: [
      "id", "alignment_id", "occurrence_id", "source_start", "source_end", "target_start",
      "target_end", "confidence", "is_crossing",
    ],
    parts: [Part(name: "bead.occurrence", columns: ["occurrence_id"])])

  static let decision = JournaledTable(
    name: "decision",
    columns: [
      "id", "direction_id", "verdict", "source_keys", "target_keys", "first_key",
      "neighbor_keys", "source_position", "target_position", "is_crossing", "reviewer",
      "decided_at",
    ])

  static let lexiconEntry = JournaledTable(
    name: "lexicon_entry",
    columns: [
      "id", "source_language", "target_language", "source", "target", "strength", "origin",
    ],
    parts: [Part(name: "lexicon_entry.strength", columns: ["strength"])])

  static let term = JournaledTable(
    name: "term",
    columns: [
      "id", "source_language", "target_language", "source", "target", "status", "sense", "subject",
      "note", "origin",
    ],
    parts: [
      Part(name: "term.texts", columns: ["source", "target", "sense", "subject"]),
      Part(name: "term.use", columns: ["status", "note", "origin"]),
    ])

  static let qualityMark = JournaledTable(
    name: "quality_mark", columns: ["id", "unit_id", "filter", "value"],
    parts: [Part(name: "quality_mark.value", columns: ["value"])], unitColumn: "unit_id")

  static let sameOccurrence = JournaledTable(
    name: "same_occurrence", columns: ["occurrence_id", "import_id"], isNumbered: false)
}

extension JournaledTable {
  /// The temporary triggers that note what happens to rows that were there before a step.
  ///
  /// - Parameters:
  ///   - step: The step's number.
  ///   - last: The largest number of a row that was there before.
  ///   - notesInsertions: Whether each inserted row is noted, because it has an earlier number.
  func triggers(step: Int64, last: Int64, notesInsertions: Bool) -> String {
    func row(_ side: String) -> String {
      "\(isNumbered ? "\(side).id" : "NULL"), \(unitColumn.map { "\(side).\($0)" } ?? "NULL")"
    }
    func note(_ part: String, _ values: String, if condition: String = "1") -> String {
      """
      INSERT INTO step_change (step_id, part, row_id, unit_id, old, new)
        SELECT \(step), '\(part)', \(values) WHERE \(condition);
      """
    }
    func trigger(_ event: String, when condition: String, _ body: String) -> String {
      """
      CREATE TEMP TRIGGER \(Self.prefix)\(name)_\(event.prefix(6))
      AFTER \(event) ON main.\(name) WHEN \(condition) BEGIN \(body) END;

      """
    }
    let isOld = isNumbered ? "old.id <= \(last)" : "1"
    var sql = trigger(
      "DELETE", when: isOld,
      note(name, "\(row("old")), \(Self.value(of: columns, "old")), NULL"))
    if !parts.isEmpty {
      let changes = parts.map { part in
        let sides = ["old", "new"].map { Self.value(of: part.columns, $0) }
        return note(
          part.name, "\(row("old")), \(sides.joined(separator: ", "))",
          if: part.columns.map { "old.\($0) IS NOT new.\($0)" }.joined(separator: " OR "))
      }
      let columns = parts.flatMap(\.columns).joined(separator: ", ")
      sql += trigger("UPDATE OF \(columns)", when: isOld, changes.joined())
    }
    if notesInsertions, isNumbered {
      sql += trigger("INSERT", when: "1", note(name, "\(row("new")), NULL, new.id"))
    }
    return sql
  }

  /// How the names of the triggers begin.
  static let prefix = "journal_"

  /// What the journal keeps of some columns, as SQL.
  static func value(of columns: [String], _ row: String? = nil) -> String {
    let names = columns.map { column in row.map { "\($0).\(column)" } ?? column }
    return names.count == 1 ? names[0] : "packed(\(names.joined(separator: ", ")))"
  }
}
