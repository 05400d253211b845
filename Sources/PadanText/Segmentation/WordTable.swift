/// What rule lists say about a word, found by its UTF-8 bytes without making a `String`.
///
/// An open-addressing hash table with linear probing; words stand one after the other in a pool.
/// Lookup is O(length of the word).
struct WordTable: Sendable {
  /// The lists a word can stand in.
  struct Lists: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    static let beforeName = Lists(rawValue: 1 << 0)
    static let beforeNumber = Lists(rawValue: 1 << 1)
    static let afterName = Lists(rawValue: 1 << 2)
    static let atEnd = Lists(rawValue: 1 << 3)
    static let within = Lists(rawValue: 1 << 4)
    static let acronym = Lists(rawValue: 1 << 5)
    static let opener = Lists(rawValue: 1 << 6)
    static let speechVerb = Lists(rawValue: 1 << 7)
    static let nameWithMark = Lists(rawValue: 1 << 8)
    static let label = Lists(rawValue: 1 << 9)

    /// Any list of words that carry a full stop of their own.
    static let abbreviation: Lists = [
      .beforeName, .beforeNumber, .afterName, .atEnd, .within, .acronym,
    ]
  }

  private struct Slot {
    var start: Int32 = 0
    var count: Int32 = 0
    var lists: Lists = []
  }

  private var slots: [Slot]
  private var pool: [UInt8] = []

  /// Makes a table of words, each with the lists it stands in.
  init(_ words: [String: Lists]) {
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
  func lists(of range: Range<Int>, in text: Span<UInt8>) -> Lists {
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

  /// FNV-1a (Fowler, Noll and Vo, RFC 9923), folded to a non-negative number.
  private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in range { hash = (hash ^ UInt64(text[offset])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
