/// Finds the places before which a damaged XML file is cut: the start tags of its units.
///
/// Tags inside comments, CDATA sections and processing instructions do not count.
struct UnitCutter {
  /// The first bytes of a unit, such as `<tu`, without the byte that ends the element's name.
  private let starts: [[UInt8]]
  /// The most bytes that decide what a `<` begins.
  private let longestStart: Int
  /// The position up to which the bytes have been searched.
  private var position = 1
  /// The position up to which the end of a comment, CDATA section or processing instruction at
  /// `position` has been searched.
  private var endPosition = 0

  /// The first and last bytes of what holds no elements.
  private static let opaque: [(start: [UInt8], end: [UInt8])] = [
    (Array("<!--".utf8), Array("-->".utf8)), (Array("<![CDATA[".utf8), Array("]]>".utf8)),
    (Array("<?".utf8), Array("?>".utf8)),
  ]

  /// A cutter before the elements with these names.
  init(elements: [String]) {
    starts = elements.map { Array("<\($0)".utf8) }
    longestStart = (starts + Self.opaque.map(\.start)).map { $0.count + 1 }.max() ?? 0
  }

  /// The position where the next unit begins, behind the last one and never at 0; `nil` if there is
  /// none, or if more bytes must tell.
  ///
  /// - Parameters:
  ///   - bytes: The pending bytes, of which those of the last call are the beginning.
  ///   - isFinal: Whether no more bytes will tell: what does not end in these bytes is damage.
  mutating func nextUnit(in bytes: [UInt8], isFinal: Bool) -> Int? {
    while let place = bytes[min(position, bytes.count)...].firstIndex(of: UInt8(ascii: "<")) {
      position = place
      guard isFinal || bytes.count - place >= longestStart else { return nil }
      if isUnit(bytes[place...]) {
        position = place + 1
        return place
      }
      guard let kind = Self.opaque.first(where: { bytes[place...].starts(with: $0.start) }) else {
        position = place + 1
        continue
      }
      if let end = end(of: kind, in: bytes) {
        position = end
      } else if isFinal {
        (position, endPosition) = (place + 1, 0)
      } else {
        endPosition = bytes.count - kind.end.count
        return nil
      }
    }
    position = max(position, bytes.count)
    return nil
  }

  /// Whether a unit begins at the start of some bytes.
  func isUnit(_ bytes: ArraySlice<UInt8>) -> Bool {
    starts.contains { start in
      guard bytes.starts(with: start), bytes.count > start.count else { return false }
      let next = bytes[bytes.startIndex + start.count]
      return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }
  }

  /// Says that the first bytes have been removed.
  mutating func removeFirst(_ count: Int) {
    position = max(1, position - count)
    endPosition = max(0, endPosition - count)
  }

  /// Says that all bytes have been removed. A unit may begin at the next byte.
  mutating func removeAll() { (position, endPosition) = (0, 0) }

  /// The position behind a comment, CDATA section or processing instruction that begins at
  /// `position`; `nil` if it does not end.
  ///
  /// A comment with `--` in it ends there: it is damaged, and must not hide the units behind it.
  private func end(of kind: (start: [UInt8], end: [UInt8]), in bytes: [UInt8]) -> Int? {
    var index = max(position + kind.start.count, endPosition)
    let isComment = kind.start[1] == UInt8(ascii: "!") && kind.start[2] == UInt8(ascii: "-")
    while let found = bytes[min(index, bytes.count)...].firstIndex(of: kind.end[0]) {
      let rest = bytes[found...]
      if rest.starts(with: kind.end) { return found + kind.end.count }
      if isComment, rest.starts(with: kind.end.prefix(2)), rest.count > 2 { return found + 2 }
      index = found + 1
    }
    return nil
  }
}
