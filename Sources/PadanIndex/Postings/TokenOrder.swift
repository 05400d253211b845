import PadanMatch

/// The order of an index's tokens, rare ones first. It decides under which of its tokens a text is
/// found.
///
/// The order is fixed when an index is built, and follows the tokens' frequencies only roughly.
/// Search is exact with any order, as long as building and searching use the same; a worse order
/// only makes it slower.
package struct TokenOrder: Sendable {
  /// Tokens in fewer texts than this are all equally rare.
  private static let leastCount = 32

  /// The lists that are not rare, ascending: the list's number in the upper 24 bits, its rank in
  /// the lower 8.
  private let entries: [UInt32]
  /// For each value of a list's first 16 bits, the position of its first entry.
  private let starts: [UInt32]

  /// How many lists of tokens there are.
  private static let listCount = 1 << Int(PostingList.tokenBits)

  /// Counts, in a sample of texts, how many texts have a token of each list.
  package struct Counter {
    private var counts = [UInt32](repeating: 0, count: TokenOrder.listCount)
    private var reader = TextReader()

    /// Makes a counter of no texts.
    package init() {}

    /// Counts one text, in UTF-8, that stands for `weight` texts.
    package mutating func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt32) {
      reader.read(text)
      for token in reader.tokens { counts[Int(PostingList(token: token).number)] += weight }
    }

    /// The order of the tokens counted so far.
    ///
    /// - Complexity: O(2²²), the number of lists.
    package var order: TokenOrder { TokenOrder(counts: counts) }
  }

  /// - Parameter counts: For each list, how many texts have a token of it.
  private init(counts: [UInt32]) {
    self.init(
      entries: counts.enumerated().compactMap { list, count in
        guard count >= Self.leastCount else { return nil }
        // A rank has eight steps for each doubling of the count.
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

  /// Reads what `encoded` wrote. Empty bytes are an order in which all tokens are equally rare.
  ///
  /// - Throws: `IndexDamage` if the checksum is wrong or a list's number is out of range.
  package init(encoded: UnsafeRawBufferPointer) throws {
    // An index without texts has no order yet.
    let body = encoded.isEmpty ? encoded : try Checksum.opened(encoded, key: 0)
    let entries = stride(from: 0, to: body.count - 3, by: 4).map {
      body.loadUnaligned(fromByteOffset: $0, as: UInt32.self)
    }
    guard entries.allSatisfy({ $0 >> 8 < Self.listCount }) else { throw IndexDamage() }
    self.init(entries: entries)
  }

  /// The order as bytes: a checksum, then four bytes for each list that is not rare.
  package var encoded: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Checksum.size)
    entries.withUnsafeBytes { bytes.append(contentsOf: $0) }
    Checksum.seal(&bytes, key: 0)
    return bytes
  }

  /// The rank of a list: the more texts, the higher. 0 for a rare list.
  @inline(__always)
  private func rank(of list: PostingList) -> UInt8 {
    let list = Int(list.number)
    let first = list >> Int(PostingList.tokenBits - 16)
    for at in Int(starts[first])..<Int(starts[first + 1]) where entries[at] >> 8 == list {
      return UInt8(truncatingIfNeeded: entries[at])
    }
    return 0
  }

  /// Writes the lists of a text's rarest tokens, rarest first; tokens of one rank are ordered by
  /// their hashes. A text is found under these lists only.
  ///
  /// This is the prefix filter of Chaudhuri, Ganti and Kaushik, “A primitive operator for
  /// similarity joins in data cleaning” (ICDE 2006). If two texts share `need` tokens or more, they
  /// share one of the `count - need + 1` rarest tokens of either, where `count` is the number of
  /// its tokens.
  ///
  /// - Complexity: O(n log n) for n tokens.
  func prefix(_ tokens: [UInt64], into lists: inout [PostingList]) {
    // The rank above the upper bits of the hash: numbers whose order is the order of tokens.
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
