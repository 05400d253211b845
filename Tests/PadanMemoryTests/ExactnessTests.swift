import Foundation
import PadanMatch
import PadanMemory
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The search against a look at every unit.
///
/// `PADAN_TWIN=7000` compares memories of so many units instead of small ones.
struct ExactnessTests {
  /// A unit as the brute force sees it: in the direction of the query.
  private struct Candidate {
    var number: Int
    var pair: TranslationPair
    /// The confidence of each occurrence, by the one field in which occurrences differ here.
    var confidences: [Int: Double?]
    /// Its source as a fast search sees it.
    var source: Text
  }

  /// What the definition of a fast search asks of a text.
  private struct Text {
    /// Texts with the same key are the same for the memory.
    var key: String
    var length: Int
    var tokens: [String: Int]

    init(_ text: String) {
      key = TextForm.matchKey(of: text)
      length = key.unicodeScalars.count
      tokens = Tokenizer.tokens(in: key).reduce(into: [:]) { $0[$1.folded, default: 0] += 1 }
    }
  }

  /// The words of the texts of a memory.
  enum Words: CaseIterable, Sendable {
    /// Those of one language, with numbers and composed letters.
    case plain
    /// Those of many scripts: without blanks, from right to left, joined emoji, digits of all kinds,
    /// letters whose cases differ in length, and characters that nobody sees.
    case mixed

    var all: [String] {
      switch self {
      case .plain:
        [
          "harga", "Harga", "beras", "naik", "turun", "5", "7", "1.000", "persen", "di", "Jakarta",
          "kafé", "kafe\u{301}", "petani", "senang", "sekali", "😀", "<f0>", "{1}", "%s",
        ]
      case .mixed:
        [
          "harga", "HARGA", "naik", "5", "12,5", "1.000.000", "٣٤", "五", "²", "½", "米价", "米價上漲了",
          "東京で", "ราคาข้าว", "가격이", "ارتفع", "مَحَلّ", "מחיר", "שָׁלוֹם", "цена", "ЦЕНА", "Σίσυφος",
          "ΣΊΣΥΦΟΣ",
          "İstanbul", "ıssız", "straße", "STRASSE", "ﬁnal", "kafé", "kafe\u{301}", "👩‍👩‍👧", "🇮🇩", "👍🏽",
          "\u{1}", "a\u{1}b", "\u{202E}kata", "kata\u{200D}", "so\u{AD}al", "x\u{200B}y",
          "\u{FEFF}tes",
          "e-mail", "COVID-19", "Jl.", "(dua)", "“kata”", "KATA", "5 €", "a < b", "Qurʼan", "ΐ",
        ]
      }
    }
  }

