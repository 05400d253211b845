import Glibc

/// How well the words of one side translate those of the other, for every run of neighbouring
/// segments against every single segment, in a band of the document's places.
///
/// The score is after IBM Model 1 (Brown et al., 1993, https://aclanthology.org/J93-2003). A word t
/// of a segment is either noise, with its probability u(t) in the text, or the translation of one
/// of the words of the run, each equally likely. Its log-likelihood ratio against noise alone is
///
///     log(1 − λ + λ · Σ strength(s, t) / (|S| · u(t)))
///
/// where λ is the chance that a word of its class finds a partner. A cap limits the score of one
/// word. The sum over the words of a segment adds up over segments, so every bead's score is a sum
/// of these, and a longer run adds its last segment's links to those of the shorter one.
struct LexicalScores {
  /// By the length of a run less one, and by its start, the index of its score against the first
  /// segment of the rectangle; that may lie before the scores that there are.
  private var starts: [[Int]]
  /// By the length of the run less one, its scores, start by start.
  private var scores: [[Float]]

  /// - Parameters:
  ///   - evidence: The links of one direction.
  ///   - causes: The segments that are translated.
  ///   - effects: The segments that may be their translation.
  ///   - band: The places where beads begin and end; its rows are those of the causes.
  ///   - longest: The number of segments of the longest run.
  init(
    _ evidence: WordEvidence, causes: Range<Int>, effects: Range<Int>, band: Band, longest: Int,
    chances: FoundChances
  ) {
    starts = Array(repeating: [], count: longest)
    scores = Array(repeating: [], count: longest)
    let bases = evidence.bases(of: effects, chances)
    var links = RunLinks(evidence, causes: causes, effects: effects, band: band, longest: longest)
    for start in 0..<causes.count {
      links.startRun()
      for length in 1...min(longest, causes.count - start) {
        let run = causes.lowerBound + start..<causes.lowerBound + start + length
        links.add(start + length - 1)
        let range = band.segments(fromRow: start, toRow: start + length)
        let first = scores[length - 1].count - range.lowerBound
        starts[length - 1].append(first)
        scores[length - 1] += bases[range]
        if !range.isEmpty {
          links.addGains(of: run, chances, in: range, to: &scores[length - 1], after: first)
        }
      }
    }
  }

  /// The score of a segment as a translation of a run, in nats. Positions count from the start of
  /// the rectangle.
  ///
  /// - Parameters:
  ///   - start: The first segment of the run.
  ///   - length: The number of its segments.
  ///   - effect: The other side's segment.
  /// - Precondition: The band holds a bead that holds both.
  func score(from start: Int, length: Int, to effect: Int) -> Double {
    Double(scores[length - 1][starts[length - 1][start] + effect])
  }
}

/// The words of the effects that are linked to the words of a run of causes, while it grows.
private struct RunLinks {
  /// A link of a word of a segment.
  private struct Call {
    /// The number of the word that it leads to among those of the effects.
    var word: Int
    var strength: Double
    /// The postings of that word near the segment.
    var postings: Range<Int>
  }

  private let evidence: WordEvidence
  private let effects: Range<Int>
  /// For each segment of the causes, the links of its words to words that stand near it.
  private let calls: [[Call]]
  /// The different words of the effects.
  private let entries: [Int]
  /// For each of them, the sum of the strengths of its links to the run.
  private var strengths: [Double]
  /// The numbers of the words linked to the run, with their postings near it.
  private var words: [(word: Int, postings: Range<Int>)] = []

  init(
    _ evidence: WordEvidence, causes: Range<Int>, effects: Range<Int>, band: Band, longest: Int
  ) {
    self.evidence = evidence
    self.effects = effects
    // Only the words of the effects are numbered: most texts have many times more than a small rectangle.
    let numbers = WordNumbers(
      evidence.effects.segments[effects], of: evidence.effects.entries.count)
    let inside = numbers.words.map { evidence.postings(of: $0, in: effects) }
    entries = numbers.words
    strengths = Array(repeating: 0, count: entries.count)
    calls = (0..<causes.count).map { segment in
      // All that a run with the segment may be compared to.
      let near = band.hull(ofRows: max(0, segment - longest)...segment + longest)
        .shifted(by: effects.lowerBound)
      var calls: [Call] = []
      for word in evidence.causes.segments[causes.lowerBound + segment] {
        for link in evidence.links[word] {
          guard let number = numbers[link.target] else { continue }
          var postings = inside[number]
          if near != effects { postings = evidence.narrowed(postings, to: near) }
          if !postings.isEmpty {
            calls.append(Call(word: number, strength: link.strength, postings: postings))
          }
        }
      }
      return calls
    }
  }

  /// Begins an empty run.
  mutating func startRun() {
    for (word, _) in words { strengths[word] = 0 }
    words.removeAll(keepingCapacity: true)
  }

  /// Adds a segment of the causes to the run.
  mutating func add(_ segment: Int) {
    for call in calls[segment] {
      if strengths[call.word] == 0 { words.append((call.word, call.postings)) }
      strengths[call.word] += call.strength
    }
  }

