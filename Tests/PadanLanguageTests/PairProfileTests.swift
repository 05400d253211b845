import PadanLanguage
import PadanModel
import Testing

struct PairProfileTests {
  private func profile(_ source: String, _ target: String) throws -> PairProfile {
    PairProfile.of(try #require(LanguageTag(source)), try #require(LanguageTag(target)))
  }

  @Test(arguments: [("id", "en"), ("en", "id"), ("id-ID", "en-US"), ("en-GB", "id")])
  func `a pair is found in either order, with or without regions`(
    _ source: String, _ target: String
  ) throws {
    let pair = try profile(source, target)
    #expect(pair.lexicons.map(\.path) == ["id-en/lexicon.tsv"])
    #expect(pair.meanLength == 0)
    #expect(pair.isReversed == source.hasPrefix("en"))
  }

  @Test func `Malay stands on Indonesian, with a length of its own`() throws {
    let pair = try profile("en", "ms")
    #expect(pair.lexicons.map(\.path) == ["id-en/lexicon.tsv", "ms-en/lexicon.tsv"])
    #expect(pair.meanLength == nil)
    let letters = ["televisyen", "television"].map {
      pair.spelling.reduced(Array($0.utf8), toAtLeast: 4)
    }
    #expect(letters[0] == letters[1])
  }

  @Test(arguments: [("id", "de"), ("de", "en"), ("ja", "zh")])
  func `a pair without a folder has the root's spelling and weights and no length`(
    _ source: String, _ target: String
  ) throws {
    let pair = try profile(source, target)
    #expect(pair.lexicons.isEmpty)
    #expect(pair.meanLength == nil)
    #expect(pair.weights?.path == "root/weights")
    let letters = pair.spelling.reduced(Array("television".utf8), toAtLeast: 4)
    #expect(letters == Array("telefis".utf8))
  }
}
