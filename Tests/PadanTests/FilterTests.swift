import Padan
import PadanTestSupport
import Testing

private func unit(_ source: String, _ target: String, confidence: Double? = nil) -> CheckedUnit {
  var pair = TranslationPair(
    source: Variant(language: .indonesian, text: source),
    target: Variant(language: .english, text: target))
  pair.provenance.confidence = confidence
  return CheckedUnit(pair)
}

/// The marks of pairs, in order.
private func marks(
  _ units: [CheckedUnit], limits: [QualityFilter: Double] = FilterPipeline.usualLimits
) throws -> [[QualityMark]] {
  var pipeline = FilterPipeline(
    source: .indonesian, target: .english,
    lexicon: Bundled.lexicon(source: .indonesian, target: .english), limits: limits)
  var marks: [[QualityMark]] = []
  pipeline.emit = { marks.append($1) }
  for unit in units { try pipeline.add(unit) }
  _ = try pipeline.finish()
  return marks
}

struct FilterTests {
  private static let clean = unit(
    "Harga beras naik 10 persen pada bulan Mei.", "Rice prices rose 10 percent in May.",
    confidence: 0.97)

  @Test(
    arguments: [
      (clean, []),
      (unit("—", "Rice prices rose."), [QualityFilter.empty]),
      (
        unit(
          "Harga naik.", "Rice prices rose because the rains came late and the fields were dry."),
        [.lengthRatio]
      ),
      (unit("Harga beras naik di pasar.", "Harga beras naik di pasar."), [.untranslated]),
      (unit("Harga beras naik di pasar.", "Le prix du riz augmente sur les marchés."), [.language]),
      (
        unit("The price of rice is rising there.", "The price of rice is rising there."),
        [.language]
      ),
      (
        unit(
          "Buku The Price of Rice in Asia terbit pada hari Senin di kota itu.",
          "The book The Price of Rice in Asia was published in the city on Monday."), []
      ),
      (unit("Harga beras naik 10 persen.", "Rice prices rose 12 percent."), [.values]),
      (unit("--- *** === +++ a", "--- *** === +++ a"), [.symbols]),
      (
        unit(
          "beli murah beli murah beli murah beli murah beli murah",
          "buy cheap buy cheap buy cheap buy cheap buy cheap"), [.repetition]
      ),
      (unit("Harga beras naik.", "Rice prices rose.", confidence: 0.4), [.doubt]),
    ] as [(CheckedUnit, [QualityFilter])])
  func `a pair gets the marks of what is wrong with it`(
    _ unit: CheckedUnit, _ filters: [QualityFilter]
  ) throws {
    #expect(try marks([unit])[0].map(\.filter) == filters)
  }

  @Test(arguments: [
    ("zh", "气象部门称，积雪厚达两米。", "Two metres of snow have fallen, the weather service said."),
    ("zh", "大雪封山村三天", "Snow blocks mountain village for three days"),
    ("ja", "積雪は二メートルに達したと気象庁は発表した。", "Two metres of snow have fallen, the weather service said."),
  ])
  func `the length of a text in ideographs is that of its words in letters`(
    _ language: String, _ source: String, _ target: String
  ) throws {
    var pipeline = FilterPipeline(
      source: LanguageTag(language)!, target: .english, lexicon: nil, limits: [.lengthRatio: 2])
    let pair = TranslationPair(
      source: Variant(language: LanguageTag(language)!, text: source),
      target: Variant(language: .english, text: target))
    try pipeline.add(CheckedUnit(pair))
    #expect(try pipeline.finish().kept == 1)
  }

  @Test func `a long pair is marked with its words, and only by the filters that are asked`() throws
  {
    let long = unit(
      (0..<200).map { "kata\($0)" }.joined(separator: " "),
      (0..<200).map { "word\($0)" }.joined(separator: " "))
    #expect(try marks([long], limits: [.long: 150]) == [[QualityMark(.long, 200)]])
    #expect(try marks([long], limits: [.long: 200, .empty: 0]) == [[]])
  }

  @Test
  func `of pairs that say the same the first one stays, and a pair with a fault is no first one`()
    throws
  {
    let pairs = [
      unit("Harga beras naik lagi.", "Rice prices rose again.", confidence: 0.1),
      unit("Harga beras naik lagi.", "Rice prices rose again."),
      unit("Harga  beras naik lagi.", "Rice prices rose again."),
      unit("HARGA BERAS NAIK LAGI!", "Rice prices rose again"),
      unit("Harga beras naik lagi.", "Rice prices are up again."),
    ]
    #expect(
      try marks(pairs) == [
        [QualityMark(.doubt, 0.9)], [], [QualityMark(.duplicate, 1)],
        [QualityMark(.nearDuplicate, 1)], [],
      ])
  }

  @Test(arguments: [0.3, 0.5, 0.6, 0.8, 0.9])
  func `near duplicates are those of a comparison with all earlier pairs`(_ limit: Double) throws {
    var random = SeededGenerator(seed: 7)
    let units = (0..<600).map { _ in
      let words = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        String(repeating: "a", count: Int.random(in: 1...4, using: &random))
          + "\(Int.random(in: 0...3, using: &random))"
      }
      let cut = Int.random(in: 0...words.count, using: &random)
      return unit(
        (["x"] + words[..<cut]).joined(separator: " "),
        (["x"] + words[cut...]).joined(separator: " "))
    }
    func words(_ unit: CheckedUnit) -> Set<String> {
      Set(unit.pair.source.text.split(separator: " ").map { "s\($0)" })
        .union(unit.pair.target.text.split(separator: " ").map { "t\($0)" })
    }
    var earlier: [Set<String>] = []
    var expected: [[QualityMark]] = []
    for unit in units {
      let own = words(unit)
      let nearest =
        earlier.map { Double($0.intersection(own).count) / Double($0.union(own).count) }.max() ?? 0
      expected.append(nearest > limit ? [QualityMark(.nearDuplicate, nearest)] : [])
      if nearest <= limit { earlier.append(own) }
    }
    #expect(try marks(units, limits: [.nearDuplicate: limit]) == expected)
    #expect(try marks(units, limits: [.nearDuplicate: 1]).allSatisfy(\.isEmpty))
    #expect(earlier.count > 5 && earlier.count < 600)
  }
}
