import Padan

/// The addresses that clients of other servers know. All find what `/v1/lookup` finds.
enum Doors {
  static let routes = tmserver + myMemory + libreTranslate + deepL
}

extension Desk {
  /// The languages of a door, in any spelling; `nil` if they are not two, or no languages: such a pair has
  /// no match.
  static func languages(
    _ source: String, _ target: String
  ) -> (source: LanguageTag, target: LanguageTag)? {
    guard let source = LanguageNames.language(source), let target = LanguageNames.language(target),
      source.language != target.language
    else { return nil }
    return (source, target)
  }

  /// The matches of a text, as a door passes them on; a region that the memory does not have falls back to
  /// its language.
  func matches(
    for text: String, from source: LanguageTag, to target: LanguageTag, minimum: Double, limit: Int
  ) throws -> [Match] {
    guard !TextForm.isBlank(text) else { return [] }
    var pairs = [(source, target)]
    if let plain = Self.languages(source.language, target.language), plain != (source, target) {
      pairs.append(plain)
    }
    for (source, target) in pairs {
      var pipeline = try lookup(from: source, to: target, repairs: true)
      pipeline.options.minimum = minimum
      pipeline.options.limit = limit
      pipeline.glossary = nil
      let matches = try pipeline.answer(LookupQuery(text)).matches
      if !matches.isEmpty { return matches }
    }
    return []
  }

  /// What a door answers to a text that is to be translated.
  struct DoorAnswer {
    /// The language of the text: the one named, or the likeliest.
    var source: String
    /// How sure that is, 0...1.
    var share: Double
    /// The translation where the memory is sure of it: that of the same text, or one that is repaired;
    /// else empty.
    var translation: String
  }

  /// The answer of a door to a text.
  ///
  /// - Parameters:
  ///   - isMarkup: Whether text and translation are HTML or XML.
  ///   - named: The name of its language; `nil` to find it.
  ///   - target: The name of the language of the translation.
  func answer(
    to text: String, isMarkup: Bool, from named: String?, to target: String
  ) throws -> DoorAnswer {
    let marked = isMarkup ? try MarkedText(text) : nil
    var answer = DoorAnswer(source: named ?? "", share: 1, translation: "")
    if named == nil {
      let found = try language(of: marked?.plain ?? text)
      answer.share = found?.share ?? 0
      answer.source =
        try (found?.tag ?? onlySource(for: target) ?? settings.source).description
    }
    guard let pair = Self.languages(answer.source, target) else { return answer }
    func match(_ text: String) throws -> Match? {
      try sureMatch(of: text, from: pair.source, to: pair.target)
    }
    let translation =
      try marked.map {
        try $0.translated(
          aligner: { linker(from: pair.source, to: pair.target) }, match: match)
      } ?? match(text)?.suggestion
    answer.translation = translation ?? ""
    return answer
  }

  /// The language from which alone the memory translates into another; `nil` if there are several or none.
  private func onlySource(for target: String) throws -> LanguageTag? {
    guard let target = LanguageNames.language(target) else { return nil }
    let sources = try shelf.entries.flatMap { try $0.memory.languagePairs() }.compactMap { pair in
      pair.target.language == target.language
        ? pair.source : pair.source.language == target.language ? pair.target : nil
    }
    return Set(sources.map(\.language)).count == 1 ? sources.first : nil
  }

  /// The match of a text where the memory is sure of it: one between the same neighbours or of the same
  /// text, or one that is repaired; `nil` if it has none.
  private func sureMatch(
    of text: String, from source: LanguageTag, to target: LanguageTag
  ) throws -> Match? {
    let best = try matches(
      for: text, from: source, to: target, minimum: Self.leastRepaired, limit: 1
    ).first
    return best.flatMap { $0.score.net == 100 || $0.kind == .repaired ? $0 : nil }
  }

  /// The least score of a match that is repaired for a client that takes it as it is: the usual one of
  /// lookups.
  private static let leastRepaired = 75.0

  /// The languages of the memory, those of sources first. A door answers in both directions.
  func allLanguages() throws -> [LanguageTag] {
    var languages: [LanguageTag] = []
    let pairs = try shelf.entries.flatMap { try $0.memory.languagePairs() }
    for tag in pairs.map(\.source) + pairs.map(\.target) where !languages.contains(tag) {
      languages.append(tag)
    }
    return languages
  }

  /// The language of a text among those of the memory, and the share of its words that are function words of
  /// it, 0...1; `nil` if nothing tells.
  func language(of text: String) throws -> (tag: LanguageTag, share: Double)? {
    let words = Tokenizer.proseWords(in: text)
    guard !words.isEmpty else { return nil }
    var best: (tag: LanguageTag, share: Double)?
    for tag in try allLanguages() {
      let known = LanguageProfile.of(tag).functionWords
      let share = Double(words.count { known.contains($0) }) / Double(words.count)
      if share > best?.share ?? 0 { best = (tag, share) }
    }
    return best
  }
}