  /// Adds what the run's words gain to the scores of some segments.
  ///
  /// - Parameters:
  ///   - range: The segments, counted from the start of the rectangle.
  ///   - first: What the index of a segment's score is ahead of the segment.
  func addGains(
    of run: Range<Int>, _ chances: FoundChances, in range: Range<Int>, to scores: inout [Float],
    after first: Int
  ) {
    let size = evidence.size(of: run)
    let segments = range.shifted(by: effects.lowerBound)
    let first = first - effects.lowerBound
    for (number, postings) in words {
      var gain: Float?
      for posting in postings {
        let (segment, count) = evidence.posting(posting)
        guard segments.contains(segment) else { continue }
        let each =
          gain ?? evidence.gain(of: entries[number], called: strengths[number], by: size, chances)
        gain = each
        scores[first + segment] += each * count
      }
    }
  }
}

/// Numbers for the different words of some segments, from 0 in the order in which they come.
private struct WordNumbers {
  /// The words, by their numbers.
  private(set) var words: [Int] = []
  /// By word its number or -1, where the words are many of all.
  private var dense: [Int32] = []
  /// By word its number, where they are few.
  private var sparse: [Int: Int] = [:]

  /// - Parameter count: The number of all words.
  init(_ segments: ArraySlice<[Int]>, of count: Int) {
    if 4 * segments.reduce(0, { $0 + $1.count }) >= count {
      dense = Array(repeating: -1, count: count)
    }
    for word in segments.joined() where self[word] == nil {
      if dense.isEmpty { sparse[word] = words.count } else { dense[word] = Int32(words.count) }
      words.append(word)
    }
  }

  subscript(word: Int) -> Int? {
    if dense.isEmpty { return sparse[word] }
    return dense[word] < 0 ? nil : Int(dense[word])
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
  ///   - knowledge: For each word of the effects, where it is known from.
  init(
    causes: Vocabulary, links: [[LinkTable.Link]], effects: Vocabulary,
    knowledge: [LinkTable.Knowledge],
    weights: AlignmentWeights
  ) {
    self.causes = causes
    self.links = links
    self.effects = effects
    classes = zip(effects.entries, knowledge).map { entry, knowledge in
      switch entry.wordClass {
      case .number: .number
      case .name: .name
      case .mark: .mark
      case .word:
        switch knowledge {
        case .lexicon: .known
        case .dictionary: .listed
        case .none: .unknown
        }
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
    Float(min(cap, log(1 + odds(of: word, called: strength, by: size, chances))))
  }

  /// The odds that one occurrence of a word is found, not noise.
  ///
  /// - Parameters:
  ///   - strength: The sum of the strengths of its links to a run.
  ///   - size: The size of the run, in words; or one over the chance of the word of the run that it
  ///     is linked to.
  func odds(
    of word: Int, called strength: Double, by size: Double, _ chances: FoundChances
  ) -> Double {
    let chance = chances[classes[word]]
    return chance / (1 - chance) * min(strength, 1) / (size * frequencies[word])
  }

  /// For each of some segments of the effects, the score of its words if none of them is linked to
  /// the other side, in nats.
  func bases(of segments: Range<Int>, _ chances: FoundChances) -> [Float] {
    let missed = chances.missedScores
    return segments.map { segment in
      Float(effects.segments[segment].reduce(0) { $0 + missed[classes[$1].rawValue] })
    }
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

  /// Whether a word of the effects is one that no lexicon has, but for dictionaries.
  func isUnknown(_ word: Int) -> Bool { [.unknown, .listed].contains(classes[word]) }

  /// The number of segments that hold a word of the effects.
  func segmentCount(of word: Int) -> Int { starts[word + 1] - starts[word] }

  /// The number of segments of a range that hold a word of the effects.
  func segmentCount(of word: Int, in range: Range<Int>) -> Int {
    postings(of: word, in: range).count
  }

  /// Calls `body` with each segment of a range that holds a word of the effects, and with the
  /// number of occurrences there.
  func forEachSegment(
    with word: Int, in range: Range<Int>, _ body: (_ segment: Int, _ count: Float) -> Void
  ) {
    for index in postings(of: word, in: range) {
      let (segment, count) = posting(index)
      body(segment, count)
    }
  }

  /// The postings of a word of the effects in a range of segments.
  func postings(of word: Int, in range: Range<Int>) -> Range<Int> {
    narrowed(starts[word]..<starts[word + 1], to: range)
  }

  /// Those of some postings of a word that lie in a range of segments.
  func narrowed(_ postings: Range<Int>, to range: Range<Int>) -> Range<Int> {
    firstPosting(
      of: postings, from: range.lowerBound)..<firstPosting(
        of: postings, from: range.upperBound)
  }

  /// The segment of a posting, and the number of occurrences there.
  func posting(_ index: Int) -> (segment: Int, count: Float) {
    (Int(postings[index].segment), postings[index].count)
  }

  /// The first of some postings of a word that is not before a segment.
  private func firstPosting(of postings: Range<Int>, from segment: Int) -> Int {
    var low = postings.lowerBound
    var high = postings.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(self.postings[middle].segment) < segment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
