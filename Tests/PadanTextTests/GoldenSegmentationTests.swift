import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The hand-made cases in `Fixtures`: one a line, `⏐` where a segment begins.
struct GoldenSegmentationTests {
  @Test(arguments: [("id", 400), ("en", 300), ("ms", 40), ("zh", 20), ("ja", 20)])
  func `every golden case breaks at its marks`(_ language: String, _ least: Int) throws {
    let segmenter = try Segmenter(language: try #require(LanguageTag(language)))
    let path = Repository.fixture("golden.\(language).txt", of: "PadanTextTests")
    let lines = String(decoding: try contents(of: path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var count = 0
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      count += 1
      let document = Document(marked(String(line)).text)
      let starts = try segmenter.segments(of: document).dropFirst().map(\.range.lowerBound)
      let found = marking(document.text, at: starts)
      #expect(found == line, "golden.\(language).txt:\(index + 1)")
    }
    #expect(count > least)
  }
}
