import Glibc
import PadanText

/// Two collections of documents as vectors in one space, so that a cosine compares documents across
/// languages.
///
/// The space has one axis for each word of either language. A source document has values on the
/// axes of its own words and of the target words linked to them; a target document the other way
/// round. Each half has TF-IDF weights and the length √½. So the product of two vectors is the mean
/// of two cosines: one of the source's words read in the target's language, one of the reverse.
struct DocumentVectors {
  /// The values of a document other than 0, by ascending axis.
  typealias Vector = [(axis: Int, value: Float)]

  let source: [Vector]
  let target: [Vector]
  /// The number of axes of the space.
  let axisCount: Int

  init(source: [[String]], target: [[String]], aligner: Aligner) {
    func filled(_ documents: [[String]]) -> [[String]] {
      documents.map { $0.filter { !TextForm.isBlank($0) } }
    }
    let source = filled(source)
    let target = filled(target)
    let words = aligner.words(source.flatMap(\.self), target.flatMap(\.self))
    let sourceWords = words.forward.causes
    let targetWords = words.forward.effects
    let links = words.forward.links
    let reversed = words.backward.links
    let sourceBags = WordBags(sourceWords, documents: source.map(\.count))
    let targetBags = WordBags(targetWords, documents: target.map(\.count))
    let offset = sourceWords.entries.count
    axisCount = offset + targetWords.entries.count
    self.source = sourceBags.documents.map { bag in
      sourceBags.vector(bag.map { ($0.word, 1 + log(Double($0.count))) }, firstAxis: 0)
        + targetBags.vector(Self.called(by: bag, links), firstAxis: offset)
    }
    self.target = targetBags.documents.map { bag in
      sourceBags.vector(Self.called(by: bag, reversed), firstAxis: 0)
        + targetBags.vector(
          bag.map { ($0.word, 1 + log(Double($0.count))) }, firstAxis: offset)
    }
  }

  /// Two documents that may be translations of each other.
  struct Candidate {
    var source: Int
    var target: Int
    var cosine: Float
    /// The cosine, divided by the mean of the cosines of each document with its nearest other
    /// document. Above 1 the two are closer to each other than to others.
    var margin: Float = .infinity

    /// How far the margin speaks for a pair, 0...1. It is one half at 1.3, which separates true
    /// pairs from leftovers in collections of 25 to 2,000 documents.
    var distinction: Double { 1 / (1 + exp(-8 * Double(margin - 1.3))) }
  }

  /// For each document, its nearest documents on the other side; over all, the nearest two first.
  ///
  /// - Parameter limit: How many candidates each document has at most.
  /// - Complexity: O(Σ n · m), summed over axes with n source and m target documents each.
  func candidates(limit: Int) -> [Candidate] {
    var postings = Array(repeating: [(document: Int, value: Float)](), count: axisCount)
    for (document, vector) in target.enumerated() {
      for (axis, value) in vector { postings[axis].append((document, value)) }
    }
    var nearestSources = Array(repeating: [Candidate](), count: target.count)
    var nearestTargets = Array(repeating: [Candidate](), count: source.count)
    var cosines = [Float](repeating: 0, count: target.count)
    for (document, vector) in source.enumerated() {
      for (axis, value) in vector {
        for posting in postings[axis] { cosines[posting.document] += value * posting.value }
      }
      for other in cosines.indices where cosines[other] > 0 {
        let candidate = Candidate(source: document, target: other, cosine: cosines[other])
        candidate.insert(into: &nearestTargets[document], limit: limit)
        candidate.insert(into: &nearestSources[other], limit: limit)
        cosines[other] = 0
      }
    }
    var isSeen: Set<[Int]> = []
    return (nearestTargets + nearestSources).joined().compactMap { candidate in
      guard isSeen.insert([candidate.source, candidate.target]).inserted else { return nil }
      let others = [
        nearestTargets[candidate.source].first { $0.target != candidate.target },
        nearestSources[candidate.target].first { $0.source != candidate.source },
      ].compactMap { $0?.cosine }
      var candidate = candidate
      if !others.isEmpty {
        candidate.margin = candidate.cosine * Float(others.count) / others.reduce(0, +)
      }
      return candidate
    }.sorted { $0.isNearer(than: $1) }
  }

  /// The words of the other language that are linked to the words of a document, each with the
  /// strongest of its links.
  private static func called(
    by bag: [WordBags.Use], _ links: [[LinkTable.Link]]
  ) -> [(word: Int, weight: Double)] {
    var strengths: [Int: Double] = [:]
    for use in bag {
      let weight = 1 + log(Double(use.count))
      for link in links[use.word] {
        strengths[link.target] = max(strengths[link.target] ?? 0, weight * link.strength)
      }
    }
    return strengths.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension DocumentVectors.Candidate {
  /// Whether a candidate ranks before another. If the cosines are equal, the earlier documents do.
  fileprivate func isNearer(than other: Self) -> Bool {
    (cosine, other.source, other.target) > (other.cosine, source, target)
  }

  /// Inserts itself into a list of the nearest candidates, best first, of at most `limit`.
  fileprivate func insert(into nearest: inout [Self], limit: Int) {
    if nearest.count == limit {
      guard isNearer(than: nearest[limit - 1]) else { return }
      nearest.removeLast()
    }
    nearest.insert(self, at: nearest.firstIndex { isNearer(than: $0) } ?? nearest.count)
  }
}

/// The words of a collection of documents, each document as a bag, with the information of each
/// word.
private struct WordBags {
  /// A word of a document, and its number of occurrences there.
  struct Use {
    var word: Int
    var count: Int
  }

  let documents: [[Use]]
  /// For each word, its inverse document frequency, in nats; near 0 if all documents hold it.
  private let information: [Double]

  /// - Parameter counts: How many segments of the vocabulary each document has, in order.
  init(_ vocabulary: Vocabulary, documents counts: [Int]) {
    var documents: [[Use]] = []
    var documentCounts = Array(repeating: 0, count: vocabulary.entries.count)
    var start = 0
    for count in counts {
      var uses: [Int: Int] = [:]
      for word in vocabulary.segments[start..<start + count].joined() {
        uses[word, default: 0] += 1
      }
      start += count
      documents.append(uses.sorted { $0.key < $1.key }.map { Use(word: $0.key, count: $0.value) })
      for word in uses.keys { documentCounts[word] += 1 }
    }
    self.documents = documents
    // Without the added constants a collection of one document would have no informative word.
    information = documentCounts.map {
      max(0, log((Double(counts.count) + 1) / (Double($0) + 0.5)))
    }
  }

  /// Words as a vector of length √½.
  func vector(
    _ words: [(word: Int, weight: Double)], firstAxis: Int
  ) -> DocumentVectors.Vector {
    let values = words.map { ($0.word, $0.weight * information[$0.word]) }.filter { $0.1 > 0 }
    let length = (2 * values.reduce(0) { $0 + $1.1 * $1.1 }).squareRoot()
    return values.map { (firstAxis + $0.0, Float($0.1 / length)) }
  }
}
