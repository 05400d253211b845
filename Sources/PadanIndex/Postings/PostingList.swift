/// The number of a list of postings. There is one list for all tokens whose hashes begin with the
/// same bits, one for all match keys whose hashes do, and one for recent texts.
struct PostingList: Hashable {
  /// The leading bits of a token's hash that are the number of its list.
  static let tokenBits: UInt64 = 22
  /// The first list of match keys.
  private static let firstOfKeys: Int64 = 1 << Int64(tokenBits)

  /// The list of the texts that are not in the lists of their tokens yet. Its number is the
  /// highest.
  static let recent = PostingList(number: firstOfKeys + 65_536)

  /// The number, which is the upper part of the keys of the list's rows.
  let number: Int64

  private init(number: Int64) { self.number = number }

  /// The list of a token: the first 22 bits of its hash.
  @inline(__always)
  init(token: UInt64) { number = Int64(token >> (64 - Self.tokenBits)) }

  /// The list of a match key: the first 16 bits of its hash, above the lists of tokens.
  init(keyHash: UInt32) { number = Self.firstOfKeys | Int64(keyHash >> 16) }

  /// The list that the key of a posting or of a posting row belongs to.
  init(key: Int64) { number = key >> Slot.bits }

  /// Whether the list is one of match keys.
  var isOfKeys: Bool { number >= Self.firstOfKeys && number < Self.recent.number }

  /// The key of the posting of a slot, and of a row that begins with it.
  func key(_ slot: Int64) -> Int64 { number << Slot.bits | slot }

  /// The slot of a posting's key.
  static func slot(ofKey key: Int64) -> Int64 { key & ((1 << Slot.bits) - 1) }

  /// The keys of all of the list's rows.
  var keys: ClosedRange<Int64> { key(0)...key((1 << Slot.bits) - 1) }

  /// The eight bits of a match key's hash that its list keeps for each text, beside those in the
  /// list's number.
  static func mark(ofKeyHash hash: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 8) }
}
