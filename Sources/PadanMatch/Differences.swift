import PadanText

/// A run of words that two texts share, or that must change to turn the stored text into the query.
///
///     Differences.between("Harga naik 5.", "Harga turun 5.").map(\.change)
///     // [.same, .replaced, .same]
package struct Difference: Hashable, Sendable {
  /// How the words of a run differ.
  package enum Change: String, Hashable, Sendable {
    /// Both texts have these words.
    case same
    /// Only the query has these words.
    case added
    /// Only the stored text has these words.
    case removed
    /// The query has some words, the stored text has others in their place.
    case replaced
  }

  /// How the words differ.
  package var change: Change
  /// The words of the query, as written; empty if they are removed.
  package var query: String
  /// The words of the stored text, as written; empty if they are added.
  package var stored: String
}

/// Compares a stored text with a query, word by word.
package enum Differences {
  /// The largest table, in pairs of words. A larger middle is not aligned word by word: it becomes
  /// one replacement.
  private static let mostCells = 4_000_000

  /// The runs of words that two texts share and do not share, in order. The runs' texts in sequence
  /// are the two whole texts, with white space collapsed.
  ///
  /// Words are tokens, compared as written: case matters. The result keeps their longest common
  /// subsequence, found with the plain table, which is fast enough for segments. (Myers, “An O(ND)
  /// difference algorithm and its variations”, Algorithmica 1986, describes the problem.)
  ///
  /// - Complexity: O(n · m) for n and m tokens between the common start and the common end.
  package static func between(_ query: String, _ stored: String) -> [Difference] {
    let mine = Words(query)
    let theirs = Words(stored)
    var start = 0
    let shorter = min(mine.count, theirs.count)
    while start < shorter, mine[start] == theirs[start] { start += 1 }
    var tail = 0
    while tail < shorter - start,
      mine[mine.count - 1 - tail] == theirs[theirs.count - 1 - tail]
    {
      tail += 1
    }
    let middle = (start..<(mine.count - tail), start..<(theirs.count - tail))
    var common: [(Int, Int)] = (0..<start).map { ($0, $0) }
    if middle.0.count * middle.1.count <= mostCells {
      common += pairs(mine, middle.0, theirs, middle.1)
    }
    common += (0..<tail).map { (mine.count - tail + $0, theirs.count - tail + $0) }
    return runs(mine, theirs, common)
  }

  /// The words of a longest common subsequence of two ranges, as positions in both texts. If there
  /// are several, the one that matches earliest.
  private static func pairs(
    _ mine: Words, _ mineRange: Range<Int>, _ theirs: Words, _ theirsRange: Range<Int>
  ) -> [(Int, Int)] {
    let width = theirsRange.count + 1
    var lengths = [Int32](repeating: 0, count: (mineRange.count + 1) * width)
    for i in mineRange.indices.reversed() {
      for j in theirsRange.indices.reversed() {
        let cell = (i - mineRange.lowerBound) * width + j - theirsRange.lowerBound
        lengths[cell] =
          mine[i] == theirs[j]
          ? lengths[cell + width + 1] + 1 : max(lengths[cell + width], lengths[cell + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (mineRange.lowerBound, theirsRange.lowerBound)
    while i < mineRange.upperBound, j < theirsRange.upperBound {
      let cell = (i - mineRange.lowerBound) * width + j - theirsRange.lowerBound
      if mine[i] == theirs[j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[cell + width] >= lengths[cell + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// Joins common words, given as positions in both texts, to runs, with the changes between them.
  private static func runs(
    _ mine: Words, _ theirs: Words, _ common: [(Int, Int)]
  ) -> [Difference] {
    var runs: [Difference] = []
    var (i, j) = (0, 0)
    func add(_ change: Difference.Change, to toMine: Int, _ toTheirs: Int) {
      runs.append(
        Difference(
          change: change, query: mine.text(i..<toMine), stored: theirs.text(j..<toTheirs)))
      (i, j) = (toMine, toTheirs)
    }
    func addChange(to toMine: Int, _ toTheirs: Int) {
      guard toMine > i || toTheirs > j else { return }
      add(toTheirs == j ? .added : toMine == i ? .removed : .replaced, to: toMine, toTheirs)
    }
    var at = 0
    while at < common.count {
      let first = common[at]
      var count = 1
      while at + count < common.count, common[at + count] == (first.0 + count, first.1 + count) {
        count += 1
      }
      addChange(to: first.0, first.1)
      add(.same, to: first.0 + count, first.1 + count)
      at += count
    }
    addChange(to: mine.count, theirs.count)
    return runs
  }

  /// A text's words. A word is a token, one of those that a dictionary finds in a token, a number with its marks (`1.148`, `12/03/2025`), or an emoji of several.
  private struct Words {
    /// The text as it is shown.
    private let shown: String
    /// The scalars of its match key.
    private let scalars: [UInt32]
    /// The place of each word in `scalars`.
    private var places: [Range<Int>] = []
    /// Where each word begins in the text as shown, and where the last one ends, in UTF-8 bytes.
    private var starts: [Int] = []

    var count: Int { places.count }

    /// The scalars of a word.
    subscript(index: Int) -> ArraySlice<UInt32> { scalars[places[index]] }

    init(_ text: String) {
      let key = TextForm.matchKey(of: text)
      scalars = key.unicodeScalars.map(\.value)
      shown = Self.hasEmoji(scalars) ? Self.written(text, as: key) : key
      let bytes = TextForm.byteRanges(in: shown).map(\.lowerBound)
      let tokens = Self.tokens(of: scalars)
      let inside = Self.hasEmoji(scalars) ? Self.insideCharacters(of: shown, bytes) : []
      for (index, token) in tokens.enumerated() {
        if let last = places.last,
          inside.contains(token.lowerBound)
            || last.upperBound == token.lowerBound
              && (isInNumber(index, of: tokens) || isInNumber(index - 1, of: tokens))
        {
          places[places.count - 1] = last.lowerBound..<token.upperBound
        } else {
          places.append(token)
        }
      }
      starts = places.map { bytes[$0.lowerBound] } + [shown.utf8.count]
    }

    /// The text of a range of words, each with the space that follows it.
    func text(_ range: Range<Int>) -> String {
      let bytes = shown.utf8
      let start = bytes.index(bytes.startIndex, offsetBy: starts[range.lowerBound])
      let end = bytes.index(bytes.startIndex, offsetBy: starts[range.upperBound])
      return String(shown[start..<end])
    }

    private static func tokens(of scalars: [UInt32]) -> [Range<Int>] {
      var tokens: [Range<Int>] = []
      var index = 0
      while index < scalars.count {
        let start = index
        let (kind, _) = Tokenizer.passToken(in: scalars, at: &index) { $0 }
        if kind == nil { continue }
        var from = start
        for end in Tokenizer.wordEnds(in: scalars[start..<index]) where start + end > from {
          tokens.append(from..<start + end)
          from = start + end
        }
      }
      return tokens
    }

    /// Whether a text may have emoji that make one character together: families, colours of skin, flags, keycaps.
    private static func hasEmoji(_ scalars: [UInt32]) -> Bool {
      let (keycap, firstEmoji): (UInt32, UInt32) = (0x20E3, 0x1F000)
      return scalars.contains { $0 == keycap || $0 >= firstEmoji }
    }

    /// A text with the joiners that its match key lacks; the key where they are not all that differs.
    private static func written(_ text: String, as key: String) -> String {
      let written = TextForm.withSingleBlanks(text)
      return TextForm.withoutIgnorables(written).utf8.elementsEqual(key.utf8) ? written : key
    }

    /// The scalars of a match key at which no character begins.
    ///
    /// - Parameter bytes: Where each of the scalars begins in the text as shown.
    private static func insideCharacters(of text: String, _ bytes: [Int]) -> Set<Int> {
      var starts: Set<Int> = []
      var byte = 0
      for character in text {
        starts.insert(byte)
        byte += character.utf8.count
      }
      return Set(bytes.indices.filter { !starts.contains(bytes[$0]) })
    }

    /// Whether a token is a mark inside a number, without blanks around it.
    private func isInNumber(_ index: Int, of tokens: [Range<Int>]) -> Bool {
      guard index > 0, index + 1 < tokens.count, tokens[index].count == 1 else { return false }
      let (before, mark, after) = (tokens[index - 1], tokens[index], tokens[index + 1])
      return [0x2E, 0x2C, 0x3A, 0x2F].contains(scalars[mark.lowerBound])  // . , : /
        && before.upperBound == mark.lowerBound && after.lowerBound == mark.upperBound
        && Self.isNumber(scalars[before.upperBound - 1]) && Self.isNumber(scalars[after.lowerBound])
    }

    private static func isNumber(_ scalar: UInt32) -> Bool {
      ScalarClass.isDigit(scalar)
        || scalar >= 0x80 && Unicode.Scalar(scalar)?.properties.numericType != nil
    }
  }
}
