import Foundation
import Glibc
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct LineReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func lines(_ reader: LineReader) throws -> [String] {
    var found: [String] = []
    while let line = try reader.next() {
      found.append("\(reader.number) \(String(decoding: line, as: UTF8.self))")
    }
    return found
  }

  @Test(arguments: [
    ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\nb", ["1 a", "2 b"]), ("\n", ["1 "]),
    ("\n\na\n \t\r\nb\r\n\n", ["1 ", "2 ", "3 a", "4  \t", "5 b", "6 "]),
    ("\u{FEFF}a\nb", ["1 a", "2 b"]),
  ])
  func `lines are read one by one, without their ends`(_ text: String, _ expected: [String]) throws
  {
    let path = try folder.write("lines", text)
    #expect(try lines(LineReader(path: path, remedy: "")) == expected)
    #expect(try lines(LineReader(live: path)) == expected)
  }

  @Test func `a live input may be empty, a file may not`() throws {
    let path = try folder.write("lines", "")
    #expect(try lines(LineReader(live: path)) == [])
    #expect(throws: InputError(path, .empty(advice: "Write one."))) {
      try LineReader(path: path, remedy: "Write one.")
    }
  }

  @Test func `a line of a pipe is there before the next one is written`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let reader = try LineReader(live: "/dev/fd/\(ends[0])")
    for text in ["satu", "dua"] {
      try #require(write(ends[1], text + "\n", text.utf8.count + 1) == text.utf8.count + 1)
      #expect(try reader.next().map { String(decoding: $0, as: UTF8.self) } == text)
    }
  }

  @Test(
    arguments: [
      ([[0x63, 0xE9], [0x0A]], "cé"), ([[0x63, 0xC3], [0xA9, 0x0A]], "cé"),
      ([[0xE8], [0x61, 0xA1], [0x0A]], "èa¡"), ([[0xFF], [0xFE, 0x61], [0, 0x0A, 0]], "a"),
    ] as [([[UInt8]], String)])
  func `a pipe that stops inside a character has not shown its encoding yet`(
    _ pieces: [[UInt8]], _ line: String
  ) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (input, output) = (ends[0], ends[1])
    defer { close(input) }
    let writer = Thread {
      for piece in pieces {
        _ = write(output, piece, piece.count)
        var waiting: Int32 = 1
        while waiting > 0, ioctl(input, UInt(FIONREAD), &waiting) == 0 { usleep(100) }
      }
      close(output)
    }
    writer.start()
    let reader = try LineReader(liveText: "/dev/fd/\(input)")
    #expect(try lines(reader) == ["1 \(line)"])
  }

  @Test func `lines longer than a piece come whole, and no line is endless`() throws {
    let long = String(repeating: "panjang ", count: 50_000)
    let path = try folder.write("lines", "a\n\(long)\nb")
    #expect(try lines(LineReader(live: path)) == ["1 a", "2 \(long)", "3 b"])
    let endless = try folder.write(
      "endless", [UInt8](repeating: 0x61, count: Limits.longestLine + 100_000) + Array("\nb".utf8))
    #expect(
      throws: InputError(SourceLocation(file: endless, line: 1), .longLine(Limits.longestLine))
    ) { try LineReader(live: endless).next() }
    let reader = try LineReader(path: endless, tolerance: .damage, remedy: "")
    #expect(try lines(reader) == ["2 b"])
  }

  @Test func `a long line that ends with a piece takes no other line with it`() throws {
    let text = [UInt8](repeating: 0x61, count: Limits.longestLine + (1 << 18) - 1)
    let path = try folder.write("long", text + Array("\nb\nc".utf8))
    let reader = try LineReader(path: path, tolerance: .damage, remedy: "")
    #expect(try lines(reader) == ["2 b", "3 c"])
  }

  @Test func `one stray byte after much ASCII does not decide the encoding of a file`() throws {
    let plain = String(repeating: "Harga beras\n", count: 30_000)
    let rest = String(repeating: "“é”\n", count: 20_000)
    let path = try folder.write(
      "text",
      Array(plain.utf8) + [0x92, 0x0A] + Array(plain.utf8.prefix(65_400))
        + Array(rest.utf8))
    #expect(try lines(LineReader(path: path, remedy: "")).last?.hasSuffix("“é”") == true)
  }

  @Test(
    arguments: [
      ("windows-1252", "é", [0xE9]), ("Shift_JIS", "表", [0x95, 0x5C]),
      ("GB18030", "𠀀", [0x95, 0x32, 0x82, 0x36]), ("UTF-16LE", "𠀀", [0x40, 0xD8, 0x00, 0xDC]),
      ("ISO-8859-2", "Ł", [0xA3]),
    ] as [(String, String, [UInt8])])
  func `a text in any encoding is converted piece by piece`(
    _ encoding: String, _ letter: String, _ bytes: [UInt8]
  ) throws {
    // An odd number of bytes, so that pieces end inside of characters.
    let isWide = encoding == "UTF-16LE"
    let end: [UInt8] = isWide ? [0x0A, 0] : [0x0A]
    let line = Array([[UInt8]](repeating: bytes, count: 50_001).joined()) + end
    let path = try folder.write("text", line + line + line)
    let text = String(repeating: letter, count: 50_001)
    #expect(
      try lines(LineReader(path: path, encoding: encoding, remedy: ""))
        == ["1 \(text)", "2 \(text)", "3 \(text)"])
  }

  @Test func `an encoding is judged by the first bytes that show one, and holds to the end`() throws
  {
    let plain = String(repeating: "Harga beras\n", count: 50_000)
    let path = try folder.write(
      "text", Array(plain.utf8) + Array("Caf".utf8) + [0xE9, 0x0A] + Array(plain.utf8))
    let reader = try LineReader(path: path, remedy: "")
    #expect(try lines(reader).dropFirst(50_000).first == "50001 Café")
    #expect(reader.number == 100_001)
    #expect(reader.repairs.first.map(\.location.line) == [50_001])
  }

  @Test(arguments: [0, 3, 300_000])
  func `a NUL is an error, wherever it stands`(_ lead: Int) throws {
    let text = String(repeating: "é\n", count: lead)
    let path = try folder.write("text", Array(text.utf8) + [0x61, 0, 0x0A])
    #expect(throws: InputError.self) { try lines(LineReader(path: path, remedy: "")) }
    #expect(throws: InputError.self) { try lines(LineReader(live: path)) }
  }

  @Test(arguments: [false, true])
  func `gzip that ends too early is an error, however short it is`(_ isLive: Bool) throws {
    let packed = gzipped(Array("satu\ndua\ntiga\n".utf8))
    let path = try folder.write("short.gz", Array(packed.dropLast(6)))
    #expect(throws: InputError.self) {
      try lines(isLive ? LineReader(live: path) : LineReader(path: path, remedy: ""))
    }
    let whole = try folder.write("whole.gz", packed)
    #expect(try lines(LineReader(live: whole)) == ["1 satu", "2 dua", "3 tiga"])
  }
}
