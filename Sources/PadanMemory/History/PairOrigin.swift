package import FoundationEssentials
package import PadanModel

/// The step of the history that brought an occurrence.
package struct PairOrigin: Hashable, Sendable {
  /// The step's number.
  package var step: Int64
  /// What the step did.
  package var kind: HistoryStep.Kind
  /// The file or command from which the step's content came.
  package var origin: String
  /// Who made the step; `nil` if it is not known.
  package var person: String?
  /// When the step began.
  package var date: Date

  /// Where the pair comes from, in words: a file's path or a command, or `by hand`.
  package var source: String { kind.isByHand ? Self.byHand : origin }

  /// The source of what a person entered without a file.
  static let byHand = "by hand"

  /// Who made or last changed a pair: whom the pair itself names, or who made the step.
  package func person(_ provenance: Provenance) -> String? {
    provenance.changedBy ?? provenance.createdBy ?? person
  }

  /// When a pair was made or last changed: what the pair itself says, or when the step was made.
  package func date(_ provenance: Provenance) -> Date {
    provenance.changedAt ?? provenance.createdAt ?? date
  }
}

extension HistoryStep.Kind {
  /// Whether a person made the step by hand, without a file.
  package var isByHand: Bool {
    switch self {
    case .add, .edit, .delete, .approve, .reject, .unreview, .filter: true
    case .import, .align, .review, .lexicon, .terms, .undo: false
    }
  }
}

extension PairOrigin: StoredRecord {
  static let table = HistoryStep.table
  static let columns = ["id", "kind", "origin", "person", "started_at"]

  init(_ row: inout RowReader) throws(RowDamage) {
    step = try row.value()
    kind = try row.value()
    origin = try row.value()
    person = try row.value()
    date = try row.value()
  }
}
