import PadanMemory
import PadanModel
import PadanText

/// Chooses what a translator of an article should have seen before, under a budget of tokens: terms that
/// stand in it, pairs that translate its segments, pairs that have its words and phrases, and their neighbours.
///
///     let pipeline = ContextPipeline(lookup, budget: 4_000)
///     let pack = try pipeline.pack(for: articles.translatableText(of: "berita.html", from: …, to: …))
///
/// - Terms are those of the lookup's glossary, up to a quarter of the budget.
/// - Of each segment the best match is taken if it is context, exact or repaired, in the order of the article.
/// - Examples are chosen by `CoverageSelection` from the other matches and from the units that share rare
///   words with a segment (`SharedWords`).
/// - Up to a tenth of the budget is for units that stand beside a chosen one in its document.
///
/// The same article, memory and options give the same pack.
package struct ContextPipeline: Sendable {
  /// The most tokens of a pack.
  package var budget: Int
  private let lookup: LookupPipeline

  /// What part of the budget terms and neighbours have at most: one in so many.
  private static let (termPart, neighbourPart) = (4, 10)
  /// How many units are considered that share words with one segment. More did not help: `Scripts/measure-context`.
  private static let sharing = 15
  /// How many matches of a segment are considered.
  private static let matches = 5

  /// - Parameters:
  ///   - lookup: Finds the matches and has the glossary. Its least score is that of a match; examples may have lower ones.
  ///   - budget: The most tokens of a pack, as `TokenEstimate` counts.
  package init(_ lookup: LookupPipeline, budget: Int) {
    var lookup = lookup
    lookup.options.limit = Self.matches
    lookup.options.hasDistinctTargets = true
    self.lookup = lookup
    self.budget = budget
  }

  /// The pack for an article, or for a file in which segments are translated.
  ///
  /// - Throws: `MemoryError`.
  package func pack(for text: TranslatableText) throws -> ContextPack {
    var pack = ContextPack(
      name: text.name, source: lookup.options.source, target: lookup.options.target, budget: budget)
    guard budget > 0, !text.positions.isEmpty else { return pack }
    let answers = try lookup.answers(to: text)
    pack.terms = terms(of: answers)
    var collection = Collection(left: budget - pack.tokens)
    for (position, answer) in zip(text.positions, answers) {
      if let match = answer.matches.first, match.isOfSameText || match.kind == .repaired {
        collection.add(match, as: .match, for: position, of: answer.query.text)
      }
    }
    if collection.left > 0 { try addExamples(for: text, answers, to: &collection) }
    pack.examples = collection.chosen.map(\.example)
    return pack
  }

  /// The terms of the article, each once, in the order of their first places, as far as their part of the
  /// budget goes.
  private func terms(of answers: [LookupPipeline.Answer]) -> [Term] {
    var seen: Set<Term> = []
    var left = budget / Self.termPart
    return answers.flatMap(\.terms).flatMap(\.terms).filter { term in
      guard seen.insert(term).inserted, ContextPack.tokens(term) <= left else { return false }
      left -= ContextPack.tokens(term)
      return true
    }
  }

  private func addExamples(
    for text: TranslatableText, _ answers: [LookupPipeline.Answer], to collection: inout Collection
  ) throws {
    let segments = answers.map(\.query.text)
    let shared = try lookup.shelf.sharedWords(
      with: segments, limit: Self.sharing, options: lookup.options)
    let phrases = ArticlePhrases(segments, weight: shared.weight)
    var selection = CoverageSelection(weights: phrases.weights)
    for chosen in collection.chosen {
      selection.cover(phrases.numbers(in: chosen.match.source.text))
    }
    var candidates = Candidates()
    for (index, position) in text.positions.enumerated() {
      for match in answers[index].matches + shared.matches[index] {
        candidates.add(match, for: position)
      }
    }
    let reserve = budget / Self.neighbourPart
    func choose(_ candidates: Candidates, as role: ContextPack.Example.Role, budget: Int) {
      let open = candidates.items.filter { !collection.has($0.match) }
      let chosen = selection.choose(
        from: open.map {
          .init(
            features: phrases.numbers(in: $0.match.source.text),
            cost: ContextPack.Example.tokens(of: $0.match))
        }, budget: budget)
      for position in chosen {
        collection.add(open[position].match, as: role, for: open[position].segment)
      }
    }
    choose(candidates, as: .example, budget: collection.left - reserve)
    let neighbours = try neighbours(of: collection)
    let most = min(reserve, collection.left)
    let floor = collection.left - most
    choose(neighbours, as: .neighbour, budget: most)
    // One that has no word of the article shows the style all the same.
    for item in neighbours.items
    where ContextPack.Example.tokens(of: item.match) <= collection.left - floor {
      collection.add(item.match, as: .neighbour, for: item.segment)
    }
    // What the neighbours left over.
    choose(candidates, as: .example, budget: collection.left)
    collection.sort()
  }

  // MARK: Neighbours

  /// The units that stand before and after chosen ones in a document of theirs.
  private func neighbours(of collection: Collection) throws -> Candidates {
    var queries: [LookupQuery] = []
    var origins: [(segment: Int, document: String)] = []
    for chosen in collection.chosen {
      guard let place = chosen.match.occurrences.first(where: { $0.document != nil }),
        let document = place.document
      else { continue }
      let own = chosen.match.source.text
      let beside = [
        place.previousSource.map { LookupQuery($0, next: own) },
        place.nextSource.map { LookupQuery($0, previous: own) },
      ]
      for query in beside.compactMap(\.self) where !TextForm.isBlank(query.text) {
        queries.append(query)
        origins.append((chosen.example.segment, document))
      }
    }
    var options = lookup.options
    options.isFast = true
    var candidates = Candidates()
    for (found, origin) in zip(try lookup.shelf.matches(for: queries, options: options), origins) {
      let match = found.first { match in
        match.isOfSameText && match.occurrences.contains { $0.document == origin.document }
      }
      if let match { candidates.add(match, for: origin.segment) }
    }
    return candidates
  }
}

