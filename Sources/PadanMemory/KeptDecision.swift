import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// A row of `decision`: a reviewer's verdict on some segments.
///
/// It keeps hashes of the segments instead of their texts. So it is found for every later alignment
/// of texts that contain the same segments.
struct KeptDecision: StoredRecord {
  static let table = "decision"
  static let columns = [
    "id", "verdict", "source_keys", "target_keys", "neighbor_keys", "source_position",
    "target_position", "is_crossing",
  ]

  /// The row's number; 0 before it is stored. A later decision has a larger one.
  var id: Int64 = 0
  /// The reviewer's verdict.
  var verdict: ReviewVerdict
  /// One key for each source segment, in order.
  var source: [Int64]
  /// One key for each target segment, in order.
  var target: [Int64]
  /// Four keys: of the segments before and after the source, and before and after the target. A key
  /// is 0 at the beginning or end of the text.
  var neighbors: [Int64]
  /// The position of the first source segment in the text that was reviewed.
  var sourcePosition: Int
  /// The position of the first target segment in the text that was reviewed.
  var targetPosition: Int
  /// Whether the bead stood out of order.
  var isCrossing: Bool

  /// The decision on a bead.
  ///
  /// - Parameters:
  ///   - verdict: The reviewer's verdict.
  ///   - bead: The segments on which it was given.
  ///   - source: The keys of all source segments of the text.
  ///   - target: The keys of all target segments of the text.
  init(_ verdict: ReviewVerdict, _ bead: Bead, source: [Int64], target: [Int64]) {
    self.verdict = verdict
    self.source = Array(source[bead.source])
    self.target = Array(target[bead.target])
    neighbors = source.neighbors(of: bead.source) + target.neighbors(of: bead.target)
    sourcePosition = bead.source.lowerBound
    targetPosition = bead.target.lowerBound
    isCrossing = bead.isCrossing
  }

  init(_ row: inout RowReader) throws(RowDamage) {
    id = try row.value()
    verdict = try row.value()
    source = try row.value(Self.keys(in:))
    target = try row.value(Self.keys(in:))
    if source.isEmpty, target.isEmpty { throw row.damage }
    neighbors = try row.value { stored in Self.keys(in: stored).flatMap { $0.count == 4 ? $0 : nil }
    }
    sourcePosition = try row.value()
    targetPosition = try row.value()
    isCrossing = try row.value()
  }

  /// The key of the first segment, by which decisions are looked up.
  var firstKey: Int64 { source.first ?? target.first ?? 0 }

  /// The key of a segment: 64 bits of the hash of its match key, and never 0. It is equal for texts
  /// that an exact lookup treats as equal, and for a text and its stored form.
  static func key(of text: String) -> Int64 {
    var identity = Identity()
    let key = identity.key(ofMatchKey: TextForm.matchKey(of: text.withoutNULs))
    return key == 0 ? 1 : key
  }

  /// Keys as a column holds them: 8 bytes each, the lowest byte first.
  static func data(of keys: [Int64]) -> Data {
    keys.reduce(into: Data()) { data, key in
      withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) }
    }
  }

  /// The keys in a column; `nil` if its value is not a blob of whole keys.
  private static func keys(in stored: DatabaseValue.Storage) -> [Int64]? {
    guard let data = Data.value(of: stored), data.count.isMultiple(of: 8) else { return nil }
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self))
      }
    }
  }
}

/// Finds the segments of two texts to which decisions apply.
///
/// A decision's segments must stand next to each other in the text, on both sides. If they do so at
/// several places, the place with the most equal neighbours is taken, then the one nearest to the
/// position in the text that was reviewed.
///
/// A decision applies if at least two of its four neighbours are equal too. It also applies if its
/// segments stand at one place only and are too long for a coincidence. If two decisions concern
/// the same segment, the later one applies.
struct DecisionPlacement {
  /// The keys of all source segments, in order.
  let source: [Int64]
  /// The keys of all target segments, in order.
  let target: [Int64]
  /// The positions of each key in the source.
  private let sourcePlaces: [Int64: [Int]]
  /// The positions of each key in the target.
  private let targetPlaces: [Int64: [Int]]
  /// The lengths of the segments in Unicode scalars.
  private let lengths: (source: [Int], target: [Int])

  /// How many Unicode scalars each side must have if its neighbours do not confirm it.
  private static let tellingLength = 20
  /// How many neighbours, of four, must be equal otherwise.
  private static let leastAgreement = 2

