/// The first lines of a page, which later lines may repeat.
struct HeadLines {
  /// The texts of the lines and their numbers.
  private var lines: [(bytes: [UInt8], number: Int)] = []
  /// The positions in `lines` of those that begin with the same eight bytes.
  private var positions: [UInt64: [Int]] = [:]

  /// The lengths of such a line, in UTF-8 bytes. A shorter one may just be the first word of a later
  /// line.
  static let lengths = 16...250
  /// The number of lines that are looked at.
  static let limit = 60

  /// Keeps a line.
  mutating func add(_ line: Range<Int>, number: Int, in text: Span<UInt8>) {
    positions[Self.start(of: line, in: text), default: []].append(lines.count)
    lines.append((line.map { text[$0] }, number))
  }

  /// The number of the line that a line repeats; `nil` if there is none.
  func number(of line: Range<Int>, in text: Span<UInt8>) -> Int? {
    guard line.count >= Self.lengths.lowerBound else { return nil }
    for position in positions[Self.start(of: line, in: text)] ?? [] {
      let (bytes, number) = lines[position]
      if bytes.count == line.count, Self.isPrefix(bytes, of: line, in: text) { return number }
    }
    return nil
  }

  /// Where a copy of an earlier line ends at the start of a longer line; `nil` if there is none.
  func copyEnd(in line: Range<Int>, of text: Span<UInt8>) -> Int? {
    guard line.count > Self.lengths.lowerBound else { return nil }
    for position in positions[Self.start(of: line, in: text)] ?? [] {
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

  /// The first eight bytes of a line, as a number.
  private static func start(of line: Range<Int>, in text: Span<UInt8>) -> UInt64 {
    line.prefix(8).reduce(0) { $0 << 8 | UInt64(text[$1]) }
  }

  /// Whether a line begins with these bytes.
  private static func isPrefix(
    _ bytes: [UInt8], of line: Range<Int>, in text: Span<UInt8>
  ) -> Bool {
    bytes.indices.allSatisfy { bytes[$0] == text[line.lowerBound + $0] }
  }
}
