import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct LexiconTallyTests {
  private static func learner(given tally: LexiconTally?) -> LexiconLearner {
    tally.map { LexiconLearner(source: .indonesian, target: .english, given: $0) }
      ?? LexiconLearner(source: .indonesian, target: .english)
  }

  /// The sum of the tallies of parts, cut anywhere.
  private static func tally(
    _ parts: [[(String, String)]], given last: LexiconTally?
  ) -> LexiconTally {
    var tally = LexiconTally(LexiconLearner.kind(after: last))
    for part in parts.reversed() {
      var learner = learner(given: last)
      for (source, target) in part { learner.add(source, target) }
      learner.count(given: last) { tally.add($0) }
    }
    return tally
  }

  @Test(arguments: [1, 2])
  func `a corpus in parts teaches what it teaches whole`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Words without digits, which are no words to translate.
    let letters = "abcdefghijklmnop"
    let words = letters.flatMap { first in letters.prefix(8).map { "kata\(first)\($0)" } }
    var pairs = [("sekali", "once"), ("", "x"), ("kataaa", "")]
    for _ in 0..<1_500 {
      let chosen = random.elements(8, of: words)
      let translated = chosen.shuffled(using: &random).map { $0 + "en" }
      pairs.append((chosen.joined(separator: " "), translated.joined(separator: " ")))
    }
    var whole = Self.learner(given: nil)
    for (source, target) in pairs { whole.add(source, target) }

    let parts = [Array(pairs[..<10]), Array(pairs[10..<900]), [], Array(pairs[900...])]
    var tally = Self.tally(parts, given: nil)
    #expect(tally.kind == .words)
    tally = Self.tally(parts, given: tally)
    #expect(tally.kind == .meetings)
    for _ in 0..<LexiconTally.rounds { tally = Self.tally(parts, given: tally) }
    let lexicon = LexiconLearner.lexicon(
      named: "parts", of: tally, source: .indonesian, target: .english)

    let entries = whole.entries()
    #expect(entries.count > 100 && lexicon.translationCount == entries.count)
    for entry in entries {
      let found = lexicon.translations(of: entry.source).first { $0.text == entry.target }
      #expect(abs((found?.strength ?? 0) - entry.strength) < 1e-6, "\(entry)")
    }
  }

  @Test func `meetings of too many cells leave out the rarest`() {
    var tally = LexiconTally(.meetings)
    for count in [1, 3, 1, 2] {
      tally.add(LexiconTally.Row("a", "x\(count)", Double(count), Double(count)))
    }
    #expect(tally.sortedCells().map(\.forward) == [2, 3, 2])
    #expect(tally.sortedCells(limit: 2).map(\.forward) == [3])
  }
}
