import Glibc

/// What the words of one side say about being translations of the other, for every run of one to
/// three segments against every single segment, within a rectangle of the document.
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
  /// `runs[k][i, j]`: segment j, said to come from the k + 1 segments from i on.
  private let runs: [Grid<Float>]

  /// - Parameters:
  ///   - evidence: What calls for what.
  ///   - causes: The segments that call for words.
  ///   - effects: The segments whose words are called for.
  init(_ evidence: WordEvidence, causes: Range<Int>, effects: Range<Int>) {
    var called = Array(repeating: 0.0, count: evidence.effects.entries.count)
    var touched: [Int] = []
    runs = (1...BeadShape.longestRun).map { length in
      var scores: [Float] = []
      scores.reserveCapacity(causes.count * effects.count)
      for start in causes {
        let run = start..<min(start + length, causes.upperBound)
        let full = Double(max(1, run.reduce(0) { $0 + evidence.causes.segments[$1].count }))
        let size = evidence.meanSize * pow(full / evidence.meanSize, evidence.dilution)
        for segment in run {
          for word in evidence.causes.segments[segment] {
            for link in evidence.links[word] {
              if called[link.target] == 0 { touched.append(link.target) }
              called[link.target] += link.strength
            }
          }
        }
        var row = Array(evidence.bases[effects])
        for word in touched {
          let gain = evidence.gain(of: word, called: called[word], by: size)
          evidence.forEachSegment(with: word, in: effects) { segment, count in
            row[segment - effects.lowerBound] += gain * count
          }
          called[word] = 0
        }
        scores += row
        touched.removeAll(keepingCapacity: true)
      }
      return Grid(rows: causes.count, columns: effects.count, numbers: scores)
    }
  }

  /// The score of segment `effect`, said to come from the `length` segments from `start` on; both are
  /// counted from the rectangle's first.
  func score(from start: Int, length: Int, to effect: Int) -> Double {
    Double(runs[length - 1][start, effect])
  }
}

/// One direction of a document's words: which of one side call for which of the other, and what it is
/// worth when they are found.
struct WordEvidence {
  let causes: Vocabulary
  let links: [[LinkTable.Link]]
  let effects: Vocabulary
  /// For each segment of the effects what its words score where nothing calls for them.
  let bases: [Float]

  let meanSize: Double
  let dilution: Double
  private let found: [Double]
  private let frequencies: [Double]
  private let cap: Double
  /// Where each word of the effects stands: its postings are those from `starts[word]` on.
  private let starts: [Int]
  private let postings: [(segment: Int32, count: Float)]

  /// - Parameters:
  ///   - links: For each word of the causes its links to the effects.
  ///   - found: For each word of the effects the chance that it finds a partner.
  init(
    causes: Vocabulary, links: [[LinkTable.Link]], effects: Vocabulary, found: [Double],
    weights: AlignmentWeights
  ) {
    self.causes = causes
    self.links = links
    self.effects = effects
    self.found = found
    cap = weights.tokenCap
    dilution = weights.runDilution
    meanSize = Double(max(1, causes.counts.reduce(0, +))) / Double(max(1, causes.segments.count))
    let total = Double(effects.counts.reduce(0, +)) + weights.frequencyTotal
    frequencies = effects.counts.map { (Double($0) + weights.frequencyCount) / total }
    let missed = found.map { log1p(-$0) }
    bases = effects.segments.map { words in Float(words.reduce(0) { $0 + missed[$1] }) }

    var lists: [[(segment: Int32, count: Float)]] = Array(
      repeating: [], count: effects.entries.count)
    for (segment, words) in effects.segments.enumerated() {
      for word in words {
        if let last = lists[word].indices.last, lists[word][last].segment == segment {
          lists[word][last].count += 1
        } else {
          lists[word].append((Int32(segment), 1))
        }
      }
    }
    var starts = [0]
    for list in lists { starts.append(starts.last! + list.count) }
    self.starts = starts
    postings = lists.flatMap(\.self)
  }

  /// What one use of a word gains, in nats, where the words of a run of some size call for it.
  func gain(of word: Int, called strength: Double, by size: Double) -> Float {
    let ratio = min(strength, 1) / (size * frequencies[word])
    return Float(min(cap, log1p(found[word] / (1 - found[word]) * ratio)))
  }

  /// The chance that a word of the effects finds a partner in a translation.
  func partnerChance(of word: Int) -> Double { found[word] }

  /// In how many segments a word of the effects stands.
  func segmentCount(of word: Int) -> Int { starts[word + 1] - starts[word] }

  /// In how many segments of a range a word of the effects stands.
  func segmentCount(of word: Int, in range: Range<Int>) -> Int {
    firstPosting(of: word, from: range.upperBound) - firstPosting(of: word, from: range.lowerBound)
  }

  /// Calls `body` with each segment of a range that holds a word of the effects, and how often.
  func forEachSegment(
    with word: Int, in range: Range<Int>, _ body: (_ segment: Int, _ count: Float) -> Void
  ) {
    var index = firstPosting(of: word, from: range.lowerBound)
    while index < starts[word + 1], Int(postings[index].segment) < range.upperBound {
      body(Int(postings[index].segment), postings[index].count)
      index += 1
    }
  }

  /// The first posting of a word that is not before a segment.
  private func firstPosting(of word: Int, from segment: Int) -> Int {
    var low = starts[word]
    var high = starts[word + 1]
    while low < high {
      let middle = (low + high) / 2
      if Int(postings[middle].segment) < segment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
