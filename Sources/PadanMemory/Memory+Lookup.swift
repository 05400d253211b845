import GRDB
import PadanMatch
import PadanModel

extension Memory {
  /// The best matches for a text: all of the search set (`SearchSet`) that reach the threshold, best
  /// first, up to the limit.
  ///
  /// Rejected units are no answers. A pair of the opposite direction answers with its sides swapped.
  ///
  /// - Complexity: O(units) of the pair of languages.
  /// - Throws: `MemoryError`.
  public func matches(for query: String, options: LookupOptions = LookupOptions()) throws -> [Match]
  {
    let text = MatchText(query)
    guard !text.scalars.isEmpty, options.limit > 0 else { return [] }
    let searchSet = SearchSet(query: text, threshold: options.minimum)
    return try read { db in
      var matches: [Match] = []
      for direction in try Direction.all(db) {
        let isForward =
          options.source.accepts(direction.source) && options.target.accepts(direction.target)
        let isSwapped =
          options.source.accepts(direction.target) && options.target.accepts(direction.source)
        guard isForward || isSwapped else { continue }
        let cursor = try Row.fetchCursor(
          db,
          sql: """
            SELECT id, source, target, source_codes, target_codes, review, imported_usage, changed_at
            FROM unit WHERE direction_id = ? AND review <> 'rejected' ORDER BY id
            """, arguments: [direction.id])
        while let row = try cursor.next() {
          let candidate = MatchText(row[isForward ? 1 : 2])
          guard searchSet.contains(candidate) else { continue }
          let score = MatchScorer.score(text, candidate)
          guard score.net >= options.minimum else { continue }
          matches.append(match(row, direction: direction, isSwapped: !isForward, score: score))
        }
      }
      try weigh(&matches, options: options, in: db)
      return matches
    }
  }

  private func match(
    _ row: Row, direction: Direction, isSwapped: Bool, score: MatchScore
  ) -> Match {
    let source = Variant(
      language: direction.source, text: row[1], codes: InlineCodeJSON.codes(in: row[3]))
    let target = Variant(
      language: direction.target, text: row[2], codes: InlineCodeJSON.codes(in: row[4]))
    return Match(
      unit: row[0], kind: score.raw == 100 && score.penalties.isEmpty ? .exact : .fuzzy,
      score: score,
      pair: TranslationPair(
        source: isSwapped ? target : source, target: isSwapped ? source : target,
        review: ReviewState(rawValue: row[5]) ?? .unreviewed, usageCount: row[6]),
      provenance: [], changedAt: row[7])
  }

  /// Adds provenance and the penalties that depend on it, then ranks and cuts.
  private func weigh(_ matches: inout [Match], options: LookupOptions, in db: Database) throws {
    let statement = try db.makeStatement(
      sql: "SELECT * FROM occurrence WHERE unit_id = ? ORDER BY id")
    var targets: [String: Set<String>] = [:]
    for match in matches {
      targets[match.pair.source.text, default: []].insert(match.pair.target.text)
    }
    for index in matches.indices {
      matches[index].provenance = try Row.fetchAll(statement, arguments: [matches[index].unit]).map
      {
        Provenance($0)
      }
      let match = matches[index]
      let doubts = Penalty.doubts(
        ofUnreviewed: match.pair.review == .unreviewed,
        confidences: match.provenance.map(\.confidence),
        hasCodes: !match.pair.source.codes.isEmpty,
        translationCount: targets[match.pair.source.text]!.count)
      matches[index].score.penalties += doubts
    }
    matches = Array(
      matches.filter { $0.score.net >= options.minimum }.sorted { $0.precedes($1) }
        .prefix(options.limit))
  }
}
