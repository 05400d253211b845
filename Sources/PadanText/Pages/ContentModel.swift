import PadanLanguage
import PadanModel

/// Finds the blocks of a web page that are the article, by a sequence model over the evidence of its
/// markup and the signs of its words.
struct ContentModel: Sendable {
  /// The model. Its labels are `out` and `in`.
  private let model: SequenceModel
  /// The row of weights of each sign in each slot of a line; −1 if the model does not know it.
  private let rows: [Int]
  /// The rows of the evidence of a block, of the block before and of the block after.
  private let evidenceRows: [[String: Int]]

  /// The lines whose signs count for a block: its own, those of its neighbours, and its own together
  /// with the zone that its evidence names.
  private static let slots = ["", "-1:", "+1:"] + zones.map { "\($0)&" }
  /// Where a block stands beside the box with the most prose.
  private static let zones = ["best", "near", "far"]

  /// The model that comes with the program.
  static let bundled = ContentModel(LanguageProfile.contentWeights)

  /// Reads a model.
  ///
  /// - Precondition: Its labels are `out` and `in`.
  init(_ weights: String) {
    model = SequenceModel(weights)
    precondition(model.labels == ["out", "in"], "A content model has the labels out and in.")
    let model = model
    rows = Self.slots.flatMap { slot in LineSign.names.map { model.row(of: slot + $0) ?? -1 } }
    evidenceRows = ["", "-1:", "+1:"].map { model.rows(withPrefix: $0) }
  }

  /// The probability of each block that it is the article, 0...1.
  ///
  /// - Parameters:
  ///   - lines: The blocks as lines.
  ///   - evidence: What the markup tells of each block.
  /// - Complexity: O(n) for n blocks.
  func shares(_ lines: [PageLine], _ evidence: [[String]]) -> [Float] {
    var scores = Array(repeating: Float(0), count: lines.count * 2)
    for index in lines.indices {
      add(lines[index].shape.signs, slot: 0, to: &scores, at: index)
      let zone = Self.zone(of: evidence[index])
      add(lines[index].shape.signs, slot: 3 + zone, to: &scores, at: index)
      for (slot, neighbour) in [(0, index), (1, index - 1), (2, index + 1)]
      where lines.indices.contains(neighbour) {
        if slot > 0 { add(lines[neighbour].shape.signs, slot: slot, to: &scores, at: index) }
        model.add(
          evidence[neighbour].map { evidenceRows[slot][$0] ?? -1 }, to: &scores, at: index * 2)
      }
    }
    let posteriors = model.posteriors(scores, lines.count)
    return lines.indices.map { posteriors[$0 * 2 + 1] }
  }

  /// The position of the zone that evidence names.
  private static func zone(of evidence: [String]) -> Int {
    zones.firstIndex { evidence.contains("zone=\($0)") } ?? zones.count - 1
  }

  /// Adds the weights of signs in a slot to the scores of a block.
  private func add(_ signs: [Int], slot: Int, to scores: inout [Float], at index: Int) {
    let base = slot * LineSign.names.count
    model.add(signs.map { rows[base + $0] }, to: &scores, at: index * 2)
  }

  /// The names of the features of a block, as weight files name them.
  func features(of index: Int, in lines: [PageLine], _ evidence: [[String]]) -> [String] {
    let own = lines[index].shape.signs.map { LineSign.names[$0] }
    let zone = Self.slots[3 + Self.zone(of: evidence[index])]
    var features = own + own.map { zone + $0 } + evidence[index]
    for (slot, neighbour) in [(1, index - 1), (2, index + 1)]
    where lines.indices.contains(neighbour) {
      let signs = lines[neighbour].shape.signs.map { LineSign.names[$0] } + evidence[neighbour]
      features += signs.map { Self.slots[slot] + $0 }
    }
    return features
  }
}
