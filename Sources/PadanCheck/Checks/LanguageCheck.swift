import PadanAlign
import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds text that is left in the source language, and targets in a third one.
  static let language = PairCheck(.untranslated, .wrongLanguage) { pair, context in
    TargetLanguage(pair, context).findings
  }
}

/// Judges in which language the words of a target are.
private struct TargetLanguage {
  private let pair: CheckedPair
  private let context: CheckContext
  /// The target's words: runs of letters.
  private let words: [(token: Token, isName: Bool)]

  /// The least words of a run that stands on both sides, for a part that is not translated.
  private static let leastRun = 3
  /// The share of the words that are known to be of the target language from which a text is in it.
  private static let ownShare = 0.35
  /// The function words of another language that tell even if they are short.
  private static let leastOther = 2

  /// Of so many words at most one is of the target language, where a single word of another one tells.
  private static let mostOwn = 5

  init(_ pair: CheckedPair, _ context: CheckContext) {
    self.pair = pair
    self.context = context
    var isStart = true
    var words: [(Token, Bool)] = []
    let addressed = Self.addressed(pair.target.tokens)
    for (index, token) in pair.target.tokens.enumerated() {
      switch token.kind {
      case .word where addressed.contains(index): break
      case .word: words.append((token, token.isCapitalized && !isStart))
      case .number: break
      case .mark:
        if [".", "?", "!", ":", "\"", "“"].contains(token.text) { isStart = true }
        continue
      }
      isStart = false
    }
    self.words = words
  }

  /// The positions of the tokens of addresses, such as `www.contoh.co.id/jadwal`: they are of no language.
  /// What stands without a blank belongs together, and has a full stop or an `@` between two words.
  private static func addressed(_ tokens: [Token]) -> Set<Int> {
    var addressed: Set<Int> = []
    var start = 0
    for end in 1..<max(1, tokens.count + 1)
    where end == tokens.count || tokens[end].range.lowerBound > tokens[end - 1].range.upperBound {
      let isAddress = (start..<end).dropFirst().dropLast().contains { index in
        [".", "@"].contains(tokens[index].text) && tokens[index - 1].kind == .word
          && tokens[index + 1].kind == .word
      }
      if isAddress { addressed.formUnion(start..<end) }
      start = end
    }
    return addressed
  }

  var findings: [PairFinding] {
    guard !words.isEmpty else { return [] }
    if isCopy { return copyFinding.map { [$0] } ?? [] }
    if let run = untranslatedRun {
      let places = run.map { pair.target.place($0) }
      return [
        PairFinding(
          .untranslated, certainty: run.count > 3 ? 0.9 : 0.75, target: places,
          detail: Self.shortened(
            pair.target.written(
              places[0].lowerBound..<places[places.count - 1].upperBound)))
      ]
    }
    return otherLanguage.map { [$0] } ?? []
  }

