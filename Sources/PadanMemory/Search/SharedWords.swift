import GRDB
import Glibc
import PadanIndex
import PadanMatch
import PadanModel
import PadanText

/// The units of a memory that share rare words with some texts, whatever else they have, and how rare
/// these words are.
///
/// A lookup finds what is like a text as a whole. This finds how parts of it were translated.
package struct SharedWords: Sendable {
  /// For each text the units that share most with it, first those that share most; the lower unit first
  /// where two share as much. Their scores may be low.
  package internal(set) var matches: [[Match]] = []
  /// In how many texts of the memory the words of the texts stand, as `PlainWord` has them: about, where they
  /// are more than `most`. A word that stands in none is missing.
  package internal(set) var frequencies: [String: Int] = [:]
  /// The greatest number of a unit: where none was deleted, how many there are.
  package internal(set) var unitCount = 0

  /// A word in more texts finds no units. So the time does not grow with the memory: it is that of some
  /// hundred lists of about 3 kB.
  package static let most = 2_000

  /// How much a word tells, by the number of texts in which it stands: the logarithm of its rarity (Spärck
  /// Jones, “A statistical interpretation of term specificity”, 1972), 0 for a word of no text.
  package func weight(of word: String) -> Double {
    frequencies[word].map { log(1 + Double(unitCount) / Double(max($0, 1))) } ?? 0
  }
}

extension Memory {
  /// The units that share rare words with each of some texts. Rejected units are left out, unless the
  /// filter mentions the review state.
  ///
  /// The concordance is brought up to date first, as by `search`. If the memory cannot be written, all
  /// texts are read instead, with the same result.
  ///
  /// - Parameters:
  ///   - texts: The texts, in `options.source`.
  ///   - limit: The most units for one text.
  ///   - options: The languages and the filter; the least score does not count.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(words of the texts + units that share one).
  package func sharedWords(
    with texts: [String], limit: Int, options: LookupOptions
  ) throws -> SharedWords {
    try bringConcordanceUpToDate()
    return try read { db in
      try SharedWordSearch(db, options: options, path: path).run(texts, limit: limit)
    }
  }
}

extension MemoryShelf {
  /// The units of all memories that share rare words with each of some texts: those of the first memory
  /// first.
  ///
  /// - Throws: `MemoryError`.
  package func sharedWords(
    with texts: [String], limit: Int, options: LookupOptions
  ) throws -> SharedWords {
    var all = SharedWords()
    all.matches = texts.map { _ in [] }
    for entry in entries {
      let shared = try entry.memory.sharedWords(with: texts, limit: limit, options: options)
      all.unitCount += shared.unitCount
      all.frequencies.merge(shared.frequencies, uniquingKeysWith: +)
      for (index, matches) in shared.matches.enumerated() {
        all.matches[index] += matches.map { match in
          guard entry.penalty > 0 else { return match }
          var match = match
          match.penalize([Penalty(.memory, points: entry.penalty)])
          return match
        }
      }
    }
    return all
  }
}

/// Finds units that share words, inside one read of a memory.
private struct SharedWordSearch {
  private let db: Database
  private let options: LookupOptions
  private let path: String
  private let units: UnitReader
  /// The directions that can answer, and whether their units' targets are in the language of the texts.
  private let directions: [Int64: (direction: Direction, isSwapped: Bool)]

  init(_ db: Database, options: LookupOptions, path: String) throws {
    self.db = db
    self.options = options
    self.path = path
    units = try UnitReader(db, filter: options.filter)
    directions = try Dictionary(
      Direction.answering(options, db).map { ($0.direction.id, ($0.direction, $0.side == .target)) }
    ) { first, _ in first }
  }

  func run(_ texts: [String], limit: Int) throws -> SharedWords {
    var shared = SharedWords()
    shared.unitCount = try Int.fetchOne(db, sql: "SELECT max(id) FROM unit") ?? 0
    let words = texts.map { text in
      var seen: Set<String> = []
      return PlainWord.words(in: text).map(\.folded).filter { seen.insert($0).inserted }
    }
    let lists = try lists(of: Set(words.joined()))
    for (word, list) in lists where list.count > 0 { shared.frequencies[word] = list.count }
    for (text, words) in zip(texts, words) {
      var shares: [Int64: Double] = [:]
      for word in words {
        let weight = shared.weight(of: word)
        for unit in lists[word]?.units ?? [] { shares[unit, default: 0] += weight }
      }
      shared.matches.append(try matches(for: text, best(of: shares, limit)))
    }
    return shared
  }

