import PadanModel

/// A checksum that detects what changed in an index row on disk.
enum Checksum {
  /// The size of a checksum in bytes.
  static let size = 8

  /// Fletcher's sums over 64-bit words (“An arithmetic checksum for serial transmissions”, IEEE
  /// Transactions on Communications, 1982) in eight lanes side by side, mixed into one number. The
  /// row's key is part of it, so a row under a wrong key is noticed too.
  ///
  /// A sum of sums loses the high bits of words that it counts an even number of times. So both
  /// sums of each lane are spread over all bits, each by another odd number, before they are added.
  static func of(_ bytes: UnsafeRawBufferPointer, key: Int64) -> UInt64 {
    let groups = bytes.count / 64
    var lanes = SIMD8<UInt64>()
    var laneSums = SIMD8<UInt64>()
    for group in 0..<groups {
      lanes &+= bytes.loadUnaligned(fromByteOffset: 64 * group, as: SIMD8<UInt64>.self)
      laneSums &+= lanes
    }
    var rest = StableHash.mixed(UInt64(bitPattern: key)) &+ UInt64(bytes.count)
    var at = 64 * groups
    while at + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      rest = (rest ^ word) &* 0x9E37_79B9_7F4A_7C15
      rest ^= rest >> 32
      at += 8
    }
    while at < bytes.count {
      rest = (rest ^ UInt64(bytes[at])) &* 0x9E37_79B9_7F4A_7C15
      rest ^= rest >> 32
      at += 1
    }
    return StableHash.mixed(
      rest &+ spread(lanes, by: laneFactors) &+ spread(laneSums, by: laneSumFactors))
  }

  /// The sum of eight numbers whose high bits are brought down and that are multiplied by odd
  /// numbers.
  private static func spread(_ numbers: SIMD8<UInt64>, by factors: SIMD8<UInt64>) -> UInt64 {
    ((numbers ^ (numbers &>> 32)) &* factors).wrappedSum()
  }

  // The first 16 values of SplitMix64 for the seed 0, made odd.
  private static let laneFactors = SIMD8<UInt64>(
    0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F5, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81ED,
    0x1B39_896A_51A8_749B, 0x53CB_9F0C_747E_A2EB, 0x2C82_9ABE_1F45_32E1, 0xC584_133A_C916_AB3D)
  private static let laneSumFactors = SIMD8<UInt64>(
    0x3EE5_7890_41C9_8AC3, 0xF3B8_488C_368C_B0A7, 0x657E_ECDD_3CB1_3D09, 0xC2D3_26E0_055B_DEF7,
    0x8621_A03F_E0BB_DB7B, 0x8E1F_7555_983A_A92F, 0xB54E_0F16_00CC_4D19, 0x84BB_3F97_971D_80AB)

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
