import FoundationEssentials
import GRDB
import PadanMatch
import PadanModel
import PadanText

/// Answers queries inside one read of a memory: all of them see the same state.
struct LookupSession {
  /// An index in use, and how its direction's units answer.
  struct Source {
    var search: IndexSearch
    var direction: Direction
    /// Whether units answer with their sides swapped.
    var isSwapped: Bool
  }

  private let db: Database
  private let options: LookupOptions
  private let path: String
  private let sources: [Source]
  private let units: UnitReader

  init(_ db: Database, options: LookupOptions, path: String, sources: [Source]) throws {
    self.db = db
    self.options = options
    self.path = path
    self.sources = sources
    units = try UnitReader(db, filter: options.filter)
  }

  /// The best matches for a query, best first.
  ///
  /// - Throws: `DatabaseError` or `IndexDamage`.
  func matches(for query: LookupQuery) throws -> [Match] {
    let text = MatchText(query.text)
    guard !text.scalars.isEmpty, options.limit > 0 else { return [] }
    let prepared = PreparedQuery(
      text, threshold: options.minimum, isExhaustive: options.isExhaustive)
    let context = QueryContext(query)
    var ranking = Ranking(limit: options.limit, minimum: options.minimum)
    try addAlike(prepared, context, to: &ranking)
    let comparesAll = options.isExhaustive || prepared.count <= SearchSet.shortQuery
    var reader = TextReader()
    // A text that two indexes have is looked for in both when it is first met.
    var seen: Set<[UInt32]> = []
    for source in sources {
      var candidates = Candidates(prepared, least: ranking.least)
      func answer(_ hit: Candidates.Hit) throws -> Double {
        guard seen.insert(hit.key).inserted else { return ranking.least }
        reader.read(key: hit.key)
        if !comparesAll {
          let longer = max(prepared.tokens.count, reader.tokens.count)
          let shared = prepared.tokens.sharedCount(with: reader.tokens)
          guard shared >= OverlapPrefix.need(longer) else { return ranking.least }
        }
        try add(
          key: hit.key, looseHash: reader.looseHash,
          score: MatchScore(raw: hit.score, penalties: []), context, to: &ranking)
        return ranking.least
      }
      if comparesAll {
        try source.search.scoreAll(&candidates, answer)
      } else {
        try source.search.scoreSharing(&candidates, answer)
      }
    }
    return try ranking.matches.map { match in
      var match = match
      match.provenance = try units.provenance(of: match.unit)
      return match
    }
  }

  /// Adds the texts that say the same but for case, numbers or punctuation: they have few bytes in
  /// common at times, and their scores have rules of their own.
  private func addAlike(
    _ query: PreparedQuery, _ context: QueryContext, to ranking: inout Ranking
  ) throws {
    var keys: Set<[UInt32]> = []
    var texts: [(key: [UInt32], score: MatchScore)] = []
    for source in sources {
      let slots = try source.search.slots(ofLooseHash: query.looseHash)
      try source.search.forEachText(slots) { row, index, _ in
        guard row.looseHash(index) == query.looseHash else { return }
        let key = row.key(index)
        guard keys.insert(key).inserted else { return }
        let candidate = MatchText(String(key))
        guard query.searchSet.contains(candidate) else { return }
        texts.append((key, MatchScorer.score(query.text, candidate)))
      }
    }
    texts.sort {
      $0.score.net == $1.score.net
        ? $0.key.lexicographicallyPrecedes($1.key) : $0.score.net > $1.score.net
    }
    for text in texts where text.score.net >= ranking.least {
      try add(
        key: text.key, looseHash: query.looseHash, score: text.score, context, to: &ranking)
    }
  }

  /// Adds the units that have a text, each with the doubts about it.
  private func add(
    key: [UInt32], looseHash: UInt32, score: MatchScore, _ context: QueryContext,
    to ranking: inout Ranking
  ) throws {
    let isSame = score.raw == 100 && score.penalties.isEmpty
    var found: [(unit: FoundUnit, source: Source)] = []
    for source in sources {
      var seen: Set<Int64> = []
      for unit in try source.search.units(ofText: key, looseHash: looseHash)
      where seen.insert(unit).inserted {
        if let unit = try units.find(
          unit, direction: source.direction, isSwapped: source.isSwapped, key: key)
        {
          found.append((unit, source))
        }
      }
    }
    let translations = Set(found.map(\.unit.target)).count
    for (unit, source) in found {
      var score = score
      score.penalties += try units.doubts(about: unit, translationCount: translations)
      guard score.net >= ranking.least else { continue }
      let contextCount = isSame ? try units.contextCount(of: unit.id, context) : 0
      ranking.add(
        unit.match(
          score: score, isSame: isSame, contextCount: contextCount, direction: source.direction,
          isSwapped: source.isSwapped, memory: path))
    }
  }
}

extension String {
  /// The text of a match key's scalars.
  init(_ key: [UInt32]) {
    var scalars = String.UnicodeScalarView()
    for value in key { scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    self = String(scalars)
  }
}

/// The match keys of the segments around a query.
struct QueryContext {
  let previous: String?
  let next: String?

  init(_ query: LookupQuery) {
    previous = query.previous.map(TextForm.matchKey(of:))
    next = query.next.map(TextForm.matchKey(of:))
  }

  var isKnown: Bool { previous != nil || next != nil }

  /// How many of the two are the same.
  func count(previous: String?, next: String?) -> Int {
    func isSame(_ mine: String?, _ stored: String?) -> Bool {
      guard let mine, let stored else { return false }
      return mine == TextForm.matchKey(of: stored)
    }
    return (isSame(self.previous, previous) ? 1 : 0) + (isSame(self.next, next) ? 1 : 0)
  }
}
