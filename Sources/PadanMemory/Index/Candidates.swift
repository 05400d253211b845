import PadanMatch

/// Texts that may answer a query, gathered out of an index's rows, and what they score.
struct Candidates {
  /// A text and the most that it can score.
  private struct Candidate {
    var bound: Double
    var slot: Int64
    var start: UInt32
    var count: UInt32
    var width: UInt8
  }

  /// A text and its score by characters.
  struct Hit {
    var score: Double
    var key: [UInt32]
  }

  private let query: PreparedQuery
  private let least: Double
  private var candidates: [Candidate] = []
  /// The packed texts, one behind the other.
  private var pool: [UInt8] = []

  /// - Parameter least: The score below which a text is of no use.
  init(_ query: PreparedQuery, least: Double) {
    self.query = query
    self.least = least
  }

  /// The bag bound from which a text of a class can score enough; 0 where bags say nothing.
  func leastBagBound(ofClass lengthClass: Int) -> UInt16 {
    let count = LengthClass.longest(lengthClass)
    guard lengthClass < 128, query.count <= LetterBag.longest else { return 0 }
    var common = 0
    while common < count, query.score(common: common, count: count) < least { common += 1 }
    return UInt16(common)
  }

  /// Adds a text, unless it cannot score enough or its loose hash is the query's: those are scored by
  /// other rules.
  @inline(__always)
  mutating func add(_ row: TextRow, _ index: Int, slot: Int64, bagBound: UInt16) {
    let bound = query.bound(row, index, bagBound: bagBound)
    guard bound >= least, row.looseHash(index) != query.looseHash else { return }
    let text = row.text(index)
    let width = max(1, row.width(index))
    candidates.append(
      Candidate(
        bound: bound, slot: slot, start: UInt32(pool.count), count: UInt32(text.count / width),
        width: UInt8(width)))
    pool.append(contentsOf: text)
  }

  /// More texts than this are scored in the order of their slots, all of them before any is answered
  /// with: to sort them would cost more than it saves.
  private static let many = 4_096

  /// Scores the texts, those that can score most first, some at a time, and calls `body` with those of
  /// each group that score enough, best first.
  ///
  /// - Parameter leastNow: What is of use by then; it rises as answers are found.
  mutating func score(leastNow: () -> Double, _ body: (Hit) throws -> Void) rethrows {
    let isMany = candidates.count > Self.many
    if !isMany {
      candidates.sort { $0.bound == $1.bound ? $0.slot < $1.slot : $0.bound > $1.bound }
    }
    let longest = candidates.reduce(0) { max($0, Int($1.count)) }
    pool.append(contentsOf: repeatElement(0, count: longest))
    // Few at first, so that the best raise the bar for the rest.
    var size = isMany ? candidates.count : 16
    var at = 0
    while at < candidates.count, isMany || candidates[at].bound >= leastNow() {
      let group = at..<min(at + size, candidates.count)
      at += size
      size = min(size * 2, 1_024)
      for hit in hits(in: group, least: leastNow()) where hit.score >= leastNow() {
        try body(Hit(score: hit.score, key: key(of: candidates[hit.place])))
      }
    }
  }

  /// The texts of a group that score enough, best first.
  private func hits(in group: Range<Int>, least: Double) -> [(score: Double, place: Int)] {
    var hits: [(score: Double, place: Int)] = []
    var places = group.filter { candidates[$0].width == 1 }
    // The kernel takes eight texts in step: those of one length waste nothing.
    places.sort {
      candidates[$0].count == candidates[$1].count
        ? $0 < $1 : candidates[$0].count < candidates[$1].count
    }
    let starts = places.map { candidates[$0].start }
    let counts = places.map { candidates[$0].count }
    var commons = [UInt32](repeating: 0, count: places.count)
    query.pattern.commonLengths(pool: pool, starts: starts, counts: counts, into: &commons)
    for (place, common) in zip(places, commons) {
      let score = query.score(common: Int(common), count: Int(candidates[place].count))
      if score >= least { hits.append((score, place)) }
    }
    for place in group where candidates[place].width > 1 {
      let common = query.pattern.commonLength(key(of: candidates[place]))
      let score = query.score(common: common, count: Int(candidates[place].count))
      if score >= least { hits.append((score, place)) }
    }
    hits.sort {
      let slots = (candidates[$0.place].slot, candidates[$1.place].slot)
      return $0.score == $1.score ? slots.0 < slots.1 : $0.score > $1.score
    }
    return hits
  }

  private func key(of candidate: Candidate) -> [UInt32] {
    var key: [UInt32] = []
    let bytes = Int(candidate.count) * Int(candidate.width)
    pool.withUnsafeBytes {
      PackedText.read(
        UnsafeRawBufferPointer(rebasing: $0[Int(candidate.start)...].prefix(bytes)),
        width: Int(candidate.width), into: &key)
    }
    return key
  }
}
