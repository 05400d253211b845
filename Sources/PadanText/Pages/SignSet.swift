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
  mutating func insert(_ sign: Int) { words[sign >> 6] |= 1 << UInt64(sign & 63) }

  /// Whether a sign is in the set.
  func contains(_ sign: Int) -> Bool { words[sign >> 6] >> UInt64(sign & 63) & 1 == 1 }

  /// Whether the sets have a sign in common.
  func intersects(_ other: SignSet) -> Bool {
    words.indices.contains { words[$0] & other.words[$0] != 0 }
  }

  /// Calls a function with each sign, in the order of their numbers.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        body(index << 6 | word.trailingZeroBitCount)
        word &= word - 1
      }
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
