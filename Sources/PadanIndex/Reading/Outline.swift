import PadanMatch
import PadanText

/// The letters of a text (`PadanMatch.Letters`), each as one of 15 classes, so that it takes four bits.
/// The common letters of two texts are at most as many as those of their outlines.
package struct Outline {
  /// The class of each letter, 1...15.
  package private(set) var classes: [UInt8] = []
  /// Whether case folding adds so many letters that nothing is bounded. Such a text has no letters
  /// here.
  private(set) var isUnbounded = false
  private var letters = Letters()

  /// How many scalars of the text are no letters.
  var rest: Int { letters.rest }
  /// How many letters case folding adds.
  var excess: Int { letters.excess }

  /// An outline of nothing.
  package init() {}

  /// The largest excess of a bounded text with so many letters.
  static func mostExcess(ofCount count: Int) -> Int { 4 + count / 16 }

  /// Reads a match key in place of what has been read.
  ///
  /// - Complexity: O(n) for n scalars.
  package mutating func read(_ key: [UInt32]) {
    letters.read(key)
    isUnbounded = letters.excess > Self.mostExcess(ofCount: letters.scalars.count)
    classes.removeAll(keepingCapacity: true)
    if isUnbounded { return }
    for letter in letters.scalars {
      classes.append(
        letter < 0x80 ? Self.asciiClasses[Int(letter)] : UInt8(1 + (letter ^ letter >> 5) % 15))
    }
  }

  /// The class of each ASCII letter.
  ///
  /// The frequent letters of English and Indonesian have a class of their own, and rare ones share
  /// one. Texts in other scripts are found too, only a little more slowly. Outlines are stored: a
  /// change to these groups, or to the classes above, needs a migration that builds each index anew.
  private static let asciiClasses: [UInt8] = (0..<0x80 as Range<UInt8>).map { letter in
    let group = groups.firstIndex { $0.utf8.contains(letter) }
    return UInt8(group ?? groups.count - 1) + 1
  }

  private static let groups = [
    "a", "e", "i", "n", "r", "s", "t", "u", "d", "mw", "lz", "gov", "kcx", "pyf", "bhjq",
  ]
}
