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
  /// A number for each label. The numbers behind the last label are not used.
  typealias Scores = SIMD16<Float>

  /// The labels, by their positions.
  let labels: [String]
  /// The weights of each feature, in nats.
  let weights: [String: Scores]
  /// The weights of the labels after each label.
  private let transitions: [Scores]
  /// The powers of e with these weights.
  private let factors: [Scores]
  /// The same, of the labels before each label.
  private let backwardFactors: [Scores]

  /// The most probable label of a member, and its probability.
  struct Decision: Hashable, Sendable {
    /// The position of the label.
    var label: Int
    /// The probability that the label is right, 0...1.
    var confidence: Float
  }

  /// Reads a weight file that belongs to the program.
  ///
  /// - Precondition: The file is well-formed, and has at most 16 labels.
  init(_ file: String) {
    // A file has thousands of words: bytes are split many times as fast as characters.
    var lines = Array(file.utf8).split(separator: UInt8(ascii: "\n"))
      .filter { $0.first != UInt8(ascii: "#") }.map { $0.split(separator: UInt8(ascii: " ")) }
    let labels = lines.removeFirst().dropFirst()
    precondition(labels.count <= Scores.scalarCount, "A model has at most 16 labels.")
    var weights: [String: Scores] = [:]
    var transitions = Array(repeating: Scores.zero, count: labels.count)
    for line in lines {
      let isTransition = line[0].elementsEqual("from".utf8)
      let row = Self.row(line.dropFirst(isTransition ? 2 : 1), of: labels)
      if isTransition {
        transitions[Self.position(of: line[1], in: labels)] = row
      } else {
        weights[String(decoding: line[0], as: UTF8.self)] = row
      }
    }
    self.labels = labels.map { String(decoding: $0, as: UTF8.self) }
    self.weights = weights
    self.transitions = transitions
    factors = transitions.map { Self.exponential($0, less: 0, count: labels.count) }
    let factors = factors
    backwardFactors = labels.indices.map { label in
      var column = Scores.zero
      for from in factors.indices { column[from] = factors[from][label - labels.startIndex] }
      return column
    }
  }

  /// A word of a weight file.
  private typealias Word = ArraySlice<UInt8>

  /// The weights of entries such as `body=0.93`.
  private static func row(_ entries: ArraySlice<Word>, of labels: ArraySlice<Word>) -> Scores {
    var row = Scores.zero
    for entry in entries {
      guard let mark = entry.firstIndex(of: UInt8(ascii: "=")),
        let weight = Float(String(decoding: entry[(mark + 1)...], as: UTF8.self))
      else { preconditionFailure("\(String(decoding: entry, as: UTF8.self)) is no weight.") }
      row[position(of: entry[..<mark], in: labels)] = weight
    }
    return row
  }

  /// The position of a label.
  private static func position(of label: Word, in labels: ArraySlice<Word>) -> Int {
    guard let index = labels.firstIndex(of: label) else {
      preconditionFailure("\(String(decoding: label, as: UTF8.self)) is no label of this file.")
    }
    return index - labels.startIndex
  }

  // MARK: Decisions

  /// The most probable labels of a sequence (Viterbi 1967), with their posterior probabilities.
  ///
  /// - Parameters:
  ///   - scores: The scores of each member.
  ///   - previous: The label before the first member; `nil` at the start.
  /// - Complexity: O(n · l²) for n members and l labels.
  func decide(_ scores: [Scores], after previous: Int? = nil) -> [Decision] {
    let posteriors = posteriors(scores, after: previous)
    return zip(bestLabels(scores, after: previous), posteriors).map {
      Decision(label: $0, confidence: $1[$0])
    }
  }

  /// The labelling with the highest score. Ties go to the label that the file names first.
  private func bestLabels(_ scores: [Scores], after previous: Int?) -> [Int] {
    guard var values = scores.first else { return [] }
    if let previous { values += transitions[previous] }
    /// The best label before each label of a member.
    var origins: [SIMD16<Int32>] = []
    origins.reserveCapacity(scores.count)
    let transitions = transitions.span
    for row in scores.dropFirst() {
      let lanes = Self.lanes(of: values)
      var best = Scores(repeating: lanes[0]) + transitions[0]
      var origin = SIMD16<Int32>.zero
      for from in 1..<labels.count {
        let candidate = Scores(repeating: lanes[from]) + transitions[from]
        let isBetter = candidate .> best
        best.replace(with: candidate, where: isBetter)
        origin.replace(with: Int32(from), where: isBetter)
      }
      origins.append(origin)
      values = best + row
    }
    var label = labels.indices.max { values[$0] < values[$1] }!
    var labels = [label]
    labels.reserveCapacity(scores.count)
    for origin in origins.reversed() {
      label = Int(origin[label])
      labels.append(label)
    }
    return labels.reversed()
  }

  /// The posterior probabilities of the labels of each member, by the forward–backward algorithm.
  ///
  /// Each step is scaled to the sum 1, so that a long sequence does not underflow.
  func posteriors(_ scores: [Scores], after previous: Int? = nil) -> [Scores] {
    let local = scores.map { row in
      let lanes = Self.lanes(of: row)
      var highest = lanes[0]
      for label in 1..<labels.count { highest = max(highest, lanes[label]) }
      return Self.exponential(row, less: highest, count: labels.count)
    }
    var result = local
    for index in result.indices {
      if index > 0 {
        result[index] *= Self.product(of: result[index - 1], factors)
      } else if let previous {
        result[index] *= factors[previous]
      }
      result[index] /= result[index].sum()
    }
    var backward = Scores(repeating: 1)
    for index in result.indices.reversed() {
      result[index] *= backward
      result[index] /= result[index].sum()
      backward = Self.product(of: local[index] * backward, backwardFactors)
      backward /= backward.sum()
    }
    return result
  }

  /// The product of a row of numbers and a matrix, given by its rows.
  @inline(__always)
  private static func product(of numbers: Scores, _ rows: [Scores]) -> Scores {
    let lanes = lanes(of: numbers)
    let rows = rows.span
    var product = Scores.zero
    for index in rows.indices { product += lanes[index] * rows[index] }
    return product
  }

  /// The numbers of a row in memory. There, a number whose position is not known before is read many
  /// times as fast as from a vector.
  @inline(__always)
  private static func lanes(of row: Scores) -> InlineArray<16, Float> {
    var lanes = InlineArray<16, Float>(repeating: 0)
    for lane in 0..<Scores.scalarCount { lanes[lane] = row[lane] }
    return lanes
  }

  /// The powers of e with the first numbers less a number; 0 behind them.
  private static func exponential(_ numbers: Scores, less shift: Float, count: Int) -> Scores {
    var lanes = lanes(of: numbers)
    for index in 0..<count { lanes[index] = exp(lanes[index] - shift) }
    var powers = Scores.zero
    for lane in 0..<Scores.scalarCount where lane < count { powers[lane] = lanes[lane] }
    return powers
  }
}
