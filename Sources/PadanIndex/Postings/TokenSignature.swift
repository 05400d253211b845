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
