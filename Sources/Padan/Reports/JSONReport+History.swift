import FoundationEssentials
import PadanFormats
package import PadanMemory

extension JSONReport {
  /// A step of a memory's history: `step` (its number), `kind`, `origin`, `person` if it is known,
  /// `date` (ISO 8601), `undoes` and `undoneBy` if it undid a step or was undone, `pairs` (those
  /// that still belong to it), `changedUnits`, `removedUnits`, `removedPairs`, and the counts of a
  /// step that brought pairs, with `withdrawn`.
  package static func step(_ step: HistoryStep) -> [UInt8] {
    line {
      $0.member("step", Int(step.id))
      $0.member("kind", step.kind.rawValue)
      $0.member("origin", step.source)
      $0.member("person", ifPresent: step.person)
      $0.member("date", step.startedAt.formatted(.iso8601))
      $0.member("undoes", ifPresent: step.undoes.map(Int.init))
      $0.member("undoneBy", ifPresent: step.undoneBy.map(Int.init))
      $0.member("pairs", step.occurrences)
      $0.member("changedUnits", step.changedUnits)
      $0.member("removedUnits", step.removedUnits)
      $0.member("removedPairs", step.removedOccurrences)
      if let receipt = step.receipt {
        $0.members(of: receipt)
        $0.member("withdrawn", receipt.withdrawn)
      }
    }
  }

  /// What an undo did, or would do: `step`, `kind` and `origin` of the step that was undone, `undo`
  /// (the number of the step that undid it) or `dryRun` or `refused`, and counts: `removedUnits`,
  /// `removedPairs`, `keptPairs` (brought by other steps too), `restoredUnits`, `returnedUnits`,
  /// `returnedPairs`, `unrestoredUnits` (the numbers of units that stay as they are) and
  /// `laterSteps` (those because of which they do).
  package static func undo(_ receipt: UndoReceipt, isTrial: Bool = false) -> [UInt8] {
    line {
      $0.member("step", Int(receipt.record.id))
      $0.member("kind", receipt.record.kind.rawValue)
      $0.member("origin", receipt.record.source)
      $0.member("undo", ifPresent: receipt.id.map(Int.init))
      if isTrial { $0.member("dryRun", true) }
      if receipt.isRefused { $0.member("refused", true) }
      $0.member("removedUnits", receipt.removedUnits)
      $0.member("removedPairs", receipt.removedOccurrences)
      $0.member("keptPairs", receipt.keptOccurrences)
      $0.member("restoredUnits", receipt.restoredUnits)
      $0.member("returnedUnits", receipt.returnedUnits)
      $0.member("returnedPairs", receipt.returnedOccurrences)
      $0.member("unrestoredUnits", array: { $0.numbers(receipt.unrestoredUnits) })
      $0.member("laterSteps", array: { $0.numbers(receipt.laterSteps) })
    }
  }
}

extension JSONWriter {
  fileprivate mutating func numbers(_ numbers: [Int64]) {
    for number in numbers { self.number(Int(number)) }
  }
}
