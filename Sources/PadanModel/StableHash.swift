/// A hash that is the same in every run and on every machine: FNV-1a, 64 bits
/// (http://www.isthe.com/chongo/tech/comp/fnv/).
///
///     var hash = StableHash()
///     hash.add(field: "berita.txt")
///     hash.value
package struct StableHash: Sendable {
  package private(set) var value: UInt64

  /// - Parameter seed: Other seeds give other hashes of the same bytes.
  package init(seed: UInt64 = 0) {
    value = 0xCBF2_9CE4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15
  }

  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Adds a text and a byte that no text holds, so that fields cannot run into each other.
  package mutating func add(field: String) {
    for byte in field.utf8 { add(byte) }
    add(0xFF)
  }
}
