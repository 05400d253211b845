import PadanAlign
import PadanModel
import PadanText

/// Finds runs of pairs whose targets stand one pair before or behind their sources.
///
/// Of each pair it counts how many words of the source have a translation, by the lexicon, by spelling or
/// by value, in the target beside them and in those of the pairs before and behind.
struct ShiftCheck: Sendable {
  /// A pair with the words by which it is compared.
  private struct Words: Sendable {
    /// For each word of the source, what may stand for it in a target.
    var source: [[String]]
    var target: Set<String>

    /// The share of the source's words that a target has, 0...1.
    func share(in target: Set<String>) -> Double {
      guard !source.isEmpty else { return 0 }
      return Double(source.count { $0.contains(where: target.contains) }) / Double(source.count)
    }

    var own: Double { share(in: target) }
  }

  /// A run that may go on.
  private struct Run: Sendable {
    var first: (position: Int, unit: CheckedUnit)
    var count: Int
  }

  private let context: CheckContext
  private var last: (position: Int, unit: CheckedUnit, words: Words)?
  /// Runs whose targets stand one pair behind, and one before.
  private var behind: Run?
  private var before: Run?
  private var translations: [String: [String]] = [:]
  private var forms: [String: String] = [:]

  /// The least words of a source that tell.
  private static let leastWords = 3
  /// The share of words below which a pair may be shifted.
  private static let ownShare = 0.2
  /// The share of words that the neighbour must have, and by how much it must be better.
  private static let otherShare = 0.35
  private static let lead = 0.3
  /// The number of pairs from which on a run is found.
  private static let leastRun = 2
  /// The number of words whose translations are kept.
  private static let mostKept = 50_000

  init(_ context: CheckContext) { self.context = context }

  /// The findings that a further unit completes.
  mutating func findings(_ pair: CheckedPair, position: Int, unit: CheckedUnit) -> [UnitFinding] {
    let words = words(of: pair)
    defer { last = (position, unit, words) }
    var found: [UnitFinding] = []
    guard let last, last.unit.pair.provenance.document == unit.pair.provenance.document,
      last.unit.location?.file == unit.location?.file
    else { return finish() }
    if isShifted(last.words, to: words.target) {
      behind = Run(
        first: behind?.first ?? (last.position, last.unit), count: (behind?.count ?? 0) + 1)
    } else {
      found += end(&behind, "behind")
    }
    if isShifted(words, to: last.words.target) {
      before = Run(first: before?.first ?? (position, unit), count: (before?.count ?? 0) + 1)
    } else {
      found += end(&before, "before")
    }
    return found
  }

  /// The findings that the end completes.
  mutating func finish() -> [UnitFinding] {
    end(&behind, "behind") + end(&before, "before")
  }

  private func isShifted(_ words: Words, to target: Set<String>) -> Bool {
    guard words.source.count >= Self.leastWords else { return false }
    let other = words.share(in: target)
    guard other >= Self.otherShare else { return false }
    let own = words.own
    return own < Self.ownShare && other >= own + Self.lead
  }

  private func end(_ run: inout Run?, _ where: String) -> [UnitFinding] {
    defer { run = nil }
    guard let run, run.count >= Self.leastRun else { return [] }
    return [
      UnitFinding(
        position: run.first.position, unit: run.first.unit,
        finding: PairFinding(
          .shifted, certainty: run.count > Self.leastRun ? 0.95 : 0.8,
          detail: "\(run.count) pairs from here on: each target stands one pair \(`where`)"))
    ]
  }

  // MARK: Words

  private mutating func words(of pair: CheckedPair) -> Words {
    if translations.count > Self.mostKept { translations.removeAll(keepingCapacity: true) }
    if forms.count > Self.mostKept { forms.removeAll(keepingCapacity: true) }
    var source: [[String]] = []
    for token in pair.source.tokens where token.kind == .word {
      let word = token.folded
      guard !context.source.functionWords.contains(word) else { continue }
      let found = translations(of: word)
      if !found.isEmpty {
        source.append(found)
      } else if token.isCapitalized {
        source.append([word])
      }
    }
    for value in pair.source.values where value.kind == .digits {
      source.append(value.values.map { "#" + $0 })
    }
    var target: Set<String> = []
    for token in pair.target.tokens where token.kind == .word {
      target.insert(token.folded)
      target.insert(form(of: token.folded))
    }
    for value in pair.target.values { target.formUnion(value.values.map { "#" + $0 }) }
    return Words(source: source, target: target)
  }

  private mutating func translations(of word: String) -> [String] {
    if let known = translations[word] { return known }
    var found: [String] = []
    if let lexicon = context.source.lexicon,
      let form = lexicon.form(of: word, stemmer: context.source.stemmer)
    {
      found = lexicon.translations(of: form).flatMap { translation in
        translation.text.split(separator: " ").map(String.init)
          .filter { !context.target.functionWords.contains($0) }
      }
    }
    translations[word] = found
    return found
  }

  private mutating func form(of word: String) -> String {
    if let known = forms[word] { return known }
    let form =
      context.target.lexicon?.form(of: word, stemmer: context.target.stemmer) ?? word
    forms[word] = form
    return form
  }
}
