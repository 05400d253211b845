import Glibc

/// A linear-chain conditional random field: it labels the members of a sequence by their features,
/// and by which labels follow each other.
///
/// The score of a labelling is the sum of the weights of its features and transitions, in nats
/// (Lafferty, McCallum and Pereira, “Conditional Random Fields”, ICML 2001,
/// https://repository.upenn.edu/handle/20.500.14332/6188). The weights come from a file:
///
///     labels headline body inset
///     from headline body=0.93 inset=-0.2
///     length=3 headline=0.41
///
/// A line is a feature and its weights for some of the labels. `#` begins a comment.
struct SequenceModel: Sendable {
  /// The labels, by their positions.
  let labels: [String]
  /// The weights of all features, a row of as many numbers as there are labels for each.
  private(set) var weights: [Float] = []
  /// The row of each feature.
  private var rows: [String: Int] = [:]
  /// The weight of each pair of labels: the row is the first.
  private var transitions: [Float]

  /// The most probable label of a member, and its probability.
  struct Decision: Hashable, Sendable {
    /// The position of the label.
    var label: Int
    /// The probability that the label is right, 0...1.
    var confidence: Float
  }

  /// Reads a weight file that belongs to the program.
  ///
  /// - Precondition: The file is well-formed.
  init(_ file: String) {
    // A file has thousands of words: bytes are split several times as fast as characters.
    var lines = file.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      line.prefix { $0 != UInt8(ascii: "#") }.split(separator: UInt8(ascii: " "))
        .map { Substring($0) }
    }.filter { !$0.isEmpty }
    precondition(lines.first?.first == "labels", "A weight file begins with its labels.")
    labels = lines.removeFirst().dropFirst().map(String.init)
    let positions = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    transitions = Array(repeating: 0, count: labels.count * labels.count)
    for line in lines {
      var row = Array(repeating: Float(0), count: labels.count)
      let isTransition = line[0] == "from"
      for entry in line.dropFirst(isTransition ? 2 : 1) {
        guard let mark = entry.utf8.firstIndex(of: UInt8(ascii: "=")),
          let label = positions[String(entry[..<mark])],
          let weight = Float(entry[entry.utf8.index(after: mark)...])
        else { preconditionFailure("\(line[0]): this is no label with a weight: \(entry)") }
        row[label] = weight
      }
      if isTransition {
        let first = positions[String(line[1])]! * labels.count
        transitions.replaceSubrange(first..<first + labels.count, with: row)
      } else {
        rows[String(line[0])] = weights.count
        weights += row
      }
    }
  }

  /// Where the weights of a feature begin in `weights`; `nil` if the model does not know it.
  func row(of feature: String) -> Int? { rows[feature] }

  /// Adds rows of weights to the scores of a member.
  ///
  /// - Parameters:
  ///   - rows: Where the rows begin; −1 for a feature that the model does not know.
  ///   - start: Where the scores of the member begin.
  func add(_ rows: [Int], to scores: inout [Float], at start: Int) {
    let weights = weights.span
    let width = labels.count
    var sums = scores.mutableSpan
    for row in rows where row >= 0 {
      for label in 0..<width { sums[start + label] += weights[row + label] }
    }
  }

  /// The rows of the features whose names begin with a prefix, by the rest of their names; for an
  /// empty prefix of all features.
  func rows(withPrefix prefix: String) -> [String: Int] {
    var found: [String: Int] = [:]
    for (name, row) in rows where name.hasPrefix(prefix) {
      found[String(name.dropFirst(prefix.count))] = row
    }
    return found
  }

  /// The most probable labels of a sequence (Viterbi 1967), with their posterior probabilities.
  ///
  /// - Parameters:
  ///   - scores: A row of scores for each member, one for each label.
  ///   - previous: The label before the first member; `nil` at the start.
  /// - Complexity: O(n · l²) for n members and l labels.
  func decide(_ scores: [Float], after previous: Int? = nil) -> [Decision] {
    let count = scores.count / labels.count
    guard count > 0 else { return [] }
    let best = bestLabels(scores, count, after: previous)
    let posteriors = posteriors(scores, count, after: previous)
    return best.indices.map {
      Decision(label: best[$0], confidence: posteriors[$0 * labels.count + best[$0]])
    }
  }

  /// The labelling with the highest score. Ties go to the label that the file names first.
  private func bestLabels(_ scores: [Float], _ count: Int, after previous: Int?) -> [Int] {
    let width = labels.count
    var origins: [Int] = Array(repeating: 0, count: count * width)
    var values = Array(scores[..<width])
    if let previous {
      for label in 0..<width { values[label] += transitions[previous * width + label] }
    }
    var next = values
    for index in 1..<max(1, count) {
      for label in 0..<width {
        var origin = 0
        var value = -Float.infinity
        for from in 0..<width {
          let candidate = values[from] + transitions[from * width + label]
          if candidate > value { (value, origin) = (candidate, from) }
        }
        next[label] = value + scores[index * width + label]
        origins[index * width + label] = origin
      }
      swap(&values, &next)
    }
    var label = values.indices.max { values[$0] < values[$1] }!
    var best = Array(repeating: label, count: count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      label = origins[index * width + label]
      best[index - 1] = label
    }
    return best
  }

  /// The posterior probability of each label of each member, by the forward–backward algorithm.
  ///
  /// Each step is scaled to the sum 1, so that a long sequence does not underflow.
  func posteriors(_ scores: [Float], _ count: Int, after previous: Int? = nil) -> [Float] {
    guard count > 0 else { return [] }
    let width = labels.count
    let factors = transitions.map { exp(Double($0)) }
    var local = Array(repeating: 0.0, count: count * width)
    for index in 0..<count {
      let row = scores[index * width..<(index + 1) * width]
      let highest = row.max()!
      for label in index * width..<(index + 1) * width {
        local[label] = exp(Double(row[label] - highest))
      }
    }
    var forward = local
    if let previous {
      for label in 0..<width { forward[label] *= factors[previous * width + label] }
    }
    normalize(&forward, 0)
    for index in 1..<max(1, count) {
      for label in 0..<width {
        var sum = 0.0
        for from in 0..<width {
          sum += forward[(index - 1) * width + from] * factors[from * width + label]
        }
        forward[index * width + label] *= sum
      }
      normalize(&forward, index)
    }
    var backward = Array(repeating: 1.0, count: width)
    var result = Array(repeating: Float(0), count: count * width)
    for index in stride(from: count - 1, through: 0, by: -1) {
      var sum = 0.0
      for label in 0..<width { sum += forward[index * width + label] * backward[label] }
      for label in 0..<width {
        result[index * width + label] = Float(
          forward[index * width + label] * backward[label] / sum)
      }
      var before = Array(repeating: 0.0, count: width)
      for from in 0..<width {
        for label in 0..<width {
          before[from] +=
            factors[from * width + label] * local[index * width + label] * backward[label]
        }
      }
      let total = before.reduce(0, +)
      backward = before.map { $0 / total }
    }
    return result
  }

  /// Scales the probabilities of a member to the sum 1.
  private func normalize(_ values: inout [Double], _ index: Int) {
    let range = index * labels.count..<(index + 1) * labels.count
    let sum = values[range].reduce(0, +)
    for position in range { values[position] /= sum }
  }
}
