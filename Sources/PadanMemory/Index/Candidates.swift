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

  /// Scores the texts, those that can score most first, some at a time, and calls `body` with those of
  /// each group that score enough, best first.
  ///
  /// - Parameter leastNow: What is of use by then; it rises as answers are found.
  mutating func score(
    leastNow: () -> Double, _ body: (Hit) throws -> Void
  ) rethrows {
    candidates.sort { $0.bound == $1.bound ? $0.slot < $1.slot : $0.bound > $1.bound }
    let longest = candidates.reduce(0) { max($0, Int($1.count)) }
    pool.append(contentsOf: repeatElement(0, count: longest))
    var starts: [UInt32] = []
    var counts: [UInt32] = []
    var commons: [UInt32] = []
    var at = 0
    // Few at first, so that the best raise the bar for the rest.
    var size = 16
    while at < candidates.count, candidates[at].bound >= leastNow() {
      let group = candidates[at..<min(at + size, candidates.count)]
      at += size
      size = min(size * 2, 1024)
      let bytes = group.filter { $0.width == 1 }.sorted {
        $0.count == $1.count ? $0.slot < $1.slot : $0.count < $1.count
      }
      starts.removeAll(keepingCapacity: true)
      counts.removeAll(keepingCapacity: true)
      for candidate in bytes {
        starts.append(candidate.start)
        counts.append(candidate.count)
      }
      commons = [UInt32](repeating: 0, count: bytes.count)
      query.pattern.commonLengths(pool: pool, starts: starts, counts: counts, into: &commons)
      var hits: [(score: Double, candidate: Candidate)] = []
      let least = leastNow()
      for (candidate, common) in zip(bytes, commons) {
        let score = query.score(common: Int(common), count: Int(candidate.count))
        if score >= least { hits.append((score, candidate)) }
      }
      for candidate in group where candidate.width > 1 {
        let common = query.pattern.commonLength(key(of: candidate))
        let score = query.score(common: common, count: Int(candidate.count))
        if score >= least { hits.append((score, candidate)) }
      }
      hits.sort {
        $0.score == $1.score ? $0.candidate.slot < $1.candidate.slot : $0.score > $1.score
      }
      for hit in hits where hit.score >= leastNow() {
        try body(Hit(score: hit.score, key: key(of: hit.candidate)))
      }
    }
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
