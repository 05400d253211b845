public import PadanMemory
public import PadanModel

extension Memory {
  /// What merging another memory added.
  public struct MergeReceipt: Sendable {
    /// The units.
    public var units: ImportReceipt
    /// The terms.
    package var terms: TermReceipt
  }

  /// Adds the units of another memory, each with its review and uses and with where it was met, and then
  /// its terms, as one step of this memory's history. A unit or a place that this memory has already is
  /// not added again; a unit without a verdict takes that of the other memory. One that is approved in one memory
  /// and rejected in the other becomes rejected, and is named in the receipt.
  ///
  /// The other memory is only read, one direction after the other. Its history, alignments and lexicon
  /// stay there.
  ///
  ///     try memory.merge(Memory(path: "theirs.sqlite", access: .readOnly)).units.addedUnits
  ///
  /// - Parameters:
  ///   - languages: The languages of the units and terms that are taken; `nil` for all.
  ///   - policy: What happens to a new pair whose source this memory has with another target.
  ///   - isTrial: Whether all is counted and nothing kept.
  ///   - person: Who merges; `nil` if it is not known.
  ///   - progress: Called after every 1000 pairs read, and once when all are read.
  /// - Precondition: `other` is another file.
  /// - Throws: `MemoryError`.
  /// - Complexity: O(pairs of the other memory) time, flat memory.
  public func merge(
    _ other: Memory, languages: (source: LanguageTag, target: LanguageTag)? = nil,
    onDifferent policy: DifferentTargetPolicy = .keepBoth, isTrial: Bool = false,
    person: String? = nil, progress: (ImportStage) -> Void = { _ in }
  ) throws -> MergeReceipt {
    let directions = try other.languagePairs().filter { direction in
      languages.map { $0.source.accepts(direction.source) && $0.target.accepts(direction.target) }
        ?? true
    }
    var count = 0
    var terms = TermReceipt()
    let units = try transaction(
      origin: other.path, person: person, onDifferent: policy, isTrial: isTrial
    ) { writer in
      writer.rejectsContradicted = true
      for direction in directions {
        try OrderedWork.run {
          try other.forEachNamedPair(from: direction.source, to: direction.target, add: $0)
        } emit: { pair in
          try writer.add(pair)
          count += 1
          if count % 1000 == 0 { progress(.reading(units: count)) }
        }
      }
      terms = try Self.addTerms(of: other, languages, to: writer)
      progress(.indexing(units: count))
    }
    return MergeReceipt(units: units, terms: terms)
  }

  /// Passes the pairs of one direction on, with their names and sizes.
  private func forEachNamedPair(
    from source: LanguageTag, to target: LanguageTag, add: (NamedPair, Int) throws -> Void
  ) throws {
    var namer = PairNamer()
    try forEachPair(from: source, to: target) { pair, name in
      // `en` selects `en-US` too, which is a direction of its own.
      guard pair.source.language == source, pair.target.language == target else { return }
      try add(
        namer.named(pair, name: name), pair.source.text.utf8.count + pair.target.text.utf8.count)
    }
  }

  /// Adds the terms of another memory.
  private static func addTerms(
    of other: Memory, _ languages: (source: LanguageTag, target: LanguageTag)?,
    to writer: borrowing MemoryWriter
  ) throws -> TermReceipt {
    var receipt = TermReceipt()
    let known = try other.allTerms().filter { term in
      languages.map {
        $0.source.accepts(term.sourceLanguage) && $0.target.accepts(term.targetLanguage)
      } ?? true
    }
    let terms = Dictionary(grouping: known) {
      [$0.sourceLanguage.description, $0.targetLanguage.description]
    }
    for (_, terms) in terms.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let added = try writer.add(
        terms.map(\.term), from: terms[0].sourceLanguage, to: terms[0].targetLanguage,
        origin: other.path)
      receipt.added += added.added
      receipt.changed += added.changed
      receipt.same += added.same
    }
    return receipt
  }
}
