import PadanModel

/// A piece of markup in a paragraph, such as a tag in HTML or a star in Markdown.
struct InlineMark: Sendable {
  /// Its place in the paragraph's text, in UTF-8 bytes.
  var offset: Int
  /// Its place in the file, in UTF-8 bytes.
  var source: Range<Int>
  /// Whether it stands alone, or opens or closes a pair.
  var side: InlineCode.Form
  /// The name that it shares with the other half of its pair.
  var name: String

  /// Converts the marks of a paragraph to inline codes.
  ///
  /// An opening mark and the next closing mark of the same name are a pair. A pair without text
  /// between its halves becomes a single code.
  ///
  /// - Parameters:
  ///   - marks: The marks, by ascending offset.
  ///   - text: The paragraph's text in UTF-8.
  ///   - file: The file in UTF-8, from which the codes get their content.
  /// - Returns: The codes, and their places in the file.
  static func codes(
    of marks: [InlineMark], in text: ArraySlice<UInt8>, file: [UInt8]
  ) -> (codes: [InlineCode], sources: [Range<Int>]) {
    var (marks, partners) = joined(marks)
    var codes: [InlineCode] = []
    var numbers = [Int](repeating: 0, count: marks.count)
    var last = 0
    var offset = 0
    var scalars = 0
    for (index, mark) in marks.enumerated() {
      scalars += text.dropFirst(offset).prefix(mark.offset - offset).scalarCount
      offset = mark.offset
      if let partner = partners[index], partner < index {
        numbers[index] = numbers[partner]
      } else {
        last += 1
        numbers[index] = last
      }
      codes.append(
        mark.code(
          number: numbers[index], isPaired: partners[index] != nil, offset: scalars,
          content: String(decoding: file[mark.source], as: UTF8.self)))
    }
    return (codes, marks.map(\.source))
  }

  /// The TMX code of the mark: `bpt`, `ept`, `it` for half of a pair, or `ph`.
  ///
  /// - Parameters:
  ///   - number: The number of the code, which both halves of a pair share.
  ///   - offset: The code's place in the text, in Unicode scalars.
  ///   - content: The native markup.
  private func code(
    number: Int, isPaired: Bool, offset: Int, content: String
  ) -> InlineCode {
    func attribute(_ name: String, _ value: String) -> MarkupAttribute {
      .init(name: name, value: value)
    }
    let number = "\(number)"
    let (element, attributes): (String, [MarkupAttribute]) =
      switch (side, isPaired) {
      case (.opening, true): ("bpt", [attribute("i", number), attribute("x", number)])
      case (.closing, true): ("ept", [attribute("i", number)])
      case (.opening, false): ("it", [attribute("pos", "begin"), attribute("x", number)])
      case (.closing, false): ("it", [attribute("pos", "end"), attribute("x", number)])
      case (.whole, _): ("ph", [attribute("x", number)])
      }
    return InlineCode(element: element, offset: offset, attributes: attributes, content: content)
  }

  /// Merges pairs without text between their halves, and finds the partners of the others.
  ///
  /// - Returns: The remaining marks, and for each half of a pair the position of the other half.
  private static func joined(
    _ marks: [InlineMark]
  ) -> (marks: [InlineMark], partners: [Int: Int]) {
    var result: [InlineMark] = []
    var open: [Int] = []
    var partners: [Int: Int] = [:]
    for mark in marks {
      if mark.side == .opening { open.append(result.count) }
      if mark.side == .closing, let place = open.lastIndex(where: { result[$0].name == mark.name })
      {
        let start = open[place]
        open.removeSubrange(place...)
        if result[start].offset == mark.offset {
          // The marks inside have no text between them either.
          result[start].source = result[start].source.lowerBound..<mark.source.upperBound
          result[start].side = .whole
          result.removeSubrange((start + 1)...)
          partners = partners.filter { $0.key <= start && $0.value <= start }
          continue
        }
        partners[start] = result.count
        partners[result.count] = start
      }
      result.append(mark)
    }
    return (result, partners)
  }
}
