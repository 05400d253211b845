import PadanTestSupport
import Testing

@testable import PadanMatch

struct MatchScorerTests {
  private func score(_ a: String, _ b: String) -> MatchScore {
    MatchScorer.score(MatchText(a), MatchText(b))
  }

  @Test(arguments: [
    ("Harga naik.", "Harga naik."), ("Cafe\u{301} ramai", "Café ramai"),
    (" Harga \n naik. ", "Harga naik."), ("Harga\u{A0}naik.", "Harga naik."), ("", " "),
  ])
  func `texts that are equal after NFC and white-space collapse score 100`(
    _ a: String, _ b: String
  ) {
    let score = score(a, b)
    #expect(score == MatchScore(raw: 100, penalties: []))
    #expect(score.printed == 100)
  }

  @Test(arguments: [
    ("Harga naik 5 persen.", "Harga naik 7 persen.", Penalty.Reason.numbers, 99.0),
    ("Harga naik 5 persen.", "Harga naik 1.250,75 persen.", .numbers, 99),
    ("Tahun 2024: 10 orang", "Tahun 2025: 9 orang", .numbers, 99),
    ("Rapat pukul 10:30.", "Rapat pukul 9.", .numbers, 99),
    ("Harga Naik", "harga naik", .letterCase, 98), ("STRASSE", "Straße", .letterCase, 98),
    ("Harga naik.", "Harga naik!", .punctuation, 98),
    ("Harga, naik", "Harga naik", .punctuation, 98),
    ("“Ya,” katanya.", "\"Ya\" katanya", .punctuation, 98),
    ("Itu… – ya’", "Itu... — ya'", .punctuation, 98), ("Qurʼan", "Qur’an", .punctuation, 98),
    ("12/03/2024", "24/11/2025", .numbers, 99), ("10:30", "21:45", .numbers, 99),
  ])
  func `texts that differ in one respect alone lose its points`(
    _ example: (a: String, b: String, reason: Penalty.Reason, net: Double)
  ) {
    for (a, b) in [(example.a, example.b), (example.b, example.a)] {
      let score = score(a, b)
      #expect(score.raw == 100)
      #expect(score.penalties.map(\.reason) == [example.reason])
      #expect(score.net == example.net)
      #expect(score.printed == example.net)
      #expect(score.lengths == nil)
    }
  }

  @Test(
    arguments: [
      ("harga naik 7 persen.", "Harga naik 5 persen.", 97, [.numbers, .letterCase]),
      ("harga naik", "Harga naik.", 96, [.letterCase, .punctuation]),
      ("HARGA NAIK 5 PERSEN", "Harga: naik 7 persen", 95, [.numbers, .letterCase, .punctuation]),
    ] as [(String, String, Double, [Penalty.Reason])])
  func `each difference costs its points once, beside the others`(
    _ example: (a: String, b: String, net: Double, reasons: [Penalty.Reason])
  ) {
    for (a, b) in [(example.a, example.b), (example.b, example.a)] {
      #expect(score(a, b).net == example.net)
      #expect(score(a, b).penalties.map(\.reason) == example.reasons)
    }
  }

  @Test(arguments: [
    ("Harga naik 5.", "Harga naik 5 6."), ("!!!", "???"), ("Harga naik 5", "Harga naik lima"),
    ("5", "1.250"), ("2024", "12,5%"), ("12", "7"), ("x < y", "x > y"), ("5 $", "5 €"),
    ("Luasnya 10 m².", "Luasnya 10 m³."), ("½ cangkir", "¼ cangkir"), ("Bab Ⅷ", "Bab Ⅸ"),
  ])
  func `what no fold makes equal scores by its characters`(_ a: String, _ b: String) {
    #expect(score(a, b).raw < 100)
    #expect(score(a, b).net == ReferenceScore.score(a, b))
  }

  @Test func `a fuzzy rest is scored letter by letter on what the folds leave`() {
    let score = score("HARGA BERAS NAIK 5 PERSEN", "Harga gula naik 7 persen.")
    #expect(score.penalties.map(\.reason) == [.numbers, .letterCase])
    #expect(score.lengths == MatchScore.Lengths(common: 21, query: 25, stored: 25))
    #expect(score.net == 81)
  }

  @Test func `a mark that weighs less than its points is not folded`() {
    let score = score(
      "DENGAN TAMBAHAN ITU JUMLAH PERJALANAN MENJADI 1.148 PER HARI",
      "Dengan tambahan itu, jumlah perjalanan menjadi 1.176 per hari.")
    #expect(score.penalties.map(\.reason) == [.numbers, .letterCase])
    #expect(score.printed == 95.2)
  }

