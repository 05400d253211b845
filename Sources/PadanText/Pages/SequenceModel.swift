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
    /// The probability that the label is right, 0...1; 1 where it was not asked for.
    var confidence: Float
  }

  /// Reads a weight file that belongs to the program.
  ///
  /// - Precondition: The file is well-formed, and has at most 16 labels.
  init(_ file: String) {
    // A start reads thousands of weights: bytes are read many times as fast as characters.
    let file = WeightFile(Array(file.utf8))
    precondition(file.labels.count <= Scores.scalarCount, "A model has at most 16 labels.")
    var weights: [String: Scores] = [:]
    var transitions = Array(repeating: Scores.zero, count: file.labels.count)
    weights.reserveCapacity(file.rows.count)
    for row in file.rows {
      if let label = row.transition {
        transitions[label] = row.weights
      } else {
        weights[file.text(row.name)] = row.weights
      }
    }
    let labels = file.labels.map(file.text)
    self.labels = labels
    self.weights = weights
    self.transitions = transitions
    factors = transitions.map { Self.exponential($0, less: 0, count: labels.count) }
    let factors = factors
    backwardFactors = labels.indices.map { label in
      var column = Scores.zero
      for from in factors.indices { column[from] = factors[from][label] }
      return column
    }
  }

  // MARK: Decisions

  /// The most probable labels of a sequence (Viterbi 1967), with their posterior probabilities.
  ///
  /// - Parameters:
  ///   - scores: The scores of each member.
  ///   - previous: The label before the first member; `nil` at the start.
  ///   - givesConfidence: Whether to find the probabilities, which takes most of the time.
  /// - Complexity: O(n · l²) for n members and l labels.
  func decide(
    _ scores: [Scores], after previous: Int? = nil, givesConfidence: Bool = true
  ) -> [Decision] {
    let labels = bestLabels(scores, after: previous)
    guard givesConfidence else { return labels.map { Decision(label: $0, confidence: 1) } }
    return zip(labels, posteriors(scores, after: previous)).map {
      Decision(label: $0, confidence: $1[$0])
    }
  }

  /// The labelling with the highest score. Ties go to the label that the file names first.
  private func bestLabels(_ scores: [Scores], after previous: Int?) -> [Int] {
    guard var values = scores.first else { return [] }
    if let previous { values += transitions[previous] }
    /// For each member but the last, the highest scores of the labellings up to it, by its label.
    var highest: [InlineArray<16, Float>] = []
    highest.reserveCapacity(scores.count)
    let transitions = transitions.span
    for row in scores.dropFirst() {
      let lanes = Self.lanes(of: values)
      var best = Scores(repeating: lanes[0]) + transitions[0]
      for from in 1..<transitions.count {
        let candidate = Scores(repeating: lanes[from]) + transitions[from]
        best.replace(with: candidate, where: candidate .> best)
      }
      highest.append(lanes)
      values = best + row
      // Large sums would have no room for small differences.
      values -= values.max()
    }
    var label = labels.indices.max { values[$0] < values[$1] }!
    var found = Array(repeating: label, count: scores.count)
    // The label before another is looked for only where it is part of the best labelling.
    for index in highest.indices.reversed() {
      var (best, origin) = (highest[index][0] + transitions[0][label], 0)
      for from in 1..<transitions.count {
        let candidate = highest[index][from] + transitions[from][label]
        if candidate > best { (best, origin) = (candidate, from) }
      }
      label = origin
      found[index] = label
    }
    return found
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

/// The rows of a weight file.
private struct WeightFile {
  /// The bytes of the file.
  private let bytes: [UInt8]
  /// The places of the labels.
  private(set) var labels: [Range<Int>] = []
  /// The rows, in order.
  private(set) var rows: [Row] = []

  /// A row of weights.
  struct Row {
    /// The place of the feature's name.
    var name: Range<Int>
    /// The label after which the weights are those of the next label; `nil` for a feature.
    var transition: Int?
    /// The weights, by labels.
    var weights = SequenceModel.Scores.zero
  }

  /// Reads a file.
  ///
  /// - Precondition: It is well-formed.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let text = bytes.span
    var start = 0
    var words: [Range<Int>] = []
    while start < text.count {
      let end = text.firstOffset(of: 0x0A, 0x0A, 0x0A, from: start)
      words.removeAll(keepingCapacity: true)
      var offset = start
      while offset < end {
        let word = text.firstOffset(of: 0x20, 0x0A, 0x0A, from: offset)
        if word > offset { words.append(offset..<word) }
        offset = word + 1
      }
      start = end + 1
      if words.isEmpty || text[words[0].lowerBound] == UInt8(ascii: "#") { continue }
      if labels.isEmpty {
        labels = Array(words.dropFirst())
      } else {
        rows.append(row(words))
      }
    }
  }

  /// The text at a place.
  func text(_ place: Range<Int>) -> String { String(bytes.span, place) }

  /// The row of a line, given by its words.
  private func row(_ words: [Range<Int>]) -> Row {
    let isTransition = bytes[words[0]].elementsEqual("from".utf8)
    var row = Row(name: words[0], transition: isTransition ? position(of: words[1]) : nil)
    for entry in words.dropFirst(isTransition ? 2 : 1) {
      guard let mark = entry.first(where: { bytes[$0] == UInt8(ascii: "=") }),
        let weight = number(mark + 1..<entry.upperBound)
      else { preconditionFailure("\(text(entry)) is no weight.") }
      row.weights[position(of: entry.lowerBound..<mark)] = weight
    }
    return row
  }

  /// The position of a label.
  private func position(of label: Range<Int>) -> Int {
    guard let index = labels.firstIndex(where: { bytes[$0].elementsEqual(bytes[label]) }) else {
      preconditionFailure("\(text(label)) is no label of this file.")
    }
    return index
  }

  /// The number at a place, such as `-0.93`; `nil` if there is none.
  private func number(_ place: Range<Int>) -> Float? {
    let isNegative = place.first.map { bytes[$0] == UInt8(ascii: "-") } ?? false
    var digits = 0
    var unit: Float?
    for offset in place.dropFirst(isNegative ? 1 : 0) {
      if bytes[offset] == UInt8(ascii: "."), unit == nil {
        unit = 1
      } else if bytes[offset] &- 0x30 < 10, digits < 1_000_000 {
        digits = digits * 10 + Int(bytes[offset] &- 0x30)
        unit = unit.map { $0 * 10 }
      } else {
        return nil
      }
    }
    // Both are whole numbers that a Float has exactly, so the quotient is the nearest Float.
    let value = Float(digits) / (unit ?? 1)
    return place.isEmpty ? nil : isNegative ? -value : value
  }
}