extension ContextPack.Example {
  /// The cost of a match as it is stored.
  fileprivate static func tokens(of match: Match) -> Int {
    tokens(match.source.text, match.target.text)
  }
}

/// A unit, by its memory and number.
private struct UnitName: Hashable {
  var memory: String
  var unit: Int64

  init(_ match: Match) { (memory, unit) = (match.memory, match.unit) }
}

/// Units that may be taken, each once: for the segment for which it has the best score.
private struct Candidates {
  private(set) var items: [(match: Match, segment: Int)] = []
  private var places: [UnitName: Int] = [:]

  mutating func add(_ match: Match, for segment: Int) {
    let name = UnitName(match)
    if let place = places[name] {
      if match.score.net > items[place].match.score.net { items[place] = (match, segment) }
    } else {
      places[name] = items.count
      items.append((match, segment))
    }
  }
}

/// What was chosen so far.
private struct Collection {
  private(set) var chosen: [(match: Match, example: ContextPack.Example)] = []
  /// The tokens that are left.
  private(set) var left: Int
  private var names: Set<UnitName> = []

  init(left: Int) { self.left = left }

  func has(_ match: Match) -> Bool { names.contains(UnitName(match)) }

  /// Adds a unit that is not there yet and fits.
  ///
  /// - Parameter text: The text of the segment that the unit translates as a whole.
  mutating func add(
    _ match: Match, as role: ContextPack.Example.Role, for segment: Int, of text: String? = nil
  ) {
    // An adapted translation is one of the segment, not of the stored source.
    let adapted = match.kind == .repaired ? text : nil
    let source = adapted ?? match.source.text
    let target = adapted == nil ? match.target.text : match.suggestion
    let kind = match.kind == .repaired && adapted == nil ? Match.Kind.fuzzy : match.kind
    let tokens = ContextPack.Example.tokens(source, target)
    guard tokens <= left, names.insert(UnitName(match)).inserted else { return }
    left -= tokens
    let agrees = role != .neighbour
    let example = ContextPack.Example(
      role: role, segment: segment, unit: Int(match.unit), memory: match.memory.shownPath,
      document: match.occurrences.lazy.compactMap(\.document).first,
      kind: agrees ? kind.rawValue : nil, score: agrees ? match.printedScore : nil,
      review: match.review, source: source, target: target,
      tokens: tokens)
    chosen.append((match, example))
  }

  /// Puts neighbours behind all examples.
  mutating func sort() {
    chosen =
      chosen.filter { $0.example.role != .neighbour }
      + chosen.filter { $0.example.role == .neighbour }
  }
}
