/// How similar two texts are, character by character: 2 · LCS / (|a| + |b|), where LCS is the
/// length of their longest common subsequence. rapidfuzz calls it `fuzz.ratio`.
///
///     Indel.similarity("harga", "harta")  // 0.8
@usableFromInline
package enum Indel {
  /// The similarity of two texts as they are written, 0...1.
  package static func similarity(_ a: String, _ b: String) -> Double {
    let (a, b) = (a.unicodeScalars.map(\.value), b.unicodeScalars.map(\.value))
    return similarity(common: IndelPattern(a).commonLength(b), of: a.count + b.count)
  }

  /// The similarity of two texts, 0...1, from their lengths in Unicode scalars. Whatever computes
  /// or bounds a score calls this, so that all results agree to the last bit. Two empty texts are
  /// equal: 1.
  ///
  /// - Parameters:
  ///   - common: The length of their longest common subsequence.
  ///   - total: The sum of their lengths.
  @inlinable
  package static func similarity(common: Int, of total: Int) -> Double {
    total > 0 ? Double(2 * common) / Double(total) : 1
  }

  /// The same as a score, 0...100. It is rounded once, so a whole number is exact: 29 of 2 · 50 scalars
  /// are 58, not a little less.
  static func score(common: Int, of total: Int) -> Double {
    total > 0 ? Double(200 * common) / Double(total) : 100
  }
}

/// A text prepared for comparison with several others: the places of each of its scalars.
///
/// The subsequence is found 64 scalars at a time (Hyyrö, “Bit-parallel LCS-length computation
/// revisited”, AWOCA 2004). `PadanIndex` has a kernel that bounds the result for many texts at once.
package struct IndelPattern: Sendable {
  /// The length of the text in Unicode scalars.
  package let count: Int
  /// The number of 64-bit words that hold one bit for each scalar.
  private let wordCount: Int
  /// 128 rows of `wordCount` words, one for each ASCII character. Bit i of a row is set if the text
  /// has that character at position i.
  private var rows: [UInt64]
  /// The same for the other scalars of the text.
  private var otherRows: [UInt32: [UInt64]] = [:]

  /// Builds the tables.
  ///
  /// - Complexity: O(n · d / 64) for n scalars, d of them distinct; at least 128 rows.
  package init(_ scalars: [UInt32]) {
    count = scalars.count
    wordCount = (count + 63) / 64
    rows = Array(repeating: 0, count: 128 * wordCount)
    for (index, scalar) in scalars.enumerated() {
      let bit: UInt64 = 1 << UInt64(index % 64)
      if scalar < 0x80 {
        rows[Int(scalar) * wordCount + index / 64] |= bit
      } else {
        otherRows[scalar, default: Array(repeating: 0, count: wordCount)][index / 64] |= bit
      }
    }
  }

  /// The length of the longest common subsequence, in scalars.
  ///
  /// - Complexity: O(count / 64 · n) for a text of n scalars.
  package func commonLength(_ text: [UInt32]) -> Int {
    guard wordCount > 0 else { return 0 }
    // A zero bit marks a position that ends one more common scalar.
    var open = [UInt64](repeating: .max, count: wordCount)
    for scalar in text {
      if scalar < 0x80 {
        Self.step(&open, rows, from: Int(scalar) * wordCount)
      } else if let row = otherRows[scalar] {
        Self.step(&open, row, from: 0)
      }
    }
    let unused = UInt64(wordCount * 64 - count)
    if unused > 0 { open[wordCount - 1] |= .max << (64 - unused) }
    return open.reduce(0) { $0 + (~$1).nonzeroBitCount }
  }

  /// Takes one scalar of a text, whose places are the words of `rows` from `start` on.
  @inline(__always)
  private static func step(_ open: inout [UInt64], _ rows: [UInt64], from start: Int) {
    var carry: UInt64 = 0
    for word in open.indices {
      let old = open[word]
      let matches = rows[start + word]
      let hits = old & matches
      let sum = old &+ hits &+ carry
      carry = (hits | (old & ~sum)) >> 63
      open[word] = sum | (old & ~matches)
    }
  }
}
