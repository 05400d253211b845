public import PadanModel

extension Memory {
  /// Adds pairs, all or none.
  ///
  /// - Parameter origin: What brings them: a file's path, or the command.
  /// - Throws: `MemoryError`.
  @discardableResult
  public func add(
    _ pairs: some Sequence<TranslationPair>, origin: String
  ) throws -> ImportReceipt {
    try transaction(origin: origin) { writer in
      for pair in pairs { try writer.add(pair) }
    }
  }

  /// Adds what `body` hands to the writer, all or nothing: an error that it throws rolls everything back.
  /// What it came to is written down, so that it can be undone; where it brings nothing, it leaves no
  /// trace.
  ///
  /// - Parameters:
  ///   - origin: What brings it: a file's path, or the command.
  ///   - policy: What happens to a new pair whose source the memory has with another target.
  ///   - isTrial: Everything is done, counted, and rolled back.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  @discardableResult
  public func transaction(
    origin: String, onDifferent policy: DifferentTargetPolicy = .keepBoth, isTrial: Bool = false,
    _ body: (inout MemoryWriter) throws -> Void
  ) throws -> ImportReceipt {
    do {
      return try write { db in
        var writer = try MemoryWriter(db, origin: origin, policy: policy)
        try body(&writer)
        var receipt = try writer.finish()
        if isTrial {
          receipt.id = nil
          throw TrialEnd(receipt: receipt)
        }
        return receipt
      }
    } catch let end as TrialEnd {
      return end.receipt
    }
  }

  /// What rolls a trial back.
  private struct TrialEnd: Error {
    var receipt: ImportReceipt
  }
}

/// What happens to a new pair whose source the memory has with another target.
public enum DifferentTargetPolicy: String, CaseIterable, Sendable {
  /// Both answer lookups.
  case keepBoth = "keep-both"
  /// The new pair is not taken.
  case keepOld = "keep-old"
  /// The new pair is taken; the old ones are marked as rejected and answer no more.
  case keepNew = "keep-new"
}
