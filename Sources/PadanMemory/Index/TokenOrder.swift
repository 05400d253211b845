/// The order of an index's tokens, rare ones first, which decides under which of its tokens a text is
/// found.
///
/// It is fixed when an index is built and only roughly the order of frequency: search is exact with any
/// order that building and searching share, and merely slower with a worse one.
struct TokenOrder: Sendable {
  /// Bits of a hash that tell lists apart.
  static let listBits: UInt64 = 22
  /// Tokens in fewer texts than this are all rare alike.
  private static let leastCount = 32

  /// The lists that are not rare, ascending, each above a byte that grows with its texts.
  private let entries: [UInt32]
  /// For each of the numbers that a list's first 16 bits can be, the place of its first entry.
  private let starts: [UInt32]

  /// The list of a token, also its first 22 bits.
  @inline(__always)
  static func list(of token: UInt64) -> Int { Int(token >> (64 - listBits)) }

  /// The list of a loose hash: 65,536 lists above those of the tokens.
  static func looseList(of hash: UInt32) -> Int64 { firstLooseList | Int64(hash >> 16) }
  private static let firstLooseList: Int64 = 1 << Int64(listBits)

  static func isLoose(_ list: Int64) -> Bool { firstLooseList..<recentList ~= list }

  /// The list of texts that are not in the lists of their tokens yet, above all others.
  static let recentList = firstLooseList + 65_536

  /// What a loose list's entries keep of the hash beside their list.
  static func looseMark(of hash: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 8) }

  /// - Parameter counts: In how many texts a token of each list stands.
  init(counts: [UInt32]) {
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
  init(encoded: UnsafeRawBufferPointer) throws {
    // An index that nothing was put into yet has no order.
    let body = encoded.isEmpty ? encoded : try Checksum.opened(encoded, key: 0)
    let entries = stride(from: 0, to: body.count - 3, by: 4).map {
      body.loadUnaligned(fromByteOffset: $0, as: UInt32.self)
    }
    guard entries.allSatisfy({ $0 >> 8 < 1 << Self.listBits }) else { throw IndexDamage() }
    self.init(entries: entries)
  }

  /// Four bytes for each list that is not rare: its number above its rank.
  var encoded: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Checksum.size)
    entries.withUnsafeBytes { bytes.append(contentsOf: $0) }
    Checksum.seal(&bytes, key: 0)
    return bytes
  }

  /// A number that grows with a list's texts; 0 for rare ones.
  @inline(__always)
  private func rank(of list: Int) -> UInt8 {
    let first = list >> Int(Self.listBits - 16)
    for at in Int(starts[first])..<Int(starts[first + 1]) where entries[at] >> 8 == list {
      return UInt8(truncatingIfNeeded: entries[at])
    }
    return 0
  }

  /// Writes the lists of the first `count` tokens, rarest first, those of one rank by their hash.
  func prefix(_ tokens: [UInt64], _ count: Int, into lists: inout [Int64]) {
    // The rank above the hash's higher bits: numbers that sort by themselves.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tokens.count) { buffer in
      var keys = buffer
      for (index, token) in tokens.enumerated() {
        keys.initializeElement(
          at: index, to: UInt64(rank(of: Self.list(of: token))) << 56 | token >> 8)
      }
      keys.sort()
      lists.removeAll(keepingCapacity: true)
      for key in keys.prefix(count) {
        lists.append(Int64((key << 8) >> (64 - Self.listBits)))
      }
    }
  }
}

/// How much of a text must be looked at for a token overlap (Chaudhuri, Ganti and Kaushik, “A primitive
/// operator for similarity joins in data cleaning”, ICDE 2006): of two texts that share enough tokens,
/// the rarest few of each have one in common.
enum OverlapPrefix {
  /// How many tokens two texts must share of which the longer has `count`: six in ten.
  static func need(_ count: Int) -> Int { (6 * count + 9) / 10 }

  /// How many of a text's rarest tokens must be looked at.
  static func length(_ count: Int) -> Int { count - need(count) + 1 }
}

/// Which tokens a text has, a bit each by hash: two texts share no more tokens than bits agree.
struct TokenSignature {
  @inline(__always)
  private static func place(of token: UInt64, words: Int) -> (word: Int, bit: UInt64) {
    (Int((token >> 6) & UInt64(words - 1)), 1 << (token & 63))
  }

  /// The signature of a text's tokens; `words` is 1, 2 or 4.
  static func of(_ tokens: [UInt64], words: Int) -> (UInt64, UInt64, UInt64, UInt64) {
    var signature: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &signature) { bytes in
      let parts = bytes.bindMemory(to: UInt64.self)
      for token in tokens {
        let (word, bit) = place(of: token, words: words)
        parts[word] |= bit
      }
    }
    return signature
  }

  /// A query's tokens, as layers: the k-th layer has the bits that at least k of its tokens share.
  struct Query {
    let words: Int
    private let layers: [UInt64]

    init(_ tokens: [UInt64], words: Int) {
      self.words = words
      var layers: [UInt64] = []
      for token in tokens {
        let (word, bit) = place(of: token, words: words)
        var layer = word
        while layer < layers.count, layers[layer] & bit != 0 { layer += words }
        if layer >= layers.count {
          layers.append(contentsOf: repeatElement(0, count: words))
        }
        layers[layer] |= bit
      }
      self.layers = layers
    }

    /// How many of the query's tokens a text with this signature can have at most.
    @inline(__always)
    func bound(_ signature: UnsafeRawPointer) -> Int {
      layers.withUnsafeBufferPointer { layers in
        var sum = 0
        var at = 0
        while at < layers.count {
          for word in 0..<words {
            let bits = signature.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
            sum += (bits & layers[at + word]).nonzeroBitCount
          }
          at += words
        }
        return sum
      }
    }
  }
}