  private static func text(_ words: Words, _ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...9, using: &generator)
    let mark = [".", "!", "", "?"].randomElement(using: &generator)!
    return generator.elements(count, of: words.all).joined(separator: " ") + mark
  }

  private static func randomPair(
    _ words: Words, _ generator: inout SeededGenerator
  ) -> TranslationPair {
    let review = [ReviewState.unreviewed, .unreviewed, .approved, .rejected]
      .randomElement(using: &generator)!
    let confidence = [nil, 1, 0.95, 0.4].randomElement(using: &generator)!
    let sentence = Int(generator.next() % 3)
    let target = generator.elements(1, of: ["one", "two", "three"])[0]
    var result = pair(text(words, &generator), target, review: review) {
      $0.sentence = sentence
      $0.confidence = confidence
    }
    if generator.next() % 8 == 0 {
      result.source.codes = [InlineCode(element: "ph", offset: 0, content: "<f0>")]
    }
    return generator.next() % 5 == 0 ? result.swapped : result
  }

  /// Whether a text is in the set that a fast search looks at, written from its definition.
  private func isCandidate(_ query: Text, _ text: Text) -> Bool {
    let shared = query.tokens.reduce(0) { $0 + min($1.value, text.tokens[$1.key] ?? 0) }
    let longer = max(query.tokens.values.reduce(0, +), text.tokens.values.reduce(0, +))
    return query.length <= 40 || shared * 10 >= longer * 6
  }

  /// A text without the codes that stand among the words of these memories.
  private static func withoutCodes(_ text: String) -> String {
    ["<f0>", "{1}", "%s"].reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
  }

  /// What a lookup must answer, by looking at every unit.
  private func expected(
    _ query: String, among units: [Candidate], _ options: LookupOptions
  ) -> [String] {
    let threshold = options.minimum
    let asked = [query, Self.withoutCodes(query)]
    let found = units.compactMap { unit -> (unit: Candidate, score: MatchScore)? in
      guard unit.pair.review != .rejected else { return nil }
      let written = unit.pair.source.text
      let bare = Self.withoutCodes(written)
      var scores = MatchScores(written: nil)
      if !options.isFast || isCandidate(Text(asked[0]), unit.source) {
        scores.written = MatchScorer.score(MatchText(asked[0]), MatchText(written))
      }
      if asked[0] != asked[1] || bare != written, !TextForm.isBlank(bare),
        !TextForm.isBlank(asked[1]), !options.isFast || isCandidate(Text(asked[1]), Text(bare))
      {
        scores.bare = MatchScorer.score(MatchText(asked[1]), MatchText(bare))
      }
      guard scores.most >= threshold,
        let score = scores.score(
          of: unit.pair.source, for: MatchText(query), readsCodes: options.readsCodes)
      else { return nil }
      return (unit, score)
    }
    let weighed = found.compactMap { unit, score -> (unit: Candidate, score: MatchScore)? in
      let targets = Set(
        found.filter { $0.unit.source.key == unit.source.key }
          .map(\.unit.pair.target.text))
      var score = score
      score.penalties += Penalty.doubts(
        ofUnreviewed: unit.pair.review == .unreviewed, confidences: Array(unit.confidences.values),
        translationCount: targets.count)
      return score.net >= threshold ? (unit, score) : nil
    }
    return weighed.sorted {
      if $0.score.net != $1.score.net { return $0.score.net > $1.score.net }
      let isReviewed = $0.unit.pair.review == .approved
      if isReviewed != ($1.unit.pair.review == .approved) { return isReviewed }
      return $0.unit.number < $1.unit.number
    }.prefix(options.limit).map { "\($0.unit.number) \($0.score.net)" }
  }

  private static let unitCount =
    ProcessInfo.processInfo.environment["PADAN_TWIN"].flatMap { Int($0) } ?? 90

  @Test(arguments: Words.allCases, 0..<3 as Range<UInt64>)
  func `a lookup, complete or fast, finds what a look at every unit finds`(
    _ words: Words, seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let fixture = try MemoryFixture()
    let pairs = (0..<Self.unitCount).map { _ in Self.randomPair(words, &generator) }
    try fixture.memory.add(pairs, origin: "test")
    let units = Self.units(of: pairs)
    let queries =
      (0..<4).map { _ in Self.text(words, &generator) } + [units[7].pair.source.text]
      + units.indices.filter { $0 % 200 == 199 }.map {
        // Another word, or none, in the place of one.
        var query = units[$0].pair.source.text.split(separator: " ")
        query[query.count / 2] = words.all.randomElement(using: &generator)![...]
        return query.joined(separator: " ")
      }
    for (threshold, isFast) in [(50.0, false), (50, true), (70, false), (75, true), (90, false)] {
      var options = LookupOptions(minimum: threshold, limit: 10)
      options.isFast = isFast
      options.readsCodes = threshold >= 70
      for query in queries {
        let found = try fixture.memory.matches(for: query, options: options)
        #expect(
          found.map { "\($0.unit) \($0.score.net)" } == expected(query, among: units, options),
          "“\(query)” at \(threshold), \(isFast ? "fast" : "complete")")
      }
    }
  }

  /// The units of pairs, numbered in the order in which they came; a review sticks once it is given.
  private static func units(of pairs: [TranslationPair]) -> [Candidate] {
    var units: [Candidate] = []
    var places: [[String]: Int] = [:]
    for pair in pairs {
      let sides = [pair.source, pair.target]
      let identity = sides.map { "\($0.language) \(Array($0.text.utf8)) \($0.codes.count)" }
      let isForward = pair.source.language == .indonesian
      let sentence = pair.provenance.sentence!
      if let place = places[identity] {
        guard units[place].confidences[sentence] == nil else { continue }
        units[place].confidences[sentence] = .some(pair.provenance.confidence)
        if units[place].pair.review == .unreviewed { units[place].pair.review = pair.review }
      } else {
        places[identity] = units.count
        let turned = isForward ? pair : pair.swapped
        units.append(
          Candidate(
            number: units.count + 1, pair: turned,
            confidences: [sentence: pair.provenance.confidence], source: Text(turned.source.text)))
      }
    }
    return units
  }
}
