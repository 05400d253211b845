/// The number of a list of postings: one for all tokens whose hashes begin alike, one for all loose
/// hashes that begin alike, or the list of recent texts.
struct PostingList: Hashable {
  /// Bits of a token's hash that tell lists apart.
  static let tokenBits: UInt64 = 22
  private static let firstLoose: Int64 = 1 << Int64(tokenBits)

  /// The list of texts that are not in the lists of their tokens yet, above all others.
  static let recent = PostingList(number: firstLoose + 65_536)

  let number: Int64

  private init(number: Int64) { self.number = number }

  /// The list of a token: the first 22 bits of its hash.
  @inline(__always)
  init(token: UInt64) { number = Int64(token >> (64 - Self.tokenBits)) }

  /// The list of a loose hash: 65,536 lists above those of the tokens.
  init(looseHash: UInt32) { number = Self.firstLoose | Int64(looseHash >> 16) }

  /// The list of a posting row's or posting's key.
  init(key: Int64) { number = key >> Slot.bits }

  /// Whether the list is one of loose hashes.
  var isLoose: Bool { number >= Self.firstLoose && number < Self.recent.number }

  /// The key of a posting, and of a row that begins with it.
  func key(_ slot: Int64) -> Int64 { number << Slot.bits | slot }

  /// The slot of a posting's key.
  static func slot(ofKey key: Int64) -> Int64 { key & ((1 << Slot.bits) - 1) }

  /// The keys of all of the list's rows.
  var keys: ClosedRange<Int64> { key(0)...key((1 << Slot.bits) - 1) }

  /// What a loose list keeps of a hash beside the list's own number.
  static func mark(ofLooseHash hash: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 8) }
}
