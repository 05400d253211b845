import FoundationEssentials
package import PadanAlign
package import PadanMemory
package import PadanModel
import PadanText

/// Finds words in the texts of a memory, each in its context, with their counterparts on the other side.
///
///     let pipeline = SearchPipeline(memory) { Aligner(source: $0, target: $1) }
///     let query = try pipeline.query(SearchRequest(words: ["harga beras"]))
///     try pipeline.lines(of: query, limit: 50) { print($0.result.unit) }
package struct SearchPipeline: Sendable {
  let memory: Memory
  private let makeAligner: @Sendable (LanguageTag, LanguageTag) -> Aligner

  /// How many units are linked together. Few, so that the first lines come soon.
  private static let portion = 32

  /// - Parameters:
  ///   - memory: The memory that is searched.
  ///   - aligner: Makes the aligner for two languages, which links words.
  package init(
    _ memory: Memory, aligner: @escaping @Sendable (LanguageTag, LanguageTag) -> Aligner
  ) {
    self.memory = memory
    makeAligner = aligner
  }

  /// A place where something stands that was looked for.
  package struct Line: Sendable {
    /// The unit.
    package var result: SearchResult
    /// Whether the place is in the unit's target.
    package var isTarget: Bool
    /// The place, in UTF-8 bytes of its text.
    package var hit: Range<Int>
    /// What translates it in the other text: what a query looks for there, or the words that are linked
    /// to those of the place. Ascending; empty if nothing is known.
    package var counterparts: [Range<Int>]

    /// The text with the place.
    package var text: Variant { isTarget ? result.pair.target : result.pair.source }
    /// The other text.
    package var other: Variant { isTarget ? result.pair.source : result.pair.target }
  }

  /// Calls `body` with each place, by unit and then by place, until there are `limit`.
  ///
  /// A unit with hits on both sides has a line for each of its source.
  ///
  /// - Parameter limit: The most lines; `nil` for all.
  /// - Returns: Whether there are more.
  /// - Throws: `TextExpression.Fault`, `MemoryError`, and whatever `body` throws.
  @discardableResult
  package func lines(
    of query: SearchQuery, limit: Int?, _ body: (Line) throws -> Void
  ) throws -> Bool {
    var linker = Linker(make: makeAligner)
    var waiting: [SearchResult] = []
    var count = 0
    var hasMore = false
    func write() throws {
      for line in linker.lines(of: waiting) {
        if let limit, count >= limit {
          hasMore = true
          break
        }
        count += 1
        try body(line)
      }
      waiting = []
    }
    var found = 0
    try memory.search(query) { result in
      waiting.append(result)
      found += result.keyHits.count
      let isEnough = limit.map { found > $0 } ?? false
      if waiting.count >= Self.portion || isEnough { try write() }
      return !isEnough
    }
    try write()
    return hasMore
  }

  /// How often and in how many units something stands.
  package struct Count: Hashable, Sendable {
    /// The document or the year; `nil` if it is not known.
    package var key: String?
    /// How many units have it.
    package var units = 0
    /// How often it stands in their texts: on one side, if the query does not name both.
    package var hits = 0
  }

  /// By what units are counted.
  package enum Key: String, CaseIterable, Sendable {
    /// The document in which a unit was met.
    case document
    /// The year in which its pair was made or last changed, in UTC.
    case year
  }

  /// The counts of a query: for documents the greatest first, years in order. A unit that was met in
  /// several documents counts in each.
  ///
  /// - Throws: `TextExpression.Fault`, `MemoryError`.
  package func counts(of query: SearchQuery, by key: Key) throws -> [Count] {
    var counts: [String?: Count] = [:]
    try memory.search(query) { result in
      for name in Set(result.occurrences.map { $0.value(of: key) }) {
        counts[name, default: Count(key: name)].units += 1
        counts[name]?.hits += result.keyHits.count
      }
      return true
    }
    return counts.values.sorted { a, b in
      let names = (a.key ?? "", b.key ?? "")
      return key == .year
        ? names < (names.1, names.0)
        : (b.hits, names.0) < (a.hits, names.1)
    }
  }
}

extension SearchResult {
  /// The hits of which each is a line.
  var keyHits: [Range<Int>] { sourceHits.isEmpty ? targetHits : sourceHits }
}

extension Provenance {
  /// The name under which an occurrence is counted; `nil` if it is not known.
  fileprivate func value(of key: SearchPipeline.Key) -> String? {
    switch key {
    case .document: document
    case .year: (changedAt ?? createdAt).map { $0.formatted(.iso8601.year()) }
    }
  }
}

/// Links the words of units to find what translates those that were looked for.
private struct Linker {
  let make: @Sendable (LanguageTag, LanguageTag) -> Aligner
  private var aligners: [[LanguageTag]: Aligner] = [:]

  init(make: @escaping @Sendable (LanguageTag, LanguageTag) -> Aligner) { self.make = make }

  /// The lines of some units, in order.
  mutating func lines(of results: [SearchResult]) -> [SearchPipeline.Line] {
    let links = links(of: results)
    return zip(results, links).flatMap { result, links in
      let isTarget = result.sourceHits.isEmpty
      return result.keyHits.map { hit in
        let linked = links.compactMap { link -> Range<Int>? in
          let (own, other) =
            isTarget
            ? (link.target.range, link.source.range) : (link.source.range, link.target.range)
          return own.overlaps(hit) ? other : nil
        }
        let named = isTarget ? [] : result.targetHits
        return SearchPipeline.Line(
          result: result, isTarget: isTarget, hit: hit,
          counterparts: Self.joined(
            named.isEmpty ? linked : named,
            in: isTarget ? result.pair.source.text : result.pair.target.text))
      }
    }
  }

  /// The links of each unit. Units of two languages are linked together, as beads of one document.
  private mutating func links(of results: [SearchResult]) -> [[WordLink]] {
    var links = Array(repeating: [WordLink](), count: results.count)
    let groups = Dictionary(grouping: results.indices) { index in
      [results[index].pair.source.language, results[index].pair.target.language]
    }
    for (languages, members) in groups {
      let aligner = aligners[languages] ?? make(languages[0], languages[1])
      aligners[languages] = aligner
      let documents = AlignedDocuments(
        source: SegmentedText(texts: members.map { results[$0].pair.source.text }),
        target: SegmentedText(texts: members.map { results[$0].pair.target.text }),
        alignment: Alignment(
          beads: members.indices.map { Bead(source: $0..<$0 + 1, target: $0..<$0 + 1) }))
      for (member, found) in zip(members, aligner.wordLinks(in: documents)) {
        links[member] = found
      }
    }
    return links
  }

  /// Ranges in order, those joined that overlap or are parted by blanks alone.
  private static func joined(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    let utf8 = Array(text.utf8)
    return ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last,
        range.lowerBound <= last.upperBound
          || utf8[last.upperBound..<range.lowerBound].allSatisfy({ $0 == 0x20 })
      {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }
}
