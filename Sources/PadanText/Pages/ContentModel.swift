import PadanLanguage
import PadanModel

/// Finds the blocks of a web page that are the article, by a sequence model over the evidence of its
/// markup and the signs of its words.
struct ContentModel: Sendable {
  /// The model. Its labels are `out` and `in`.
  private let model: SequenceModel
  /// The weights of the signs of a line in each slot.
  private let weights: [SignWeights]
  /// The weights of each sign of the markup: for its block, the block after and the block before.
  private let markupWeights: [SequenceModel.Scores]

  /// The lines whose signs count for a block: its own, those of its neighbours, and its own together
  /// with the zone that its evidence names.
  private static let slots =
    ["", "-1:", "+1:"] + MarkupSign.Zone.allCases.map { "\($0.stringValue)&" }
  /// The distance of the block for which the signs of a line count in each of the first slots.
  private static let distances = [0, 1, -1]

  /// The model that comes with the program.
  static let bundled = ContentModel(LanguageProfile.contentWeights)

  /// Reads a model.
  ///
  /// - Precondition: Its labels are `out` and `in`.
  init(_ file: String) {
    model = SequenceModel(file)
    precondition(model.labels == ["out", "in"], "A content model has the labels out and in.")
    let model = model
    weights = Self.slots.map { SignWeights(of: LineSign.names, after: $0, in: model) }
    markupWeights = MarkupSign.allNames.flatMap { name in
      Self.slots.prefix(3).map { model.weights[$0 + name] ?? .zero }
    }
  }

  /// The probability of each block that it is the article, 0...1.
  ///
  /// - Parameters:
  ///   - lines: The blocks as lines.
  ///   - evidence: What the markup tells of each block.
  /// - Complexity: O(n) for n blocks.
  func shares(_ lines: [PageLine], _ evidence: [[UInt16]]) -> [Float] {
    var scores = Array(repeating: SequenceModel.Scores.zero, count: lines.count)
    let markupWeights = markupWeights.span
    for index in lines.indices {
      var sums = InlineArray<3, SequenceModel.Scores>(repeating: .zero)
      let zone = 3 + Self.zone(of: evidence[index]).rawValue
      let signs = lines[index].shape.signs
      for slot in 0..<3 { sums[slot] = weights[slot].sum(of: signs) }
      sums[0] += weights[zone].sum(of: signs)
      for sign in evidence[index] {
        for slot in 0..<3 { sums[slot] += markupWeights[Int(sign) * 3 + slot] }
      }
      for (slot, distance) in Self.distances.enumerated()
      where lines.indices.contains(index + distance) {
        scores[index + distance] += sums[slot]
      }
    }
    return model.posteriors(scores).map { $0[1] }
  }

  /// The zone that evidence names.
  private static func zone(of evidence: [UInt16]) -> MarkupSign.Zone {
    MarkupSign.Zone.allCases.first { evidence.contains(UInt16(MarkupSign.zone[$0])) } ?? .far
  }

  /// The names of the features of a block, as weight files name them.
  func features(of index: Int, in lines: [PageLine], _ evidence: [[UInt16]]) -> [String] {
    func markup(_ index: Int) -> [String] { evidence[index].map { MarkupSign.allNames[Int($0)] } }
    let own = lines[index].shape.signs.names(in: LineSign.names)
    let zone = Self.slots[3 + Self.zone(of: evidence[index]).rawValue]
    var features = own + own.map { zone + $0 } + markup(index)
    for (slot, distance) in Self.distances.enumerated().dropFirst()
    where lines.indices.contains(index - distance) {
      let neighbour = index - distance
      let signs = lines[neighbour].shape.signs.names(in: LineSign.names) + markup(neighbour)
      features += signs.map { Self.slots[slot] + $0 }
    }
    return features
  }
}
