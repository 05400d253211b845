/// Changes of single ranges of a text. All other bytes stay as they are.
///
///     var edits = TextEdits()
///     edits.replace(2..<4, with: Array("x".utf8))
///     edits.applied(to: Array("abcdef".utf8))  // abxef
struct TextEdits {
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

  /// Puts bytes in the place of a range, which no other edit may overlap.
  mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
    edits.append((range, bytes))
  }

  /// Puts bytes before an offset, after those that were put there before.
  mutating func insert(_ bytes: [UInt8], at offset: Int) {
    replace(offset..<offset, with: bytes)
  }

  /// The text, or a range of it, with the changes inside.
  ///
  /// - Complexity: O(n + e log e) for n bytes and e changes.
  func applied(to text: [UInt8], in range: Range<Int>? = nil) -> [UInt8] {
    let range = range ?? 0..<text.count
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var copied = range.lowerBound
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    for (_, edit) in ordered {
      precondition(edit.range.lowerBound >= copied, "Two changes of one place.")
      result += text[copied..<edit.range.lowerBound]
      result += edit.bytes
      copied = edit.range.upperBound
    }
    return result + text[copied..<range.upperBound]
  }
}
