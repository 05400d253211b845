/// A checksum that detects a byte of an index row that changed on disk.
enum Checksum {
  /// The size of a checksum in bytes.
  static let size = 8

  /// Fletcher's checksum over 64-bit words (“An arithmetic checksum for serial transmissions”, IEEE
  /// Transactions on Communications, 1982). The row's key is the initial value, so a row under a
  /// wrong key is noticed too.
  static func of(_ bytes: UnsafeRawBufferPointer, key: Int64) -> UInt64 {
    // The sum of sums of n words counts word i, from 0, n - i times. Here eight lanes run side by
    // side: word i is in lane l = i mod 8 and group g = i / 8, and its lane's sum of sums counts it
    // groups - g times. Eight times that is n - i + l, so l times the lane's sum is subtracted.
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

  /// Writes the checksum of all that follows into the first eight bytes of a row.
  static func seal(_ row: inout [UInt8], key: Int64) {
    row.withUnsafeMutableBytes { bytes in
      let sum = of(UnsafeRawBufferPointer(rebasing: bytes[size...]), key: key)
      bytes.storeBytes(of: sum, as: UInt64.self)
    }
  }

  /// The contents of a row, without its checksum.
  ///
  /// - Throws: `IndexDamage` if the checksum does not fit the contents and the key.
  static func opened(_ row: UnsafeRawBufferPointer, key: Int64) throws -> UnsafeRawBufferPointer {
    guard row.count >= size else { throw IndexDamage() }
    let body = UnsafeRawBufferPointer(rebasing: row[size...])
    guard row.loadUnaligned(as: UInt64.self) == of(body, key: key) else { throw IndexDamage() }
    return body
  }
}
