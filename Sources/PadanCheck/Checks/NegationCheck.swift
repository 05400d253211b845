import PadanAlign
import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a negation that only one side has.
  ///
  /// Words such as *lack* may stand for a negation of the other side, and phrases such as *not only* need
  /// none there. So they make up for a negation, and are none themselves. Neither is what both sides say in the
  /// same words, such as a title. A side that negates too may do so once for several (*never seen or heard*): then
  /// a negated word must stand on it without a negation.
  static let negation = PairCheck(.negation) { pair, context in
    let source = NegationCount(pair.source, context.source, beside: pair.target, context.target)
    let target = NegationCount(pair.target, context.target, beside: pair.source, context.source)
    guard !source.isUnknown, !target.isUnknown else { return [] }
    for isSource in [true, false] {
      let (side, other) = isSource ? (source, target) : (target, source)
      let surplus = side.words.count - other.words.count
      guard surplus > 0 else { continue }
      let words = NegatedWords(
        side, isSource ? (pair.source, context.source) : (pair.target, context.target),
        other, isSource ? (pair.target, context.target) : (pair.source, context.source))
      var certainty = words.certainty
      if !other.words.isEmpty {
        guard words.isLost, surplus > words.standIns else { continue }
        certainty -= 0.25
      } else if surplus <= words.standIns {
        guard words.isLost else { continue }
        certainty = lostCertainty
      }
      let text = isSource ? pair.source : pair.target
      let places = side.words.map { text.place($0) }
      return [
        PairFinding(
          .negation, certainty: certainty, source: isSource ? places : [],
          target: isSource ? [] : places,
          detail: places.map(text.written).joined(separator: ", "))
      ]
    }
    return lostPhrase(source, context.source, target, (pair.target, context.target), isSource: true)
      ?? lostPhrase(target, context.target, source, (pair.source, context.source), isSource: false)
      ?? []
  }

  /// How sure it is that a negation is missing where a word may stand for it, and the negated word stands
  /// elsewhere.
  private static let lostCertainty = 0.6
  /// How sure it is that *only* where the other side says *not only* has lost its negation.
  private static let phraseCertainty = 0.8

  /// A phrase such as *not only* of which the other side has but the last word; `nil` if there is none.
  private static func lostPhrase(
    _ side: NegationCount, _ context: CheckContext.Side, _ others: NegationCount,
    _ other: (text: CheckedPair.Side, context: CheckContext.Side), isSource: Bool
  ) -> [PairFinding]? {
    guard !side.phrases.isEmpty, context.lexicon != nil, others.words.isEmpty,
      others.implied.isEmpty
    else { return nil }
    var words = FoundWords(other.text, other.context, negations: [], standIns: [])
    let phrase = side.phrases.first { words.counterpart(of: $0.end, context) == .plain }
    guard let phrase else { return nil }
    return [
      PairFinding(
        .negation, certainty: phraseCertainty, source: isSource ? [phrase.place] : [],
        target: isSource ? [] : [phrase.place], detail: phrase.text)
    ]
  }
}

/// The words behind the negations of one side, and whether the other side has them.
///
/// Where *tidak naik* is “fell”, nothing is lost; where it is “rose”, the negation is.
private struct NegatedWords {
  /// How sure it is that a negation is missing, 0...1.
  let certainty: Double
  /// Whether the word behind a negation stands on the other side without one beside it.
  let isLost: Bool
  /// How many words and phrases of the other side may stand for a negation of this one.
  let standIns: Int

  /// How many words behind a negation it may negate.
  private static let reach = 3
  /// The share of words with a counterpart from which on a translation is close.
  private static let closeShare = 0.4

