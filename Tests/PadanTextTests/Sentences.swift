import PadanModel
import PadanText

extension Segmenter {
  /// The sentences of one text, taken as a paragraph of prose: byte ranges into its UTF-8.
  func sentences(of text: String) throws -> [Range<Int>] {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return [] }
    let paragraph = Paragraph(range: 0..<bytes.count, structure: .paragraph)
    return try segments(of: Document(text: bytes, paragraphs: [paragraph])).map(\.range)
  }
}
