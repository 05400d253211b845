/// Texts of similar length. Up to 127 scalars each length is a class of its own; above, each
/// doubling of length has eight classes.
enum LengthClass {
  /// The class of a text of this many scalars.
  static func of(_ count: Int) -> Int {
    guard count >= 128 else { return count }
    let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
    let eighth = (count >> (exponent - 3)) & 7
    return min(128 + (exponent - 7) * 8 + eighth, last)
  }

  /// The last class. No text is longer: SQLite's own limit is 2³⁰ bytes.
  static let last = 128 + 25 * 8 - 1

  /// The longest text of a class, in scalars.
  static func longest(_ lengthClass: Int) -> Int {
    guard lengthClass >= 128 else { return lengthClass }
    let exponent = 7 + (lengthClass - 128) / 8
    let eighth = (lengthClass - 128) % 8
    return ((8 + eighth + 1) << (exponent - 3)) - 1
  }

  /// The shortest text of a class, in scalars.
  static func shortest(_ lengthClass: Int) -> Int {
    lengthClass == 0 ? 0 : longest(lengthClass - 1) + 1
  }

  /// How many texts share a row, as a power of two: at most 64, and about 3.9 kB of them.
  static func rowShift(_ lengthClass: Int) -> Int64 {
    // A damaged slot may name a class that does not exist.
    rowShifts.indices.contains(lengthClass) ? rowShifts[lengthClass] : 0
  }

  /// The shift of each class. A table, since a search needs it for every text.
  private static let rowShifts: [Int64] = (0...last).map { lengthClass in
    var shift: Int64 = 6
    while shift > 0, (longest(lengthClass) + TextRow.overhead) << shift > 3_900 { shift -= 1 }
    return shift
  }

  /// How many 64-bit words a posting's signature has, 1, 2 or 4: about three bits for each token.
  static func signatureWords(_ lengthClass: Int) -> Int {
    switch longest(lengthClass) {
    case ...96: 1
    case ...223: 2
    default: 4
    }
  }
}
