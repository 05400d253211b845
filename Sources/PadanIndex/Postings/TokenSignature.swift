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

  /// A query's tokens as layers of signatures: the k-th layer has the bits that at least k tokens
  /// set. So tokens that collide are counted one by one.
  struct Query {
    let words: Int
    /// The layers, each of `words` words, one after the other.
    private let layers: [UInt64]

    /// - Parameters:
    ///   - tokens: The hashes of the query's tokens.
    ///   - words: The size of the signatures it is compared with: 1, 2 or 4 words.
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

    /// The largest number of the query's tokens that a text with this signature can have.
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
