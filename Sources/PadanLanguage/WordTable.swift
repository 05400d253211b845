import PadanModel

/// The lists that contain a word. Lookup is by UTF-8 bytes and makes no `String`.
///
/// This is a hash table with open addressing and linear probing. The bytes of all words are stored
/// one after the other in a pool.
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

  /// A slot of the hash table: the place of a word's bytes in the pool. A `count` of 0 marks an
  /// empty slot.
  private struct Slot {
    var start: Int32 = 0
    var count: Int32 = 0
    var lists: Lists = []
  }

  /// The hash table. Its size is a power of two, at least twice the number of words.
  private var slots: [Slot]
  /// The bytes of all words.
  private var pool: [UInt8] = []

  /// Makes a table of words, each with the lists that contain it.
  package init(_ words: [String: Lists]) {
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (word, lists) in words {
      let bytes = Array(word.utf8)
      var index = Self.hash(bytes.span, 0..<bytes.count) & (capacity - 1)
      while slots[index].count > 0 { index = (index + 1) & (capacity - 1) }
      slots[index] = Slot(start: Int32(pool.count), count: Int32(bytes.count), lists: lists)
      pool += bytes
    }
  }

  /// The lists that contain the word at a range of a text; none for an empty range.
  ///
  /// - Parameter range: UTF-8 byte offsets.
  /// - Complexity: O(n) for a word of n bytes.
  package func lists(of range: Range<Int>, in text: Span<UInt8>) -> Lists {
    guard !range.isEmpty else { return [] }
    var index = Self.hash(text, range) & (slots.count - 1)
    while slots[index].count > 0 {
      if isWord(slots[index], at: range, in: text) { return slots[index].lists }
      index = (index + 1) & (slots.count - 1)
    }
    return []
  }

  /// Whether the word of a slot equals the bytes at a range of a text.
  private func isWord(_ slot: Slot, at range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard Int(slot.count) == range.count else { return false }
    for offset in 0..<range.count
    where pool[Int(slot.start) + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  /// A hash of a word's bytes, from 0 to 2³¹ − 1.
  private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash = StableHash()
    hash.add(text, range)
    return Int(truncatingIfNeeded: (hash.value ^ hash.value >> 32) & 0x7FFF_FFFF)
  }
}
