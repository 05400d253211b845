import Testing

@testable import PadanIndex

struct PackedTextTests {
  @Test(arguments: [
    ("Harga beras naik.", 1), ("“Kafé” – 5 €", 1), ("ж", 2), ("a字", 2), ("a😀", 4), ("", 1),
    ("\u{80}", 2), ("\u{81}", 1), ("\u{9F}", 2),
  ])
  func `a text comes back, in as few bytes a scalar as hold it`(_ text: String, _ width: Int) {
    let scalars = text.unicodeScalars.map(\.value)
    var bytes: [UInt8] = [7]
    #expect(PackedText.append(scalars, to: &bytes) == width)
    #expect(bytes.count == 1 + width * scalars.count)
    var read: [UInt32] = []
    bytes.withUnsafeBytes {
      PackedText.read(UnsafeRawBufferPointer(rebasing: $0[1...]), width: width, into: &read)
    }
    #expect(read == scalars)
  }

  @Test func `no two scalars have one byte`() {
    let scalars = (0...255).map { PackedText.scalar(of: UInt8($0)) }
    #expect(Set(scalars).count == 256)
    for (byte, scalar) in scalars.enumerated() {
      #expect(PackedText.code(of: scalar) == UInt8(byte))
    }
  }
}
