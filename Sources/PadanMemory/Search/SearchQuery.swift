package import PadanModel
import PadanText

/// What a search of a memory's texts looks for.
///
///     let query = SearchQuery([.init([try .words("harga beras")])])
package struct SearchQuery: Hashable, Sendable {
  /// A word of a phrase.
  package enum Word: Hashable, Sendable {
    /// The word itself, as `PlainWord` has it.
    case exact(String)
    /// A word that begins so.
    case prefix(String)
    /// A form of one of some words (`Inflection`), or that word.
    case forms(of: [String])
  }

  /// What a text must have.
  package enum Pattern: Hashable, Sendable {
    /// Words one after another, whatever marks stand between them. Where nothing stands between two
    /// words, as in scripts without blanks, nothing may (`isJoined`, one value for each word).
    case words([Word], isJoined: [Bool])
    /// An ICU regular expression. Case does not count unless it says `(?-i)`.
    case expression(String)

    /// The words of a text; a word before a `*` is the beginning of a word.
    ///
    /// - Parameter forms: The words of whose forms a word stands for all; `nil` if it stands for itself.
    /// - Returns: `nil` if the text has no word.
    package static func words(_ text: String, forms: ((String) -> [String])? = nil) -> Pattern? {
      let utf8 = Array(text.utf8)
      let words = PlainWord.words(in: text)
      guard !words.isEmpty else { return nil }
      return .words(
        words.map { word in
          let end = word.range.upperBound
          if end < utf8.count, utf8[end] == UInt8(ascii: "*") { return .prefix(word.folded) }
          return forms.map { .forms(of: $0(word.folded)) } ?? .exact(word.folded)
        }, isJoined: words.indices.map { $0 > 0 && words[$0].gap == .none })
    }
  }

  /// The side on which patterns are looked for.
  package enum Side: Hashable, Sendable {
    case source, target
    /// One of the two, on which all patterns of a part must stand.
    case either
  }

  /// Patterns that one text must have, all of them.
  package struct Part: Hashable, Sendable {
    package var patterns: [Pattern]
    package var side: Side

    /// Patterns on a side.
    package init(_ patterns: [Pattern], on side: Side = .either) {
      self.patterns = patterns
      self.side = side
    }
  }

  /// What a unit must have, all of it.
  package var parts: [Part]
  /// Which units may answer; `nil` for all that are not rejected.
  package var filter: PairFilter?

  /// A query.
  package init(_ parts: [Part], filter: PairFilter? = nil) {
    self.parts = parts
    self.filter = filter
  }
}

/// A unit that has what a search looks for.
package struct SearchResult: Sendable {
  /// The unit's number.
  package var unit: Int64
  /// Its texts, without provenance.
  package var pair: TranslationPair
  /// Its occurrences, the oldest first.
  package var occurrences: [Provenance]
  /// Where the patterns stand in the source, in UTF-8 bytes, ascending.
  package var sourceHits: [Range<Int>]
  /// Where they stand in the target.
  package var targetHits: [Range<Int>]
}
