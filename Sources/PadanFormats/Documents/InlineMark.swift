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
  /// Its content beside a translation; `nil` if that is what the file has.
  var content: String?

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
    let (marks, partners) = joined(marks)
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
          content: mark.content ?? String(decoding: file[mark.source], as: UTF8.self)))
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
    var open = OpenMarks()
    var partners: [Int: Int] = [:]
    for mark in marks {
      if mark.side == .opening { open.append(result.count, name: mark.name) }
      if mark.side == .closing, let start = open.close(mark.name) {
        if result[start].offset == mark.offset {
          // The marks inside have no text between them either.
          result[start].source = result[start].source.lowerBound..<mark.source.upperBound
          result[start].side = .whole
          result[start].content = nil
          for inner in start + 1..<result.count { partners[inner] = nil }
          result.removeSubrange((start + 1)...)
          continue
        }
        partners[start] = result.count
        partners[result.count] = start
      }
      result.append(mark)
    }
    return (result, partners)
  }

  /// The opening marks that have no partner yet.
  private struct OpenMarks {
    private var stack: [(position: Int, name: String)] = []
    /// How many marks of each name are in `stack`.
    private var counts: [String: Int] = [:]

    mutating func append(_ position: Int, name: String) {
      stack.append((position, name))
      counts[name, default: 0] += 1
    }

    /// Removes the last mark of a name and those after it.
    ///
    /// - Returns: The position of the mark; `nil` if there is none.
    /// - Complexity: O(1) for each mark that is removed.
    mutating func close(_ name: String) -> Int? {
      guard counts[name, default: 0] > 0 else { return nil }
      while let last = stack.popLast() {
        counts[last.name, default: 0] -= 1
        if last.name == name { return last.position }
      }
      return nil
    }
  }
}