  /// Two texts.
  ///
  /// - Parameters:
  ///   - source: The source segments, in order.
  ///   - target: The target segments, in order.
  init(source: [String], target: [String]) {
    self.source = source.map(KeptDecision.key)
    self.target = target.map(KeptDecision.key)
    sourcePlaces = Dictionary(grouping: self.source.indices) { [keys = self.source] in keys[$0] }
    targetPlaces = Dictionary(grouping: self.target.indices) { [keys = self.target] in keys[$0] }
    lengths = (source.map(\.unicodeScalars.count), target.map(\.unicodeScalars.count))
  }

  /// The keys with which a decision on these texts can begin, ascending.
  var keys: [Int64] { Set(source).union(target).sorted() }

  /// The decisions that apply to these texts, each with its bead, the latest first. No two of the
  /// beads share a segment.
  func placed(_ decisions: [KeptDecision]) -> [(decision: KeptDecision, bead: Bead)] {
    var isSourceTaken = Array(repeating: false, count: source.count)
    var isTargetTaken = Array(repeating: false, count: target.count)
    var result: [(decision: KeptDecision, bead: Bead)] = []
    for decision in decisions.sorted(by: { $0.id > $1.id }) {
      guard let bead = bead(of: decision),
        !bead.source.contains(where: { isSourceTaken[$0] }),
        !bead.target.contains(where: { isTargetTaken[$0] })
      else { continue }
      for position in bead.source { isSourceTaken[position] = true }
      for position in bead.target { isTargetTaken[position] = true }
      result.append((decision, bead))
    }
    return result
  }

  /// The bead to which a decision applies; `nil` if it does not apply to these texts.
  private func bead(of decision: KeptDecision) -> Bead? {
    let source = place(
      of: decision.source, in: self.source, places: sourcePlaces, lengths: lengths.source,
      neighbors: decision.neighbors[..<2], near: decision.sourcePosition)
    let target = place(
      of: decision.target, in: self.target, places: targetPlaces, lengths: lengths.target,
      neighbors: decision.neighbors[2...], near: decision.targetPosition)
    guard let source, let target,
      source.agreement + target.agreement >= Self.leastAgreement
        || source.isTelling && target.isTelling
    else { return nil }
    return Bead(
      source: source.range, target: target.range, isCrossing: decision.isCrossing)
  }

  /// A place of one side of a decision in a text.
  private struct Place {
    var range: Range<Int>
    /// How many of the two neighbours are equal.
    var agreement = 0
    /// The distance from the position in the text that was reviewed, in segments.
    var distance = 0
    /// Whether the segments stand at this place only and are long, or there are none on this side.
    var isTelling = true
  }

  /// The best place of a run of segments in a text; `nil` if the text does not contain the run.
  ///
  /// - Parameters:
  ///   - run: The keys of the segments.
  ///   - keys: The keys of the text.
  ///   - places: The positions of each key in the text.
  ///   - lengths: The lengths of the text's segments.
  ///   - neighbors: The keys before and after the run in the text that was reviewed.
  ///   - position: The position of the run there.
  private func place(
    of run: [Int64], in keys: [Int64], places: [Int64: [Int]], lengths: [Int],
    neighbors: ArraySlice<Int64>, near position: Int
  ) -> Place? {
    guard let first = run.first else { return Place(range: 0..<0) }
    let starts = (places[first] ?? []).filter { keys[$0...].starts(with: run) }
    var best: Place?
    for start in starts {
      let range = start..<start + run.count
      let agreement = zip(keys.neighbors(of: range), neighbors).count { $0 == $1 }
      let distance = abs(start - position)
      if let best, (best.agreement, -best.distance) >= (agreement, -distance) { continue }
      best = Place(range: range, agreement: agreement, distance: distance)
    }
    guard var best else { return nil }
    best.isTelling =
      starts.count == 1 && best.range.reduce(0) { $0 + lengths[$1] } >= Self.tellingLength
    return best
  }
}

extension [Int64] {
  /// The elements before and after a range; 0 at the beginning or end.
  fileprivate func neighbors(of range: Range<Int>) -> [Int64] {
    [
      range.lowerBound > 0 ? self[range.lowerBound - 1] : 0,
      range.upperBound < count ? self[range.upperBound] : 0,
    ]
  }
}