  init(
    _ negations: NegationCount, _ side: (text: CheckedPair.Side, context: CheckContext.Side),
    _ others: NegationCount, _ other: (text: CheckedPair.Side, context: CheckContext.Side)
  ) {
    var otherWords = FoundWords(
      other.text, other.context, negations: others.places, standIns: others.implied.map(\.place))
    let content = side.text.tokens.filter {
      $0.kind == .word && !side.context.functionWords.contains($0.folded)
    }
    var next = 0
    var near: [FoundWords.Counterpart] = []
    var isLost = false
    for place in negations.words {
      while next < content.count, content[next].range.lowerBound < place.upperBound { next += 1 }
      let negated = content[next...].prefix(Self.reach)
        .map { otherWords.counterpart(of: $0.folded, side.context) }
      near += negated.filter { $0 != .unknown }
      if negated.first == .plain, !negated.contains(.negated) { isLost = true }
    }
    self.isLost = isLost
    standIns = Self.standIns(negations, side, others, other.context)
    let found = near.count { $0 != .missing }
    if found > 0 {
      certainty = 2 * found >= near.count ? 0.9 : 0.8
      return
    }
    // A free translation may say it without a negation, but hardly *nobody* as *everyone*.
    let all = content.map { otherWords.counterpart(of: $0.folded, side.context) }
      .filter { $0 != .unknown }
    let isClose =
      Double(all.count { $0 != .missing }) >= Self.closeShare * Double(max(1, all.count))
    certainty =
      isClose || others.saysAll && !negations.saysAll
      ? 0.6 : near.isEmpty && side.context.lexicon == nil ? 0.65 : 0.4
  }

  /// How many words of the other side may stand for a negation of this one: those that translate none of its
  /// words but negated ones, and are more than the words of this side that may stand for a negation. *Unable*
  /// stands for *tidak mampu*, but not where *lumpuh* is there, too.
  private static func standIns(
    _ negations: NegationCount, _ side: (text: CheckedPair.Side, context: CheckContext.Side),
    _ others: NegationCount, _ context: CheckContext.Side
  ) -> Int {
    let words = others.implied.compactMap(\.word)
    guard !others.implied.isEmpty else { return 0 }
    let own = FoundWords(side.text, side.context, negations: negations.places, standIns: [])
    var left = Set(negations.implied.filter { $0.word != nil }.map(\.place))
    var translated: Set<Int> = []
    var count = 0
    let counts = words.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    for (word, times) in counts.sorted(by: { $0.key < $1.key }) {
      let places = own.plainPlaces(of: word, context).filter { !translated.contains($0) }
        .prefix(times)
      translated.formUnion(places)
      left.subtract(places)
      count += times - places.count
    }
    let phrases = (others.implied.count - words.count, negations.implied.count { $0.word == nil })
    return max(0, count - left.count) + max(0, phrases.0 - phrases.1)
  }
}

/// The words of a text, to be found by what a lexicon has for them.
private struct FoundWords {
  /// What a text has for a word of the other language.
  enum Counterpart {
    /// The lexicon does not know the word.
    case unknown
    /// The text has nothing for it.
    case missing
    /// Words, one of them with a negation beside it.
    case negated
    /// Words, all without one.
    case plain
  }

  /// How many tokens before a word a negation of it may stand, and behind one a word that stands for it.
  private static let distance = (before: 5, behind: 2)

  /// The tokens of each word, and of the likeliest form from which it may come.
  private var places: [String: [Int]] = [:]
  /// The tokens that negate.
  private let negations: Set<Int>
  /// The tokens that may stand for a negation.
  private let standIns: Set<Int>
  private let functionWords: Set<String>
  private var known: [String: Counterpart] = [:]

  init(
    _ side: CheckedPair.Side, _ context: CheckContext.Side, negations: [Int], standIns: [Int]
  ) {
    (self.negations, self.standIns) = (Set(negations), Set(standIns))
    functionWords = context.functionWords
    for (place, token) in side.tokens.enumerated() where token.kind == .word {
      places[token.folded, default: []].append(place)
      // *Died* is a headword of its own, and *tewas* is *die*.
      guard let lexicon = context.lexicon else { continue }
      if let form = context.stemmer.candidates(for: token.folded).first(where: lexicon.contains) {
        places[form, default: []].append(place)
      }
    }
  }

  /// What the text has for a case-folded word of the other language.
  mutating func counterpart(of word: String, _ context: CheckContext.Side) -> Counterpart {
    if let known = known[word] { return known }
    let counterpart: Counterpart =
      find(word, context).map { places in
        places.isEmpty ? .missing : places.contains(where: isNegated) ? .negated : .plain
      } ?? .unknown
    known[word] = counterpart
    return counterpart
  }

  /// Where counterparts of a case-folded word of the other language stand without a negation, ascending.
  func plainPlaces(of word: String, _ context: CheckContext.Side) -> [Int] {
    Set(find(word, context) ?? []).filter { !isNegated($0) }.sorted()
  }

