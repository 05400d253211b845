/// A hyphen at a line end that joins what stands before it to the next line.
struct WordCut {
  /// What such a hyphen is.
  enum Kind {
    /// It shows only at a line end.
    case soft
    /// It stands between small letters, and may cut a word: `pemerin-` and `tah`.
    case cut
    /// It belongs to the word, such as that of a reduplication: `anak-` and `anak`.
    case hyphen
  }

  /// What it is.
  let kind: Kind
  /// Its length in UTF-8 bytes.
  let length: Int

  /// Reads the end of a line and the start of the next; `nil` if no hyphen joins them.
  ///
  /// - Parameters:
  ///   - line: The text of the line, without white space at the ends.
  ///   - next: The text of the next line.
  init?(_ line: Span<UInt8>, _ next: Span<UInt8>) {
    guard !line.isEmpty, !next.isEmpty else { return nil }
    let mark: Unicode.Scalar
    (mark, length) = line.scalar(before: line.count)
    guard line.count > length, ["-", "\u{AD}", "\u{2010}"].contains(mark) else { return nil }
    let before = line.scalar(before: line.count - length).scalar
    let after = next.scalar(at: 0).scalar
    guard before.isLetter || before.isDigit, after.isLetter || after.isDigit else { return nil }
    if mark == "\u{AD}" {
      kind = .soft
    } else if before.isLowercase, after.isLowercase {
      let halves = (
        Self.letters(before: line.count - length, in: line), Self.letters(atStartOf: next)
      )
      kind = Self.isReduplication(halves.0, halves.1) ? .hyphen : .cut
    } else {
      kind = .hyphen
    }
  }

  /// How much of a word is compared, in letters.
  private static let reach = 24

  /// The letters directly before an offset.
  private static func letters(before end: Int, in text: Span<UInt8>) -> [Unicode.Scalar] {
    var letters: [Unicode.Scalar] = []
    var offset = end
    while offset > 0, letters.count < reach {
      let (scalar, length) = text.scalar(before: offset)
      guard scalar.isLetter else { break }
      letters.append(scalar)
      offset -= length
    }
    return letters.reversed()
  }

  /// The letters at the start of a text.
  private static func letters(atStartOf text: Span<UInt8>) -> [Unicode.Scalar] {
    var letters: [Unicode.Scalar] = []
    var offset = 0
    while offset < text.count, letters.count < reach {
      let (scalar, length) = text.scalar(at: offset)
      guard scalar.isLetter else { break }
      letters.append(scalar)
      offset += length
    }
    return letters
  }

  /// Whether two words repeat each other, with affixes or another vowel: `anak-anaknya`,
  /// `tolong-menolong`, `sayur-mayur`, `bolak-balik`.
  static func isReduplication(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
    let shorter = min(first.count, second.count)
    guard shorter >= 3 else { return false }
    let vowels = "aeiou".unicodeScalars
    let consonants = first.filter { !vowels.contains($0) }
    if consonants.count > 1, consonants == second.filter({ !vowels.contains($0) }) { return true }
    let common = longestCommonRun(first, second)
    return common >= 3 && common * 2 >= shorter
  }

  /// The length of the longest run of letters that both words have.
  private static func longestCommonRun(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int
  {
    var longest = 0
    var row = Array(repeating: 0, count: second.count + 1)
    for letter in first {
      for index in second.indices.reversed() {
        row[index + 1] = letter == second[index] ? row[index] + 1 : 0
        longest = max(longest, row[index + 1])
      }
    }
    return longest
  }
}
