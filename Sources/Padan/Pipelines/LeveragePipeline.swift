package import PadanMemory
package import PadanModel
import PadanText

/// Counts how much of articles a memory covers.
///
///     var pipeline = LeveragePipeline(shelf, source: indonesian, target: english)
///     let report = try pipeline.report(on: articles.text(of: "berita.txt"))
///     report.total.words
///
/// A text that was counted before by the same pipeline is a repetition, unless the memory has it:
/// whoever translates the first has the others too.
package struct LeveragePipeline: Sendable {
  private let lookup: LookupPipeline
  /// The match keys of the segments that were counted.
  private var keys: Set<String> = []

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

  /// Counts the segments of an article that are translated, each between its neighbours.
  ///
  /// - Throws: `MemoryError`.
  package mutating func report(on article: SegmentedText) throws -> LeverageReport {
    var report = LeverageReport(name: article.name)
    try lookup.answer(article) { answer in
      let text = answer.query.text
      guard !TextForm.isBlank(text) else { return }
      let isRepeated = !keys.insert(TextForm.matchKey(of: text)).inserted
      report.add(
        LeverageReport.Band(answer.matches.first, isRepeated: isRepeated),
        words: TextForm.wordCount(of: text))
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
