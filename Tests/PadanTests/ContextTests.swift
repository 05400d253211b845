import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

@testable import Padan

struct ContextTests {
  private static let pairs = [
    ("Harga beras naik di pasar induk.", "Rice prices rose at the main market."),
    ("Bupati meninjau pasar induk pagi ini.", "The regent inspected the main market this morning."),
    ("Pedagang cabai menutup kios lebih awal.", "Chilli traders closed their stalls early."),
    ("Hujan deras turun sejak malam.", "Heavy rain has fallen since the night."),
    ("Stok cabai menipis karena hujan deras.", "Chilli stocks are thinning because of heavy rain."),
    ("Kereta api terlambat dua jam.", "The train was two hours late."),
  ]

  /// A memory with the pairs as one document.
  private func memory(_ pairs: [(String, String)] = pairs) throws -> Memory {
    let memory = try Memory.inMemory()
    try memory.add(
      pairs.indices.map { index in
        var provenance = Provenance()
        provenance.document = "pasar.txt"
        provenance.sentence = index
        provenance.previousSource = index > 0 ? pairs[index - 1].0 : nil
        provenance.nextSource = index + 1 < pairs.count ? pairs[index + 1].0 : nil
        return TranslationPair(
          source: Variant(language: .indonesian, text: pairs[index].0),
          target: Variant(language: .english, text: pairs[index].1), provenance: provenance)
      }, origin: "test")
    return memory
  }

  private func pack(
    _ segments: [String], _ memory: Memory, budget: Int, terms: [Term] = []
  ) throws -> ContextPack {
    var lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
    lookup.glossary = Glossary(terms, language: .indonesian)
    return try ContextPipeline(lookup, budget: budget)
      .pack(for: TranslatableText(SegmentedText(texts: segments)))
  }

  private let article = [
    "Harga beras naik di pasar induk.", "Pedagang cabai mengeluh karena hujan deras.",
  ]

  @Test func `a pack has terms, matches, examples and neighbours, and what they cost`() throws {
    let terms = [Term(source: "pasar induk", target: "main market")]
    let pack = try pack(article, memory(), budget: 400, terms: terms)
    #expect(pack.terms == terms)
    let first = try #require(pack.examples.first)
    #expect(first.role == .match && first.unit == 1 && first.segment == 0)
    #expect(first.score == 100 && first.document == "pasar.txt")
    let examples = pack.examples.filter { $0.role == .example }
    #expect(Set(examples.map(\.unit)).isSuperset(of: [3, 5]))
    #expect(examples.allSatisfy { $0.kind == "fuzzy" && $0.score.map { $0 < 75 } == true })
    // The train has no word of the article, and stands beside the chillies.
    let last = try #require(pack.examples.last)
    #expect(last.role == .neighbour && last.kind == nil && last.score == nil)
    #expect(pack.tokens <= 400)
    #expect(Set(pack.examples.map(\.unit)).count == pack.examples.count)
  }

  @Test(arguments: [0, 10, 30, 45, 60, 90, 150, 1_000])
  func `no pack costs more than its budget`(_ budget: Int) throws {
    let terms = [Term(source: "cabai", target: "chilli"), Term(source: "hujan", target: "rain")]
    let pack = try pack(article, memory(), budget: budget, terms: terms)
    #expect(pack.tokens <= budget)
    #expect(budget >= 45 || pack.examples.count <= 1)
  }

