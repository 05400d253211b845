/// A set of signs, by their numbers in a list of families, which are below 256. To read a line makes
/// no array and no text.
struct SignSet {
  /// One bit for each number.
  private var words: InlineArray<4, UInt64> = .init(repeating: 0)

  /// An empty set.
  init() {}

  /// A set of some signs.
  init(_ signs: some Sequence<Int>) {
    for sign in signs { insert(sign) }
  }

  /// Adds a sign.
  @inline(__always)
  mutating func insert(_ sign: Int) { words[sign >> 6] |= 1 << UInt64(sign & 63) }

  /// Whether a sign is in the set.
  func contains(_ sign: Int) -> Bool { words[sign >> 6] >> UInt64(sign & 63) & 1 == 1 }

  /// Adds the signs of another set.
  mutating func formUnion(_ other: SignSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether the sets have a sign in common.
  func intersects(_ other: SignSet) -> Bool {
    var common: UInt64 = 0
    for index in words.indices { common |= words[index] & other.words[index] }
    return common != 0
  }

  /// Calls a function with each sign that is also in another set, in the order of their numbers.
  @inline(__always)
  func visit(in other: SignSet, _ body: (Int) -> Void) {
    for index in words.indices {
      for bit in SetBits(words[index] & other.words[index]) { body(index << 6 | bit) }
    }
  }

  /// Calls a function with each sign, in the order of their numbers.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    for index in words.indices {
      for bit in SetBits(words[index]) { body(index << 6 | bit) }
    }
  }

  /// The names of the signs.
  ///
  /// - Parameter list: The names of all signs, by their numbers.
  func names(in list: [String]) -> [String] {
    var names: [String] = []
    visit { names.append(list[$0]) }
    return names
  }
}

/// The positions of the bits of a number that are set, the lowest first.
struct SetBits: Sequence, IteratorProtocol {
  private var rest: UInt64

  /// The bits of a number.
  init(_ number: UInt64) { rest = number }

  @inline(__always)
  mutating func next() -> Int? {
    guard rest != 0 else { return nil }
    defer { rest &= rest - 1 }
    return rest.trailingZeroBitCount
  }
}
