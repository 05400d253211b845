/// What one transaction added to a memory, counted.
public struct ImportReceipt: Hashable, Sendable {
  /// The step's number, with which it can be undone; `nil` if nothing was added or everything was
  /// rolled back.
  public var id: Int64?
  /// The number of pairs offered.
  public var read = 0
  /// The number of new units.
  public var addedUnits = 0
  /// The number of new occurrences, both of new units and of units that the memory had.
  public var addedOccurrences = 0
  /// The number of pairs whose unit and occurrence the memory had already.
  public var same = 0
  /// The number of new pairs whose source the memory had with another target.
  public var differentTarget = 0
  /// The number of units that a person had approved and that were rejected for such a pair.
  public var replacedApproved = 0
  /// The numbers of the units that one of two verdicts approves and the other rejects. Of merged memories they
  /// are rejected now; of other files they keep the verdict that they had.
  public var contradicted: Set<Int64> = []
  /// The number of pairs or other items that were read and not added.
  public var skipped = 0
  /// The number of occurrences of an earlier alignment of the same document that the new one does
  /// not have, and that were deleted.
  public var withdrawn = 0
  /// The number of such occurrences that stay, because a person approved or edited them.
  public var keptByHand = 0
  /// How long the transaction took, in seconds.
  public var seconds = 0.0

  /// A receipt of nothing.
  init() {}
}
