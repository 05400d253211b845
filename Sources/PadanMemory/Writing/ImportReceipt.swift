/// What a transaction brought into a memory.
public struct ImportReceipt: Hashable, Sendable {
  /// The import's number, by which it can be undone; `nil` where it left no trace.
  public var id: Int64?
  /// Pairs that were offered.
  public var read = 0
  /// Units that are new.
  public var addedUnits = 0
  /// Occurrences that are new: those of new units, and further ones of known units.
  public var addedOccurrences = 0
  /// Pairs that were there already in every respect.
  public var same = 0
  /// New pairs whose source was there with another target.
  public var differentTarget = 0
  /// What was brought and not taken.
  public var skipped = 0
  /// How long it took.
  public var seconds = 0.0

  init() {}
}
