import PadanModel

/// A piece of markup between the words of a paragraph.
struct InlineMark: Sendable {
  /// Where it stands in the paragraph's text, in UTF-8 bytes.
  var offset: Int
  /// Where it stands in the file.
  var source: Range<Int>
  var side: InlineCode.Form
  /// What its counterpart is called too.
  var name: String

  /// Makes codes of the marks of a paragraph: a mark and the next closing one of its name are a pair. A
  /// pair around nothing is one code.
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

  private func code(
    number: Int, isPaired: Bool, offset: Int, content: String
  ) -> InlineCode {
    func attribute(_ name: String, _ value: String) -> InlineCode.Attribute {
      .init(name: name, value: value)
    }
    let number = "\(number)"
    let (element, attributes): (String, [InlineCode.Attribute]) =
      switch (side, isPaired) {
      case (.opening, true): ("bpt", [attribute("i", number), attribute("x", number)])
      case (.closing, true): ("ept", [attribute("i", number)])
      case (.opening, false): ("it", [attribute("pos", "begin"), attribute("x", number)])
      case (.closing, false): ("it", [attribute("pos", "end"), attribute("x", number)])
      case (.whole, _): ("ph", [attribute("x", number)])
      }
    return InlineCode(element: element, offset: offset, attributes: attributes, content: content)
  }

  /// The marks, with what stands around nothing as one, and for each the place of its counterpart.
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
          // Whatever stands inside stands around nothing as well.
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
