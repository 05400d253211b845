package import PadanModel

/// Text without markup: the whole file is its text.
public struct PlainTextFormat: TextDocumentFormat {
  public let name = "text"
  public let endings = [".txt", ".text"]

  public init() {}

  /// Plain text is handed on as it is, byte order mark included.
  package var keepsMark: Bool { true }

  package func parse(_ text: [UInt8], name: String) -> ParsedText {
    var map = SourceMap()
    map.append(0..<text.count)
    return ParsedText(
      document: Document(name: name, text: text), places: [ParagraphPlace(map: map)])
  }

  /// A line break would begin another segment, so it becomes a blank.
  package func markUp(_ text: CodedText, in paragraph: Paragraph, isAtStart: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for case .text(let piece) in text {
      bytes += piece.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
    return bytes
  }
}
