import Dispatch
import GRDB
import PadanIndex
import PadanModel
import Synchronization

extension Memory {
  /// The best matches for a text, best first: of all units that reach the threshold, up to the
  /// limit; of those that share enough with the text in a fast search (`LookupOptions.isFast`).
  ///
  /// Rejected units are left out, unless the filter mentions the review state. A pair of the
  /// opposite direction answers with its sides swapped.
  ///
  /// An index that is missing is built first; that of a target side is built before its first use.
  /// If the memory cannot be written, every unit is compared instead, with the same result.
  ///
  ///     let options = LookupOptions(source: id, target: en, minimum: 80)
  ///     let best = try memory.matches(for: "Harga beras naik.", options: options).first
  ///
  /// - Throws: `MemoryError`.
  public func matches(for query: String, options: LookupOptions) throws -> [Match] {
    try matches(for: [LookupQuery(query)], options: options)[0]
  }

  /// The best matches for each of several queries, in the order of the queries.
  ///
  /// All processors work on them, and all queries see one state of the memory, even if others write
  /// meanwhile. Cancelling the task ends the lookup at the next query.
  ///
  /// - Throws: `MemoryError`, `CancellationError`.
  public func matches(
    for queries: [LookupQuery], options: LookupOptions
  ) throws -> [[Match]] {
    do {
      return try answers(to: queries, options, comparesAll: false)
    } catch is MissingIndex {
      try buildIndexes(for: options)
      return try answers(to: queries, options, comparesAll: true)
    }
  }

  /// The best matches for each query, from one state of the memory.
  ///
  /// - Parameter comparesAll: Whether every unit is compared where an index is missing.
  /// - Throws: `MissingIndex` if an index is missing and it does not; `MemoryError`,
  ///   `CancellationError`.
  private func answers(
    to queries: [LookupQuery], _ options: LookupOptions, comparesAll: Bool
  ) throws -> [[Match]] {
    let batch = QueryBatch(queries)
    DispatchQueue.concurrentPerform(
      iterations: batch.workerCount(atMost: configuration.readers)
    ) { _ in
      batch.work {
        try read { db in
          let state = try StateNumber.read(db)
          guard batch.joins(state: state) else { return }
          let search =
            try indexedSearch(db, options, state: state)
            ?? (comparesAll ? PlainSearch(db, options: options, path: path) : nil)
          guard let search else { throw MissingIndex() }
          while let part = try batch.next() {
            batch.fill(part, try queries[part].map { try search.matches(for: $0) })
          }
        }
      }
    }
    return try batch.answers()
  }

  /// The search by the indexes for one read; `nil` if one is missing or does not cover all units.
  private func indexedSearch(
    _ db: Database, _ options: LookupOptions, state: Int32
  ) throws -> (any LookupSearch)? {
    var sources: [LookupSession.Source] = []
    for (direction, side) in try Direction.answering(options, db) {
      guard let index = try MatchIndex.find(db, direction: direction.id, side: side),
        try index.isCurrent(db)
      else { return nil }
      sources.append(
        LookupSession.Source(
          search: try IndexSearch(
            index.rows(db), order: order(of: index, db), hasRecent: index.recent > 0,
            kept: outlines(of: index, state: state)),
          direction: direction, isSwapped: side == .target))
    }
    return try LookupSession(db, options: options, path: path, sources: sources)
  }

  /// Builds and updates the indexes that a lookup needs, if the memory can be written.
  private func buildIndexes(for options: LookupOptions) throws {
    do {
      try write { db in
        for (direction, side) in try Direction.answering(options, db)
        where try MatchIndex.find(db, direction: direction.id, side: side) == nil {
          _ = try MatchIndex.create(db, direction: direction.id, side: side)
        }
      }
    } catch MemoryError.readOnly, MemoryError.locked, MemoryError.full {
      // Every unit is compared instead.
    }
  }

  /// The token order of an index. It is kept in memory until the index is rebuilt.
  private func order(of index: MatchIndex, _ db: Database) throws -> TokenOrder {
    if let known = orders.withLock({ $0[index.id] }), known.build == index.build {
      return known.order
    }
    let order = try index.order(db)
    orders.withLock { $0[index.id] = KnownOrder(build: index.build, order: order) }
    return order
  }

  /// The outlines of an index that the process holds, none at first. A write of any process ends them.
  ///
  /// The first index may take as much memory as the cache of a connection, the second half of that, and so
  /// on.
  private func outlines(of index: MatchIndex, state: Int32) -> KeptOutlines {
    outlines.withLock { all in
      // The counters of the index are compared too: a backup of another memory that takes the file's
      // place may have the same number.
      if let known = all[index.id], known.state == state, known.index == index {
        return known.outlines
      }
      all = all.filter { $0.value.state == state && $0.key != index.id }
      let room = configuration.cacheOfOneConnection / (1 + all.count)
      let outlines = KeptOutlines(room: room)
      all[index.id] = KnownOutlines(state: state, index: index, outlines: outlines)
      return outlines
    }
  }
}

/// The outlines of an index that a process holds, and the state of the memory to which they belong.
struct KnownOutlines: Sendable {
  var state: Int32
  var index: MatchIndex
  var outlines: KeptOutlines
}

/// A lookup needs an index that is missing or does not cover all units.
private struct MissingIndex: Error {}

/// Answers queries inside one read of a memory.
protocol LookupSearch {
  /// The best matches for a query, best first.
  ///
  /// - Throws: `IndexDamage`, `RowDamage`, `DatabaseError`.
  func matches(for query: LookupQuery) throws -> [Match]
}

extension LookupSession: LookupSearch {}
extension PlainSearch: LookupSearch {}

/// A token order in memory, and the build of the index to which it belongs.
struct KnownOrder: Sendable {
  var build: Int64
  var order: TokenOrder
}

extension Direction {
  /// The directions whose units can answer a lookup, each with the side that is searched: the
  /// source, or the target if the direction is the opposite one.
  static func answering(
    _ options: LookupOptions, _ db: Database
  ) throws -> [(direction: Direction, side: MatchIndex.Side)] {
    try all(db).compactMap { direction in
      if options.source.accepts(direction.source), options.target.accepts(direction.target) {
        return (direction, .source)
      }
      if options.source.accepts(direction.target), options.target.accepts(direction.source) {
        return (direction, .target)
      }
      return nil
    }
  }
}
