import PadanFormats
package import PadanModel
import PadanText

/// What a translator of an article should have seen before: terms, and pairs of the memory.
///
///     let pack = try ContextPipeline(lookup, budget: 4_000).pack(for: text)
///     let used = pack.uses(in: translation)
package struct ContextPack: Hashable, Sendable {
  /// A pair of the memory.
  package struct Example: Hashable, Sendable {
    /// For what a pair stands in the pack.
    package enum Role: String, CaseIterable, Codable, Sendable {
      /// It translates a segment as a whole: its source is the same, or its translation is repaired.
      case match
      /// It has words and phrases of the article.
      case example
      /// It stands beside another of the pack in its document.
      case neighbour
    }

    /// For what it stands here.
    package var role: Role
    /// The position of the segment for which it was found among all segments of the article, from 0; for a neighbour that of
    /// the pair beside which it stands.
    package var segment: Int
    /// The number of its unit.
    package var unit: Int
    /// The path of the unit's memory.
    package var memory: String
    /// The document in which the unit was met first; `nil` if none is known.
    package var document: String?
    /// How it agrees with the segment: context, exact, repaired or fuzzy; `nil` for a neighbour, which was not
    /// found for its words.
    package var kind: String?
    /// The score as a lookup of the segment prints it, 0...102; `nil` for a neighbour.
    package var score: Double?
    /// A reviewer's verdict on the unit.
    package var review: ReviewState
    /// The source; for a repaired match the segment itself.
    package var source: String
    /// The translation; that of a repaired match is adapted to the segment.
    package var target: String
    /// What it costs, as `TokenEstimate` counts.
    package var tokens: Int

    /// The cost of a pair of texts.
    package static func tokens(_ source: String, _ target: String) -> Int {
      TokenEstimate.count(source) + TokenEstimate.count(target) + TokenEstimate.pairFrame
    }
  }

  /// The name of the article.
  package var name: String
  /// The language of the article.
  package var source: LanguageTag
  /// The language of the translations.
  package var target: LanguageTag
  /// The most tokens that it may have.
  package var budget: Int
  /// The terms that stand in the article, in the order of their first places.
  package var terms: [Term] = []
  /// The pairs: matches in the order of the article, examples from the most useful one on, neighbours.
  package var examples: [Example] = []

  /// The tokens of its terms and pairs, as `TokenEstimate` counts.
  package var tokens: Int {
    terms.reduce(0) { $0 + Self.tokens($1) } + examples.reduce(0) { $0 + $1.tokens }
  }

  /// The cost of a term.
  package static func tokens(_ term: Term) -> Int {
    TokenEstimate.count(term.line) + TokenEstimate.termFrame
  }

  /// A pack without content.
  package init(name: String, source: LanguageTag, target: LanguageTag, budget: Int) {
    (self.name, self.source, self.target, self.budget) = (name, source, target, budget)
  }
}

// MARK: What was used

extension ContextPack {
  /// Words of an example that stand in a translation.
  package struct Use: Hashable, Sendable {
    /// The position of the example in the pack.
    package var example: Int
    /// Where its words stand in the translation, in UTF-8 bytes, ascending.
    package var ranges: [Range<Int>]
    /// How many of its words stand there, 0...1.
    package var share: Double
  }

  /// So many words together are no coincidence: only runs of as many count, or a whole translation that is
  /// shorter.
  private static let leastRun = 3

  /// Which examples a translation used: those of whose translations runs of three words and more stand in it, or all
  /// words of shorter ones. Case and marks do not count.
  ///
  /// - Parameter translation: The whole translation of the article, or that of a segment.
  /// - Returns: A use for each example that was used, in the order of the pack.
  /// - Complexity: O(words of the translation and of the pack).
  package func uses(in translation: String) -> [Use] {
    let words = PlainWord.words(in: translation)
    var places: [Int: [[String]: [Int]]] = [:]
    for length in 1...Self.leastRun {
      places[length] = Dictionary(
        grouping: words.indices.dropLast(length - 1)
      ) { start in words[start..<start + length].map(\.folded) }
    }
    return examples.enumerated().compactMap { position, example in
      let own = PlainWord.words(in: example.target).map(\.folded)
      let length = min(Self.leastRun, own.count)
      guard length > 0 else { return nil }
      var (used, found) = (Set<Int>(), Set<Int>())
      for start in 0...own.count - length {
        guard let hits = places[length]?[Array(own[start..<start + length])] else { continue }
        used.formUnion(start..<start + length)
        for hit in hits { found.formUnion(hit..<hit + length) }
      }
      guard !used.isEmpty else { return nil }
      let ranges = found.sorted().reduce(into: [Range<Int>]()) { runs, word in
        if let last = runs.last, last.upperBound == word {
          runs[runs.count - 1] = last.lowerBound..<word + 1
        } else {
          runs.append(word..<word + 1)
        }
      }
      return Use(
        example: position,
        ranges: ranges.map {
          words[$0.lowerBound].range.lowerBound..<words[$0.upperBound - 1].range.upperBound
        },
        share: Double(used.count) / Double(own.count))
    }
  }
}

// MARK: Reading

extension ContextPack {
  /// Reads a pack from its JSON (`JSONReport.context`).
  ///
  /// - Parameters:
  ///   - bytes: One object on a line.
  ///   - file: The name of the file in messages.
  /// - Throws: `InputError` if it is not a pack.
  package init(json bytes: [UInt8], file: String) throws {
    let records = try JSONLines.decodeAll(Record.self, from: bytes, file: file)
    guard records.count == 1, let record = records.first else {
      throw InputError(SourceLocation(file: file), .notOnePack)
    }
    self = record.pack
  }

  /// A pack in JSON.
  private struct Record: Decodable {
    struct Item: Decodable {
      var role: Example.Role
      var segment: Int
      var unit: Int
      var memory: String
      var document: String?
      var match: String?
      var score: Double?
      var review: ReviewState
      var source: String
      var target: String
    }

    var article: String
    var from: LanguageTag
    var to: LanguageTag
    var budget: Int
    var terms: [Term]
    var examples: [Item]

    var pack: ContextPack {
      var pack = ContextPack(name: article, source: from, target: to, budget: budget)
      pack.terms = terms
      pack.examples = examples.map {
        Example(
          role: $0.role, segment: $0.segment, unit: $0.unit, memory: $0.memory,
          document: $0.document,
          kind: $0.match, score: $0.score, review: $0.review, source: $0.source, target: $0.target,
          tokens: Example.tokens($0.source, $0.target))
      }
      return pack
    }
  }
}

extension InputError.Reason {
  /// A file holds no pack, or several.
  fileprivate static let notOnePack = Self(
    "context.not-one-pack", "the file does not hold one pack.",
    advice: "Write the context of one article as JSON.")
}
