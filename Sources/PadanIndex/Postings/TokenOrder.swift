import PadanMatch

/// The order of an index's tokens, rare ones first, which decides under which of its tokens a text is
/// found.
///
/// It is fixed when an index is built and only roughly the order of frequency: search is exact with any
/// order that building and searching share, and merely slower with a worse one.
package struct TokenOrder: Sendable {
  /// Tokens in fewer texts than this are all rare alike.
  private static let leastCount = 32

  /// The lists that are not rare, ascending, each above a byte that grows with its texts.
  private let entries: [UInt32]
  /// For each of the numbers that a list's first 16 bits can be, the place of its first entry.
  private let starts: [UInt32]

  /// How many lists of tokens there are.
  private static let listCount = 1 << Int(PostingList.tokenBits)

  /// Counts in how many texts a token of each list stands, of a sample of the texts.
  package struct Counter {
    private var counts = [UInt32](repeating: 0, count: TokenOrder.listCount)
    private var reader = TextReader()

    package init() {}

    /// Counts a text that stands for `weight` texts.
    package mutating func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt32) {
      reader.read(text)
      for token in reader.tokens { counts[Int(PostingList(token: token).number)] += weight }
    }

    /// The order of the tokens that were counted.
    package var order: TokenOrder { TokenOrder(counts: counts) }
  }

  /// - Parameter counts: In how many texts a token of each list stands.
  private init(counts: [UInt32]) {
    self.init(
      entries: counts.enumerated().compactMap { list, count in
        guard count >= Self.leastCount else { return nil }
        // Eight steps for each doubling.
        let exponent = UInt32.bitWidth - 1 - count.leadingZeroBitCount
        let eighth = Int(count >> UInt32(exponent - 3)) & 7
        return UInt32(list) << 8 | UInt32(min(255, (exponent - 4) * 8 + eighth))
      })
  }

  private init(entries: [UInt32]) {
    self.entries = entries
    var starts = [UInt32](repeating: 0, count: 1 << 16 + 1)
    for entry in entries { starts[Int(entry >> 14) + 1] += 1 }
    for first in 1..<starts.count { starts[first] += starts[first - 1] }
    self.starts = starts
  }

  /// Reads what `encoded` wrote.
  ///
  /// - Throws: `IndexDamage`.
  package init(encoded: UnsafeRawBufferPointer) throws {
    // An index that nothing was put into yet has no order.
    let body = encoded.isEmpty ? encoded : try Checksum.opened(encoded, key: 0)
    let entries = stride(from: 0, to: body.count - 3, by: 4).map {
      body.loadUnaligned(fromByteOffset: $0, as: UInt32.self)
    }
    guard entries.allSatisfy({ $0 >> 8 < Self.listCount }) else { throw IndexDamage() }
    self.init(entries: entries)
  }

  /// Four bytes for each list that is not rare: its number above its rank.
  package var encoded: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Checksum.size)
    entries.withUnsafeBytes { bytes.append(contentsOf: $0) }
    Checksum.seal(&bytes, key: 0)
    return bytes
  }

  /// A number that grows with a list's texts; 0 for rare ones.
  @inline(__always)
  private func rank(of list: PostingList) -> UInt8 {
    let list = Int(list.number)
    let first = list >> Int(PostingList.tokenBits - 16)
    for at in Int(starts[first])..<Int(starts[first + 1]) where entries[at] >> 8 == list {
      return UInt8(truncatingIfNeeded: entries[at])
    }
    return 0
  }

  /// Writes the lists under which a text with these tokens is found: those of its rarest tokens, rarest
  /// first, and of one rank by their hash (the prefix filter of Chaudhuri, Ganti and Kaushik, “A primitive
  /// operator for similarity joins in data cleaning”, ICDE 2006).
  ///
  /// A text that shares `need` of its `count` tokens with another has one of its `count - need + 1` rarest
  /// in common with it.
  func prefix(_ tokens: [UInt64], into lists: inout [PostingList]) {
    // The rank above the hash's higher bits: numbers that sort by themselves.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tokens.count) { buffer in
      var keys = buffer
      for (index, token) in tokens.enumerated() {
        let rank = UInt64(rank(of: PostingList(token: token)))
        keys.initializeElement(at: index, to: rank << 56 | token >> 8)
      }
      keys.sort()
      lists.removeAll(keepingCapacity: true)
      for key in keys.prefix(tokens.count - SearchSet.leastShared(of: tokens.count) + 1) {
        lists.append(PostingList(token: key << 8))
      }
    }
  }
}
