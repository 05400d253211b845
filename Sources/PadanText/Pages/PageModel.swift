import PadanLanguage
import PadanModel

/// Finds the kinds of a page's lines by a sequence model over their signs.
struct PageModel: Sendable {
  /// The model.
  private let model: SequenceModel
  /// The kinds that the labels of the model stand for.
  let kinds: [SegmentKind]
  /// The row of weights of each sign in each slot; −1 if the model does not know it.
  private let rows: [Int]
  /// The row of weights of each sign of a place.
  private let placeRows: [Int]

  /// The lines whose signs count for a line: its own, those of its neighbours, and its own together
  /// with its zone.
  private static let slots =
    ["", "-2:", "-1:", "+1:", "+2:"] + PlaceSign.Zone.allCases.map { "\($0)&" }
  /// The distances of the neighbours, from the second slot on.
  private static let neighbours = [-2, -1, 1, 2]

  /// The model that comes with the program.
  static let bundled = PageModel(LanguageProfile.pageWeights)

  /// Reads a model.
  ///
  /// - Precondition: Its labels are the names of kinds.
  init(_ weights: String) {
    model = SequenceModel(weights)
    kinds = model.labels.map { label in
      guard let kind = SegmentKind(named: label) else {
        preconditionFailure("The page model has an unknown label: \(label)")
      }
      return kind
    }
    let model = model
    rows = Self.slots.flatMap { slot in
      LineSign.names.map { model.row(of: slot + $0) ?? -1 }
    }
    placeRows = PlaceSign.names.map { model.row(of: $0) ?? -1 }
  }

  /// A decision about a line.
  struct Decision {
    /// Its kind.
    var kind: SegmentKind
    /// The probability that the kind is right, 0...1.
    var confidence: Float
  }

  /// Decides about the lines from `start` on.
  ///
  /// - Parameters:
  ///   - lines: The lines, with those shortly before `start`.
  ///   - past: What is known of all lines before `start`.
  ///   - previous: The kind of the line before `start`; `nil` at the start of the page.
  /// - Complexity: O(n) for n lines.
  func decide(
    _ lines: [PageLine], from start: Int, after past: PagePlaces.Past, previous: SegmentKind?
  ) -> [Decision] {
    let width = kinds.count
    var scores = Array(repeating: Float(0), count: (lines.count - start) * width)
    let places = PagePlaces(lines, hasHead: past.prose == 0)
    var past = past
    for index in start..<lines.count {
      let (signs, zone) = places.signs(at: index, after: past)
      let range = (index - start) * width..<(index - start + 1) * width
      add(signs, zone: zone, of: index, in: lines, to: &scores, at: range.lowerBound)
      if let allowed = lines[index].allowed {
        for (offset, kind) in zip(range, kinds) where !allowed.contains(kind) {
          scores[offset] = -1e6
        }
      }
      for (kind, score) in lines[index].markupScores {
        if let label = kinds.firstIndex(of: kind) { scores[range.lowerBound + label] += score }
      }
      past.add(lines[index])
    }
    let label = previous.flatMap { kinds.firstIndex(of: $0) }
    return model.decide(scores, after: label).map {
      Decision(kind: kinds[$0.label], confidence: $0.confidence)
    }
  }

  /// Adds the weights of all features of a line to its scores.
  private func add(
    _ signs: [Int], zone: PlaceSign.Zone, of index: Int, in lines: [PageLine],
    to scores: inout [Float], at start: Int
  ) {
    model.add(signs.map { placeRows[$0] }, to: &scores, at: start)
    let own = lines[index].shape.signs
    add(own, slot: 0, to: &scores, at: start)
    for (position, distance) in Self.neighbours.enumerated()
    where lines.indices.contains(index + distance) {
      add(lines[index + distance].shape.signs, slot: position + 1, to: &scores, at: start)
    }
    add(own, slot: Self.neighbours.count + 1 + zone.rawValue, to: &scores, at: start)
  }

  /// Adds the weights of signs in a slot to the scores of a line.
  private func add(_ signs: [Int], slot: Int, to scores: inout [Float], at start: Int) {
    let base = slot * LineSign.names.count
    model.add(signs.map { rows[base + $0] }, to: &scores, at: start)
  }

  /// The names of the features of a line, those that speak most for a kind first.
  func features(
    of index: Int, at places: PagePlaces, after past: PagePlaces.Past, for kind: SegmentKind
  ) -> [String] {
    let lines = places.lines
    let (signs, zone) = places.signs(at: index, after: past)
    let own = lines[index].shape.signs.map { LineSign.names[$0] }
    var features = signs.map { PlaceSign.names[$0] } + own
    for (position, distance) in Self.neighbours.enumerated()
    where lines.indices.contains(index + distance) {
      features += lines[index + distance].shape.signs.map {
        Self.slots[position + 1] + LineSign.names[$0]
      }
    }
    features += own.map { Self.slots[Self.neighbours.count + 1 + zone.rawValue] + $0 }
    let label = kinds.firstIndex(of: kind)!
    return features.map { ($0, model.row(of: $0).map { model.weights[$0 + label] } ?? 0) }
      .enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .map(\.element.0)
  }
}
