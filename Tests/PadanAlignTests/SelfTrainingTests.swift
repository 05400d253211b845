import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct SelfTrainingTests {
  @Test func `documents of one run teach each other how long translations are`() throws {
    // No lexicon, no names: only lengths tell. Translations have a third of the letters.
    let aligner = Aligner(
      source: try #require(LanguageTag("fi")), target: try #require(LanguageTag("sw")),
      lexicon: nil, weights: try bundledWeights())
    var generator = SeededGenerator(seed: 1)
    func document() -> (source: [String], target: [String]) {
      let lengths = (0..<12).map { _ in Int.random(in: 10...60, using: &generator) }
      return (
        lengths.map { String(repeating: "ab ", count: $0) },
        lengths.map { String(repeating: "c ", count: $0 / 2) }
      )
    }
    var training = SelfTraining(aligner)
    for _ in 0..<20 {
      let (source, target) = document()
      training.add(aligner.study(SegmentedText(texts: source), SegmentedText(texts: target)))
    }
    let (source, target) = document()
    let alignment = training.trainedAligner().align(source, Array(target.dropFirst(4)))
    #expect(alignment.beads.filter(\.isPaired).map(\.source) == (4..<12).map { $0..<$0 + 1 })
  }
}
