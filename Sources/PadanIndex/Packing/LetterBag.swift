import CKernels

/// How many letters of each of 16 classes a text has. The sum of the smaller counts of two bags
/// bounds the longest common subsequence of their texts.
///
/// A bag is 16 bytes, so that one instruction compares two. Counts stop at 255, so a bag bounds
/// nothing for a text of more than 255 scalars.
package struct LetterBag {
  /// The size of a bag in bytes, which is the number of letter classes.
  package static var size: Int { 16 }
  /// The longest text, in scalars, for which a bag bounds anything.
  package static var longest: Int { 255 }

  /// The count of each letter class, 0...255.
  package private(set) var counts = [UInt8](repeating: 0, count: size)
  private let classes = Self.classes

  /// Makes an empty bag.
  package init() {}

  /// Replaces the counts with those of a text.
  package mutating func count(_ scalars: [UInt32]) {
    for index in counts.indices { counts[index] = 0 }
    for scalar in scalars {
      let place = Int(scalar < 0x80 ? classes[Int(scalar)] : UInt8(scalar & 15))
      if counts[place] < 255 { counts[place] += 1 }
    }
  }

  /// Writes an upper bound, in scalars, of the longest common subsequence of this bag's text and
  /// each of `count` texts, whose bags follow each other at `bags`.
  ///
  /// - Precondition: `result` has room for `count` numbers.
  package func bounds(_ bags: UnsafePointer<UInt8>, count: Int, into result: inout [UInt16]) {
    ck_bag_bounds(counts, bags, Int32(count), &result)
  }

  /// The class of each ASCII character. Frequent letters have a class of their own and rare ones
  /// share one, so that no class is much larger than another in Indonesian or English. Texts in
  /// other languages are found too, only more slowly.
  ///
  /// Bags are stored beside their texts. A change to these groups makes every stored index wrong
  /// and needs a migration that builds them all again.
  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: 15, count: 0x80)
    let groups = [
      "a", "n", "e", "i", " ", "k", "u", "r", "t", "s", "m", "d", "lh", "go", "pbyjwcfv",
    ]
    for (number, group) in groups.enumerated() {
      for byte in group.utf8 { classes[Int(byte)] = UInt8(number) }
    }
    return classes
  }()
}
