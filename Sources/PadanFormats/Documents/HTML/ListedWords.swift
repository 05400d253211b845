/// A set of words of a list of at most 128, by their positions.
struct ListedWords {
  /// A bit for each position.
  private var bits: UInt128

  /// The empty set.
  static let none = ListedWords(bits: 0)

  private init(bits: UInt128) { self.bits = bits }

  /// The words that stand in a list; others are left out.
  init(_ words: [String], of positions: [String: Int]) {
    bits = 0
    for word in words {
      if let position = positions[word] { bits |= 1 << UInt128(position) }
    }
  }

  /// The positions of the words of a list.
  static func positions(of list: [String]) -> [String: Int] {
    precondition(list.count <= UInt128.bitWidth)
    return Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1, $0) })
  }

  /// Whether it has no word.
  var isEmpty: Bool { bits == 0 }

  /// The words of both.
  func union(_ other: ListedWords) -> ListedWords { ListedWords(bits: bits | other.bits) }

  /// Whether they have no word in common.
  func isDisjoint(with other: ListedWords) -> Bool { bits & other.bits == 0 }

  /// Calls a function with the position of each word, in order.
  func visit(_ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}