  @Test func `a repaired match stands with the segment that it translates`() throws {
    let memory = try memory([("Harga beras naik 5 persen.", "Rice prices rose 5 percent.")])
    var lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: .indonesian, target: .english))
    try lookup.repairMatches(with: Lexicon(name: "none", source: .indonesian, target: .english))
    let article = TranslatableText(SegmentedText(texts: ["Harga beras naik 7 persen."]))
    let pack = try ContextPipeline(lookup, budget: 100).pack(for: article)
    let example = try #require(pack.examples.first)
    #expect(example.role == .match && example.kind == "repaired")
    #expect(example.source == "Harga beras naik 7 persen.")
    #expect(example.target == "Rice prices rose 7 percent.")
  }

  @Test func `the same article gives the same bytes, with and without a concordance`() throws {
    let (first, second) = (try memory(), try memory())
    let pack = try pack(article, first, budget: 200)
    #expect(
      try JSONReport.context(pack) == JSONReport.context(self.pack(article, second, budget: 200)))
    // Units that are new since the concordance was made are found too.
    try second.add(
      [
        TranslationPair(
          source: Variant(language: .indonesian, text: "Pedagang cabai mengeluh soal harga."),
          target: Variant(language: .english, text: "Chilli traders complained about prices."))
      ], origin: "later")
    let later = try self.pack(article, second, budget: 200)
    #expect(later.examples.contains { $0.unit == 7 })
  }

  @Test func `an empty memory and an empty article have an empty pack`() throws {
    #expect(try pack(article, Memory.inMemory(), budget: 100).examples.isEmpty)
    #expect(try pack([], memory(), budget: 100).examples.isEmpty)
    #expect(try pack([" "], memory(), budget: 100).tokens == 0)
  }

  @Test func `a pack is read back from its JSON, and other files are refused`() throws {
    let terms = [Term(source: "hujan", target: "rain", status: .forbidden, note: "too plain")]
    let pack = try pack(article, memory(), budget: 300, terms: terms)
    #expect(try ContextPack(json: JSONReport.context(pack), file: "p.json") == pack)
    for text in ["", "{}", "[]", "x", "{\"article\":1}"] {
      #expect(throws: InputError.self) { try ContextPack(json: Array(text.utf8), file: "p.json") }
    }
  }

  @Test func `a pack tells what a translation used of it`() throws {
    var pack = try pack(article, memory(), budget: 300)
    pack.examples[1].target = "Fine."
    let translation = "RICE PRICES ROSE – at the main market. Heavy rain fell. It's fine!"
    let uses = pack.uses(in: translation)
    #expect(uses.prefix(2).map(\.example) == [0, 1])
    // “the main market” stands in another one, too.
    #expect(uses.count == 3 && uses[2].share < 0.5)
    #expect(uses[0].share == 1)
    let words = uses[0].ranges.map { String(decoding: Array(translation.utf8)[$0], as: UTF8.self) }
    #expect(words == ["RICE PRICES ROSE – at the main market"])
    #expect(pack.uses(in: "").isEmpty)
  }

  @Test func `messages end with the article`() throws {
    let pack = try pack(article, memory(), budget: 60)
    let text = TranslatableText(SegmentedText(texts: article))
    let line = String(decoding: JSONReport.messages(pack, for: text), as: UTF8.self)
    #expect(line.hasPrefix(#"{"messages":[{"role":"system","content":"Translate from "#))
    #expect(
      line.contains(#"{"role":"assistant","content":"Rice prices rose at the main market."}"#))
    #expect(line.hasSuffix(#"mengeluh karena hujan deras."}]}"# + "\n"))
  }
}

struct CoverageSelectionTests {
  private func covered(_ chosen: [Int], _ candidates: [CoverageSelection.Candidate]) -> Set<Int> {
    Set(chosen.flatMap { candidates[$0].features })
  }

  @Test func `texts that add nothing new give way to those that do`() {
    // The two best by themselves have the same features.
    let candidates: [CoverageSelection.Candidate] = [
      .init(features: [0, 1, 2], cost: 10), .init(features: [0, 1, 2], cost: 10),
      .init(features: [3, 4], cost: 10), .init(features: [], cost: 1),
    ]
    var selection = CoverageSelection(weights: Array(repeating: 1_000, count: 5))
    let chosen = selection.choose(from: candidates, budget: 20)
    #expect(chosen == [0, 2])
    let top = covered([0, 1], candidates)
    #expect(covered(chosen, candidates).count > top.count)
    var known = CoverageSelection(weights: Array(repeating: 1_000, count: 5))
    known.cover([0, 1, 2])
    #expect(known.choose(from: candidates, budget: 10) == [2])
  }

  @Test func `a dear text that has nearly all is better than a cheap one`() {
    let candidates: [CoverageSelection.Candidate] = [
      .init(features: [0], cost: 1), .init(features: Array(1..<20), cost: 100),
    ]
    var selection = CoverageSelection(weights: [9_000] + Array(repeating: 1_000, count: 19))
    #expect(selection.choose(from: candidates, budget: 100) == [1])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a choice fits, repeats nothing and is always the same`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let candidates = (0..<60).map { _ in
      let features = Set(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          Int.random(in: 0..<40, using: &random)
        })
      return CoverageSelection.Candidate(
        features: features.sorted(), cost: Int.random(in: 1...30, using: &random))
    }
    let weights = (0..<40).map { _ in Int.random(in: 0...5_000, using: &random) }
    let budget = Int.random(in: 0...150, using: &random)
    var (one, two) = (CoverageSelection(weights: weights), CoverageSelection(weights: weights))
    let chosen = one.choose(from: candidates, budget: budget)
    #expect(chosen == two.choose(from: candidates, budget: budget))
    #expect(Set(chosen).count == chosen.count)
    #expect(chosen.reduce(0) { $0 + candidates[$1].cost } <= budget)
  }
}

struct TokenEstimateTests {
  @Test(arguments: [
    ("", 0), ("Harga naik 15.000 persen.", 9), ("  a  ", 1), ("harga", 2), ("Привет", 3),
    ("苹果电脑", 4), ("1234", 2), ("a1", 2),
  ])
  func `tokens are estimated by letters, digits and signs`(_ text: String, _ count: Int) {
    #expect(TokenEstimate.count(text) == count)
  }
}