  private static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }

  // MARK: Copies of the source

  /// Whether the target has the words of the source, whatever their case and marks.
  private var isCopy: Bool {
    pair.source.folded.count == pair.source.tokens.count
      && letters(pair.source).elementsEqual(letters(pair.target))
  }

  private func letters(_ side: CheckedPair.Side) -> [String] {
    zip(side.tokens, side.folded).filter { $0.0.kind == .word }.map(\.1)
  }

  /// A finding for a target that is a copy; `nil` where a copy may be right.
  private var copyFinding: PairFinding? {
    let isLoud = words.allSatisfy { $0.token.text == $0.token.text.uppercased() }
    let plain = words.filter { isLoud || !$0.isName }.map(\.token.folded)
    let own = plain.filter { context.target.knows($0) && !isSourceOnly($0) }.count
    let foreign = plain.filter(isSourceOnly)
    let hasFunctionWord = foreign.contains { context.source.functionWords.contains($0) }
    guard foreign.count > own, foreign.count >= 3 || hasFunctionWord && foreign.count == 2,
      2 * foreign.count >= plain.count
    else { return nil }
    return PairFinding(
      .untranslated, certainty: 0.97, target: [0..<pair.target.scalars.count],
      detail: Self.shortened(pair.target.variant.text))
  }

  /// Whether a word is of the source language, and of the target language not.
  private func isSourceOnly(_ word: String) -> Bool {
    if context.target.functionWords.contains(word) { return false }
    if context.source.functionWords.contains(word) { return true }
    guard let lexicon = context.source.lexicon,
      let form = lexicon.form(of: word, stemmer: context.source.stemmer),
      !lexicon.translations(of: form).contains(where: { $0.text == word })
    else { return false }
    return !(context.target.lexicon?.contains(word) ?? false)
  }

  /// The first run of words that stands on both sides in one order, is not of names, and is of the source
  /// language only: the places of its words; `nil` if there is none.
  private var untranslatedRun: [Range<Int>]? {
    guard words.count >= Self.leastRun else { return nil }
    let source = letters(pair.source)
    var followers: [String: [Int]] = [:]
    for (index, word) in source.enumerated() { followers[word, default: []].append(index) }
    var start = 0
    while start < words.count {
      var longest = 0
      for place in followers[words[start].token.folded] ?? [] {
        var length = 0
        while start + length < words.count, place + length < source.count,
          words[start + length].token.folded == source[place + length]
        {
          length += 1
        }
        longest = max(longest, length)
      }
      if longest >= Self.leastRun {
        let run = words[start..<start + longest]
        let plain = run.filter { !$0.isName }.map(\.token.folded)
        let known = plain.count(where: isSourceOnly)
        let foreign = plain.count { isSourceOnly($0) || !context.target.knows($0) }
        if known >= 2 && 2 * known > run.count
          || known >= 1 && foreign >= Self.leastRun && 3 * foreign >= run.count
        {
          return run.map(\.token.range)
        }
      }
      start += max(1, longest)
    }
    return nil
  }

  // MARK: Another language

  /// Whether the letters of the target are Latin where those of its language are not, or the reverse.
  private var isInOtherScript: Bool {
    guard let isLatin = context.target.isLatin else { return false }
    var (latin, all) = (0, 0)
    for scalar in pair.target.scalars where scalar.properties.isAlphabetic {
      all += 1
      if scalar.isLatin { latin += 1 }
    }
    // Chinese and Japanese texts have many Latin names; a text of a few letters may be one.
    guard all > 7 else { return false }
    return isLatin ? 3 * latin < all : latin == all
  }

  /// A finding for a target whose words are of another language; `nil` if its own words do.
  private var otherLanguage: PairFinding? {
    if isInOtherScript {
      return PairFinding(
        .wrongLanguage, certainty: 0.9, target: [0..<pair.target.scalars.count],
        detail: "another script")
    }
    let plain = words.filter { !$0.isName }.map(\.token.folded)
    guard plain.count >= Self.leastRun, !context.target.functionWords.isEmpty else { return nil }
    // Most texts have enough function words of their own, which are found at once.
    let functions = plain.count { context.target.functionWords.contains($0) }
    if Double(functions) >= Self.ownShare * Double(plain.count) { return nil }
    let own = plain.count { context.target.knows($0) }
    guard Double(own) < Self.ownShare * Double(plain.count) else { return nil }
    let foreign = plain.count(where: isSourceOnly)
    if foreign >= 3, foreign >= 2 * own, 2 * foreign >= plain.count {
      return PairFinding(
        .wrongLanguage, certainty: 0.9, target: [0..<pair.target.scalars.count],
        detail: context.source.language.description)
    }
    guard
      let (language, count) = LanguageJudge.likeliest(of: plain, without: context.target.language),
      Self.isTelling(plain, of: language),
      count >= Self.leastOther && count > own
        || functions == 0 && Self.mostOwn * own <= plain.count && plain.count > Self.leastRun,
      language.language != context.target.language.language
    else { return nil }
    let certainty = count < Self.leastOther ? 0.55 : count > 2 * own + 1 ? 0.9 : 0.7
    return PairFinding(
      .wrongLanguage, certainty: certainty,
      target: [0..<pair.target.scalars.count], detail: language.description)
  }

  /// Whether a text has a function word of a language that is more than a letter, which stands in texts of any
  /// language: *s* and *a* are Czech words.
  private static func isTelling(_ words: [String], of language: LanguageTag) -> Bool {
    let functionWords = LanguageProfile.of(language).functionWords
    return words.contains { functionWords.contains($0) && ($0.count > 1 || !$0.isLatin) }
  }
}

extension String {
  /// Whether it has a Latin letter.
  fileprivate var isLatin: Bool { unicodeScalars.contains(where: \.isLatin) }
}
