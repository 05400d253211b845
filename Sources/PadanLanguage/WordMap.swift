import PadanModel

/// Values of words. Lookup is by UTF-8 bytes and makes no `String`.
///
/// This is a hash table with open addressing and linear probing. The bytes of all words are stored
/// one after the other in a pool.
struct WordMap<Value: Sendable>: Sendable {
  /// A slot of the hash table: the place of a word's bytes in the pool, and its value. An empty
  /// slot has no value.
  private struct Slot {
    var start: Int32 = 0
    var count: Int32 = 0
    var value: Value?
  }

  /// The hash table. Its size is a power of two, at least twice the number of words.
  private var slots: [Slot]
  /// The bytes of all words.
  private var pool: [UInt8] = []

  /// Makes a map of words. No word may be empty or occur twice.
  init(_ words: [(bytes: [UInt8], value: Value)]) {
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (bytes, value) in words {
      var index = Self.hash(bytes.span, 0..<bytes.count) & (capacity - 1)
      while slots[index].value != nil { index = (index + 1) & (capacity - 1) }
      slots[index] = Slot(start: Int32(pool.count), count: Int32(bytes.count), value: value)
      pool += bytes
    }
  }

  /// The value of the word at a range of a text; `nil` if it has none or the range is empty.
  ///
  /// - Parameter range: UTF-8 byte offsets.
  /// - Complexity: O(n) for a word of n bytes.
  func value(of range: Range<Int>, in text: Span<UInt8>) -> Value? {
    guard !range.isEmpty else { return nil }
    var index = Self.hash(text, range) & (slots.count - 1)
    while let value = slots[index].value {
      if isWord(slots[index], at: range, in: text) { return value }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
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
