/// Word translation probabilities in both directions, learned from pairs of segments.
///
/// This is IBM Model 1 (Brown et al., “The Mathematics of Statistical Machine Translation”, 1993,
/// https://aclanthology.org/J93-2003). Every target word of a pair translates one of its source
/// words or none (the null word), each equally likely at first. Expectation maximization finds
/// which words translate which. Both directions share one table of cells, so that each pair is
/// looked up once a round.
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
  /// - Complexity: O(r · Σ |S| · |T| · log) time for r rounds over pairs of |S| and |T| distinct
  ///   tokens; O(c) space for c cells, at most `TranslationTable.mostCells`.
  init(_ pairs: TokenPairs, options: LexiconLearner.Options) {
    table = TranslationTable(pairs, leastCount: options.leastCount)
    // Any constant: the first round divides it out.
    forward = Array(repeating: 1, count: table.targets.count)
    backward = forward
    forwardNull = Array(repeating: 1, count: pairs.target.tokenLimit)
    backwardNull = Array(repeating: 1, count: pairs.source.tokenLimit)
    for _ in 0..<options.iterations {
      var counts = expectedCounts(over: pairs)
      maximize(&counts, damping: options.damping)
      (forward, backward) = (counts.forward, counts.backward)
      (forwardNull, backwardNull) = (counts.forwardNull, counts.backwardNull)
    }
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
    }
    var common = [Common](repeating: Common(), count: forward.count)
    var found: [FoundCell] = []
    for pair in 0..<pairs.count {
      findCells(
        of: pairs, pairs.source.starts[pair]..<pairs.source.starts[pair + 1],
        pairs.target.starts[pair]..<pairs.target.starts[pair + 1], into: &found)
      for cell in found { common[cell.index].narrow(to: pairs.places[pair]) }
    }
    return common.map { $0.source.first >= $0.source.end && $0.target.first >= $0.target.end }
  }

  /// The expected number of uses of each cell and of each null word. They are turned into
  /// probabilities in place.
  private struct Counts {
    var forward: [Float]
    var backward: [Float]
    var forwardNull: [Float]
    var backwardNull: [Float]
  }

  /// The expectation step: how often each cell is used, by the present probabilities.
  private func expectedCounts(over pairs: TokenPairs) -> Counts {
    var counts = Counts(
      forward: Array(repeating: 0, count: forward.count),
      backward: Array(repeating: 0, count: backward.count),
      forwardNull: Array(repeating: 0, count: forwardNull.count),
      backwardNull: Array(repeating: 0, count: backwardNull.count))
    var found: [FoundCell] = []
    var forwardTotals = [Float](repeating: 0, count: TokenPairs.longestSegment)
    for pair in 0..<pairs.count {
      let sources = pairs.source.starts[pair]..<pairs.source.starts[pair + 1]
      let targets = pairs.target.starts[pair]..<pairs.target.starts[pair + 1]
      let weight = pairs.weights[pair]
      findCells(of: pairs, sources, targets, into: &found)
      for target in targets {
        forwardTotals[target - targets.lowerBound] = forwardNull[Int(pairs.target.tokens[target])]
      }
      // Cells are ordered by source word, so the total of a source word is complete at the end of
      // its run.
      var start = 0
      for source in sources {
        let word = Int(pairs.source.tokens[source])
        let uses = Float(pairs.source.uses[source])
        var total = backwardNull[word]
        var end = start
        while end < found.count, found[end].source == source {
          let cell = found[end]
          forwardTotals[Int(cell.target)] += uses * forward[cell.index]
          total += cell.targetUses * backward[cell.index]
          end += 1
        }
        let scale = weight * uses / total
        for cell in found[start..<end] {
          counts.backward[cell.index] += scale * cell.targetUses * backward[cell.index]
        }
        counts.backwardNull[word] += scale * backwardNull[word]
        start = end
      }
      for target in targets {
        let place = target - targets.lowerBound
        let word = Int(pairs.target.tokens[target])
        forwardTotals[place] = weight * Float(pairs.target.uses[target]) / forwardTotals[place]
        counts.forwardNull[word] += forwardTotals[place] * forwardNull[word]
      }
      for cell in found {
        counts.forward[cell.index] +=
          forwardTotals[Int(cell.target)] * Float(pairs.source.uses[cell.source])
          * forward[cell.index]
      }
    }
    return counts
  }

  /// A cell that a pair uses.
  private struct FoundCell {
    var index: Int
    /// The position of its source token among all tokens.
    var source: Int
    /// The position of its target token in its segment.
    var target: Int32
    /// The number of occurrences of its target token in its segment.
    var targetUses: Float
  }

  /// The cells of a pair, by source token and then by target token. Rows and segments both ascend,
  /// so each search begins where the last one ended, in steps that double (galloping search).
  private func findCells(
    of pairs: TokenPairs, _ sources: Range<Int>, _ targets: Range<Int>,
    into found: inout [FoundCell]
  ) {
    found.removeAll(keepingCapacity: true)
    let cells = table.targets
    for source in sources {
      let token = Int(pairs.source.tokens[source])
      let end = table.starts[token + 1]
      var lower = table.starts[token]
      for target in targets where lower < end {
        let wanted = pairs.target.tokens[target]
        var step = 1
        while lower + step < end, cells[lower + step] <= wanted { step *= 2 }
        var upper = min(lower + step, end)
        lower += step / 2
        while lower < upper {
          let middle = (lower + upper) / 2
          if cells[middle] < wanted { lower = middle + 1 } else { upper = middle }
        }
        if lower < end, cells[lower] == wanted {
          found.append(
            FoundCell(
              index: lower, source: source, target: Int32(target - targets.lowerBound),
              targetUses: Float(pairs.target.uses[target])))
        }
      }
    }
  }

  /// The maximization step: turns counts into probabilities.
  private func maximize(_ counts: inout Counts, damping: Float) {
    var targetTotals = [Float](repeating: damping, count: forwardNull.count)
    for source in 0..<(table.starts.count - 1) {
      let row = table.starts[source]..<table.starts[source + 1]
      var total = damping
      for cell in row {
        total += counts.forward[cell]
        targetTotals[Int(table.targets[cell])] += counts.backward[cell]
      }
      for cell in row { counts.forward[cell] /= total }
    }
    for cell in counts.backward.indices {
      counts.backward[cell] /= targetTotals[Int(table.targets[cell])]
    }
    Self.normalize(&counts.forwardNull)
    Self.normalize(&counts.backwardNull)
  }

  /// Divides numbers by their sum.
  private static func normalize(_ counts: inout [Float]) {
    let total = counts.reduce(0, +)
    if total > 0 { for index in counts.indices { counts[index] /= total } }
  }
}
