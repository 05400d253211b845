/// Texts with a similar number of letters. Up to 127 each number is a class of its own; above, each
/// doubling has eight classes.
enum LengthClass {
  /// The class of a text of this many letters.
  static func of(_ count: Int) -> Int {
    guard count >= 128 else { return count }
    let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
    let eighth = (count >> (exponent - 3)) & 7
    return min(128 + (exponent - 7) * 8 + eighth, last)
  }

  /// The last class. No text is longer: SQLite's own limit is 2³⁰ bytes.
  static let last = 128 + 25 * 8 - 1

  /// The longest text of a class, in letters.
  static func longest(_ lengthClass: Int) -> Int {
    guard lengthClass >= 128 else { return lengthClass }
    let exponent = 7 + (lengthClass - 128) / 8
    let eighth = (lengthClass - 128) % 8
    return ((8 + eighth + 1) << (exponent - 3)) - 1
  }

  /// The shortest text of a class, in letters.
  static func shortest(_ lengthClass: Int) -> Int {
    lengthClass == 0 ? 0 : longest(lengthClass - 1) + 1
  }

  /// The size of an outline of a class in bytes.
  static func height(_ lengthClass: Int) -> Int {
    OutlineTile.height(ofCount: longest(lengthClass))
  }

  /// How many texts share a row: about as many as fit into a page of 8 kB, in whole tiles.
  static func capacity(_ lengthClass: Int) -> Int {
    // A damaged slot may name a class that does not exist.
    capacities.indices.contains(lengthClass) ? capacities[lengthClass] : 1
  }

  /// The capacity of each class. A table, since a search needs it for every text.
  private static let capacities: [Int] = (0...last).map { lengthClass in
    let room = max(1, 8_100 / (OutlineRow.overhead + height(lengthClass)))
    let half = OutlineTile.size / 2
    return room < half ? room : room / half * half
  }

  /// How many 64-bit words a posting's signature has, 1, 2 or 4: about three bits for each token.
  static func signatureWords(_ lengthClass: Int) -> Int {
    switch longest(lengthClass) {
    case ...76: 1
    case ...178: 2
    default: 4
    }
  }
}
