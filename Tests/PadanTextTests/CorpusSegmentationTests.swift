import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The articles written for this project, with their gold segments.
struct CorpusSegmentationTests {
  struct Article: Decodable, Sendable, CustomTestStringConvertible {
    var id: String
    var lang: String
    var text: String
    /// Unicode scalars.
    var spans: [[Int]]
    var kinds: [String]
    /// Positions of the segments that copy the headline.
    var copies: [Int]

    var testDescription: String { id }
  }

  static let articles: [Article] = {
    let path = Repository.corpus("segmentation.jsonl")
    return (try? Repository.objects(Article.self, inLinesOf: path)) ?? []
  }()

  @Test func `the corpus has twenty articles`() {
    #expect(Self.articles.count == 20)
  }

  @Test(arguments: articles)
  func `an article's segments, kinds and copies are the gold ones`(_ article: Article) throws {
    let segmenter = try Segmenter(language: try #require(LanguageTag(article.lang)))
    let segments = try segmenter.segments(of: Document(article.text))
    let scalars = Array(article.text.unicodeScalars)
    var byteOffsets = [0]
    for scalar in scalars { byteOffsets.append(byteOffsets.last! + UTF8.width(scalar)) }

    #expect(segments.map(\.range) == article.spans.map { byteOffsets[$0[0]]..<byteOffsets[$0[1]] })
    #expect(segments.map(\.kind.name) == article.kinds)
    #expect(segments.indices.filter { segments[$0].isCopy } == article.copies)
  }

  @Test(arguments: articles)
  func `the article file holds the text of the corpus`(_ article: Article) throws {
    let path = Repository.corpus("articles/\(article.id).txt")
    #expect(String(decoding: try contents(of: path), as: UTF8.self) == article.text)
  }
}
