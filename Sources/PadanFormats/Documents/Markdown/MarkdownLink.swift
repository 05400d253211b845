/// The brackets of a link, `[text](address)`, as positions in its paragraph.
struct MarkdownLink {
  /// The position of the bracket that closes the text.
  var close: Int
  /// The position after the bracket that closes the address.
  var end: Int

  /// The longest text or address, in UTF-8 bytes. A longer one is mostly a bracket that was never
  /// closed.
  private static let longest = 2000

  /// Finds the links of a paragraph, with a stack for each kind of bracket as in CommonMark
  /// (https://spec.commonmark.org, appendix).
  ///
  /// - Parameter budget: The most links that there may be.
  /// - Returns: The links by the position of the bracket that opens the text.
  /// - Throws: `TooManyParts` if there are more.
  /// - Complexity: O(n) for n bytes.
  static func all(
    in paragraph: String, budget: Int
  ) throws(MarkdownInline.TooManyParts) -> [Int: MarkdownLink] {
    var links: [Int: MarkdownLink] = [:]
    var texts = OpenBrackets()
    var addresses = OpenBrackets()
    var text: Range<Int>?
    var isEscaped = false
    for (position, byte) in paragraph.utf8.enumerated() {
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      if isEscaped { continue }
      switch byte {
      case UInt8(ascii: "["): texts.open(position)
      case UInt8(ascii: "]"): text = texts.close(position).map { $0.position..<position }
      case UInt8(ascii: "("):
        addresses.open(position, after: text?.upperBound == position - 1 ? text : nil)
      case UInt8(ascii: ")"):
        guard let text = addresses.close(position)?.text else { continue }
        links[text.lowerBound] = MarkdownLink(close: text.upperBound, end: position + 1)
        guard links.count <= budget else { throw MarkdownInline.TooManyParts() }
      default: break
      }
    }
    return links
  }

  /// The brackets of one kind that are open, without those that are too far away to be closed.
  private struct OpenBrackets {
    private var stack: [(position: Int, text: Range<Int>?)] = []

    mutating func open(_ position: Int, after text: Range<Int>? = nil) {
      if stack.count > 2 * longest { stack.removeFirst(longest) }
      stack.append((position, text))
    }

    /// The bracket that one at a position closes; `nil` if there is none near enough.
    mutating func close(_ position: Int) -> (position: Int, text: Range<Int>?)? {
      guard let last = stack.popLast(), position - last.position < longest else { return nil }
      return last
    }
  }
}
