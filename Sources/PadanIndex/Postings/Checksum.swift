/// Guards a row of the index against a byte that changed on disk.
enum Checksum {
  static let size = 8

  /// Fletcher's sums over 64-bit words (“An arithmetic checksum for serial transmissions”, IEEE
  /// Transactions on Communications, 1982), begun with the row's key.
  static func of(_ bytes: UnsafeRawBufferPointer, key: Int64) -> UInt64 {
    // The sum of sums of n words counts word i, from 0, n - i times. With eight lanes side by side,
    // word i is word l = i mod 8 of group g = i / 8, and its lane's sum of sums counts it groups - g
    // times. Eight times that is n - i + l: the lane's number times its sum is taken off again.
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
  /// - Throws: `IndexDamage` where they disagree.
  static func opened(_ row: UnsafeRawBufferPointer, key: Int64) throws -> UnsafeRawBufferPointer {
    guard row.count >= size else { throw IndexDamage() }
    let body = UnsafeRawBufferPointer(rebasing: row[size...])
    guard row.loadUnaligned(as: UInt64.self) == of(body, key: key) else { throw IndexDamage() }
    return body
  }
}