  @Test(arguments: ["\u{AD}", "\u{200B}", "\u{200E}", "\u{202A}", "\u{FE0F}", "\u{2060}"])
  func `characters that nobody sees do not count at all`(_ sign: String) {
    #expect(score("Ha\(sign)rga naik.\(sign)", "Harga naik.") == .equal)
  }

  /// Pieces with every kind of difference, and letters whose folding changes their number.
  private static let pieces = [
    "harga", "Harga", "NAIK", "naik", "5", "7", "1.000", "12:30", ".", "!", "“", "\"", "’", "ʼ",
    "…",
    "–", "-", "−", "+", "<", "$", "€", "(", "é", "É", "ß", "SS", "İ", "ŉ", "ﬁ", "字", "٣", "😀", "_",
    "\u{1}", "σ", "Σ", "ς", " ", " ", " ",
  ]

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the score is the best of all choices of folds, tried one by one`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let first = generator.elements(
      Int.random(in: 0...14, using: &generator), of: Self.pieces)
    var second = first
    for _ in 0..<Int.random(in: 0...5, using: &generator) where !second.isEmpty {
      let place = Int.random(in: 0..<second.count, using: &generator)
      second[place] = Self.pieces.randomElement(using: &generator)!
    }
    let (a, b) = (first.joined(), second.joined())
    #expect(score(a, b).net == ReferenceScore.score(a, b), "“\(a)” and “\(b)”")
    #expect(score(b, a).net == score(a, b).net)
  }

  @Test(
    arguments: [
      (99.99, 0, 99.9), (89.999_999, 0, 89.9), (75.05, 0, 75.0), (80, 0, 80), (87.3, 0, 87.3),
      (100, 0, 100), (1, 5, 0), (100, 0.1, 99.9), (0, 0, 0),
    ] as [(Double, Double, Double)])
  func `a printed score is floored to one decimal and never below zero`(
    _ example: (raw: Double, points: Double, printed: Double)
  ) {
    let penalties = example.points > 0 ? [Penalty(.aligned, points: example.points)] : []
    #expect(MatchScore(raw: example.raw, penalties: penalties).printed == example.printed)
  }

  @Test func `only identity prints 100`() {
    let long = String(repeating: "harga beras naik ", count: 3000)
    let score = score(long, long + "x")
    #expect(score.raw > 99.99)
    #expect(score.printed == 99.9)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a score is the same in either order and between 0 and 100`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let words = ["harga", "Harga", "naik", "5", "7", "1.000", ".", "!", "é", "e\u{301}", "😀", " "]
    let texts = (0..<2).map { _ in
      generator.elements(Int.random(in: 0...6, using: &generator), of: words)
        .joined(separator: " ")
    }
    let forward = score(texts[0], texts[1])
    let backward = score(texts[1], texts[0])
    #expect(forward.net == backward.net && forward.penalties == backward.penalties)
    #expect(forward.lengths?.common == backward.lengths?.common)
    #expect(forward.lengths?.query == backward.lengths?.stored)
    #expect(forward.lengths?.stored == backward.lengths?.query)
    #expect((0...100).contains(forward.net))
    #expect((forward.raw == 100 && forward.penalties.isEmpty) == isIdentical(texts[0], texts[1]))
  }

  private func isIdentical(_ a: String, _ b: String) -> Bool {
    MatchText(a).scalars == MatchText(b).scalars
  }
}

/// Doubts that the texts alone do not show.
struct PenaltyTests {
  private func doubts(
    isUnreviewed: Bool = true, confidences: [Double?] = [], translations: Int = 1
  ) -> [Penalty] {
    Penalty.doubts(
      ofUnreviewed: isUnreviewed, confidences: confidences, translationCount: translations)
  }

  @Test(
    arguments: [
      ([0.9], 1.0), ([0.5], 5), ([0], 10), ([0.996], nil), ([1], nil), ([0.2, 0.8], 2),
      ([nil], nil),
      ([0.1, nil], nil), ([], nil), ([0.85], 1.5),
    ] as [([Double?], Double?)])
  func `an alignment costs ten points for the confidence that it lacks, by its best occurrence`(
    _ confidences: [Double?], _ points: Double?
  ) {
    let expected = points.map { [Penalty(.aligned, points: $0)] } ?? []
    #expect(doubts(confidences: confidences) == expected)
    #expect(doubts(isUnreviewed: false, confidences: confidences) == [])
  }

  @Test func `several translations cost a point`() {
    #expect(doubts(translations: 2) == [Penalty(.severalTranslations, points: 1)])
    #expect(
      doubts(confidences: [0.9], translations: 3).map(\.reason) == [.aligned, .severalTranslations])
  }
}
