import GRDB
package import PadanModel
import PadanText

extension Memory {
  /// Calls `body` with each unit that has what a query looks for, by ascending number, until it returns
  /// `false`.
  ///
  /// The concordance is brought up to date first; the first search of a memory builds it. If the memory
  /// cannot be written, the texts that it lacks are looked at one by one, with the same result. A query of
  /// expressions alone looks at every text.
  ///
  ///     try memory.search(query) { print($0.pair.source.text); return true }
  ///
  /// - Throws: `TextExpression.Fault`, `MemoryError`, `CancellationError`, and whatever `body` throws.
  /// - Complexity: O(texts that have the query's words), or O(texts of the memory) for expressions.
  package func search(
    _ query: SearchQuery, _ body: (SearchResult) throws -> Bool
  ) throws {
    if query.hasWords { try bringConcordanceUpToDate() }
    try read { db in try SearchSession(db, query).run(usesConcordance: true, body) }
  }

  /// `search` without the concordance: it looks at every text, with the same result.
  package func searchPlainly(
    _ query: SearchQuery, _ body: (SearchResult) throws -> Bool
  ) throws {
    try read { db in try SearchSession(db, query).run(usesConcordance: false, body) }
  }

  /// The pairs of languages of its units.
  ///
  /// - Throws: `MemoryError`.
  package func languagePairs() throws -> [(source: LanguageTag, target: LanguageTag)] {
    try read { try Direction.all($0).map { ($0.source, $0.target) } }
  }

  /// Builds the concordance, or adds what it lacks, if the memory can be written.
  func bringConcordanceUpToDate() throws {
    let isReady = try read { try Concordance.of($0).uncovered($0).count <= Concordance.fewUnits }
    if isReady { return }
    do {
      try write { db in
        var concordance = try Concordance.of(db)
        try concordance.update(db)
      }
    } catch MemoryError.readOnly, MemoryError.locked, MemoryError.full {
      // Every text is looked at instead.
    }
  }

  /// The numbers of the units that a filter selects, ascending; rejected ones too.
  ///
  /// - Throws: `MemoryError`.
  public func units(where filter: PairFilter) throws -> [Int64] {
    try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT unit.id FROM unit JOIN occurrence ON occurrence.unit_id = unit.id
            JOIN direction ON direction.id = unit.direction_id
          WHERE \(filter.sql) ORDER BY unit.id
          """, arguments: filter.statementArguments)
    }
  }

  /// The numbers of the units in some ranges, ascending.
  ///
  /// - Throws: `MemoryError`.
  public func units(in ranges: [ClosedRange<Int64>]) throws -> [Int64] {
    try read { db in
      var units: Set<Int64> = []
      for range in ranges {
        units.formUnion(
          try Int64.fetchAll(
            db, sql: "SELECT id FROM unit WHERE id BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound]))
      }
      return units.sorted()
    }
  }
}

extension SearchQuery {
  /// Whether the concordance can help.
  fileprivate var hasWords: Bool {
    parts.contains { part in
      part.patterns.contains { if case .words = $0 { true } else { false } }
    }
  }
}
