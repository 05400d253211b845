package import PadanMemory
package import PadanModel
import PadanText

/// Counts how much of articles a memory covers.
///
///     var pipeline = LeveragePipeline(shelf, source: indonesian, target: english)
///     let text = try articles.translatableText(of: "berita.txt", from: indonesian, to: english)
///     let report = try pipeline.report(on: text)
///     report.total.words
///
/// A text that was counted before by the same pipeline is a repetition, unless the memory has it:
/// whoever translates the first has the others too.
package struct LeveragePipeline: Sendable {
  private let lookup: LookupPipeline
  /// The segments that were counted.
  private var keys: Set<TranslatableText.RepetitionKey> = []
  /// The segments that were counted, each as its own translation; `nil` if they are not compared.
  private var counted: Memory?

  /// - Parameters:
  ///   - shelf: The memories.
  ///   - isFast: Whether matches are looked for only where texts share six words in ten.
  package init(
    _ shelf: MemoryShelf, source: LanguageTag, target: LanguageTag, isFast: Bool = false
  ) {
    var options = LookupOptions(
      source: source, target: target, minimum: LeverageReport.Band.loose.leastScore!, limit: 1)
    options.isFast = isFast
    lookup = LookupPipeline(shelf, options: options)
  }

  /// Compares each segment with those before it from now on, too.
  ///
  /// - Throws: `MemoryError`.
  package mutating func compareInternally() throws {
    counted = try Memory.inMemory()
  }

  /// The band of a segment that resembles an earlier one more than what the memory has; `nil` if none
  /// does. The segment is an earlier one from then on.
  private func internalBand(of text: String, than match: Match?) throws -> LeverageReport.Band? {
    guard let counted else { return nil }
    var options = lookup.options
    options.minimum = LeverageReport.Band.similar.leastScore!
    let best = try counted.matches(for: [LookupQuery(text)], options: options)[0].first
    let pair = TranslationPair(
      source: Variant(language: options.source, text: text),
      target: Variant(language: options.target, text: text))
    _ = try counted.add([pair], origin: "")
    guard let score = best?.score.net, score > match?.score.net ?? 0 else { return nil }
    return LeverageReport.Band(score: score).asInternal
  }

  /// Counts the segments of a text that are translated, each between its neighbours.
  ///
  /// - Throws: `MemoryError`.
  package mutating func report(on text: TranslatableText) throws -> LeverageReport {
    var report = LeverageReport(name: text.name)
    report.hasInternal = counted != nil
    try lookup.answer(text) { position, match in
      let segment = text.segments[position]
      if segment.isCopy { return }
      let isRepeated = !keys.insert(text.repetitionKey(at: position)).inserted
      var band = LeverageReport.Band(match, isRepeated: isRepeated)
      if !isRepeated, let own = try internalBand(of: segment.text, than: match) { band = own }
      report.add(band, words: TextForm.wordCount(of: segment.text))
    }
    return report
  }
}

extension LeverageReport.Band {
  /// The band of a segment with this best match.
  ///
  /// - Parameter isRepeated: Whether an equal segment stood before it.
  init(_ match: Match?, isRepeated: Bool) {
    if let match, match.score.net == 100 {
      self = match.kind == .context ? .context : .exact
    } else if isRepeated {
      self = .repetition
    } else {
      self = match.map { Self(score: $0.score.net) } ?? .none
    }
  }
}
