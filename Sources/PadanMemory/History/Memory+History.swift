import GRDB
import PadanModel

/// What undoing a step did.
public struct UndoReceipt: Hashable, Sendable {
  /// The step that was undone, as it was before.
  public var record: HistoryStep
  /// The number of the step that undid it; `nil` if nothing was done.
  public var id: Int64?
  /// The number of units that were deleted.
  public var removedUnits = 0
  /// The number of occurrences that were deleted.
  public var removedOccurrences = 0
  /// The number of occurrences that another step brought too, or confirmed by hand. They stay and
  /// now belong to that one.
  public var keptOccurrences = 0
  /// The number of units that the step had changed and that have their earlier values again.
  public var restoredUnits = 0
  /// The number of units that the step had deleted and that are there again.
  public var returnedUnits = 0
  /// The number of occurrences that the step had deleted and that are there again.
  public var returnedOccurrences = 0
  /// The number of terms that the step had added, changed or deleted and that are as before.
  public var restoredTerms = 0
  /// The units that stay as they are, because they were changed again or are gone.
  public var unrestoredUnits: [Int64] = []
  /// The later steps because of which units stay as they are.
  public var laterSteps: [Int64] = []

  /// Whether the step cannot be undone before later ones are: nothing was done.
  public var isRefused: Bool {
    !laterSteps.isEmpty && !unrestoredUnits.isEmpty && removedOccurrences == 0
      && keptOccurrences == 0 && restoredUnits == 0 && returnedUnits == 0
      && returnedOccurrences == 0
  }
}

extension Memory {
  /// All steps of the history, the latest first: those that were undone too.
  ///
  /// - Throws: `MemoryError`.
  public func history() throws -> [HistoryStep] {
    try read { try HistoryStep.listed($0, "ORDER BY step.id DESC") }
  }

  /// The steps that brought or changed a unit, the latest first. The unit may be deleted.
  ///
  /// - Parameter unit: The unit's number (`Match.unit`).
  /// - Throws: `MemoryError`, such as `MemoryError.noUnit` if no step knows the unit.
  public func history(ofUnit unit: Int64) throws -> [HistoryStep] {
    try read { db in
      let numbers = try StepChange.steps(ofUnit: unit, db)
      if numbers.isEmpty { throw MemoryError.noUnit(path, unit) }
      let list = numbers.map(String.init).joined(separator: ", ")
      return try HistoryStep.listed(db, "WHERE step.id IN (\(list)) ORDER BY step.id DESC")
    }
  }

  /// The imports, alignments and pairs entered by hand that were not undone, the latest first.
  ///
  /// - Throws: `MemoryError`.
  public func imports() throws -> [HistoryStep] {
    try read { try HistoryStep.listed($0, "WHERE undone_by IS NULL ORDER BY step.id DESC") }
      .filter(\.bringsPairs)
  }

  /// Undoes a step, so that the memory is as if the step had not been made. That is a step itself,
  /// and undoing it does the first one again.
  ///
  /// What the step changed gets its earlier value back, and what it deleted comes back, unless
  /// something changed it again later. What only this step brought is deleted. What another step
  /// brought too, or a person edited, approved or rejected later, stays and now belongs to that
  /// step.
  ///
  /// - Parameters:
  ///   - id: The step's number; `nil` for the latest step in force that undoes none.
  ///   - person: Who undoes it; `nil` if it is not known.
  ///   - isTrial: Whether the undo is only tried: it is done and counted, and then rolled back.
  /// - Returns: `nil` if there is no such step, or it was undone already.
  /// - Throws: `MemoryError`.
  public func undo(
    _ id: Int64? = nil, person: String? = nil, isTrial: Bool = false
  ) throws -> UndoReceipt? {
    /// Thrown to roll back; it carries the receipt out of the transaction.
    struct Rollback: Error {
      var receipt: UndoReceipt
    }
    do {
      return try write { db in
        let condition = id == nil ? "kind <> 'undo'" : "step.id = ?"
        let found = try HistoryStep.listed(
          db, "WHERE undone_by IS NULL AND \(condition) ORDER BY step.id DESC LIMIT 1",
          arguments: id.map { [$0] } ?? StatementArguments())
        guard let step = found.first else { return nil }
        var session = try UndoSession(db, of: step, person: person)
        var receipt = try session.run()
        if isTrial || receipt.isRefused {
          receipt.id = nil
          throw Rollback(receipt: receipt)
        }
        return receipt
      }
    } catch let end as Rollback {
      return end.receipt
    }
  }
}
