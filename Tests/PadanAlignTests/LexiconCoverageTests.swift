import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct LexiconCoverageTests {
  private func coverage(_ texts: String...) -> LexiconCoverage {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    lexicon.add("tulis", ["write"])
    lexicon.add("surat", ["letter"])
    lexicon.add("rumah sakit", ["hospital"])
    lexicon.add("kura-kura", ["turtle"])
    lexicon.add("taman kanak-kanak", ["kindergarten"])
    var coverage = LexiconCoverage(lexicon: lexicon)
    for text in texts { coverage.add(text) }
    return coverage
  }

  @Test func `every word is found as it stands, by a stem or not at all`() {
    let coverage = coverage("Budi menulis surat, dua surat.", "Surat di rumah sakit, bukan rumah.")
    #expect(coverage.tokens == LexiconCoverage.Counts(direct: 5, byStem: 1, unknown: 4))
    #expect(coverage.distinctWords == LexiconCoverage.Counts(direct: 3, byStem: 1, unknown: 3))
    #expect(coverage.tokens.total == 10)
  }

  @Test func `hyphenated words are found whole, alone and in phrases`() {
    let counts = coverage("Kura-kura di taman kanak-kanak.", "kura-kuranya").tokens
    #expect(counts == LexiconCoverage.Counts(direct: 3, byStem: 1, unknown: 1))
  }

  @Test func `unknown words come by how often they stand, then by text`() {
    let unknown = coverage("kota desa kota alam", "Desa surat kota").unknownWords
    #expect(unknown.map(\.word) == ["kota", "desa", "alam"])
    #expect(unknown.map(\.count) == [3, 2, 1])
  }

  @Test func `nothing is covered of nothing`() {
    #expect(coverage().tokens.total == 0)
    #expect(coverage("", "12 !").distinctWords.total == 0)
  }
}
