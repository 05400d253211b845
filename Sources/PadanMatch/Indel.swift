/// How similar two texts are, character by character: 2 · LCS / (|a| + |b|), where LCS is the
/// length of their longest common subsequence. rapidfuzz calls it `fuzz.ratio`.
///
/// The subsequence is found 64 characters at a time (Hyyrö, “Bit-parallel LCS-length computation
/// revisited”, AWOCA 2004).
///
///     Indel.similarity(Array("harga".unicodeScalars), Array("harta".unicodeScalars))  // 0.8
@usableFromInline
package enum Indel {
  /// The similarity of two texts, 0...1. Two empty texts are equal: 1.
  ///
  /// - Complexity: O(|a| / 64 · |b|).
  package static func similarity(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Double {
    similarity(common: commonLength(a, b), of: a.count + b.count)
  }

  /// The similarity of two texts, 0...1, from their lengths in Unicode scalars. Whatever computes
  /// or bounds a score calls this, so that all results agree to the last bit.
  ///
  /// - Parameters:
  ///   - common: The length of their longest common subsequence.
  ///   - total: The sum of their lengths.
  @inlinable
  package static func similarity(common: Int, of total: Int) -> Double {
    total > 0 ? Double(2 * common) / Double(total) : 1
  }

  /// The length of the longest common subsequence, in scalars. This is the portable path;
  /// `PadanIndex` has kernels for many texts at a time.
  ///
  /// - Complexity: O(|a| / 64 · |b|).
  package static func commonLength(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    let wordCount = (a.count + 63) / 64
    guard wordCount > 0, !b.isEmpty else { return 0 }
    // The positions of each scalar in `a`, one bit for each position.
    var places: [Unicode.Scalar: [UInt64]] = [:]
    for (index, scalar) in a.enumerated() {
      places[scalar, default: Array(repeating: 0, count: wordCount)][index / 64] |=
        1 << UInt64(index % 64)
    }
    // A zero bit marks a position of `a` that ends one more common character.
    var open = [UInt64](repeating: .max, count: wordCount)
    for scalar in b {
      guard let matches = places[scalar] else { continue }
      var carry: UInt64 = 0
      for word in 0..<wordCount {
        let hits = open[word] & matches[word]
        let (partial, overflowed) = open[word].addingReportingOverflow(hits)
        let (sum, overflowedAgain) = partial.addingReportingOverflow(carry)
        carry = overflowed || overflowedAgain ? 1 : 0
        open[word] = sum | (open[word] & ~matches[word])
      }
    }
    let unused = UInt64(wordCount * 64 - a.count)
    let last = open[wordCount - 1] | (unused == 0 ? 0 : .max << (64 - unused))
    return open.dropLast().reduce(0) { $0 + (~$1).nonzeroBitCount } + (~last).nonzeroBitCount
  }
}
