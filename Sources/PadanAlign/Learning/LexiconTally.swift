package import PadanModel

/// What is counted of the pairs of a corpus, or of a part of it, on the way to a lexicon.
///
/// Expectation maximization only ever adds up what each pair says. So a corpus may be cut anywhere: the
/// rows of the tallies of its parts, in any order, are the tally of the whole; those of equal words are
/// added. There are three kinds, of which each is counted with the help of the one before:
///
///     var words = LexiconTally(.words)
///     for part in parts { LexiconLearner(…, of: part).tally().forEachRow { words.add($0) } }
///
/// What is learnt in the end is what one `LexiconLearner` learns of all pairs, but for rounding.
package struct LexiconTally: Sendable {
  /// What is counted. The raw value stands in files.
  package enum Kind: String, CaseIterable, Sendable {
    /// How many pairs hold each word.
    case words
    /// How many pairs hold both words of a cell.
    case meetings
    /// How often the words of a cell are expected to translate each other. Counted with meetings first,
    /// then with uses, `rounds` times in all.
    case uses
  }

  /// The counts of a cell, or of a word alone if the other one is empty. If both are empty they are those
  /// of all words that are in no cell.
  package struct Row: Hashable, Sendable {
    /// The source word.
    package var source: String
    /// The target word.
    package var target: String
    /// How often the target word is counted, as a translation of the source word or, if that is empty, as
    /// one of none.
    package var forward: Double
    /// How often the source word is.
    package var backward: Double

    /// The counts of some words.
    package init(_ source: String, _ target: String, _ forward: Double, _ backward: Double) {
      (self.source, self.target, self.forward, self.backward) = (source, target, forward, backward)
    }
  }

  /// The words of one side, with their numbers, and what is counted of each alone.
  struct Words {
    private(set) var texts: [String] = []
    var counts: [Double] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of word: String) -> Int32 {
      if let number = numbers[word] { return number }
      let number = Int32(texts.count)
      numbers[word] = number
      texts.append(word)
      counts.append(0)
      return number
    }
  }

  /// A cell, by the numbers of its words.
  struct Cell {
    var source: Int32
    var target: Int32
    var forward: Double
    var backward: Double

    static func == (a: Cell, b: Cell) -> Bool { (a.source, a.target) == (b.source, b.target) }
    static func < (a: Cell, b: Cell) -> Bool { (a.source, a.target) < (b.source, b.target) }
  }

  /// What is counted.
  package let kind: Kind
  /// The source words. The empty one stands for all that are in no cell.
  private(set) var sources = Words()
  /// The target words.
  private(set) var targets = Words()
  private var cells: [Cell] = []

  /// How often uses are counted.
  package static let rounds = LexiconLearner.Options().iterations

  /// A tally of nothing.
  package init(_ kind: Kind) { self.kind = kind }

  /// Adds counts.
  package mutating func add(_ row: Row) {
    let (source, target) = (sources.number(of: row.source), targets.number(of: row.target))
    if row.target.isEmpty { sources.counts[Int(source)] += row.backward }
    if row.source.isEmpty { targets.counts[Int(target)] += row.forward }
    guard !row.source.isEmpty, !row.target.isEmpty else { return }
    cells.append(
      Cell(source: source, target: target, forward: row.forward, backward: row.backward))
  }

  /// The cells in order, each once. If meetings are of more cells than a table holds, those of the
  /// fewest meetings are left out, as `TranslationTable` does.
  ///
  /// - Complexity: O(n log n) for n rows.
  func sortedCells(limit: Int = TranslationTable.mostCells) -> [Cell] {
    var sorted: [Cell] = []
    for cell in cells.sorted(by: <) {
      if let last = sorted.last, last == cell {
        sorted[sorted.count - 1].forward += cell.forward
        sorted[sorted.count - 1].backward += cell.backward
      } else {
        sorted.append(cell)
      }
    }
    var least = 2.0
    while kind == .meetings, sorted.count > limit {
      sorted.removeAll { $0.forward < least }
      least += 1
    }
    return sorted
  }
}

extension IBMModel1 {
  /// What a tally of meetings or uses has learnt.
  ///
  /// - Parameters:
  ///   - sources: The number of source words; those of the tally have the first numbers.
  ///   - targets: The number of target words.
  fileprivate init(_ tally: LexiconTally, sources: Int, targets: Int, damping: Float) {
    let cells = tally.sortedCells()
    let table = TranslationTable(
      sources: sources, cells: cells.map { (source: $0.source, target: $0.target) })
    self.init(table, sources: sources, targets: targets)
    guard tally.kind == .uses else { return }
    maximize(
      Counts(
        forward: cells.map { Float($0.forward) }, backward: cells.map { Float($0.backward) },
        forwardNull: tally.targets.counts, backwardNull: tally.sources.counts), damping: damping)
  }
}

