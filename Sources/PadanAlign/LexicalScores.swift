import Glibc

/// What the words of one side say about being translations of the other, for every run of one to
/// three segments against every single segment.
///
/// After IBM Model 1 (Brown et al., 1993, https://aclanthology.org/J93-2003): a word t of a segment
/// is either noise, with the probability u(t) of the text, or was called for by one of the words of
/// the run, each alike. Its log-likelihood ratio against noise alone is
///
///     log(1 − λ + λ · Σ strength(s, t) / (|S| · u(t)))
///
/// with λ the chance that a word of its class finds a partner, and a cap on what one word may say. The
/// sum over a segment's words is additive over segments, so every bead's score is a sum of cells.
struct LexicalScores {
  /// The longest run that a bead may hold on one side.
  static let longestRun = 3

  /// `runs[k][i, j]`: segment j, said to come from the k + 1 segments from i on.
  private let runs: [Grid<Float>]

  /// - Parameters:
  ///   - causes: The side that calls for words, and its links to the other.
  ///   - found: For each word of the other side, the chance that it finds a partner.
  init(
    causes: Vocabulary, links: [[LinkTable.Link]], effects: Vocabulary, found: [Double],
    weights: AlignmentWeights
  ) {
    let total = Double(effects.counts.reduce(0, +)) + weights.frequencyTotal
    let frequencies = effects.counts.map { (Double($0) + weights.frequencyCount) / total }
    let missed = found.map { log1p(-$0) }
    var postings: [[(segment: Int, count: Float)]] = Array(
      repeating: [], count: effects.entries.count)
    var bases: [Float] = []
    for (segment, words) in effects.segments.enumerated() {
      var base = 0.0
      for word in words {
        base += missed[word]
        if postings[word].last?.segment == segment {
          postings[word][postings[word].count - 1].count += 1
        } else {
          postings[word].append((segment, 1))
        }
      }
      bases.append(Float(base))
    }

    var called = Array(repeating: 0.0, count: effects.entries.count)
    var touched: [Int] = []
    runs = (1...Self.longestRun).map { length in
      var grid = Grid<Float>(rows: causes.segments.count, columns: effects.segments.count)
      for start in 0..<causes.segments.count {
        for segment in bases.indices { grid[start, segment] = bases[segment] }
        let run = start..<min(start + length, causes.segments.count)
        let size = Double(max(1, run.reduce(0) { $0 + causes.segments[$1].count }))
        for segment in run {
          for word in causes.segments[segment] {
            for link in links[word] {
              if called[link.target] == 0 { touched.append(link.target) }
              called[link.target] += link.strength
            }
          }
        }
        for word in touched {
          let ratio = min(called[word], 1) / (size * frequencies[word])
          let gain = Float(
            min(weights.tokenCap, log1p(found[word] / (1 - found[word]) * ratio)))
          for (segment, count) in postings[word] { grid[start, segment] += gain * count }
          called[word] = 0
        }
        touched.removeAll(keepingCapacity: true)
      }
      return grid
    }
  }

  /// The score of segment `effect`, said to come from a run of `length` segments.
  func score(from start: Int, length: Int, to effect: Int) -> Double {
    Double(runs[length - 1][start, effect])
  }
}
