import PadanModel

/// Finds which documents of two collections are translations of each other.
///
///     let pairing = DocumentPairer(aligner).pair([["Harga beras naik."]], [["Rice prices rose."]])
///     pairing.pairs[0].target  // 0
///
/// Candidates come from the cosine of the documents' informative words (`DocumentVectors`), through
/// an inverted index. The nearest two come first, and each document is paired at most once. A pair
/// stands only if its aligned segments show that it is a translation (`TranslationJudge`). So a
/// score means the same in a collection of two documents as in one of two thousand, and no
/// threshold needs tuning.
public struct DocumentPairer: Sendable {
  private let aligner: Aligner

  /// - Parameter aligner: Gives the languages, the lexicon and the weights.
  public init(_ aligner: Aligner) {
    self.aligner = aligner
  }

  /// The least score of a pair if none is given: as likely a translation as not.
  public static let defaultThreshold = 0.5
  /// How many candidates each document has on the other side at most.
  private static let candidateCount = 5
  /// The certainty from which the aligned segments alone decide.
  private static let sure = 0.95
  /// How many segments of a document, from its start, are aligned for its score.
  private static let sampleSize = 60

  /// Pairs two collections of documents, each document a list of segments. Of copies, the first of
  /// one side is paired with the first of the other, and so on.
  ///
  /// - Parameter threshold: The least score of a pair, 0...1.
  /// - Complexity: O(Σ n · m), summed over all words with n source and m target documents each, and
  ///   one alignment of at most 60 × 60 segments for each candidate.
  public func pair(
    _ source: [[String]], _ target: [[String]], threshold: Double = defaultThreshold
  ) -> DocumentPairing {
    pair(source, target, threshold: threshold, excluding: { _, _ in false })
  }

  /// Pairs two collections of documents, but never two that a closure excludes.
  package func pair(
    _ source: [[String]], _ target: [[String]], threshold: Double,
    excluding: (_ source: Int, _ target: Int) -> Bool
  ) -> DocumentPairing {
    // Copies would crowd each other out of the lists of candidates.
    let (sources, targets) = (Copies(source), Copies(target))
    let distinct = distinctPairs(
      sources.firsts.map { source[$0] }, targets.firsts.map { target[$0] }, threshold: threshold
    ) { first, second in
      sources.groups[first].allSatisfy { first in
        targets.groups[second].allSatisfy { excluding(first, $0) }
      }
    }
    var pairs: [DocumentPairing.Pair] = []
    for pair in distinct {
      var rest = targets.groups[pair.target]
      for first in sources.groups[pair.source] {
        guard let place = rest.firstIndex(where: { !excluding(first, $0) }) else { continue }
        pairs.append(
          DocumentPairing.Pair(source: first, target: rest.remove(at: place), score: pair.score))
      }
    }
    let (paired, pairedTargets) = (Set(pairs.map(\.source)), Set(pairs.map(\.target)))
    return DocumentPairing(
      pairs: pairs.sorted { $0.source < $1.source },
      unpairedSources: source.indices.filter { !paired.contains($0) },
      unpairedTargets: target.indices.filter { !pairedTargets.contains($0) })
  }

  /// Pairs documents none of which is a copy of another on its side.
  private func distinctPairs(
    _ source: [[String]], _ target: [[String]], threshold: Double,
    excluding: (_ source: Int, _ target: Int) -> Bool
  ) -> [DocumentPairing.Pair] {
    let vectors = DocumentVectors(source: source, target: target, aligner: aligner)
    let candidates = vectors.candidates(limit: Self.candidateCount)
    var isSourceTaken = Array(repeating: false, count: source.count)
    var isTargetTaken = Array(repeating: false, count: target.count)
    var pairs: [DocumentPairing.Pair] = []
    for candidate in candidates
    where !isSourceTaken[candidate.source] && !isTargetTaken[candidate.target]
      && !excluding(candidate.source, candidate.target)
    {
      let score = score(
        of: candidate, source[candidate.source].prefix(Self.sampleSize),
        target[candidate.target].prefix(Self.sampleSize))
      if score >= threshold {
        isSourceTaken[candidate.source] = true
        isTargetTaken[candidate.target] = true
        pairs.append(
          DocumentPairing.Pair(
            source: candidate.source, target: candidate.target, score: score))
      }
    }
    return pairs
  }

  /// How certain it is that two documents are translations of each other by their texts alone,
  /// 0...1, whatever other documents there are.
  ///
  /// - Complexity: One alignment of at most 60 × 60 segments.
  package func certainty(of source: [String], and target: [String]) -> Double {
    aligner.verdict(
      Array(source.prefix(Self.sampleSize)), Array(target.prefix(Self.sampleSize))
    ).certainty
  }

  /// How certain it is that a candidate is a pair, 0...1. If the aligned segments leave doubt, or
  /// no lexicon has the words, the documents must also be closer to each other than to their other
  /// candidates.
  private func score(
    of candidate: DocumentVectors.Candidate, _ source: ArraySlice<String>,
    _ target: ArraySlice<String>
  ) -> Double {
    let verdict = aligner.verdict(Array(source), Array(target))
    return verdict.hasLexicon && verdict.certainty >= Self.sure
      ? verdict.certainty : min(verdict.certainty, candidate.distinction)
  }
}

/// The documents of a collection, those with equal texts together.
private struct Copies {
  /// The positions of equal documents, in the order of the first of each group.
  private(set) var groups: [[Int]] = []
  /// The position of the first document of each group.
  var firsts: [Int] { groups.map { $0[0] } }

  init(_ documents: [[String]]) {
    var groupOf: [[String]: Int] = [:]
    for (index, document) in documents.enumerated() {
      if let group = groupOf[document] {
        groups[group].append(index)
      } else {
        groupOf[document] = groups.count
        groups.append([index])
      }
    }
  }
}

/// Which documents of two collections translate each other, and which have no partner.
public struct DocumentPairing: Sendable {
  /// Two documents that translate each other.
  public struct Pair: Hashable, Sendable {
    /// The position of the document in the source collection.
    public var source: Int
    /// The position of the document in the target collection.
    public var target: Int
    /// How certain it is that they are translations of each other, 0...1.
    public var score: Double
  }

  /// The pairs, by ascending source.
  public var pairs: [Pair]
  /// The positions of source documents without a partner, ascending.
  public var unpairedSources: [Int]
  /// The positions of target documents without a partner, ascending.
  public var unpairedTargets: [Int]
}
