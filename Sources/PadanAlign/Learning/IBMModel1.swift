/// Word translation probabilities in both directions, learned from pairs of segments.
///
/// This is IBM Model 1 (Brown et al., “The Mathematics of Statistical Machine Translation”, 1993,
/// https://aclanthology.org/J93-2003). Every target word of a pair translates one of its source
/// words or none (the null word), each equally likely at first. Expectation maximization finds
/// which words translate which.
///
/// Both directions share one table of cells. A round goes through it row by row: what a row holds is
/// laid out by target word, where each pair with the row's source word finds it without a search.
struct IBMModel1: Sendable {
  let table: TranslationTable
  /// For each cell, the probability of its target word, given its source word.
  private(set) var forward: [Float]
  /// For each cell, the probability of its source word, given its target word.
  private(set) var backward: [Float]
  /// For each target word, its probability, given the null word.
  private var forwardNull: [Float]
  /// For each source word, its probability, given the null word.
  private var backwardNull: [Float]

  /// Learns from pairs. The same pairs in the same order give the same probabilities, bit for bit.
  ///
  /// - Complexity: O(r · Σ |S| · |T|) time for r rounds over pairs of |S| and |T| distinct tokens;
  ///   O(c + Σ |T|) space for c cells, at most `TranslationTable.mostCells`.
  init(_ pairs: TokenPairs, options: LexiconLearner.Options) {
    self.init(
      TranslationTable(pairs, leastCount: options.leastCount), sources: pairs.source.tokenLimit,
      targets: pairs.target.tokenLimit)
    let sources = pairs.source.inverted()
    for _ in 0..<options.iterations {
      maximize(expectedCounts(over: pairs, sources), damping: options.damping)
    }
  }

  /// A model that has learnt nothing yet.
  ///
  /// - Parameters:
  ///   - table: The cells. It has a row for each source word.
  ///   - sources: The number of source words.
  ///   - targets: The number of target words.
  init(_ table: TranslationTable, sources: Int, targets: Int) {
    self.table = table
    // Any constant: the first round divides it out.
    forward = Array(repeating: 1, count: table.targets.count)
    backward = forward
    forwardNull = Array(repeating: 1, count: targets)
    backwardNull = Array(repeating: 1, count: sources)
  }

  /// How strongly the words of a cell translate each other, 0...1: the geometric mean of both
  /// directions, which is high only if each is a likely translation of the other.
  func strength(ofCell cell: Int) -> Float { (forward[cell] * backward[cell]).squareRoot() }

  /// For each cell, whether its words meet in pairs that do not all have one segment in common, of
  /// the source or of the target.
  ///
  /// - Complexity: That of one round of learning.
  func recurringCells(of pairs: TokenPairs) -> [Bool] {
    /// The segments that all pairs hold; a bound below the other if there is none.
    struct Common {
      var source: (first: Int32, end: Int32) = (.min, .max)
      var target: (first: Int32, end: Int32) = (.min, .max)

      mutating func narrow(to place: TokenPairs.Place) {
        source = (
          max(source.first, place.source.lowerBound), min(source.end, place.source.upperBound)
        )
        target = (
          max(target.first, place.target.lowerBound), min(target.end, place.target.upperBound)
        )
      }

      var isEmpty: Bool { source.first >= source.end && target.first >= target.end }
    }
    let sources = pairs.source.inverted()
    var common = [Common](repeating: Common(), count: pairs.target.tokenLimit)
    var recurs = [Bool](repeating: false, count: forward.count)
    for word in 0..<pairs.source.tokenLimit {
      let cells = table.cells(of: word)
      guard !cells.isEmpty else { continue }
      for cell in cells { common[Int(table.targets[cell])] = Common() }
      for holder in sources.holders(of: word) {
        let pair = Int(sources.segments[holder])
        for token in pairs.target.tokens(of: pair) {
          common[Int(pairs.target.tokens[token])].narrow(to: pairs.places[pair])
        }
      }
      for cell in cells { recurs[cell] = common[Int(table.targets[cell])].isEmpty }
    }
    return recurs
  }

  /// The expected number of uses of each cell, and of each null word beside each word.
  struct Counts {
    var forward: [Float]
    var backward: [Float]
    var forwardNull: [Double]
    var backwardNull: [Double]
  }

