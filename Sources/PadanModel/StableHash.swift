/// A hash that is the same in every run and on every machine: FNV-1a with 64 bits
/// (http://www.isthe.com/chongo/tech/comp/fnv/).
///
///     var hash = StableHash()
///     hash.add(field: "berita.txt")
///     hash.value
@usableFromInline
package struct StableHash: Sendable {
  /// The hash of what was added so far. Its higher bits are better distributed than its lower ones.
  @inlinable
  package var value: UInt64 { state }
  @usableFromInline
  var state: UInt64

  /// A hash of nothing.
  ///
  /// - Parameter seed: Different seeds give different hashes of the same bytes.
  @inlinable
  package init(seed: UInt64 = 0) {
    self.init(continuing: 0xCBF2_9CE4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Continues from the value of another hash.
  @inlinable
  package init(continuing value: UInt64) { state = value }

  /// Adds a byte.
  @inlinable
  package mutating func add(_ byte: UInt8) { add(scalar: UInt32(byte)) }

  /// Adds a Unicode scalar in one step. That differs from adding its bytes, except in ASCII.
  @inlinable
  package mutating func add(scalar: UInt32) {
    state = (state ^ UInt64(scalar)) &* 0x100_0000_01B3
  }

  /// Adds the bytes at a range of a text.
  package mutating func add(_ text: Span<UInt8>, _ range: Range<Int>) {
    for offset in range { add(text[offset]) }
  }

  /// Adds a text in UTF-8, and then the byte 0xFF, which UTF-8 never uses. So `"ab", "c"` and `"a",
  /// "bc"` have different hashes.
  package mutating func add(field: String) {
    for byte in field.utf8 { add(byte) }
    add(0xFF)
  }

  /// The hash with its bits mixed, so that every bit is well distributed.
  @inlinable
  package var mixed: UInt64 { Self.mixed(state) }

  /// A number with its bits mixed: each bit of the result depends on every bit of the number. This
  /// is the last step of SplitMix64 (Steele, Lea and Flood, “Fast splittable pseudorandom number
  /// generators”, OOPSLA 2014).
  @inlinable
  package static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
