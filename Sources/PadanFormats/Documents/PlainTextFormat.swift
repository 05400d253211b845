package import PadanModel

/// Text without markup: the whole file is its text.
package struct PlainTextFormat: TextDocumentFormat {
  /// The name in options and messages.
  package let name = "text"
  /// The endings of file names.
  package let endings = [".txt", ".text"]

  /// The format of plain text.
  package init() {}

  /// Always `true`: the text is the whole file, with its byte order mark.
  package var keepsMark: Bool { true }

  /// The document of a file: all of its text as one stretch that is its own source.
  package func parse(_ text: [UInt8], name: String) -> ParsedText {
    var map = SourceMap()
    map.append(0..<text.count)
    return ParsedText(
      document: Document(name: name, text: text), places: [ParagraphPlace(map: map)])
  }

  /// The translation in UTF-8. A line break would begin another segment, so it becomes a space.
  package func markUp(
    _ text: CodedText, in paragraph: Paragraph, surroundings: MarkupSurroundings, isAtStart: Bool
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for case .text(let piece) in text {
      bytes += piece.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
    return bytes
  }
}
