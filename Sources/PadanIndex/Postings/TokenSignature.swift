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
    private let words: Int
    /// The number of the query's tokens.
    private let count: Int
    /// The layers, each of `words` words, one after the other.
    private let layers: [UInt64]

    /// - Parameters:
    ///   - tokens: The hashes of the query's tokens.
    ///   - words: The size of the signatures it is compared with: 1, 2 or 4 words.
    init(_ tokens: [UInt64], words: Int) {
      self.words = words
      count = tokens.count
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

    /// Whether a text with this signature can have so many of the query's tokens. Most texts are ruled
    /// out by the first layer.
    @inline(__always)
    func allows(_ need: Int, _ signature: Stored) -> Bool {
      layers.withUnsafeBufferPointer { layers in
        var most = count
        var at = 0
        while at < layers.count {
          for word in 0..<words {
            most &-= (layers[at &+ word] & ~signature[word]).nonzeroBitCount
          }
          if most < need { return false }
          at &+= words
        }
        return true
      }
    }
  }
}
