/// The brackets of a link, `[text](address)`, `[text][label]` or `[label]`, as positions in its
/// paragraph.
struct MarkdownLink {
  /// The position of the bracket that closes the text.
  var close: Int
  /// The position after the bracket that closes the address or the label.
  var end: Int
  /// The label, if it is the text of the link. A translation of the text needs it beside the text.
  var label: String?

  /// The longest text or address, in UTF-8 bytes. A longer one is mostly a bracket that was never
  /// closed.
  private static let longest = 2000

  /// Finds the links of a paragraph, with a stack for each kind of bracket as in CommonMark
  /// (https://spec.commonmark.org, appendix).
  ///
  /// - Parameters:
  ///   - spans: The code spans of the paragraph, whose brackets are no marks.
  ///   - labels: The labels that the file defines.
  ///   - budget: The most links that there may be.
  /// - Returns: The links by the position of the bracket that opens the text.
  /// - Throws: `TooManyParts` if there are more.
  /// - Complexity: O(n) for n bytes.
  static func all(
    in paragraph: String, spans: MarkdownCodeSpans, labels: Set<String>, budget: Int
  ) throws(MarkdownInline.TooManyParts) -> [Int: MarkdownLink] {
    var links: [Int: MarkdownLink] = [:]
    var texts = OpenBrackets()
    var addresses = OpenBrackets()
    var text: Range<Int>?
    var spans = spans.spans[...]
    var isEscaped = false
    var lastBracket = 0
    for (position, byte) in paragraph.utf8.enumerated() {
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      while let span = spans.first, span.range.upperBound <= position { spans.removeFirst() }
      if let span = spans.first, span.range.contains(position) {
        isEscaped = true
        continue
      }
      if isEscaped { continue }
      switch byte {
      case UInt8(ascii: "["):
        texts.open(position, after: text?.upperBound == position - 1 ? text : nil)
        lastBracket = position
      case UInt8(ascii: "]"):
        let open = texts.close(position)
        text = open.map { $0.position..<position }
        // A label holds no brackets. So to look at all labels takes linear time.
        if let open, open.position == lastBracket, !labels.isEmpty,
          let (start, link) = reference(from: open, to: position, in: paragraph, labels)
        {
          links[start] = link
        }
        lastBracket = position
      case UInt8(ascii: "("):
        addresses.open(position, after: text?.upperBound == position - 1 ? text : nil)
      case UInt8(ascii: ")"):
        guard let text = addresses.close(position)?.text else { continue }
        links[text.lowerBound] = MarkdownLink(close: text.upperBound, end: position + 1)
      default: break
      }
      guard links.count <= budget else { throw MarkdownInline.TooManyParts() }
    }
    return links
  }

  /// The link whose label ends at a position; `nil` if the file defines no such label.
  private static func reference(
    from open: OpenBrackets.Bracket, to position: Int, in paragraph: String, _ labels: Set<String>
  ) -> (start: Int, link: MarkdownLink)? {
    let bytes = paragraph.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: open.position + 1)
    let end = bytes.index(start, offsetBy: position - open.position - 1)
    let label = paragraph[start..<end]
    guard labels.contains(MarkdownLine.normalized(label)) else { return nil }
    if let text = open.text {
      return (text.lowerBound, MarkdownLink(close: text.upperBound, end: position + 1))
    }
    let isCollapsed = bytes[end...].dropFirst().starts(with: "[]".utf8)
    return (
      open.position,
      MarkdownLink(
        close: position, end: position + (isCollapsed ? 3 : 1), label: String(label))
    )
  }

  /// The brackets of one kind that are open, without those that are too far away to be closed.
  private struct OpenBrackets {
    /// The position of a bracket, and the text in brackets right before it.
    typealias Bracket = (position: Int, text: Range<Int>?)

    private var stack: [Bracket] = []

    mutating func open(_ position: Int, after text: Range<Int>? = nil) {
      if stack.count > 2 * longest { stack.removeFirst(longest) }
      stack.append((position, text))
    }

    /// The bracket that one at a position closes; `nil` if there is none near enough.
    mutating func close(_ position: Int) -> Bracket? {
      guard let last = stack.popLast(), position - last.position < longest else { return nil }
      return last
    }
  }
}
