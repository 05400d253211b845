import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

struct LexiconLearnerTests {
  private func learnt(
    _ pairs: [(String, String)], _ options: LexiconLearner.Options = LexiconLearner.Options()
  ) -> [LexiconLearner.Entry] {
    var learner = LexiconLearner(source: .indonesian, target: .english, options: options)
    for (source, target) in pairs { learner.add(source, target) }
    return learner.entries()
  }

  private let pairs = [
    ("Harga beras naik.", "Rice prices rose."), ("Beras impor murah", "Imported rice is cheap"),
    ("Harga minyak turun", "Oil prices fell"), ("Minyak impor naik", "Imported oil rose"),
    ("Harga murah", "cheap prices"),
  ]

  @Test(arguments: [
    ("beras", "rice"), ("harga", "prices"), ("minyak", "oil"), ("impor", "imported"),
    ("naik", "rose"),
  ])
  func `words that keep meeting translate each other`(_ source: String, _ target: String) throws {
    let best = try #require(learnt(pairs).first { $0.source == source })
    #expect(best.target == target)
    #expect((0.1...1).contains(best.strength))
  }

  @Test func `a word seen once has no entry, numbers and marks have none`() {
    let entries = learnt(pairs + [("5 !", "5 !"), ("5 ! a", "5 ! b")])
    #expect(!entries.contains { $0.source == "turun" || $0.source == "5" || $0.source == "!" })
  }

  @Test func `a word has at most so many translations, the strongest first`() {
    var options = LexiconLearner.Options()
    options.mostTranslations = 2
    options.leastStrength = 0
    let entries = learnt(pairs, options)
    for (word, group) in Dictionary(grouping: entries, by: \.source) {
      #expect(group.count <= 2, "\(word)")
      #expect(group.map(\.strength) == group.map(\.strength).sorted(by: >), "\(word)")
    }
  }

  @Test(arguments: [
    ("", "rice", 1), ("beras", "  12.", 1), ("beras", "rice", 0),
    (String(repeating: "beras ", count: 251), "rice", 1),
  ])
  func `nothing teaches nothing`(_ source: String, _ target: String, weight: Double) {
    var learner = LexiconLearner(source: .indonesian, target: .english)
    let isTaken = learner.add(source, target, weight: weight)
    #expect(!isTaken)
    #expect(learner.pairCount == 0)
    #expect(learner.entries() == [])
  }

