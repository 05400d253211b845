import CKernels

/// How often a text has letters of 16 classes: two texts have no more in common than their bags.
///
/// A bag is 16 bytes, so that one instruction compares two. Counts stop at 255; bags of texts of more
/// than 255 scalars say nothing.
package struct LetterBag {
  package static var size: Int { 16 }
  /// Up to how many scalars a text's bag bounds anything.
  package static var longest: Int { 255 }

  package private(set) var counts = [UInt8](repeating: 0, count: size)
  private let classes = Self.classes

  package init() {}

  /// Counts the scalars of a text anew.
  package mutating func count(_ scalars: [UInt32]) {
    for index in counts.indices { counts[index] = 0 }
    for scalar in scalars {
      let place = Int(scalar < 0x80 ? classes[Int(scalar)] : UInt8(scalar & 15))
      if counts[place] < 255 { counts[place] += 1 }
    }
  }

  /// Writes, for bags that stand one behind the other, how many scalars at most each text has in
  /// common with this one.
  package func bounds(_ bags: UnsafePointer<UInt8>, count: Int, into result: inout [UInt16]) {
    ck_bag_bounds(counts, bags, Int32(count), &result)
  }

  /// Letters as frequent as `a` alone, rare ones together, so that no class is much larger than
  /// another in Indonesian or English. Other languages are found as well, and more slowly.
  ///
  /// Bags are stored beside their texts: whoever changes a group makes every index wrong, and needs a
  /// migration that has all of them built anew.
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
