import PadanMatch

/// Several memories that answer together.
///
///     let shelf = MemoryShelf([.init(mine), .init(theirs, penalty: 5)])
///     let matches = try shelf.matches(for: [LookupQuery("Harga beras naik.")], options: options)
public struct MemoryShelf: Sendable {
  /// A memory and what its answers lose.
  public struct Entry: Sendable {
    public var memory: Memory
    /// Points off every score.
    public var penalty: Double

    public init(_ memory: Memory, penalty: Double = 0) {
      self.memory = memory
      self.penalty = penalty
    }
  }

  public let entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The best matches of all the memories for each query; of equal ones those of the memory that was
  /// named first.
  ///
  /// - Throws: `MemoryError`.
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
          match.score.penalties.append(Penalty(.memory, points: entry.penalty))
          return match.score.net >= options.minimum ? match : nil
        }
      }
    }
    guard entries.count > 1 else { return results }
    return results.map { matches in
      // A sort that keeps the order of equals: the memory's place decides them.
      let order = matches.enumerated().sorted { a, b in
        if a.element.standsBefore(b.element) { return true }
        return b.element.standsBefore(a.element) ? false : a.offset < b.offset
      }
      return order.prefix(options.limit).map(\.element)
    }
  }
}