  @Test func `a weight counts as so many pairs`() {
    func strength(_ weight: Double) -> Double? {
      var learner = LexiconLearner(source: .indonesian, target: .english)
      for (source, target) in pairs { learner.add(source, target) }
      learner.add("harga", "costs", weight: weight)
      learner.add("harga", "costs", weight: weight)
      return learner.entries().first { $0.source == "harga" && $0.target == "costs" }?.strength
    }
    #expect((strength(2) ?? 0) > (strength(0.5) ?? 0))
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the table finds what the textbook finds`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pairs = TokenPairs()
    var plain: [(source: [Int32], target: [Int32], weight: Double)] = []
    for _ in 0..<40 {
      let lengths = random.elements(2, of: Array(1...7))
      let source = random.elements(lengths[0], of: Array(Int32(0)..<12))
      let target = random.elements(lengths[1], of: Array(Int32(0)..<15))
      let weight = Double.random(in: 0.2...1, using: &random)
      pairs.add(source: source, target: target, weight: Float(weight))
      plain.append((source, target, weight))
    }
    var options = LexiconLearner.Options()
    options.leastCount = 1
    options.iterations = Int.random(in: 1...6, using: &random)
    options.damping = Float.random(in: 0...2, using: &random)
    let model = IBMModel1(pairs, options: options)
    let forward = textbook(plain.map { ($0.source, $0.target, $0.weight) }, options)
    let backward = textbook(plain.map { ($0.target, $0.source, $0.weight) }, options)
    var cells = 0
    for source in 0..<(model.table.starts.count - 1) {
      for cell in model.table.starts[source]..<model.table.starts[source + 1] {
        let target = model.table.targets[cell]
        let there = forward[[Int32(source), target]]!
        let back = backward[[target, Int32(source)]]!
        #expect(abs(Double(model.forward[cell]) - there) < 1e-4)
        #expect(abs(Double(model.backward[cell]) - back) < 1e-4)
        cells += 1
      }
    }
    #expect(cells == forward.keys.count { $0[0] >= 0 })
  }

  /// Model 1 as Brown et al. write it: a word for each token, a null word of number -1, a dictionary.
  private func textbook(
    _ pairs: [(source: [Int32], target: [Int32], weight: Double)],
    _ options: LexiconLearner.Options
  ) -> [[Int32]: Double] {
    var probabilities: [[Int32]: Double] = [:]
    for _ in 0..<options.iterations {
      var counts: [[Int32]: Double] = [:]
      for pair in pairs {
        let sources = [-1] + pair.source
        for target in pair.target {
          let total = sources.reduce(0) { $0 + (probabilities[[$1, target]] ?? 1) }
          for source in sources {
            counts[[source, target], default: 0] +=
              pair.weight * (probabilities[[source, target]] ?? 1) / total
          }
        }
      }
      var totals: [Int32: Double] = [:]
      for (cell, count) in counts { totals[cell[0], default: 0] += count }
      probabilities = [:]
      for (cell, count) in counts {
        let damping = cell[0] < 0 ? 0 : Double(options.damping)
        probabilities[cell] = count / (totals[cell[0]]! + damping)
      }
    }
    return probabilities
  }

  /// The translations that beads of two segments on either side teach of the word *a*.
  private func taught(
    by beads: [(source: Range<Int>, target: Range<Int>)],
    _ source: [String] = ["a b", "a c"], _ target: [String] = ["x y", "x z"]
  ) -> [String] {
    var options = LexiconLearner.Options()
    options.mustRecur = true
    options.leastStrength = 0
    var learner = LexiconLearner(source: .indonesian, target: .english, options: options)
    learner.add(
      beads.map { Bead(source: $0.source, target: $0.target, confidence: 0.9) },
      of: AlignedDocuments(
        source: SegmentedText(texts: source), target: SegmentedText(texts: target),
        alignment: Alignment(beads: [], isTranslation: true)))
    return learner.entries().filter { $0.source == "a" }.map(\.target)
  }

  @Test func `words teach if they meet in two beads without a common segment`() {
    #expect(taught(by: [(0..<1, 0..<1), (1..<2, 1..<2)]) == ["x"])
    #expect(taught(by: [(0..<1, 1..<2), (1..<2, 0..<1), (0..<2, 0..<2)]) == ["x"])
    #expect(taught(by: [(0..<1, 0..<1)]) == [])
    #expect(taught(by: [(0..<1, 0..<1), (0..<2, 0..<2)]) == [])
    #expect(taught(by: [(0..<1, 0..<1), (0..<1, 1..<2)]) == [])
    #expect(taught(by: [(0..<1, 0..<1), (1..<2, 0..<1)]) == [])
  }

  @Test func `beads of the same words teach once`() {
    let beads = [(0..<1, 0..<1), (1..<2, 1..<2)]
    #expect(taught(by: beads, ["a b", "a b"], ["x y", "x y"]) == [])
  }

  @Test func `too large a table leaves out the rarest meetings, and only those`() {
    var random = SeededGenerator(seed: 3)
    var pairs = TokenPairs()
    for _ in 0..<60 {
      pairs.add(
        source: random.elements(6, of: Array(Int32(0)..<20)),
        target: random.elements(6, of: Array(Int32(0)..<20)))
    }
    let whole = TranslationTable(pairs, leastCount: 1)
    let small = TranslationTable(pairs, leastCount: 1, mostCells: whole.targets.count / 2)
    #expect(small.targets.count <= whole.targets.count / 2)
    #expect(small.targets.count > 0)
    #expect(small.starts.count == whole.starts.count)
  }

  @Test func `the same pairs teach the same, in every run`() {
    #expect(learnt(pairs) == learnt(pairs))
  }
}
