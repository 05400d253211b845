import PadanModel

/// The first lines of a page, which later lines may repeat.
struct HeadLines {
  /// The texts of the lines and their numbers.
  private var lines: [(bytes: [UInt8], number: Int)] = []
  /// The positions in `lines` of those that begin with the same eight bytes.
  private var positions: [UInt64: [Int]] = [:]
  /// A bit for each first eight bytes, by a number below 512: most lines begin with none of them, and
  /// this tells so at once.
  private var starts = InlineArray<8, UInt64>(repeating: 0)

  /// The lengths of such a line, in UTF-8 bytes. A shorter one may just be the first word of a later
  /// line.
  static let lengths = 16...250
  /// The number of lines that are looked at.
  static let limit = 60

  /// Keeps a line.
  mutating func add(_ line: Range<Int>, number: Int, in text: Span<UInt8>) {
    let start = Self.start(of: line, in: text)
    positions[start, default: []].append(lines.count)
    let place = Self.place(of: start)
    starts[place >> 6] |= 1 << UInt64(place & 63)
    lines.append((line.map { text[$0] }, number))
  }

  /// The number of the line that a line repeats; `nil` if there is none.
  func number(of line: Range<Int>, in text: Span<UInt8>) -> Int? {
    guard line.count >= Self.lengths.lowerBound else { return nil }
    for position in positions(of: line, in: text) {
      let (bytes, number) = lines[position]
      if bytes.count == line.count, Self.isPrefix(bytes, of: line, in: text) { return number }
    }
    return nil
  }

  /// Where a copy of an earlier line ends at the start of a longer line; `nil` if there is none.
  func copyEnd(in line: Range<Int>, of text: Span<UInt8>) -> Int? {
    guard line.count > Self.lengths.lowerBound else { return nil }
    for position in positions(of: line, in: text) {
      let bytes = lines[position].bytes
      let end = line.lowerBound + bytes.count
      if bytes.count < line.count, Self.isPrefix(bytes, of: line, in: text),
        text.skippingWhitespace(from: end) > end
      {
        return end
      }
    }
    return nil
  }

  /// The positions in `lines` of those that begin like a line of at least eight bytes.
  private func positions(of line: Range<Int>, in text: Span<UInt8>) -> [Int] {
    let start = Self.start(of: line, in: text)
    let place = Self.place(of: start)
    guard starts[place >> 6] >> UInt64(place & 63) & 1 == 1 else { return [] }
    return positions[start] ?? []
  }

  /// The first eight bytes of a line, as a number.
  private static func start(of line: Range<Int>, in text: Span<UInt8>) -> UInt64 {
    text.eightBytes(at: line.lowerBound)
  }

  /// The place of first bytes in `starts`.
  private static func place(of start: UInt64) -> Int {
    // The multiplier is 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming, 6.4).
    Int(truncatingIfNeeded: (start &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }

  /// Whether a line begins with these bytes.
  private static func isPrefix(
    _ bytes: [UInt8], of line: Range<Int>, in text: Span<UInt8>
  ) -> Bool {
    bytes.indices.allSatisfy { bytes[$0] == text[line.lowerBound + $0] }
  }
}
