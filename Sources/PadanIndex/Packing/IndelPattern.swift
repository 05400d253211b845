import CKernels
import PadanMatch

/// A text prepared for comparison with many others: the kernels' table of the positions of each of
/// its scalars.
///
///     let pattern = IndelPattern(Array("harga".unicodeScalars))
///     pattern.commonLength(Array("harta".unicodeScalars))  // 4
package struct IndelPattern {
  /// An instruction set for which the kernels are compiled. All give the same answers, at different
  /// speeds.
  package enum Level: Int32, CaseIterable, Sendable {
    case plain, avx2, avx512

    /// The widest one that this processor has.
    package static let widest = Level(rawValue: ck_widest()) ?? .plain
    /// All that this processor has.
    package static var available: [Level] { allCases.filter { $0.rawValue <= widest.rawValue } }
  }

  /// The length of the pattern in Unicode scalars.
  package let count: Int
  private let scalars: [Unicode.Scalar]
  /// The number of 64-bit words that hold one bit for each scalar of the pattern.
  private let wordCount: Int
  /// 256 rows of `wordCount` words, one row for each byte of Windows-1252. Bit i of a row is set if
  /// the pattern has that character at position i.
  private var byteRows: [UInt64]
  /// The distinct bytes of the pattern.
  private let alphabet: [UInt8]
  /// The same for texts that Windows-1252 cannot encode: an empty row for scalars that the pattern
  /// lacks, then one for each distinct scalar.
  private var wideRows: [UInt64] = []
  /// The row of each distinct scalar in `wideRows`, from 1.
  private var rowNumbers: [UInt32: UInt16] = [:]

  /// How many bytes a pool needs behind its last text, beyond the length of its longest text.
  package static let slack = 16

  /// Builds the tables.
  ///
  /// - Complexity: O(n · d / 64) for n scalars, d of them distinct; at least 256 rows.
  package init(_ scalars: [Unicode.Scalar]) {
    count = scalars.count
    self.scalars = scalars
    wordCount = (count + 63) / 64
    byteRows = Array(repeating: 0, count: 256 * wordCount)
    var scalarOfRow: [UInt32] = []
    for scalar in scalars where rowNumbers[scalar.value] == nil {
      // With more than 65,534 distinct scalars the portable path takes over.
      guard scalarOfRow.count < Int(UInt16.max) else { break }
      scalarOfRow.append(scalar.value)
      rowNumbers[scalar.value] = UInt16(scalarOfRow.count)
    }
    alphabet = scalarOfRow.compactMap(PackedText.code(of:))
    wideRows = Array(repeating: 0, count: (scalarOfRow.count + 1) * wordCount)
    for (index, scalar) in scalars.enumerated() {
      let bit: UInt64 = 1 << UInt64(index % 64)
      if let code = PackedText.code(of: scalar.value) {
        byteRows[Int(code) * wordCount + index / 64] |= bit
      }
      if let row = rowNumbers[scalar.value] {
        wideRows[Int(row) * wordCount + index / 64] |= bit
      }
    }
  }

  /// Writes the length of the longest common subsequence of the pattern and each text of a pool.
  ///
  /// A text is `counts` bytes of Windows-1252 that begin at `starts` in `pool`. If the result is
  /// below what the text `needs`, any smaller number may be written: the kernels stop early.
  ///
  /// Put texts of one length side by side: texts that are compared in step take as long as the
  /// longest of them.
  ///
  /// - Precondition: Behind its last text the pool has at least `slack` bytes more than the longest
  ///   text is long.
  /// - Complexity: O(pattern / 64 · text) for each text, with eight or sixteen texts at a time.
  package func commonLengths(
    pool: [UInt8], starts: [UInt32], counts: [UInt32], needs: [UInt32],
    into result: inout [UInt32], level: Level = .widest
  ) {
    ck_lcs_bytes(
      byteRows, Int32(wordCount), Int32(count), alphabet, Int32(alphabet.count), pool, starts,
      counts, needs, Int32(starts.count), &result, level.rawValue)
  }

  /// The length of the longest common subsequence of the pattern and one text of any Unicode
  /// scalars.
  package func commonLength(_ text: [UInt32]) -> Int {
    guard rowNumbers.count < Int(UInt16.max) else {
      return Indel.commonLength(scalars, text.compactMap(Unicode.Scalar.init))
    }
    let codes = text.map { rowNumbers[$0] ?? 0 }
    return Int(
      ck_lcs_wide(wideRows, Int32(wordCount), Int32(count), codes, UInt32(codes.count)))
  }

  /// The length of the longest common subsequence of the pattern and one text.
  package func commonLength(_ text: [Unicode.Scalar]) -> Int { commonLength(text.map(\.value)) }
}
