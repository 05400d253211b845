/// A text's place in an index: its length class above its number in the class.
///
/// Slots of one class lie together, and classes ascend with length, so that a window of lengths is a
/// range of slots, in the table of texts as in every list of postings.
struct Slot {
  /// Bits for the number in the class: 268 million texts of one length.
  static let numberBits: Int64 = 28
  /// Bits of a slot in all.
  static let bits: Int64 = 37

  static func first(ofClass lengthClass: Int) -> Int64 { Int64(lengthClass) << numberBits }
  static func lengthClass(of slot: Int64) -> Int { Int(slot >> numberBits) }
}

/// Texts of like length. Up to 127 scalars each length is a class of its own; above, eight classes
/// share each doubling.
enum LengthClass {
  /// The class of a text of this many scalars.
  static func of(_ count: Int) -> Int {
    guard count >= 128 else { return count }
    let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
    let eighth = (count >> (exponent - 3)) & 7
    return min(128 + (exponent - 7) * 8 + eighth, last)
  }

  /// No text is longer: SQLite's own limit is 2³⁰ bytes.
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

  /// How many texts share a row, as a power of two: about 3.9 kB of them.
  static func rowShift(_ lengthClass: Int) -> Int64 {
    var shift: Int64 = 6
    while shift > 0, (longest(lengthClass) + TextRow.overhead) << shift > 3_900 { shift -= 1 }
    return shift
  }

  /// How many 64-bit words a posting's signature has: about three bits for each token.
  static func signatureWords(_ lengthClass: Int) -> Int {
    switch longest(lengthClass) {
    case ...96: 1
    case ...223: 2
    default: 4
    }
  }
}

/// Guards a row of the index against a byte that changed on disk.
enum Checksum {
  static let size = 8

  /// Fletcher's sums over 64-bit words (“An arithmetic checksum for serial transmissions”, IEEE
  /// Transactions on Communications, 1982), begun with the row's key.
  static func of(_ bytes: UnsafeRawBufferPointer, key: Int64) -> UInt64 {
    // Eight words side by side. Word i of n counts n - i times in the sum of sums; in its lane l it is
    // counted once for each group from its own on, and eight times that is too much by l.
    let groups = bytes.count / 64
    var lanes = SIMD8<UInt64>()
    var laneSums = SIMD8<UInt64>()
    for group in 0..<groups {
      lanes &+= bytes.loadUnaligned(fromByteOffset: 64 * group, as: SIMD8<UInt64>.self)
      laneSums &+= lanes
    }
    let start = UInt64(bitPattern: key)
    var sum = start &+ lanes.wrappedSum()
    var sums =
      UInt64(bytes.count) &+ start &* UInt64(8 * groups) &+ 8 &* laneSums.wrappedSum()
      &- (lanes &* SIMD8(0, 1, 2, 3, 4, 5, 6, 7)).wrappedSum()
    var at = 64 * groups
    while at + 8 <= bytes.count {
      sum &+= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      sums &+= sum
      at += 8
    }
    while at < bytes.count {
      sum &+= UInt64(bytes[at])
      sums &+= sum
      at += 1
    }
    return sums ^ (sum << 1)
  }

  /// Writes the checksum of all that follows it into a row's first eight bytes.
  static func seal(_ row: inout [UInt8], key: Int64) {
    row.withUnsafeMutableBytes { bytes in
      let sum = of(UnsafeRawBufferPointer(rebasing: bytes[size...]), key: key)
      bytes.storeBytes(of: sum, as: UInt64.self)
    }
  }

  /// The row behind its checksum.
  ///
  /// - Throws: `MemoryError.damagedIndex` where they disagree.
  static func opened(_ row: UnsafeRawBufferPointer, key: Int64) throws -> UnsafeRawBufferPointer {
    guard row.count >= size else { throw IndexDamage() }
    let body = UnsafeRawBufferPointer(rebasing: row[size...])
    guard row.loadUnaligned(as: UInt64.self) == of(body, key: key) else { throw IndexDamage() }
    return body
  }
}

/// A row of the index is not what was written. `Memory` turns it into `MemoryError.damagedIndex`.
struct IndexDamage: Error {}
