/// A reason to leave a pair out of a corpus from which a machine learns. The raw value is its stable name.
///
/// Each has a value for a pair, which grows with how much the pair is suspected, and a limit above which
/// the pair is marked.
package enum QualityFilter: String, CaseIterable, Hashable, Sendable {
  /// The number of sides without a word.
  case empty
  /// The words of the longer side.
  case long
  /// How many times longer one side is than it should be beside the other.
  case lengthRatio = "length-ratio"
  /// How sure it is that text is left in the source language, 0...1.
  case untranslated
  /// How sure it is that a side is in another language, 0...1.
  case language
  /// How sure it is that numbers, amounts, dates or times differ, 0...1.
  case values
  /// The share of the scalars of a side that are no letters, 0...1.
  case symbols
  /// The share of the neighbouring words of a side that stood there before, 0...1.
  case repetition
  /// 1 minus the confidence of the bead that made the pair, 0...1.
  case doubt
  /// 1 where both texts stood in an earlier pair.
  case duplicate
  /// The Jaccard index of the words of both sides with those of an earlier pair that stays, 0...1.
  case nearDuplicate = "near-duplicate"

  // Of 20,316 pairs of sentences from Indonesian news and reports these limits mark 1 in 50: 274 for their
  // values (of 16 drawn at random 8 are faults of the corpus, 3 rounded), 80 as duplicates, 30 for their lengths.
  /// The limit that holds where nobody names another one: pairs with a larger value are marked.
  package var usualLimit: Double {
    switch self {
    case .empty: 0
    case .long: 150
    case .lengthRatio: 2.5
    case .untranslated, .language: 0.8
    case .values: 0.9
    case .symbols: 0.6
    case .repetition: 0.4
    case .doubt: 0.5
    case .duplicate: 0
    case .nearDuplicate: 0.85
    }
  }

  /// What a person reads: a clause.
  package var title: String {
    switch self {
    case .empty: "a side has no word"
    case .long: "a side has too many words"
    case .lengthRatio: "one side is much longer"
    case .untranslated: "text is left in the source language"
    case .language: "a side is in another language"
    case .values: "numbers, amounts, dates or times differ"
    case .symbols: "a side is mostly no letters"
    case .repetition: "words are repeated over and over"
    case .doubt: "the alignment was not sure"
    case .duplicate: "both texts stood in an earlier pair"
    case .nearDuplicate: "nearly all words stood in an earlier pair"
    }
  }
}

/// The mark that a filter gives a pair.
package struct QualityMark: Hashable, Sendable {
  /// The filter.
  package var filter: QualityFilter
  /// Its value for the pair, which is above the limit.
  package var value: Double

  /// A mark of a filter.
  package init(_ filter: QualityFilter, _ value: Double) {
    (self.filter, self.value) = (filter, value)
  }
}
