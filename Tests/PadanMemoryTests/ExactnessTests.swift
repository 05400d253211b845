import PadanMatch
import PadanMemory
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The search against a look at every unit.
struct ExactnessTests {
  /// A unit as the brute force sees it: in the direction of the query.
  private struct Candidate {
    var number: Int
    var pair: TranslationPair
    /// The confidence of each occurrence, by the one field in which occurrences differ here.
    var confidences: [Int: Double?]
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let words = [
      "harga", "Harga", "beras", "naik", "turun", "5", "7", "1.000", "persen", "di", "Jakarta",
      "kafé", "kafe\u{301}", "petani", "senang", "sekali", "😀",
    ]
    let count = Int.random(in: 1...9, using: &generator)
    let mark = [".", "!", "", "?"].randomElement(using: &generator)!
    return generator.elements(count, of: words).joined(separator: " ") + mark
  }

  private static func randomPair(_ generator: inout SeededGenerator) -> TranslationPair {
    let review = [ReviewState.unreviewed, .unreviewed, .approved, .rejected]
      .randomElement(using: &generator)!
    let confidence = [nil, 1, 0.95, 0.4].randomElement(using: &generator)!
    let sentence = Int(generator.next() % 3)
    let target = generator.elements(1, of: ["one", "two", "three"])[0]
    var result = pair(text(&generator), target, review: review) {
      $0.sentence = sentence
      $0.confidence = confidence
    }
    if generator.next() % 8 == 0 {
      result.source.codes = [InlineCode(element: "ph", offset: 0)]
    }
    return generator.next() % 5 == 0 ? result.swapped : result
  }

  /// Whether a text is in the set that a search looks at, written from its definition.
  private func isCandidate(_ query: String, _ text: String, threshold: Double) -> Bool {
    func tokens(_ text: String) -> [String: Int] {
      Tokenizer.tokens(in: TextForm.matchKey(of: text)).reduce(into: [:]) {
        $0[$1.folded, default: 0] += 1
      }
    }
    let (a, b) = (tokens(query), tokens(text))
    let shared = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
    let longer = max(a.values.reduce(0, +), b.values.reduce(0, +))
    if shared * 10 >= longer * 6 { return true }
    let lengths = [query, text].map { TextForm.matchKey(of: $0).unicodeScalars.count }
    return lengths[0] <= 40
      && Double(2 * lengths.min()!) / Double(lengths[0] + lengths[1]) * 100 >= threshold
  }

  /// What a lookup must answer, by looking at every unit.
  private func expected(
    _ query: String, among units: [Candidate], threshold: Double, limit: Int
  ) -> [String] {
    let found = units.compactMap { unit -> (unit: Candidate, score: MatchScore)? in
      let source = unit.pair.source.text
      guard unit.pair.review != .rejected, isCandidate(query, source, threshold: threshold)
      else { return nil }
      let score = MatchScorer.score(MatchText(query), MatchText(source))
      return score.net >= threshold ? (unit, score) : nil
    }
    let weighed = found.compactMap { unit, score -> (unit: Candidate, score: MatchScore)? in
      let targets = Set(
        found.filter { $0.unit.pair.source.text == unit.pair.source.text }
          .map(\.unit.pair.target.text))
      var score = score
      score.penalties += Penalty.doubts(
        ofUnreviewed: unit.pair.review == .unreviewed, confidences: Array(unit.confidences.values),
        hasCodes: !unit.pair.source.codes.isEmpty, translationCount: targets.count)
      return score.net >= threshold ? (unit, score) : nil
    }
    return weighed.sorted {
      if $0.score.net != $1.score.net { return $0.score.net > $1.score.net }
      let isReviewed = $0.unit.pair.review == .approved
      if isReviewed != ($1.unit.pair.review == .approved) { return isReviewed }
      return $0.unit.number < $1.unit.number
    }.prefix(limit).map { "\($0.unit.number) \($0.score.net)" }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `a lookup finds what a look at every unit of the search set finds`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let fixture = try MemoryFixture()
    let pairs = (0..<90).map { _ in Self.randomPair(&generator) }
    try fixture.memory.add(pairs, origin: "test")

    // Units are numbered in the order in which they came; a review sticks once it is given.
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
        units.append(
          Candidate(
            number: units.count + 1, pair: isForward ? pair : pair.swapped,
            confidences: [sentence: pair.provenance.confidence]))
      }
    }
    let queries = (0..<4).map { _ in Self.text(&generator) } + [units[7].pair.source.text]
    for threshold in [50.0, 70, 75, 90] {
      for query in queries {
        let found = try fixture.memory.matches(
          for: query, options: LookupOptions(minimum: threshold, limit: 10))
        #expect(
          found.map { "\($0.unit) \($0.score.net)" }
            == expected(query, among: units, threshold: threshold, limit: 10),
          "“\(query)” at \(threshold)")
      }
    }
  }
}
