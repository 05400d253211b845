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

  @Test func `a document teaches the words that recur in it`() throws {
    // Lengths are alike everywhere: but for the years at both ends, which show that it is a
    // translation, only words tell which two segments were left out.
    let aligner = Aligner(
      source: try #require(LanguageTag("fi")), target: try #require(LanguageTag("sw")),
      lexicon: nil, weights: try bundledWeights())
    var generator = SeededGenerator(seed: 1)
    let roots = Array("bcdfghjklm").flatMap { first in "npr".map { "\(first)\($0)" } }
    let segments = (0..<16).map { place in
      (
        words: generator.elements(5, of: roots),
        year: [0, 1, 14, 15].contains(place) ? 1901 + place : nil
      )
    }
    func texts(_ word: (String) -> String) -> [String] {
      segments.map {
        ($0.words.map(word) + ($0.year.map { ["\($0)"] } ?? [])).joined(separator: " ")
      }
    }
    let source = texts { "\($0)aa" }
    let target = texts { "u\($0)u" }
    let left = Array(target[..<5] + target[7...])
    func right(_ aligner: Aligner) -> Int {
      aligner.align(source, left).beads.count {
        $0.kind == "1-1" && target[$0.source.lowerBound] == left[$0.target.lowerBound]
      }
    }
    var training = SelfTraining(aligner)
    training.add(aligner.study(SegmentedText(texts: source), SegmentedText(texts: left)))
    let trained = training.trainedAligner()
    #expect(trained.lexicon?.isDictionary == true)
    #expect(right(trained) == 14)
    #expect(right(aligner) < 14)
  }

  @Test func `a word that stands in one segment teaches nothing`() throws {
    let aligner = Aligner(
      source: .indonesian, target: .english, lexicon: nil, weights: try bundledWeights())
    var training = SelfTraining(aligner)
    training.add(
      aligner.study(
        SegmentedText(texts: ["Padi menguning.", "Hujan turun."]),
        SegmentedText(texts: ["Rice ripens.", "Rain falls."])))
    #expect(training.trainedAligner().lexicon == nil)
  }
}
