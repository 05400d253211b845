import PadanModel

/// The lists that contain a word. Lookup is by UTF-8 bytes and makes no `String`.
@usableFromInline
package struct WordTable: Sendable {
  /// The lists that contain a word, as a set.
  @usableFromInline
  package struct Lists: OptionSet, Hashable, Sendable {
    /// One bit for each list.
    @usableFromInline package let rawValue: UInt16

    /// The lists of these bits.
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Titles, ranks and company forms: no break before a name.
    @inlinable package static var beforeName: Lists { Lists(rawValue: 1 << 0) }
    /// Abbreviations before a number: no break before one.
    @inlinable package static var beforeNumber: Lists { Lists(rawValue: 1 << 1) }
    /// Degrees and company forms, which stand after a name.
    @inlinable package static var afterName: Lists { Lists(rawValue: 1 << 2) }
    /// Abbreviations that may end a sentence.
    @inlinable package static var atEnd: Lists { Lists(rawValue: 1 << 3) }
    /// Abbreviations that never end a sentence. In the words of credits: small words between names.
    @inlinable package static var within: Lists { Lists(rawValue: 1 << 4) }
    /// Acronyms: a break only before a word that begins sentences.
    @inlinable package static var acronym: Lists { Lists(rawValue: 1 << 5) }
    /// Words that begin sentences.
    @inlinable package static var opener: Lists { Lists(rawValue: 1 << 6) }
    /// Verbs that report a quotation.
    @inlinable package static var speechVerb: Lists { Lists(rawValue: 1 << 7) }
    /// Names that end in a mark.
    @inlinable package static var nameWithMark: Lists { Lists(rawValue: 1 << 8) }
    /// Words before a letter that is not an initial. In the words of credits: words that name a
    /// picture or an agency.
    @inlinable package static var label: Lists { Lists(rawValue: 1 << 9) }
    /// Abbreviations of units.
    @inlinable package static var unit: Lists { Lists(rawValue: 1 << 10) }
    /// Names after an ordinal number.
    @inlinable package static var afterOrdinal: Lists { Lists(rawValue: 1 << 11) }
    /// Particles that join a quotation to the words after it.
    @inlinable package static var quotative: Lists { Lists(rawValue: 1 << 12) }

    /// All lists whose words end in a full stop of their own.
    package static let abbreviation: Lists = [
      .beforeName, .beforeNumber, .afterName, .atEnd, .within, .acronym,
    ]

    // `OptionSet` has both for any type; from another module they take many times as long, and they
    // are asked of every word before a full stop.

    /// Whether all of some lists are among these.
    @inlinable package func contains(_ lists: Lists) -> Bool {
      rawValue & lists.rawValue == lists.rawValue
    }

    /// Whether none of some lists is among these.
    @inlinable package func isDisjoint(with lists: Lists) -> Bool {
      rawValue & lists.rawValue == 0
    }
  }

  private var lists: WordMap<Lists>

  /// Makes a table of words, each with the lists that contain it.
  package init(_ words: [String: Lists]) {
    lists = WordMap(words.map { (Array($0.utf8), $1) })
  }

  /// The lists that contain the word at a range of a text; none for an empty range.
  ///
  /// - Parameter range: UTF-8 byte offsets.
  /// - Complexity: O(n) for a word of n bytes.
  package func lists(of range: Range<Int>, in text: Span<UInt8>) -> Lists {
    lists.value(of: range, in: text) ?? []
  }
}
