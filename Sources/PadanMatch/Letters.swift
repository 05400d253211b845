import PadanText

/// What every fold leaves of a text (`Folds`): its letters in order, case-folded, without blanks,
/// digits and punctuation.
///
/// Two texts differ at least as much as their letters do, whatever is folded in them. So the longest
/// common subsequence of their letters bounds their score (`bound`).
package struct Letters {
  /// The letters.
  package private(set) var scalars: [UInt32] = []
  /// How many scalars of the text are no letters, before or after case folding.
  package private(set) var rest = 0
  /// How many letters case folding adds: one for `ß`, which becomes `ss`. A comparison without case
  /// folding has so many letters less.
  package private(set) var excess = 0

  /// No letters.
  package init() {}

  /// Reads a match key in place of what has been read.
  ///
  /// - Complexity: O(n) for n scalars.
  package mutating func read(_ key: [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    excess = 0
    rest = 0
    for scalar in key {
      if scalar == 0x20 || ScalarClass.isDigit(scalar) || ScalarClass.isPunctuation(scalar) {
        rest += 1
      } else if scalar < 0x80 {
        scalars.append(TextForm.foldedASCII(scalar))
      } else {
        readRare(scalar)
      }
    }
  }

  private mutating func readRare(_ scalar: UInt32) {
    let before = scalars.count
    TextForm.appendFolded(scalar, to: &scalars)
    if scalars.count == before + 1, scalars[before] == scalar { return }
    // `ŉ` becomes an apostrophe and a letter.
    for index in scalars.indices[before...].reversed()
    where ScalarClass.isPunctuation(scalars[index]) {
      scalars.remove(at: index)
      rest += 1
    }
    excess += max(0, scalars.count - before - 1)
  }

  /// The highest score that two texts can have, before penalties, 0...100.
  ///
  /// Let the texts have a and b letters, of which c are common. Whatever is folded, they differ by
  /// a + b − 2c letters at least, less what case folding adds. Beside their letters they have r and s
  /// scalars at most, and the score is best if as many of these as the text with fewer has are common.
  /// So it is at most 100 · (2c + 2 min(r, s)) / (a + b + 2 min(r, s)).
  ///
  /// - Parameters:
  ///   - common: The length of the longest common subsequence of their letters.
  ///   - total: How many letters both have together.
  ///   - rest: How many other scalars the text has that has fewer of them.
  ///   - excess: How many letters case folding adds to both together.
  package static func bound(common: Int, of total: Int, rest: Int, excess: Int) -> Double {
    guard total + rest > 0 else { return 100 }
    return min(100, 100 * Double(2 * (common + rest) + excess) / Double(total + 2 * rest))
  }

  /// What rounding may take off a bound.
  package static let margin = 1e-9
}
