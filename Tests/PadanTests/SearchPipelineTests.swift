import Foundation
import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct SearchPipelineTests {
  private let memory: Memory
  private let pipeline: SearchPipeline

  init() throws {
    memory = try Memory.inMemory()
    let texts = [
      ("Harga beras naik di pasar.", "Rice prices rose at the market.", "a.txt", 2024),
      ("Ia menulis surat.", "She wrote a letter.", "b.txt", 2025),
      ("Pasar itu ramai, pasar lama.", "The market was busy, an old market.", "b.txt", 2025),
    ]
    try memory.add(
      texts.map { source, target, document, year in
        var provenance = Provenance()
        provenance.document = document
        let seconds = Double(year - 1970) * 31_557_600 + 86_400
        provenance.createdAt = Date(timeIntervalSince1970: seconds)
        return TranslationPair(
          source: Variant(language: .indonesian, text: source),
          target: Variant(language: .english, text: target), provenance: provenance)
      }, origin: "test")
    let aligner = Aligner(source: .indonesian, target: .english)
    pipeline = SearchPipeline(memory) { _, _ in aligner }
  }

  private func lines(
    _ request: SearchRequest, limit: Int? = nil
  ) throws -> (lines: [SearchPipeline.Line], hasMore: Bool) {
    var lines: [SearchPipeline.Line] = []
    let hasMore = try pipeline.lines(of: pipeline.query(request), limit: limit) { lines.append($0) }
    return (lines, hasMore)
  }

  private func words(_ text: String, _ ranges: [Range<Int>]) -> [String] {
    ranges.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
  }

  @Test func `a line has the words and what translates them`() throws {
    let line = try #require(try lines(SearchRequest(words: ["harga beras"])).lines.first)
    #expect(words(line.text.text, [line.hit]) == ["Harga beras"])
    #expect(words(line.other.text, line.counterparts) == ["Rice prices"])
    #expect(
      String(decoding: JSONReport.concordance(line), as: UTF8.self).hasPrefix(
        #"{"unit":1,"source":"Harga beras naik di pasar.","target":"Rice prices rose at the market.","#
          + #""from":"id","to":"en","side":"source","start":0,"end":11,"#
          + #""counterparts":[{"start":0,"end":11}],"review":"unreviewed","provenance":[{"#))
  }

  @Test func `words of the target are found with their source`() throws {
    let found = try lines(SearchRequest(words: ["market"])).lines
    #expect(found.map(\.isTarget) == [true, true, true])
    #expect(found.map(\.result.unit) == [1, 3, 3])
    #expect(words(found[0].other.text, found[0].counterparts) == ["pasar"])
  }

  @Test func `each side may be named`() throws {
    var request = SearchRequest()
    (request.source, request.target) = (["pasar"], ["rice"])
    let line = try #require(try lines(request).lines.first)
    #expect(words(line.text.text, [line.hit]) == ["pasar"])
    #expect(words(line.other.text, line.counterparts) == ["Rice"])
  }

  @Test func `forms of a form's base are found`() throws {
    var request = SearchRequest(words: ["ditulis"])
    request.findsForms = true
    #expect(try lines(request).lines.map(\.result.unit) == [2])
    request.words = ["writes"]
    #expect(try lines(request).lines.map(\.result.unit) == [2])
  }

  @Test func `a limit counts lines, and tells whether there are more`() throws {
    #expect(try lines(SearchRequest(words: ["pasar"]), limit: 2).lines.count == 2)
    #expect(try lines(SearchRequest(words: ["pasar"]), limit: 2).hasMore)
    #expect(try !lines(SearchRequest(words: ["pasar"]), limit: 3).hasMore)
  }

  @Test func `units are counted by document and by year`() throws {
    let query = try pipeline.query(SearchRequest(words: ["pasar"]))
    let documents = try pipeline.counts(of: query, by: .document)
    #expect(documents.map(\.key) == ["b.txt", "a.txt"])
    #expect(documents.map(\.hits) == [2, 1])
    let years = try pipeline.counts(of: query, by: .year)
    #expect(years.map(\.key) == ["2024", "2025"] && years.map(\.units) == [1, 1])
    #expect(
      String(decoding: JSONReport.searchCount(years[1], by: .year), as: UTF8.self)
        == #"{"year":"2025","units":1,"hits":2}"# + "\n")
  }

  @Test func `a text without a word is refused`() {
    #expect(throws: SearchRequest.NoWord.self) {
      try pipeline.query(SearchRequest(words: ["…"]))
    }
  }
}
