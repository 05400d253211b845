import PadanMatch
import PadanModel

/// Several memories that are searched together.
///
///     let shelf = MemoryShelf([.init(mine), .init(theirs, penalty: 5)])
///     let matches = try shelf.matches(for: [LookupQuery("Harga beras naik.")], options: options)
public struct MemoryShelf: Sendable {
  /// A memory and its penalty.
  public struct Entry: Sendable {
    /// The memory that is searched.
    public var memory: Memory
    /// Points off the score of each of its matches, 0...100.
    public var penalty: Double

    /// A memory, by default without a penalty.
    public init(_ memory: Memory, penalty: Double = 0) {
      self.memory = memory
      self.penalty = penalty
    }
  }

  /// The memories. The earlier one wins if matches are otherwise equal.
  public let entries: [Entry]

  /// A shelf of memories, the preferred ones first.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The best matches of all memories for each query, best first, up to the limit.
  ///
  /// - Throws: `MemoryError`, `CancellationError`.
  public func matches(
    for queries: [LookupQuery], options: LookupOptions
  ) throws -> [[Match]] {
    var results = [[Match]](repeating: [], count: queries.count)
    for entry in entries {
      let answers = try entry.memory.matches(for: queries, options: options)
      for (index, matches) in answers.enumerated() {
        results[index] += matches.compactMap { match in
          guard entry.penalty > 0 else { return match }
          var match = match
          match.penalize([Penalty(.memory, points: entry.penalty)])
          return match.score.net >= options.minimum ? match : nil
        }
      }
    }
    guard entries.count > 1 else { return results }
    return results.map { matches in
      // `sorted` does not promise a stable order, so the position decides between equal matches.
      let order = matches.enumerated().sorted { a, b in
        if a.element.standsBefore(b.element) { return true }
        return b.element.standsBefore(a.element) ? false : a.offset < b.offset
      }
      var targets: Set<String> = []
      let distinct = order.map(\.element).filter {
        !options.hasDistinctTargets || targets.insert($0.target.text).inserted
      }
      return Array(distinct.prefix(options.limit))
    }
  }
}