extension LexiconLearner {
  /// A learner that counts a part of a corpus, with the help of the last tally of the whole.
  package init(
    source: LanguageTag, target: LanguageTag, options: Options = Options(),
    given tally: LexiconTally
  ) {
    self.init(source: source, target: target, options: options)
    number(sources: tally.sources.texts, targets: tally.targets.texts)
  }

  /// The kind of tally that follows another one; that of words is the first.
  package static func kind(after tally: LexiconTally?) -> LexiconTally.Kind {
    switch tally?.kind {
    case nil: .words
    case .words: .meetings
    case .meetings, .uses: .uses
    }
  }

  /// Counts the pairs that were added.
  ///
  /// - Parameters:
  ///   - tally: The last tally of the whole corpus, with which this learner was made; `nil` for the first.
  ///   - body: Receives each count.
  /// - Complexity: That of one round of learning.
  package func count(
    given tally: LexiconTally? = nil, _ body: (LexiconTally.Row) throws -> Void
  ) rethrows {
    guard let tally else { return try countWords(body) }
    switch tally.kind {
    case .words: try countMeetings(tally, body)
    case .meetings, .uses: try countUses(tally, body)
    }
  }

  private func countWords(_ body: (LexiconTally.Row) throws -> Void) rethrows {
    for (word, count) in zip(sourceWords.texts, pairs.source.holders) {
      try body(LexiconTally.Row(word, "", 0, Double(count)))
    }
    for (word, count) in zip(targetWords.texts, pairs.target.holders) {
      try body(LexiconTally.Row("", word, Double(count), 0))
    }
  }

  private func countMeetings(
    _ words: LexiconTally, _ body: (LexiconTally.Row) throws -> Void
  ) rethrows {
    func isOften(_ word: Int, _ words: LexiconTally.Words) -> Bool {
      word < words.counts.count && words.counts[word] >= Double(options.leastCount)
    }
    let (sources, targets) = (sourceWords.texts, targetWords.texts)
    try TranslationTable.forEachRow(of: pairs) { word, met, meetings in
      guard isOften(word, words.sources) else { return true }
      for target in met.lazy.map({ Int($0) }) where isOften(target, words.targets) {
        let count = Double(meetings[target])
        try body(LexiconTally.Row(sources[word], targets[target], count, count))
      }
      return true
    }
  }

  private func countUses(
    _ tally: LexiconTally, _ body: (LexiconTally.Row) throws -> Void
  ) rethrows {
    let (sources, targets) = (sourceWords.texts, targetWords.texts)
    let model = IBMModel1(
      tally, sources: sources.count, targets: targets.count, damping: options.damping)
    let counts = model.expectedCounts(over: pairs, pairs.source.inverted())
    var hasCell = Array(repeating: false, count: targets.count)
    var rest = LexiconTally.Row("", "", 0, 0)
    for (word, text) in sources.enumerated() {
      let cells = model.table.cells(of: word)
      for cell in cells {
        let target = Int(model.table.targets[cell])
        hasCell[target] = true
        let (forward, backward) = (counts.forward[cell], counts.backward[cell])
        guard forward > 0 || backward > 0 else { continue }
        try body(LexiconTally.Row(text, targets[target], Double(forward), Double(backward)))
      }
      let null = counts.backwardNull[word]
      if cells.isEmpty {
        rest.backward += null
      } else if null > 0 {
        try body(LexiconTally.Row(text, "", 0, null))
      }
    }
    for (word, null) in counts.forwardNull.enumerated() where null > 0 {
      if hasCell[word] {
        try body(LexiconTally.Row("", targets[word], null, 0))
      } else {
        rest.forward += null
      }
    }
    try body(rest)
  }

  /// The lexicon that uses tell of, counted by learners of these languages and options.
  ///
  /// - Parameter name: The lexicon's name in messages and results.
  package static func lexicon(
    named name: String, of uses: LexiconTally, source: LanguageTag, target: LanguageTag,
    options: Options = Options()
  ) -> Lexicon {
    let learner = LexiconLearner(source: source, target: target, options: options, given: uses)
    let model = IBMModel1(
      uses, sources: uses.sources.texts.count, targets: uses.targets.texts.count,
      damping: options.damping)
    return learner.lexicon(named: name, of: learner.entries(of: model))
  }
}
