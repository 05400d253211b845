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
    while start < shorter, mine.tokens[start] == theirs.tokens[start] { start += 1 }
    var tail = 0
    while tail < shorter - start,
      mine.tokens[mine.count - 1 - tail] == theirs.tokens[theirs.count - 1 - tail]
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
          mine.tokens[i] == theirs.tokens[j]
          ? lengths[cell + width + 1] + 1 : max(lengths[cell + width], lengths[cell + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (mineRange.lowerBound, theirsRange.lowerBound)
    while i < mineRange.upperBound, j < theirsRange.upperBound {
      let cell = (i - mineRange.lowerBound) * width + j - theirsRange.lowerBound
      if mine.tokens[i] == theirs.tokens[j] {
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
    func addChange(_ toMine: Int, _ toTheirs: Int) {
      guard toMine > i || toTheirs > j else { return }
      let change: Difference.Change = toTheirs == j ? .added : toMine == i ? .removed : .replaced
      runs.append(
        Difference(
          change: change, query: mine.text(i..<toMine), stored: theirs.text(j..<toTheirs)))
    }
    for (mineAt, theirsAt) in common {
      addChange(mineAt, theirsAt)
      let word = (mine.text(mineAt..<mineAt + 1), theirs.text(theirsAt..<theirsAt + 1))
      if let last = runs.last, last.change == .same, mineAt == i, theirsAt == j {
        runs[runs.count - 1].query += word.0
        runs[runs.count - 1].stored += word.1
      } else {
        runs.append(Difference(change: .same, query: word.0, stored: word.1))
      }
      (i, j) = (mineAt + 1, theirsAt + 1)
    }
    addChange(mine.count, theirs.count)
    return runs
  }

  /// A text's words, each with the space that follows it. A word is a token, or a number with its
  /// marks: `1.148`, `12/03/2025`.
  private struct Words {
    var tokens: [String] = []
    private var pieces: [String] = []

    var count: Int { tokens.count }

    init(_ text: String) {
      let key = TextForm.matchKey(of: text)
      let scalars = Array(key.unicodeScalars)
      let words = Self.ranges(of: Tokenizer.tokens(in: key))
      for (index, word) in words.enumerated() {
        let end = index + 1 < words.count ? words[index + 1].lowerBound : scalars.count
        tokens.append(Self.text(of: scalars[word]))
        pieces.append(Self.text(of: scalars[word.lowerBound..<end]))
      }
    }

    /// The text of a range of tokens, spaces included.
    func text(_ range: Range<Int>) -> String { pieces[range].joined() }

    private static func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return String(text)
    }

    /// The places of words: those of tokens, joined where a mark without blanks stands between
    /// digits.
    private static func ranges(of tokens: [Token]) -> [Range<Int>] {
      var ranges: [Range<Int>] = []
      for (index, token) in tokens.enumerated() {
        if let last = ranges.last, last.upperBound == token.range.lowerBound,
          isInside(index, of: tokens) || isInside(index - 1, of: tokens)
        {
          ranges[ranges.count - 1] = last.lowerBound..<token.range.upperBound
        } else {
          ranges.append(token.range)
        }
      }
      return ranges
    }

    /// Whether a token is a mark inside a number.
    private static func isInside(_ index: Int, of tokens: [Token]) -> Bool {
      guard index > 0, index + 1 < tokens.count, [".", ",", ":", "/"].contains(tokens[index].text)
      else { return false }
      let (before, after) = (tokens[index - 1], tokens[index + 1])
      return before.text.last?.isNumber == true && after.text.first?.isNumber == true
        && before.range.upperBound == tokens[index].range.lowerBound
        && after.range.lowerBound == tokens[index].range.upperBound
    }
  }
}
