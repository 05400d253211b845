import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct BoundaryExplanationTests {
  private func explanations(_ text: String) throws -> [BoundaryExplanation] {
    try Segmenter(language: .indonesian).explanations(of: Document(text)).boundaries
  }

  @Test func `each place says what decided and where it is`() throws {
    let text = "Prof. Budi tiba. Ia tersenyum.\nLihat hlm. 5 saja."
    let found = try explanations(text)
    #expect(found.map(\.isBreak) == [false, true, false])
    #expect(found.map(\.rule) == [.beforeName, .icu, .beforeNumber])
    #expect(found.map(\.word) == ["Prof.", "tiba.", "hlm."])
    #expect(found.map(\.offset) == [6, 17, 42])
    for explanation in found {
      let bytes = Array(text.utf8)
      #expect(
        String(decoding: bytes[explanation.offset...], as: UTF8.self)
          .hasPrefix(explanation.after.prefix(4)))
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `every break inside a line that a mark explains is explained`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "Prof. ", "Budi. ", "Ia pergi! ", "hlm. 5 ", "“Ya.” ", "kata dia. ", "é… ", "Namun ",
    ]
    let text = generator.elements(20, of: pieces).joined()
    let document = Document(text)
    let segmenter = try Segmenter(language: .indonesian)
    let starts = try segmenter.segments(of: document).dropFirst().map(\.range.lowerBound)
    let explained = try segmenter.explanations(of: document).boundaries
    #expect(starts == explained.filter(\.isBreak).map(\.offset))
  }
}
