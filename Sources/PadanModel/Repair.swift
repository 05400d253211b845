extension TranslationPair {
  /// The translation of a stored text, adapted to a text that differs from it.
  ///
  /// A repair is complete if nothing that differs is left: what stands in the query and not in the
  /// stored source stands in `text`, and the other way round. Otherwise only values and names are
  /// repaired, and a person has to see to the rest.
  public struct Repair: Hashable, Sendable {
    /// The adapted translation.
    public var text: String
    /// What was replaced, in the order of `text`.
    public var spans: [Span]
    /// Whether every difference is repaired.
    public var isComplete: Bool

    /// The probability that all of it is right, 0...1.
    public var probability: Double { spans.reduce(1) { $0 * $1.probability } }

    /// An adapted translation.
    package init(text: String, spans: [Span], isComplete: Bool) {
      self.text = text
      self.spans = spans
      self.isComplete = isComplete
    }

    /// Words of a stored translation that were replaced.
    public struct Span: Hashable, Sendable {
      /// What proves that the words replaced belong to those that differ.
      public enum Origin: String, CaseIterable, Hashable, Sendable {
        /// A number, amount, date, time or other value that stands once in both stored texts.
        case value
        /// A name that stands once in both stored texts.
        case name
        /// A lexicon that has both words.
        case lexicon
        /// A termbase that has the word of the query.
        case term
        /// A noun of measure after a number, which agrees with it.
        case agreement
        /// A quotation mark that both stored texts have and the query has not.
        case mark
      }

      /// The place of the new words in the adapted translation, in UTF-8 bytes.
      public var range: Range<Int>
      /// What proves the replacement.
      public var origin: Origin
      /// The probability that it is right, 0...1.
      public var probability: Double
      /// The words of the stored source that differ, and those of the query.
      public var source: Exchange
      /// The words of the stored translation, and those that have their place.
      public var target: Exchange

      /// A replacement at a place of an adapted translation.
      package init(
        range: Range<Int>, origin: Origin, probability: Double, source: Exchange, target: Exchange
      ) {
        self.range = range
        self.origin = origin
        self.probability = probability
        self.source = source
        self.target = target
      }
    }

    /// Words, and those that have their place.
    public struct Exchange: Hashable, Sendable {
      /// The words of the stored text.
      public var old: String
      /// The words in their place.
      public var new: String

      /// Words in the place of others.
      package init(_ old: String, _ new: String) {
        self.old = old
        self.new = new
      }
    }
  }
}

package typealias Repair = TranslationPair.Repair
