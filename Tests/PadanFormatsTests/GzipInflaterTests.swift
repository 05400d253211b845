import CZlib
import PadanFormats
import PadanTestSupport
import Testing

struct GzipInflaterTests {
  /// What a text unpacks to, handed over in pieces of some size.
  private func unpacked(_ bytes: [UInt8], inPiecesOf size: Int) throws -> [UInt8] {
    var inflater = try GzipInflater()
    var output: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + size, bytes.count)
      try inflater.inflate(bytes[start..<end]) { output.append(contentsOf: $0) }
      start = end
    }
    try inflater.finish()
    return output
  }

  private func text(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    return random.elements(count, of: Array("abc \n".utf8))
  }

  @Test(arguments: [0, 1, 1000, 300_000], [1, 7, 4096, 1 << 20])
  func `a text comes back in pieces of any size`(count: Int, size: Int) throws {
    guard count < 300_000 || size > 1 else { return }
    #expect(try unpacked(gzipped(text(count)), inPiecesOf: size) == text(count))
  }

  @Test(arguments: [1, 3, 1 << 20])
  func `members follow each other, and zeros the last`(size: Int) throws {
    let bytes = gzipped(text(500)) + gzipped([]) + gzipped(text(20)) + [0, 0, 0]
    #expect(try unpacked(bytes, inPiecesOf: size) == text(500) + text(20))
  }

  @Test func `data that ends too early says so, wherever it ends`() throws {
    let bytes = gzipped(text(1000))
    for count in stride(from: 0, to: bytes.count, by: 13) {
      #expect(throws: GzipError.truncated) {
        try unpacked(Array(bytes[..<count]), inPiecesOf: 100)
      }
    }
  }

  @Test(arguments: [(1, true), (10, true), (100, true), (1000, false), (10_000, false)])
  func `a bomb ends by its ratio, and repeated text does not`(
    _ period: Int, _ isBomb: Bool
  ) throws {
    let text = text(period)
    let piece = gzipped((0..<(1 << 20)).map { text[$0 % period] })
    func unpack() throws {
      var inflater = try GzipInflater()
      for _ in 0..<80 { try inflater.inflate(piece) { _ in } }
      try inflater.finish()
    }
    if isBomb { #expect(throws: GzipError.bomb) { try unpack() } } else { try unpack() }
  }

  @Test(arguments: [0, 30, -6])
  func `damaged data is refused`(place: Int) throws {
    var bytes = gzipped(text(1000))
    bytes[place < 0 ? bytes.count + place : place] ^= 0x55
    #expect {
      try unpacked(bytes, inPiecesOf: 100)
    } throws: { error in
      if case GzipError.corrupt = error { true } else { false }
    }
  }

  @Test func `other data after a member is refused`() throws {
    #expect(throws: GzipError.self) {
      try unpacked(gzipped(text(10)) + Array("padan".utf8), inPiecesOf: 1000)
    }
  }

  @Test func `a bomb comes in small pieces`() throws {
    let zeros = gzipped([UInt8](repeating: 0, count: 20 << 20))
    #expect(zeros.count < 100_000)
    var inflater = try GzipInflater()
    var total = 0
    var largest = 0
    try inflater.inflate(zeros) {
      total += $0.count
      largest = max(largest, $0.count)
    }
    try inflater.finish()
    #expect(total == 20 << 20)
    #expect(largest <= GzipInflater.pieceSize)
  }

  @Test func `gzip is told by its first bytes`() {
    #expect(GzipInflater.isGzip(gzipped([])))
    #expect(!GzipInflater.isGzip(Array("<?xml".utf8)))
    #expect(!GzipInflater.isGzip([0x1F]))
  }
}

/// The bytes as one gzip member.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var bytes = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
  let written = bytes.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      _ = deflate(&stream, Z_FINISH)
      return output.count - Int(stream.avail_out)
    }
  }
  return Array(output[..<written])
}
