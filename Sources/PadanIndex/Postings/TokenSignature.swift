/// A text's tokens as a Bloom filter: each token sets one bit, chosen by its hash. Two texts share
/// no more tokens than the signatures allow.
struct TokenSignature {
  /// The bit of a token, in a signature of `words` words.
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

  /// A signature in a row: some words that are not aligned.
  struct Stored {
    let start: UnsafeRawPointer
    let words: Int

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: 8 * words) }

    @inline(__always)
    subscript(word: Int) -> UInt64 {
      start.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self)
    }
  }

  /// A query's tokens as layers of signatures: the k-th layer has the bits that at least k tokens
  /// set. So tokens that collide are counted one by one.
  struct Query {
    /// The words of the layers for signatures of 1, 2 and 4 words, one size after the other.
    private let words: [UInt64]
    /// Where the layers for signatures of 1, 2 and 4 words end.
    private let ends: (Int, Int, Int)

    /// - Parameter tokens: The hashes of the query's tokens.
    init(_ tokens: [UInt64]) {
      let sizes = [1, 2, 4].map { Self.layers(tokens, words: $0) }
      words = sizes.flatMap(\.self)
      ends = (sizes[0].count, sizes[0].count + sizes[1].count, words.count)
    }

    private static func layers(_ tokens: [UInt64], words: Int) -> [UInt64] {
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
      return layers
    }

    /// Calls `body` with the layers, which are valid while it runs.
    @inline(__always)
    func withLayers<Result>(_ body: (Layers) throws -> Result) rethrows -> Result {
      try words.withUnsafeBufferPointer { try body(Layers(words: $0, ends: ends)) }
    }
  }

  /// The layers of a query, for signatures of each size.
  struct Layers {
    let words: UnsafeBufferPointer<UInt64>
    let ends: (Int, Int, Int)

    /// Whether a text with this signature may lack only so many of the query's tokens. Most texts are ruled
    /// out by the first layer.
    @inline(__always)
    func allow(_ lackable: Int, _ signature: Stored) -> Bool {
      var left = lackable
      switch signature.words {
      case 1:
        for at in 0..<ends.0 {
          left &-= Self.bitCount(Self.sums(words[at] & ~signature[0]))
          if left < 0 { return false }
        }
      case 2:
        for at in stride(from: ends.0, to: ends.1, by: 2) {
          left &-= Self.bitCount(
            Self.sums(words[at] & ~signature[0]) &+ Self.sums(words[at &+ 1] & ~signature[1]))
          if left < 0 { return false }
        }
      default:
        for at in stride(from: ends.1, to: ends.2, by: 4) {
          left &-= Self.bitCount(
            Self.sums(words[at] & ~signature[0]) &+ Self.sums(words[at &+ 1] & ~signature[1]))
          left &-= Self.bitCount(
            Self.sums(words[at &+ 2] & ~signature[2]) &+ Self.sums(words[at &+ 3] & ~signature[3]))
          if left < 0 { return false }
        }
      }
      return true
    }

    // `nonzeroBitCount` of one word at a time takes twice as long: the processors that Padan is built for need not
    // have an instruction for it. The sums of two words are added before they are widened.

    /// How many bits of each four are set.
    @inline(__always)
    private static func sums(_ word: UInt64) -> UInt64 {
      let pairs = word &- ((word &>> 1) & 0x5555_5555_5555_5555)
      return (pairs & 0x3333_3333_3333_3333) &+ ((pairs &>> 2) & 0x3333_3333_3333_3333)
    }

    /// The sum of sixteen sums, each at most 8.
    @inline(__always)
    private static func bitCount(_ sums: UInt64) -> Int {
      let bytes = (sums & 0x0F0F_0F0F_0F0F_0F0F) &+ ((sums &>> 4) & 0x0F0F_0F0F_0F0F_0F0F)
      return Int((bytes &* 0x0101_0101_0101_0101) &>> 56)
    }
  }
}
