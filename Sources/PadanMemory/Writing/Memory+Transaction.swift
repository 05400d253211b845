public import PadanModel

extension Memory {
  /// Adds pairs in one transaction: all of them or none.
  ///
  /// - Parameters:
  ///   - pairs: The pairs, none with an empty text.
  ///   - origin: Where they come from: a file's path, or the name of a command.
  ///   - kind: What the step of the memory's history is.
  ///   - person: Who adds them; `nil` if it is not known.
  /// - Returns: What was added.
  /// - Throws: `MemoryError`.
  @discardableResult
  public func add(
    _ pairs: some Sequence<TranslationPair>, origin: String, as kind: HistoryStep.Kind = .import,
    person: String? = nil
  ) throws -> ImportReceipt {
    try transaction(origin: origin, as: kind, person: person) { writer in
      for pair in pairs { try writer.add(pair) }
    }
  }

  /// Adds what `body` passes to the writer in one transaction. An error of `body` rolls everything
  /// back.
  ///
  /// It is a step of the memory's history, with its receipt, and can be undone later. A transaction
  /// that changes nothing leaves no trace.
  ///
  ///     let receipt = try memory.transaction(origin: "pairs.tmx", onDifferent: .keepOld) { writer in
  ///       for pair in pairs { try writer.add(pair) }
  ///     }
  ///
  /// - Parameters:
  ///   - origin: Where the pairs come from: a file's path, or the name of a command.
  ///   - kind: What the step does: an import, an alignment, or an entry by hand.
  ///   - person: Who adds the pairs; `nil` if it is not known.
  ///   - policy: What happens to a new pair whose source the memory has with another target.
  ///   - isTrial: Whether everything is counted and then rolled back; in a `trial` of several transactions, at the
  ///     end of that.
  ///   - body: Adds the pairs. The writer must not be used after it returns.
  /// - Returns: What was added.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  @discardableResult
  public func transaction(
    origin: String, as kind: HistoryStep.Kind = .import, person: String? = nil,
    onDifferent policy: DifferentTargetPolicy = .keepBoth, isTrial: Bool = false,
    _ body: (inout MemoryWriter) throws -> Void
  ) throws -> ImportReceipt {
    do {
      return try write { db in
        var writer = try MemoryWriter(db, kind, origin: origin, person: person, policy: policy)
        try body(&writer)
        var receipt = try writer.finish()
        if isTrial {
          receipt.id = nil
          if !Self.isTrying { throw TrialEnd(receipt: receipt) }
        }
        return receipt
      }
    } catch let end as TrialEnd {
      return end.receipt
    }
  }

  /// Thrown to roll a trial back; it carries the receipt out of the transaction.
  private struct TrialEnd: Error {
    var receipt: ImportReceipt
  }
}

/// What happens to a new pair whose source the memory has with another target.
public enum DifferentTargetPolicy: String, CaseIterable, Sendable {
  /// Both are kept, and lookups find both.
  case keepBoth = "keep-both"
  /// The new pair is not added.
  case keepOld = "keep-old"
  /// The new pair is added. The old units are marked as rejected, so lookups leave them out.
  case keepNew = "keep-new"
}
