import PadanLanguage
import PadanModel

/// Finds the kinds of a page's lines by a sequence model over their signs.
struct PageModel: Sendable {
  /// The model.
  private let model: SequenceModel
  /// The kinds that the labels of the model stand for.
  let kinds: [SegmentKind]
  /// The weights of the signs of a line in each slot.
  private let weights: [SignWeights]
  /// The weights of the signs of a place.
  private let placeWeights: SignWeights

  /// The lines whose signs count for a line: its own, those of its neighbours, and its own together
  /// with its zone.
  private static let slots =
    ["", "-2:", "-1:", "+1:", "+2:"] + PlaceSign.Zone.allCases.map { "\($0.stringValue)&" }
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
    weights = Self.slots.map { SignWeights(of: LineSign.names, after: $0, in: model) }
    placeWeights = SignWeights(of: PlaceSign.names, after: "", in: model)
  }

  /// A decision about a line.
  struct Decision {
    /// Its kind.
    var kind: SegmentKind
    /// The probability that the kind is right, 0...1; 1 where it was not asked for.
    var confidence: Float
  }

  /// Decides about the lines from `start` on.
  ///
  /// - Parameters:
  ///   - lines: The lines, with those shortly before `start`.
  ///   - past: What is known of all lines before `start`.
  ///   - previous: The kind of the line before `start`; `nil` at the start of the page.
  ///   - givesConfidence: Whether to find how sure each decision is, too.
  /// - Complexity: O(n) for n lines.
  func decide(
    _ lines: [PageLine], from start: Int, after past: PagePlaces.Past, previous: SegmentKind?,
    givesConfidence: Bool
  ) -> [Decision] {
    var scores = Array(repeating: SequenceModel.Scores.zero, count: lines.count - start)
    for index in max(0, start - 2)..<start {
      addNeighbour(lines[index].shape.signs, at: index - start, &scores)
    }
    let places = PagePlaces(lines, hasHead: past.prose == 0)
    var past = past
    for index in start..<lines.count {
      let (signs, zone) = places.signs(at: index, after: past)
      let own = lines[index].shape.signs
      addNeighbour(own, at: index - start, &scores)
      let inZone = weights[Self.neighbours.count + 1 + zone.rawValue]
      scores[index - start] +=
        weights[0].sum(of: own) + inZone.sum(of: own) + placeWeights.sum(of: signs)
      if let allowed = lines[index].allowed { keep(allowed, in: &scores[index - start]) }
      if let markup = lines[index].markupScores { add(markup, to: &scores[index - start]) }
      past.add(lines[index].shape)
    }
    let label = previous.flatMap { kinds.firstIndex(of: $0) }
    return model.decide(scores, after: label, givesConfidence: givesConfidence).map {
      Decision(kind: kinds[$0.label], confidence: $0.confidence)
    }
  }

  /// Leaves of the scores of a line only those of some kinds.
  private func keep(_ allowed: [SegmentKind], in score: inout SequenceModel.Scores) {
    for (label, kind) in kinds.enumerated() where !allowed.contains(kind) { score[label] = -1e6 }
  }

  /// Adds what the markup says of the kinds of a line.
  private func add(_ markup: [SegmentKind: Float], to score: inout SequenceModel.Scores) {
    for (kind, markupScore) in markup {
      if let label = kinds.firstIndex(of: kind) { score[label] += markupScore }
    }
  }

  /// Adds what the signs of a line say of the lines beside it to their scores.
  private func addNeighbour(_ signs: SignSet, at index: Int, _ scores: inout [SequenceModel.Scores])
  {
    for (slot, distance) in Self.neighbours.enumerated()
    where scores.indices.contains(index - distance) {
      scores[index - distance] += weights[slot + 1].sum(of: signs)
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
