import Testing

@testable import PadanModel

struct DocumentTests {
  @Test func `the codes of segments are those of each of them, in any order`() {
    let sentences = 40
    let text = String(repeating: "É *a* b. ", count: sentences)
    let width = text.utf8.count / sentences
    let codes = (0..<sentences).flatMap { number in
      [2, 4].map { InlineCode(element: "ph", offset: 9 * number + $0, content: "*") }
    }
    let document = Document(
      text: Array(text.utf8),
      paragraphs: [Paragraph(range: 0..<text.utf8.count, codes: codes)])
    let segments = (0..<sentences).map { $0 * width..<($0 + 1) * width - 1 }
    let found = document.codes(in: segments)
    #expect(found.allSatisfy { $0.map(\.offset) == [2, 4] })
    #expect(document.codes(in: segments.reversed()) == found.reversed())
    #expect(document.codes(in: segments[7]) == found[7])
  }
}
