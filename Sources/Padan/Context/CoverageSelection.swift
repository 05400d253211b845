import Glibc

/// Chooses texts that together have as much as possible of what is wanted, under a budget.
///
/// What is wanted are features with weights. The worth of some texts is the sum of the weights of the features
/// that they have; a feature that they have again adds a share of its weight, and a share of that the third time.
/// Such a worth has diminishing returns. So the text that adds most for its cost is taken, and again the one that adds
/// most to these, while one fits; the result is compared with the best single text. That is never worse than
/// ½ · (1 − 1/e) of the best choice (Khuller, Moss and Naor, “The budgeted maximum coverage problem”, 1999;
/// Lin and Bilmes, “A class of submodular functions for document summarization”, ACL 2011, whose exponent for
/// costs is `costExponent`, https://aclanthology.org/P11-1052). Agrawal et al. choose examples for translation
/// by the words and phrases of one sentence that they cover (“In-context examples selection for machine
/// translation”, ACL 2023, https://aclanthology.org/2023.findings-acl.564); this does it for an article.
struct CoverageSelection {
  /// A text that may be chosen.
  struct Candidate {
    /// What it has, each once.
    var features: [Int]
    /// What it costs, in tokens, at least 1.
    var cost: Int
  }

  /// What a feature is worth, in whole numbers, so that the same choice is made everywhere.
  private let weights: [Int]
  /// What a feature would add now.
  private var rests: [Int]

  /// One in so many of its worth a feature has the next time. Measured with `costExponent` on one half of
  /// the articles of `Scripts/measure-context`.
  private static let repetition = 5
  private static let costExponent = 0.7

  /// - Parameter weights: What each feature is worth.
  init(weights: [Int]) {
    self.weights = weights
    rests = weights
  }

  /// Takes features for covered: a text that has them is chosen already.
  mutating func cover(_ features: [Int]) {
    for feature in features { rests[feature] /= Self.repetition }
  }

  /// The positions of the candidates that are chosen, in the order of choice. Of candidates that add the same
  /// for their cost the earlier one is chosen; none is that adds nothing.
  ///
  /// - Parameter budget: The most that all together may cost.
  /// - Complexity: O(candidates · chosen + features of all candidates).
  mutating func choose(from candidates: [Candidate], budget: Int) -> [Int] {
    let old = rests
    var owners: [[Int]] = Array(repeating: [], count: weights.count)
    var gains = Array(repeating: 0, count: candidates.count)
    for (position, candidate) in candidates.enumerated() {
      for feature in candidate.features {
        owners[feature].append(position)
        gains[position] += rests[feature]
      }
    }
    let single = candidates.indices.filter { candidates[$0].cost <= budget }
      .max { (gains[$0], $1) < (gains[$1], $0) }
    let singleGain = single.map { gains[$0] } ?? 0
    let costs = candidates.map { pow(Double($0.cost), Self.costExponent) }
    var (chosen, worth, left) = ([Int](), 0, budget)
    var open = candidates.indices.filter { candidates[$0].cost <= budget }
    while true {
      open.removeAll { candidates[$0].cost > left || gains[$0] <= 0 }
      var best: (position: Int, ratio: Double)?
      for position in open {
        let ratio = Double(gains[position]) / costs[position]
        if ratio > best?.ratio ?? 0 { best = (position, ratio) }
      }
      guard let position = best?.position else { break }
      chosen.append(position)
      worth += gains[position]
      left -= candidates[position].cost
      open.removeAll { $0 == position }
      for feature in candidates[position].features {
        let rest = rests[feature] / Self.repetition
        for owner in owners[feature] { gains[owner] -= rests[feature] - rest }
        rests[feature] = rest
      }
    }
    guard let single, singleGain > worth else { return chosen }
    rests = old
    cover(candidates[single].features)
    return [single]
  }
}
