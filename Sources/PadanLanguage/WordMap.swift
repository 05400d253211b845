import PadanModel

/// Values of words. Lookup is by UTF-8 bytes and makes no `String`.
///
/// This is a hash table with open addressing and linear probing. The bytes of all words are stored
/// one after the other in a pool. Words are read eight bytes at a time.
struct WordMap<Value: Sendable>: Sendable {
  /// A slot of the hash table: the first eight bytes of a word, and its place in `words`; −1 in an
  /// empty slot. Most words of a text are in no list, and a slot tells so by itself.
  private struct Slot {
    var first: UInt64 = 0
    var index: Int32 = -1
  }

  /// A word: the place of its bytes in the pool, and its value.
  private struct Word {
    var range: Range<Int>
    var value: Value
  }

  /// The hash table. Its size is a power of two, at least twice the number of words.
  private var slots: [Slot]
  /// The words, in the order in which they came.
  private var words: [Word] = []
  /// The bytes of all words.
  private var pool: [UInt8] = []

  /// Makes a map of words. No word may be empty or occur twice.
  init(_ words: [(bytes: [UInt8], value: Value)]) {
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (bytes, value) in words {
      let range = 0..<bytes.count
      let first = Self.bytes(of: range, from: 0, in: bytes.span, 0)
      var index = Self.hash(of: range, first: first, in: bytes.span, 0) & (capacity - 1)
      while slots[index].index >= 0 { index = (index + 1) & (capacity - 1) }
      slots[index] = Slot(first: first, index: Int32(self.words.count))
      self.words.append(Word(range: pool.count..<pool.count + bytes.count, value: value))
      pool += bytes
    }
  }

  /// The value of the word at a range of a text; `nil` if it has none or the range is empty.
  ///
  /// - Parameters:
  ///   - range: UTF-8 byte offsets.
  ///   - bits: Bits to set in each byte of the text: 0x20 for a word of ASCII in any case.
  /// - Complexity: O(n) for a word of n bytes.
  @inline(__always)
  func value(of range: Range<Int>, in text: Span<UInt8>, setting bits: UInt8 = 0) -> Value? {
    guard !range.isEmpty else { return nil }
    let bits = UInt64(bits) &* 0x0101_0101_0101_0101
    let first = Self.bytes(of: range, from: 0, in: text, bits)
    var index = Self.hash(of: range, first: first, in: text, bits) & (slots.count - 1)
    let slots = slots.span
    while slots[index].index >= 0 {
      if slots[index].first == first {
        let word = words[Int(slots[index].index)]
        if isWord(word.range, at: range, in: text, bits) { return word.value }
      }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether a word of the pool, whose first eight bytes are known to be equal, equals the bytes at a
  /// range of a text.
  private func isWord(
    _ word: Range<Int>, at range: Range<Int>, in text: Span<UInt8>, _ bits: UInt64
  ) -> Bool {
    guard word.count == range.count else { return false }
    for place in stride(from: 8, to: range.count, by: 8)
    where Self.bytes(of: word, from: place, in: pool.span, 0)
      != Self.bytes(of: range, from: place, in: text, bits)
    {
      return false
    }
    return true
  }

  /// At most eight bytes of a range, from a place in it on, with some bits set.
  @inline(__always)
  private static func bytes(
    of range: Range<Int>, from place: Int, in text: Span<UInt8>, _ bits: UInt64
  ) -> UInt64 {
    let count = range.count - place
    let word = text.eightBytes(at: range.lowerBound + place) | bits
    return count >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
  }

  /// A hash of a word's bytes, not negative.
  ///
  /// - Parameter first: The first eight bytes.
  @inline(__always)
  private static func hash(
    of range: Range<Int>, first: UInt64, in text: Span<UInt8>, _ bits: UInt64
  ) -> Int {
    var hash = (UInt64(truncatingIfNeeded: range.count) ^ first) &* 0x9E37_79B9_7F4A_7C15
    var place = 8
    while place < range.count {
      hash = (hash ^ bytes(of: range, from: place, in: text, bits)) &* 0x9E37_79B9_7F4A_7C15
      place += 8
    }
    return Int(truncatingIfNeeded: hash >> 33)
  }
}
