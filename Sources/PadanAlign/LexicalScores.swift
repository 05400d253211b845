import Glibc

/// How well the words of one side translate those of the other, for every run of one to three
/// segments against every single segment, in a rectangle of the document.
///
/// The score is after IBM Model 1 (Brown et al., 1993, https://aclanthology.org/J93-2003). A word t
/// of a segment is either noise, with its probability u(t) in the text, or the translation of one
/// of the words of the run, each equally likely. Its log-likelihood ratio against noise alone is
///
///     log(1 − λ + λ · Σ strength(s, t) / (|S| · u(t)))
///
/// where λ is the chance that a word of its class finds a partner. A cap limits the score of one
/// word. The sum over the words of a segment adds up over segments, so every bead's score is a sum
/// of cells.
struct LexicalScores {
  /// `runs[k][i, j]`: the score of segment j as a translation of the k + 1 segments from i on.
  private let runs: [Grid<Float>]

  /// - Parameters:
  ///   - evidence: The links of one direction.
  ///   - causes: The segments that are translated.
  ///   - effects: The segments that may be their translation.
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

  /// The score of a segment as a translation of a run, in nats. Positions count from the start of
  /// the rectangle.
  ///
  /// - Parameters:
  ///   - start: The first segment of the run.
  ///   - length: The number of its segments.
  ///   - effect: The other side's segment.
  func score(from start: Int, length: Int, to effect: Int) -> Double {
    Double(runs[length - 1][start, effect])
  }
}

/// One direction of a document's words: the links from the words of one side, the causes, to those
/// of the other, the effects, and what each found word adds to a score.
struct WordEvidence {
  let causes: Vocabulary
  /// For each word of the causes, its links.
  let links: [[LinkTable.Link]]
  let effects: Vocabulary
  /// For each segment of the effects, the score of its words if none of them is linked to the other
  /// side, in nats.
  let bases: [Float]

  /// The mean number of words of a segment of the causes.
  let meanSize: Double
  /// How far the words of a longer run share the strength of their links, 0...1.
  let dilution: Double
  /// For each word of the effects, the chance that it finds a partner.
  private let found: [Double]
  /// For each word of the effects, its smoothed frequency in the text.
  private let frequencies: [Double]
  /// The most that one word adds to a score, in nats.
  private let cap: Double
  /// For each word of the effects, the start of its postings.
  private let starts: [Int]
  /// The segments that hold each word of the effects, with its number of occurrences there.
  private let postings: [(segment: Int32, count: Float)]

  /// - Parameters:
  ///   - links: For each word of the causes, its links to the effects.
  ///   - found: For each word of the effects, the chance that it finds a partner.
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

  /// What one occurrence of a word adds to a segment's base score, in nats.
  ///
  /// - Parameters:
  ///   - strength: The sum of the strengths of its links to the run.
  ///   - size: The size of the run, in words.
  func gain(of word: Int, called strength: Double, by size: Double) -> Float {
    let ratio = min(strength, 1) / (size * frequencies[word])
    return Float(min(cap, log1p(found[word] / (1 - found[word]) * ratio)))
  }

  /// The chance that a word of the effects finds a partner in a translation, 0...1.
  func partnerChance(of word: Int) -> Double { found[word] }

  /// The number of segments that hold a word of the effects.
  func segmentCount(of word: Int) -> Int { starts[word + 1] - starts[word] }

  /// The number of segments of a range that hold a word of the effects.
  func segmentCount(of word: Int, in range: Range<Int>) -> Int {
    firstPosting(of: word, from: range.upperBound) - firstPosting(of: word, from: range.lowerBound)
  }

  /// Calls `body` with each segment of a range that holds a word of the effects, and with the
  /// number of occurrences there.
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