  /// The units with the greatest shares, the greatest first.
  private func best(of shares: [Int64: Double], _ limit: Int) -> [Int64] {
    func precedes(_ a: (key: Int64, value: Double), _ b: (key: Int64, value: Double)) -> Bool {
      a.value != b.value ? a.value > b.value : a.key < b.key
    }
    var best: [(key: Int64, value: Double)] = []
    for share in shares {
      if best.count == limit, let last = best.last, !precedes(share, last) { continue }
      let place = best.firstIndex { precedes(share, $0) } ?? best.count
      best.insert(share, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.key)
  }

  /// The units that may answer, as matches of a text.
  private func matches(for text: String, _ found: [Int64]) throws -> [Match] {
    let query = MatchText(text)
    var scorer = MatchScorer(query)
    return try found.compactMap { id in
      guard let stored = try units.answering(id),
        let (direction, isSwapped) = directions[stored.direction]
      else { return nil }
      let unit = FoundUnit(stored: stored, direction: direction, isSwapped: isSwapped)
      let scores = MatchScores(written: scorer.score(MatchText(unit.source)))
      guard
        var match = unit.match(scores, for: query, readsCodes: options.readsCodes, memory: path)
      else { return nil }
      match.penalize(try units.doubts(about: unit, translationCount: 1))
      return try units.withOccurrences(match)
    }
  }

  // MARK: Lists

  /// The units that have a word on the side of the texts.
  private struct UnitList {
    /// How many they are, about.
    var count = 0
    /// Their numbers, ascending; none where they are more than `SharedWords.most`.
    var units: [Int64] = []

    mutating func add(_ unit: Int64) {
      count += 1
      if count <= SharedWords.most { units.append(unit) } else { units = [] }
    }
  }

  /// The list of each word.
  private func lists(of words: Set<String>) throws -> [String: UnitList] {
    var lists = Dictionary(uniqueKeysWithValues: words.map { ($0, UnitList()) })
    let concordance = try Concordance.of(db)
    let uncovered = try concordance.uncovered(db)
    guard concordance.isUsed, uncovered.count <= Concordance.fewUnits else {
      let all = "SELECT id, direction_id, source, target FROM unit ORDER BY id"
      try add(RawStatement(db, all), to: &lists)
      return lists
    }
    let sides = Set(directions.values.map(\.isSwapped))
    let rows = try WordLists(IndexTable(db, Concordance.listTable))
    let fresh = Set(uncovered)
    for word in words {
      // Both sides of a unit may have the word.
      let found = try concordance.places(of: word, in: rows, atMost: 2 * SharedWords.most, db)
      guard !found.places.isEmpty else {
        lists[word]?.count = found.count
        continue
      }
      var list = UnitList()
      for place in found.places where sides.contains(place.isTarget) {
        // The two places of a unit follow each other.
        if list.units.last != place.unit, !fresh.contains(place.unit) { list.add(place.unit) }
      }
      lists[word] = list
    }
    let row = try RawStatement(
      db, "SELECT id, direction_id, source, target FROM unit WHERE id = ?")
    for unit in uncovered {
      row.bind(unit, at: 1)
      try add(row, to: &lists)
    }
    return lists
  }

  /// Adds the units of a statement to the lists of those words that they have.
  private func add(_ rows: RawStatement, to lists: inout [String: UnitList]) throws {
    defer { rows.reset() }
    while try rows.step() {
      guard let isSwapped = directions[rows.int(1)]?.isSwapped else { continue }
      let words = PlainWord.words(in: rows.text(isSwapped ? 3 : 2))
      for word in Set(words.map(\.folded)) { lists[word]?.add(rows.int(0)) }
    }
  }
}
