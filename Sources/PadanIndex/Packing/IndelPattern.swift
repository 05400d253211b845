import CKernels
import PadanMatch

/// A text made ready to be compared with many: the kernel's table of where each of its scalars stands.
///
///     let pattern = IndelPattern(Array("harga".unicodeScalars))
///     pattern.commonLength(Array("harta".unicodeScalars))  // 4
package struct IndelPattern {
  /// What the kernel runs on: the same answers, at different speeds.
  package enum Level: Int32, CaseIterable, Sendable {
    case plain, avx2, avx512

    /// The widest one that this processor has.
    package static let widest = Level(rawValue: ck_widest()) ?? .plain
    /// Those that this processor has.
    package static var available: [Level] { allCases.filter { $0.rawValue <= widest.rawValue } }
  }

  /// In scalars.
  package let count: Int
  private let scalars: [Unicode.Scalar]
  private let wordCount: Int
  /// 256 rows, one for each byte of Windows-1252.
  private var byteRows: [UInt64]
  /// The bytes that it has, each once.
  private let alphabet: [UInt8]
  /// A row for each distinct scalar and, first, an empty one; made for texts of wider scalars.
  private var wideRows: [UInt64] = []
  private var rowNumbers: [UInt32: UInt16] = [:]

  /// How many bytes beyond a longest text a pool must go on behind its last one.
  package static let slack = 16

  package init(_ scalars: [Unicode.Scalar]) {
    count = scalars.count
    self.scalars = scalars
    wordCount = (count + 63) / 64
    byteRows = Array(repeating: 0, count: 256 * wordCount)
    var scalarOfRow: [UInt32] = []
    for scalar in scalars where rowNumbers[scalar.value] == nil {
      // Above 65,535 different scalars the portable path takes over.
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

  /// Writes the length of the longest common subsequence with each of several texts of one byte a
  /// scalar, which begin at `starts` in `pool`; where that is below what the text `needs`, it may be
  /// any smaller number.
  ///
  /// Texts of one length should stand together: those that are compared in step take as long as the
  /// longest of them.
  ///
  /// - Precondition: The pool goes on behind its last text for `slack` bytes more than the longest has.
  /// - Complexity: O(pattern / 64 · text) for each text, eight or sixteen texts at a time.
  package func commonLengths(
    pool: [UInt8], starts: [UInt32], counts: [UInt32], needs: [UInt32],
    into result: inout [UInt32], level: Level = .widest
  ) {
    ck_lcs_bytes(
      byteRows, Int32(wordCount), Int32(count), alphabet, Int32(alphabet.count), pool, starts,
      counts, needs, Int32(starts.count), &result, level.rawValue)
  }

  /// The same for one text of any scalars.
  package func commonLength(_ text: [UInt32]) -> Int {
    guard rowNumbers.count < Int(UInt16.max) else {
      return Indel.commonLength(scalars, text.compactMap(Unicode.Scalar.init))
    }
    let codes = text.map { rowNumbers[$0] ?? 0 }
    return Int(
      ck_lcs_wide(wideRows, Int32(wordCount), Int32(count), codes, UInt32(codes.count)))
  }

  package func commonLength(_ text: [Unicode.Scalar]) -> Int { commonLength(text.map(\.value)) }
}
