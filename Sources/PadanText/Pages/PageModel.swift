import PadanLanguage
import PadanModel

/// Finds the kinds of a page's lines by a sequence model over their signs.
struct PageModel: Sendable {
  /// The model.
  private let model: SequenceModel
  /// The kinds that the labels of the model stand for.
  let kinds: [SegmentKind]
  /// The weights of each sign of a line, one for each slot.
  private let weights: [SequenceModel.Scores]
  /// The weights of each sign of a place.
  private let placeWeights: [SequenceModel.Scores]

  /// The lines whose signs count for a line: its own, those of its neighbours, and its own together
  /// with its zone.
  private static let slots =
    ["", "-2:", "-1:", "+1:", "+2:"] + PlaceSign.Zone.allCases.map { "\($0.stringValue)&" }
  private static let slotCount = slots.count
  /// The distances of the neighbours, from the second slot on.
  private static let neighbours = [-2, -1, 1, 2]

  /// The model that comes with the program.
  static let bundled = PageModel(LanguageProfile.pageWeights)

  /// Reads a model.
  ///
  /// - Precondition: Its labels are the names of kinds.
  init(_ file: String) {
    model = SequenceModel(file)
    kinds = model.labels.map { label in
      guard let kind = SegmentKind(named: label) else {
        preconditionFailure("The page model has an unknown label: \(label)")
      }
      return kind
    }
    let model = model
    weights = LineSign.names.flatMap { name in
      Self.slots.map { model.weights[$0 + name] ?? .zero }
    }
    placeWeights = PlaceSign.names.map { model.weights[$0] ?? .zero }
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
    var scores = Array(repeating: SequenceModel.Scores.zero, count: lines.count - start)
    for index in max(0, start - 2)..<start {
      addNeighbour(lines[index], at: index - start, &scores)
    }
    let places = PagePlaces(lines, hasHead: past.prose == 0)
    var past = past
    for index in start..<lines.count {
      let (signs, zone) = places.signs(at: index, after: past)
      addNeighbour(lines[index], at: index - start, &scores)
      scores[index - start] += score(of: lines[index], at: signs, in: zone)
      past.add(lines[index])
    }
    let label = previous.flatMap { kinds.firstIndex(of: $0) }
    return model.decide(scores, after: label).map {
      Decision(kind: kinds[$0.label], confidence: $0.confidence)
    }
  }

  /// The score of the kinds of a line by its own signs, its place and its markup.
  private func score(
    of line: PageLine, at place: SignSet, in zone: PlaceSign.Zone
  ) -> SequenceModel.Scores {
    let weights = weights.span
    let placeWeights = placeWeights.span
    var score = SequenceModel.Scores.zero
    let inZone = Self.neighbours.count + 1 + zone.rawValue
    line.shape.signs.visit { sign in
      score += weights[sign * Self.slotCount] + weights[sign * Self.slotCount + inZone]
    }
    place.visit { score += placeWeights[$0] }
    if let allowed = line.allowed {
      for (label, kind) in kinds.enumerated() where !allowed.contains(kind) { score[label] = -1e6 }
    }
    for (kind, markupScore) in line.markupScores {
      if let label = kinds.firstIndex(of: kind) { score[label] += markupScore }
    }
    return score
  }

  /// Adds what the signs of a line say of the lines beside it to their scores.
  private func addNeighbour(_ line: PageLine, at index: Int, _ scores: inout [SequenceModel.Scores])
  {
    let weights = weights.span
    var sums = InlineArray<4, SequenceModel.Scores>(repeating: .zero)
    line.shape.signs.visit { sign in
      for slot in 0..<4 { sums[slot] += weights[sign * Self.slotCount + 1 + slot] }
    }
    for (slot, distance) in Self.neighbours.enumerated()
    where scores.indices.contains(index - distance) {
      scores[index - distance] += sums[slot]
    }
  }

  /// The names of the features of a line, those that speak most for a kind first.
  func features(
    of index: Int, at places: PagePlaces, after past: PagePlaces.Past, for kind: SegmentKind
  ) -> [String] {
    let lines = places.lines
    let (signs, zone) = places.signs(at: index, after: past)
    let own = lines[index].shape.signs.names(in: LineSign.names)
    var features = signs.names(in: PlaceSign.names) + own
    for (position, distance) in Self.neighbours.enumerated()
    where lines.indices.contains(index + distance) {
      features += lines[index + distance].shape.signs.names(in: LineSign.names)
        .map { Self.slots[position + 1] + $0 }
    }
    features += own.map { Self.slots[Self.neighbours.count + 1 + zone.rawValue] + $0 }
    let label = kinds.firstIndex(of: kind)!
    return features.map { ($0, model.weights[$0]?[label] ?? 0) }
      .enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .map(\.element.0)
  }
}
