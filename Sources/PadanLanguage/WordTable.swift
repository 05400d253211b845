import PadanModel

/// What rule lists say about a word, found by its UTF-8 bytes without making a `String`.
///
/// An open-addressing hash table with linear probing; words stand one after the other in a pool.
/// Lookup is O(length of the word).
package struct WordTable: Sendable {
  /// The lists a word can stand in.
  package struct Lists: OptionSet, Hashable, Sendable {
    /// A bit for each list.
    package let rawValue: UInt16

    /// The lists of these bits.
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Titles, ranks, company forms: no break before a name.
    @inlinable package static var beforeName: Lists { Lists(rawValue: 1 << 0) }
    /// No break before a number.
    @inlinable package static var beforeNumber: Lists { Lists(rawValue: 1 << 1) }
    /// Degrees and company forms.
    @inlinable package static var afterName: Lists { Lists(rawValue: 1 << 2) }
    /// A sentence may end after one.
    @inlinable package static var atEnd: Lists { Lists(rawValue: 1 << 3) }
    /// No break after one; of credits, small words between names.
    @inlinable package static var within: Lists { Lists(rawValue: 1 << 4) }
    /// A break only before an opener.
    @inlinable package static var acronym: Lists { Lists(rawValue: 1 << 5) }
    /// Words that begin sentences.
    @inlinable package static var opener: Lists { Lists(rawValue: 1 << 6) }
    /// Words that report a quotation.
    @inlinable package static var speechVerb: Lists { Lists(rawValue: 1 << 7) }
    /// Names that end in a mark.
    @inlinable package static var nameWithMark: Lists { Lists(rawValue: 1 << 8) }
    /// A letter after one is no initial; of credits, what names a picture or an agency.
    @inlinable package static var label: Lists { Lists(rawValue: 1 << 9) }

    /// Any list of words that carry a full stop of their own.
    @inlinable package static var abbreviation: Lists {
      [.beforeName, .beforeNumber, .afterName, .atEnd, .within, .acronym]
    }
  }

  private struct Slot {
    var start: Int32 = 0
    var count: Int32 = 0
    var lists: Lists = []
  }

  private var slots: [Slot]
  private var pool: [UInt8] = []

  /// Makes a table of words, each with the lists it stands in.
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

  /// The lists that hold the word at a range of a text; none for an empty range.
  package func lists(of range: Range<Int>, in text: Span<UInt8>) -> Lists {
    guard !range.isEmpty else { return [] }
    var index = Self.hash(text, range) & (slots.count - 1)
    while slots[index].count > 0 {
      if isWord(slots[index], at: range, in: text) { return slots[index].lists }
      index = (index + 1) & (slots.count - 1)
    }
    return []
  }

  private func isWord(_ slot: Slot, at range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard Int(slot.count) == range.count else { return false }
    for offset in 0..<range.count
    where pool[Int(slot.start) + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  /// A hash of a word, folded to a non-negative number.
  private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash = StableHash()
    for offset in range { hash.add(text[offset]) }
    return Int(truncatingIfNeeded: (hash.value ^ hash.value >> 32) & 0x7FFF_FFFF)
  }
}
