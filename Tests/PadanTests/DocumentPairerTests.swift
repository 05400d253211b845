import Padan
import PadanTestSupport
import Testing

struct DocumentPairerTests {
  private static let source = [
    ["Presiden Joko Widodo meresmikan bendungan di Ponorogo.", "Biayanya Rp1,1 triliun."],
    [
      "Tim nasional menang 3-1 atas Filipina di Stadion Madya.",
      "Gol dicetak oleh Ramadhan Sananta.",
    ],
    ["Gempa berkekuatan 7,5 mengguncang Palu.", "Tsunami menyusul setengah jam kemudian."],
    ["Resep soto ayam dari Lamongan memakai kunyit dan serai."],
  ]
  private static let target = [
    [
      "An earthquake with a magnitude of 7.5 shook Palu.", "A tsunami followed half an hour later.",
    ],
    ["President Joko Widodo opened a dam in Ponorogo.", "It cost 1.1 trillion rupiah."],
    ["The stock index closed at 6,900 points in London.", "Analysts expect a quiet week."],
    ["The national team beat the Philippines 3-1 at Stadion Madya.", "Ramadhan Sananta scored."],
  ]

  private let pairer = DocumentPairer(Aligner(source: .indonesian, target: .english))

  @Test func `articles find their translations, and unrelated ones stay alone`() {
    let pairing = pairer.pair(Self.source, Self.target)
    #expect(pairing.pairs.map { [$0.source, $0.target] } == [[0, 1], [1, 3], [2, 0]])
    #expect(pairing.unpairedSources == [3])
    #expect(pairing.unpairedTargets == [2])
    #expect(pairing.pairs.allSatisfy { (0.5...1).contains($0.score) })
  }

  @Test func `a higher threshold leaves fewer pairs, and 0 pairs all that share a word`() {
    let scores = pairer.pair(Self.source, Self.target).pairs.map(\.score)
    let least = scores.min()!
    let stricter = pairer.pair(Self.source, Self.target, threshold: least.nextUp)
    #expect(stricter.pairs.count < scores.count)
    #expect(pairer.pair(Self.source, Self.target, threshold: 0).pairs.count >= scores.count)
  }

  @Test func `no document is paired twice, and every one is listed once`() {
    let twins = Self.source + Self.source
    let pairing = pairer.pair(twins, Self.target)
    #expect(Set(pairing.pairs.map(\.target)).count == pairing.pairs.count)
    #expect(
      (pairing.pairs.map(\.source) + pairing.unpairedSources).sorted() == Array(twins.indices))
    #expect(
      (pairing.pairs.map(\.target) + pairing.unpairedTargets).sorted()
        == Array(Self.target.indices))
    // The earlier of two equal documents is taken.
    #expect(pairing.pairs.allSatisfy { $0.source < Self.source.count })
  }

  @Test(
    arguments: [([], []), ([[""], []], [["", " "]]), ([["Satu."]], [])]
      as [([[String]], [[String]])])
  func `empty collections and documents have no pairs`(_ source: [[String]], _ target: [[String]]) {
    let pairing = pairer.pair(source, target)
    #expect(pairing.pairs.isEmpty)
    #expect(pairing.unpairedSources == Array(source.indices))
    #expect(pairing.unpairedTargets == Array(target.indices))
  }
}
