import FoundationEssentials
import GRDB
import PadanModel
import PadanText

/// A verdict as the memory keeps it: without texts, by the hashes of its segments, so that it is found
/// in every later alignment of texts that hold them.
struct KeptDecision: StoredRecord {
  static let table = "decision"
  static let columns = [
    "id", "verdict", "source_keys", "target_keys", "neighbor_keys", "source_position",
    "target_position", "is_crossing",
  ]

  var id: Int64 = 0
  var verdict: ReviewVerdict
  /// One key for each segment, in order.
  var source: [Int64]
  var target: [Int64]
  /// The keys of the segments before and after, first those of the source; 0 beyond an end.
  var neighbors: [Int64]
  var sourcePosition: Int
  var targetPosition: Int
  var isCrossing: Bool

  /// What a bead of some segments would be kept as.
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

  /// The first segment's key, which an alignment asks for.
  var firstKey: Int64 { source.first ?? target.first ?? 0 }

  /// The key of a segment: equal for texts that an exact lookup takes as one, and never 0.
  static func key(of text: String) -> Int64 {
    var identity = Identity()
    let key = identity.key(ofMatchKey: TextForm.matchKey(of: text))
    return key == 0 ? 1 : key
  }

  static func data(of keys: [Int64]) -> Data {
    keys.reduce(into: Data()) { data, key in
      withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) }
    }
  }

  /// The keys of a column; `nil` where it holds half of one.
  private static func keys(in stored: DatabaseValue.Storage) -> [Int64]? {
    guard let data = Data.value(of: stored), data.count.isMultiple(of: 8) else { return nil }
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self))
      }
    }
  }
}

/// Finds the places in two texts that verdicts are about.
///
/// A verdict's segments must stand there one after the other, on both sides. Where they stand at
/// several places, the one with the same neighbours is meant, then the nearest to where the verdict
/// was given. A verdict counts where two of its up to four neighbours are the same too, or where its
/// segments stand only once and are too long to be there by chance. Of two verdicts about one segment
/// the later one counts.
struct DecisionPlacement {
  /// The keys of all segments.
  let source: [Int64]
  let target: [Int64]
  private let sourcePlaces: [Int64: [Int]]
  private let targetPlaces: [Int64: [Int]]
  private let lengths: (source: [Int], target: [Int])

  /// How many Unicode scalars a side must have to be found without its neighbours.
  private static let tellingLength = 20
  /// How many neighbours must agree otherwise.
  private static let leastAgreement = 2

  init(source: [String], target: [String]) {
    self.source = source.map(KeptDecision.key)
    self.target = target.map(KeptDecision.key)
    sourcePlaces = Dictionary(grouping: self.source.indices) { [keys = self.source] in keys[$0] }
    targetPlaces = Dictionary(grouping: self.target.indices) { [keys = self.target] in keys[$0] }
    lengths = (source.map(\.unicodeScalars.count), target.map(\.unicodeScalars.count))
  }

  /// The keys a decision about these texts may begin with, ascending.
  var keys: [Int64] { Set(source).union(target).sorted() }

  /// Each decision that holds in these texts with its bead, the latest first. No two of them share a
  /// segment.
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

  private struct Place {
    var range: Range<Int>
    /// How many of the two neighbours agree.
    var agreement = 0
    /// How far it is from where the verdict was given, in segments.
    var distance = 0
    /// Whether the segments are here only and long.
    var isTelling = true
  }

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
  /// The elements before and after a range; 0 beyond an end.
  fileprivate func neighbors(of range: Range<Int>) -> [Int64] {
    [
      range.lowerBound > 0 ? self[range.lowerBound - 1] : 0,
      range.upperBound < count ? self[range.upperBound] : 0,
    ]
  }
}