  /// The expectation step: how often each cell is used, by the present probabilities.
  ///
  /// Uses are added up with double precision, so that it does not matter how a corpus is cut.
  ///
  /// - Parameter sources: The pairs that hold each source token.
  func expectedCounts(over pairs: TokenPairs, _ sources: InvertedBags) -> Counts {
    let targets = pairs.target
    var counts = Counts(
      forward: Array(repeating: 0, count: forward.count),
      backward: Array(repeating: 0, count: backward.count),
      forwardNull: Array(repeating: 0, count: forwardNull.count),
      backwardNull: Array(repeating: 0, count: backwardNull.count))
    // For each target token of each pair, the sum of the chances of all that it may translate.
    var totals = targets.tokens.map { forwardNull[Int($0)] }
    var row = Row(width: forwardNull.count)
    for word in 0..<pairs.source.tokenLimit {
      let cells = table.cells(of: word)
      row.load(table.targets, cells, forward, backward)
      for holder in sources.holders(of: word) {
        let pair = Int(sources.segments[holder])
        let uses = Float(sources.uses[holder])
        let tokens = cells.isEmpty ? 0..<0 : targets.tokens(of: pair)
        var total = backwardNull[word]
        for token in tokens {
          let target = Int(targets.tokens[token])
          totals[token] += uses * row.forward[target]
          total += Float(targets.uses[token]) * row.backward[target]
        }
        let scale = pairs.weights[pair] * uses / total
        for token in tokens {
          let target = Int(targets.tokens[token])
          row.counts[target] += Double(scale * Float(targets.uses[token]) * row.backward[target])
        }
        counts.backwardNull[word] += Double(scale * backwardNull[word])
      }
      row.store(table.targets, cells, into: &counts.backward)
    }
    for pair in 0..<pairs.count {
      for token in targets.tokens(of: pair) {
        let target = Int(targets.tokens[token])
        totals[token] = pairs.weights[pair] * Float(targets.uses[token]) / totals[token]
        counts.forwardNull[target] += Double(totals[token] * forwardNull[target])
      }
    }
    for word in 0..<pairs.source.tokenLimit {
      let cells = table.cells(of: word)
      guard !cells.isEmpty else { continue }
      row.load(table.targets, cells, forward, backward)
      for holder in sources.holders(of: word) {
        let uses = Float(sources.uses[holder])
        for token in targets.tokens(of: Int(sources.segments[holder])) {
          let target = Int(targets.tokens[token])
          row.counts[target] += Double(totals[token] * uses * row.forward[target])
        }
      }
      row.store(table.targets, cells, into: &counts.forward)
    }
    return counts
  }

  /// A row of the table, laid out by target word. A word without a cell has the probability 0.
  private struct Row {
    private(set) var forward: [Float]
    private(set) var backward: [Float]
    /// The expected uses of the cells; of words without a cell it says nothing.
    var counts: [Double]

    init(width: Int) {
      forward = Array(repeating: 0, count: width)
      backward = forward
      counts = Array(repeating: 0, count: width)
    }

    /// Lays out some cells, with no uses.
    mutating func load(
      _ targets: [Int32], _ cells: Range<Int>, _ forward: [Float], _ backward: [Float]
    ) {
      for cell in cells {
        let target = Int(targets[cell])
        self.forward[target] = forward[cell]
        self.backward[target] = backward[cell]
        counts[target] = 0
      }
    }

    /// Writes the uses of the cells, and takes the cells away.
    mutating func store(_ targets: [Int32], _ cells: Range<Int>, into uses: inout [Float]) {
      for cell in cells {
        let target = Int(targets[cell])
        uses[cell] = Float(counts[target])
        forward[target] = 0
        backward[target] = 0
      }
    }
  }

  /// The maximization step: takes the shares of counts as probabilities.
  mutating func maximize(_ counts: Counts, damping: Float) {
    var targetTotals = [Double](repeating: Double(damping), count: forwardNull.count)
    for source in 0..<(table.starts.count - 1) {
      let row = table.cells(of: source)
      var total = Double(damping)
      for cell in row {
        total += Double(counts.forward[cell])
        targetTotals[Int(table.targets[cell])] += Double(counts.backward[cell])
      }
      for cell in row { forward[cell] = Float(Double(counts.forward[cell]) / total) }
    }
    for cell in backward.indices {
      backward[cell] = Float(Double(counts.backward[cell]) / targetTotals[Int(table.targets[cell])])
    }
    forwardNull = Self.shares(counts.forwardNull, of: forwardNull.count)
    backwardNull = Self.shares(counts.backwardNull, of: backwardNull.count)
  }

  /// The counts of words, divided by their sum. Words that were not counted are in no cell: for them any
  /// constant will do.
  private static func shares(_ counts: [Double], of words: Int) -> [Float] {
    let total = counts.reduce(0, +)
    return counts.map { Float(total > 0 ? $0 / total : $0) }
      + Array(repeating: 1, count: words - counts.count)
  }
}