  /// Where the counterparts of a word stand; `nil` if the lexicon does not know it.
  private func find(_ word: String, _ context: CheckContext.Side) -> [Int]? {
    guard let lexicon = context.lexicon,
      let form = lexicon.form(of: word, stemmer: context.stemmer)
    else { return nil }
    return (places[form] ?? [])
      + lexicon.translations(of: form).flatMap { translation in
        places[translation.text]
          ?? translation.text.split(separator: " ").map(String.init)
          .filter { !functionWords.contains($0) }.flatMap { places[$0] ?? [] }
      }
  }

  private func isNegated(_ place: Int) -> Bool {
    let start = max(0, place - Self.distance.before)
    return !negations.isDisjoint(with: start..<place)
      || !standIns.isDisjoint(with: start...place + Self.distance.behind)
  }
}

/// The negations of one side.
private struct NegationCount {
  /// A word or a phrase that may stand for a negation.
  struct Implied {
    /// The word; `nil` if it is a phrase.
    var word: String?
    /// Its first token.
    var place: Int
  }

  /// The places of words that negate.
  var words: [Range<Int>] = []
  /// Their last tokens.
  var places: [Int] = []
  /// The words and phrases that may stand for a negation.
  var implied: [Implied] = []
  /// The phrases of two words that need no negation on the other side, such as *not only*.
  var phrases: [(text: String, end: String, place: Range<Int>)] = []
  /// Whether the text says something of all: *everyone*, *always*.
  var saysAll = false
  /// Whether no negations of the language are known.
  var isUnknown: Bool

  init(
    _ side: CheckedPair.Side, _ context: CheckContext.Side, beside other: CheckedPair.Side,
    _ otherContext: CheckContext.Side
  ) {
    let cues = context.cues
    isUnknown = !context.knowsNegations
    guard !isUnknown else { return }
    let folded = side.folded
    saysAll = !cues.universals.isDisjoint(with: folded)
    lazy var otherWords = Set(other.folded)
    /// Whether the other side says some tokens and the next one as they are, in this side's language.
    func isQuoted(_ tokens: ClosedRange<Int>) -> Bool {
      folded[tokens.lowerBound...].prefix(tokens.count + 1).allSatisfy(otherWords.contains)
        && !otherContext.negates(folded[tokens.lowerBound])
    }
    func add(_ tokens: ClosedRange<Int>) {
      guard !isQuoted(tokens) else { return }
      words.append(
        side.tokens[tokens.lowerBound].range
          .lowerBound..<side.tokens[tokens.upperBound].range.upperBound)
      places.append(tokens.upperBound)
    }
    var index = 0
    while index < folded.count {
      let word = folded[index]
      let phrase = cues.notNegating.phrase(at: index, in: folded) {
        side.tokens[$0].kind == .number
      }
      if let phrase {
        implied.append(Implied(place: index))
        if phrase.count == 2, context.negates(word) {
          let range =
            side.tokens[index].range.lowerBound..<side.tokens[index + 1].range.upperBound
          phrases.append((side.written(range), phrase[1], side.place(range)))
        }
        index += phrase.count
        continue
      }
      if context.negates(word) {
        add(index...index)
      } else if context.negations.endsContraction(at: index, in: folded) {
        add(index - 2...index)
      } else if cues.impliedNegations.contains(word) || Self.isNegated(word, context) {
        implied.append(Implied(word: word, place: index))
      }
      index += 1
    }
  }

  /// Whether a prefix or an ending negates a word.
  private static func isNegated(_ word: String, _ context: CheckContext.Side) -> Bool {
    let cues = context.cues
    if cues.wholeWords.contains(word) { return false }
    for prefix in cues.negatingPrefixes where word.hasPrefix(prefix.letters) {
      let stem = String(word.dropFirst(prefix.letters.count))
      guard stem.count >= prefix.least else { continue }
      if prefix.replacements == ["any"] || context.knows(stem)
        || cues.negatedEndings.contains(where: stem.hasSuffix)
      {
        return true
      }
    }
    return cues.negatingEndings.contains {
      word.count >= $0.letters.count + $0.least && word.hasSuffix($0.letters)
    }
  }
}
