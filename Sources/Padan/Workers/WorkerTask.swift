package import PadanMemory
package import PadanModel

/// An article to segment or to translate: `{"id","text","name"}`.
package struct ArticleTask: Decodable, Sendable {
  /// The whole file.
  package var text: String
  /// Its name, which may tell its format; `nil` for plain text.
  package var name: String?
}

/// A text to look up: `{"id","query","previous","next"}`.
package struct LookupTask: Decodable, Sendable {
  private var query: String
  private var previous: String?
  private var next: String?

  /// The text with its neighbours.
  package var lookup: LookupQuery { LookupQuery(query, previous: previous, next: next) }
}

/// A pair to check or to filter: `{"id","source","target"}`.
package struct PairTask: Decodable, Sendable {
  private var source: String
  private var target: String

  /// The pair in two languages.
  package func pair(from source: LanguageTag, to target: LanguageTag) -> TranslationPair {
    TranslationPair(
      source: Variant(language: source, text: self.source),
      target: Variant(language: target, text: self.target))
  }
}

/// What is filtered: a pair, or with `beads` the pairs of an alignment, as `AlignmentLines` reads it.
package enum FilterTask: Decodable, Sendable {
  case pair(PairTask)
  case alignment(AlignmentRecord)

  private enum Key: String, CodingKey { case beads }

  /// Reads a pair or an alignment.
  ///
  /// - Throws: `DecodingError` if a member is missing or malformed.
  package init(from decoder: any Decoder) throws {
    self =
      try decoder.container(keyedBy: Key.self).contains(.beads)
      ? .alignment(AlignmentRecord(from: decoder)) : .pair(PairTask(from: decoder))
  }
}

/// Two collections of articles to pair: `{"id","source":[{"name","segments"}],"target":[…]}`.
package struct CollectionTask: Decodable, Sendable {
  private var source: [DocumentCollection.Record]
  private var target: [DocumentCollection.Record]

  /// The source articles.
  package var sources: [SegmentedText] { source.map(\.text) }
  /// The target articles.
  package var targets: [SegmentedText] { target.map(\.text) }
}
