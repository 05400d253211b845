import PadanAlign
import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a negation that only one side has.
  ///
  /// Words such as *lack* may stand for a negation of the other side, and phrases such as *not only* need
  /// none there. So they make up for a negation, and are none themselves.
  static let negation = PairCheck(.negation) { pair, context in
    let source = NegationCount(pair.source, context.source)
    let target = NegationCount(pair.target, context.target)
    guard !source.isUnknown, !target.isUnknown else { return [] }
    for (side, other, isSource) in [(source, target, true), (target, source, false)] {
      let surplus = side.words.count - other.words.count - max(0, other.implied - side.implied)
      guard surplus > 0 else { continue }
      let tokens = isSource ? pair.source : pair.target
      let negated =
        isSource
        ? NegatedWords(side, pair.source, context.source, pair.target, context.target)
        : NegatedWords(side, pair.target, context.target, pair.source, context.source)
      let certainty = negated.certainty - (other.words.isEmpty ? 0 : 0.25)
      let places = side.words.map { tokens.place($0) }
      return [
        PairFinding(
          .negation, certainty: certainty, source: isSource ? places : [],
          target: isSource ? [] : places,
          detail: places.map(tokens.written).joined(separator: ", "))
      ]
    }
    return lostPhrase(source, target, context.source, isSource: true)
      ?? lostPhrase(target, source, context.target, isSource: false) ?? []
  }

  /// How sure it is that *only* where the other side says *not only* has lost its negation.
  private static let phraseCertainty = 0.8

  /// A phrase such as *not only* of which the other side has but the last word; `nil` if there is none.
  private static func lostPhrase(
    _ side: NegationCount, _ other: NegationCount, _ context: CheckContext.Side, isSource: Bool
  ) -> [PairFinding]? {
    guard let lexicon = context.lexicon, other.words.isEmpty, other.implied == 0 else { return nil }
    let phrase = side.phrases.first { phrase in
      lexicon.translations(of: phrase.end).contains { other.ends.contains($0.text) }
    }
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

  /// How many words behind a negation it may negate.
  private static let reach = 3
  /// The share of words with a counterpart from which on a translation is close.
  private static let closeShare = 0.4

  init(
    _ negations: NegationCount, _ side: CheckedPair.Side, _ context: CheckContext.Side,
    _ other: CheckedPair.Side, _ otherContext: CheckContext.Side
  ) {
    var others: Set<String> = []
    for token in other.tokens where token.kind == .word {
      others.insert(token.folded)
      if let form = otherContext.lexicon?.form(of: token.folded, stemmer: otherContext.stemmer) {
        others.insert(form)
      }
    }
    func counts(_ tokens: some Sequence<Token>) -> (known: Int, found: Int) {
      tokens.reduce(into: (0, 0)) { counts, token in
        guard token.kind == .word, let lexicon = context.lexicon,
          let form = lexicon.form(of: token.folded, stemmer: context.stemmer)
        else { return }
        counts.known += 1
        let isThere =
          others.contains(form)
          || lexicon.translations(of: form).contains { translation in
            others.contains(translation.text)
              || translation.text.split(separator: " ").contains { word in
                let word = String(word)
                return !otherContext.functionWords.contains(word) && others.contains(word)
              }
          }
        if isThere { counts.found += 1 }
      }
    }
    let content = side.tokens.filter {
      $0.kind == .word && !context.functionWords.contains($0.folded)
    }
    let negated = negations.words.flatMap { place in
      content.filter { $0.range.lowerBound >= place.upperBound }.prefix(Self.reach)
    }
    let near = counts(negated)
    if near.found > 0 {
      certainty = 2 * near.found >= near.known ? 0.9 : 0.8
      return
    }
    // A free translation may say it without a negation.
    let all = counts(content)
    let isClose = Double(all.found) >= Self.closeShare * Double(max(1, all.known))
    certainty = isClose ? 0.6 : near.known == 0 && context.lexicon == nil ? 0.65 : 0.4
  }
}

/// The negations of one side.
private struct NegationCount {
  /// The places of words that negate.
  var words: [Range<Int>] = []
  /// The number of words and phrases that may stand for a negation.
  var implied = 0
  /// The phrases of two words that need no negation on the other side, such as *not only*.
  var phrases: [(text: String, end: String, place: Range<Int>)] = []
  /// The words that stand in the text without the first word of such a phrase: *only*.
  var ends: Set<String> = []
  /// Whether no negations of the language are known.
  var isUnknown: Bool

  init(_ side: CheckedPair.Side, _ context: CheckContext.Side) {
    let (cues, negations) = (context.cues, context.negations)
    isUnknown = negations.isEmpty && cues.negations.isEmpty
    guard !isUnknown else { return }
    let folded = side.folded
    var index = 0
    while index < folded.count {
      let word = folded[index]
      let phrase = cues.notNegating.phrase(at: index, in: folded) {
        side.tokens[$0].kind == .number
      }
      if let phrase {
        implied += 1
        if phrase.count == 2, negations.words.contains(word) || cues.negations.contains(word) {
          let range =
            side.tokens[index].range.lowerBound..<side.tokens[index + 1].range.upperBound
          phrases.append((side.written(range), phrase[1], side.place(range)))
        }
        index += phrase.count
        continue
      }
      if negations.words.contains(word) || cues.negations.contains(word) {
        words.append(side.tokens[index].range)
      } else if negations.endsContraction(at: index, in: folded) {
        words.append(
          side.tokens[index - 2].range.lowerBound..<side.tokens[index].range.upperBound)
      } else if cues.impliedNegations.contains(word) || Self.isNegated(word, context) {
        implied += 1
      } else if cues.phraseEnds.contains(word) {
        ends.insert(word)
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
      if context.knows(stem) || cues.negatedEndings.contains(where: stem.hasSuffix) {
        return true
      }
    }
    return cues.negatingEndings.contains {
      word.count >= $0.letters.count + $0.least && word.hasSuffix($0.letters)
    }
  }
}
