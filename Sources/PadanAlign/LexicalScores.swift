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
  init(
    _ evidence: WordEvidence, causes: Range<Int>, effects: Range<Int>, chances: FoundChances
  ) {
    let bases = effects.map { evidence.base(of: $0, chances) }
    var called = Array(repeating: 0.0, count: evidence.effects.entries.count)
    var touched: [Int] = []
    runs = (1...BeadShape.longestRun).map { length in
      var scores: [Float] = []
      scores.reserveCapacity(causes.count * effects.count)
      for start in causes {
        let run = start..<min(start + length, causes.upperBound)
        let size = evidence.size(of: run)
        for segment in run {
          for word in evidence.causes.segments[segment] {
            for link in evidence.links[word] {
              if called[link.target] == 0 { touched.append(link.target) }
              called[link.target] += link.strength
            }
          }
        }
        var row = bases
        for word in touched {
          let gain = evidence.gain(of: word, called: called[word], by: size, chances)
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

  /// The mean number of words of a segment of the causes.
  private let meanSize: Double
  /// How far the words of a longer run share the strength of their links, 0...1.
  private let dilution: Double
  /// For each word of the effects, its class.
  private let classes: [FoundChances.WordClass]
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
  ///   - known: For each word of the effects, whether a lexicon has it.
  init(
    causes: Vocabulary, links: [[LinkTable.Link]], effects: Vocabulary, known: [Bool],
    weights: AlignmentWeights
  ) {
    self.causes = causes
    self.links = links
    self.effects = effects
    classes = zip(effects.entries, known).map { entry, isKnown in
      switch entry.wordClass {
      case .number: .number
      case .name: .name
      case .mark: .mark
      case .word: isKnown ? .known : .unknown
      }
    }
    cap = weights.tokenCap
    dilution = weights.runDilution
    meanSize = Double(max(1, causes.counts.reduce(0, +))) / Double(max(1, causes.segments.count))
    let total = Double(effects.counts.reduce(0, +)) + weights.frequencyTotal
    let topics = Self.topicChances(causes: causes, links: links, effects: effects)
    frequencies = zip(effects.counts, topics).map {
      (Double($0) + weights.frequencyCount) / total + weights.topicWeight * $1
    }

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

  /// For each word of the effects, the mean chance that it translates a word of a segment of the
  /// causes, whichever that is: high for a name that stands in every sentence. The segment that is
  /// likeliest to be its source does not count, so a word that is linked to one segment has none.
  private static func topicChances(
    causes: Vocabulary, links: [[LinkTable.Link]], effects: Vocabulary
  ) -> [Double] {
    var chances = Array(repeating: 0.0, count: effects.entries.count)
    var called = chances
    var most = chances
    var touched: [Int] = []
    let share = 1 / Double(max(1, causes.segments.count))
    for words in causes.segments {
      for word in words {
        for link in links[word] {
          if called[link.target] == 0 { touched.append(link.target) }
          called[link.target] += link.strength
        }
      }
      let size = Double(max(1, words.count))
      for word in touched {
        let chance = share * min(called[word], 1) / size
        chances[word] += chance
        most[word] = max(most[word], chance)
        called[word] = 0
      }
      touched.removeAll(keepingCapacity: true)
    }
    return zip(chances, most).map { $0 - $1 }
  }

  /// What one occurrence of a word adds to a segment's base score, in nats.
  ///
  /// - Parameters:
  ///   - strength: The sum of the strengths of its links to the run.
  ///   - size: The size of the run, in words.
  func gain(
    of word: Int, called strength: Double, by size: Double, _ chances: FoundChances
  ) -> Float {
    Float(min(cap, log1p(odds(of: word, called: strength, by: size, chances))))
  }

  /// The odds that one occurrence of a word is found, not noise.
  private func odds(
    of word: Int, called strength: Double, by size: Double, _ chances: FoundChances
  ) -> Double {
    let chance = chances[classes[word]]
    return chance / (1 - chance) * min(strength, 1) / (size * frequencies[word])
  }

  /// The score of the words of a segment of the effects if none of them is linked to the other
  /// side, in nats.
  func base(of segment: Int, _ chances: FoundChances) -> Float {
    Float(effects.segments[segment].reduce(0) { $0 + log1p(-chances[classes[$1]]) })
  }

  /// The size, in words, by which the strength of the links of a run of causes is divided.
  func size(of run: Range<Int>) -> Double {
    let full = Double(max(1, run.reduce(0) { $0 + causes.segments[$1].count }))
    return meanSize * pow(full / meanSize, dilution)
  }

  /// Counts the words of a bead that are found.
  func count(
    _ causes: Range<Int>, _ effects: Range<Int>, posterior: Double, _ chances: FoundChances,
    into counts: inout FoundChances.Counts
  ) {
    var called: [Int: Double] = [:]
    for segment in causes {
      for word in self.causes.segments[segment] {
        for link in links[word] { called[link.target, default: 0] += link.strength }
      }
    }
    let size = size(of: causes)
    for segment in effects {
      for word in self.effects.segments[segment] {
        let odds = odds(of: word, called: called[word] ?? 0, by: size, chances)
        counts.add(classes[word], found: odds / (1 + odds), weight: posterior)
      }
    }
  }

  /// The chance that a word of the effects finds a partner in a translation, 0...1.
  func partnerChance(of word: Int, _ chances: FoundChances) -> Double { chances[classes[word]] }

  /// Whether a word of the effects is one that no lexicon has.
  func isUnknown(_ word: Int) -> Bool { classes[word] == .unknown }

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
