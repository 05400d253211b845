import Dispatch
import FoundationEssentials
import GRDB
import PadanIndex
import PadanModel
import PadanText
import Synchronization

/// Answers one search inside one read of a memory.
///
/// Units are read some at a time, and looked at on all processors; those that have what is looked for
/// are given out in the order of their numbers.
struct SearchSession {
  private let db: Database
  private let query: SearchQuery
  private let directions: [Int64: Direction]
  private let units: UnitReader

  /// How many units are read at first, so that the first answers come soon.
  private static let firstPortion = 128
  /// How many are read at most.
  private static let mostPortion = 8_192
  /// How many one processor looks at before it takes the next.
  private static let slice = 512

  /// Prepares a search.
  ///
  /// - Throws: `RowDamage`, `DatabaseError`.
  init(_ db: Database, _ query: SearchQuery) throws {
    self.db = db
    self.query = query
    directions = try Dictionary(Direction.all(db).map { ($0.id, $0) }) { first, _ in first }
    units = try UnitReader(db, filter: query.filter)
  }

  /// Calls `body` with each unit that has what is looked for, by ascending number, until it returns
  /// `false`.
  ///
  /// - Parameter usesConcordance: Whether only units are looked at that the concordance names, and those
  ///   that it does not cover.
  /// - Throws: `TextExpression.Fault`, `IndexDamage`, `RowDamage`, `DatabaseError`, and whatever `body`
  ///   throws.
  func run(usesConcordance: Bool, _ body: (SearchResult) throws -> Bool) throws {
    let concordance = try Concordance.of(db)
    var candidates: PlaceSet?
    if usesConcordance, concordance.isUsed,
      var named = try concordance.candidates(for: query, db)
    {
      let uncovered = try concordance.uncovered(db)
      if uncovered.count <= Concordance.fewUnits {
        for unit in uncovered { named.insert(TextPlace(unit: unit, isTarget: false).value) }
        candidates = named
      }
    }
    // A fault of an expression is found before anything is read.
    _ = try TextMatcher(query, directions)
    if let candidates { try look(at: candidates, body) } else { try lookAtAll(body) }
  }

  private func look(at candidates: PlaceSet, _ body: (SearchResult) throws -> Bool) throws {
    let statement = try RawStatement(
      db, "SELECT id, direction_id, source, target FROM unit WHERE id = ?")
    var portion = UnitPortion()
    var size = Self.firstPortion
    for place in candidates.places {
      statement.bind(TextPlace(value: place).unit, at: 1)
      if try statement.step() { portion.add(statement) }
      statement.reset()
      if portion.count >= size {
        guard try look(at: portion, body) else { return }
        portion = UnitPortion()
        size = min(size * 4, Self.mostPortion)
      }
    }
    _ = try look(at: portion, body)
  }

  private func lookAtAll(_ body: (SearchResult) throws -> Bool) throws {
    let statement = try RawStatement(
      db, "SELECT id, direction_id, source, target FROM unit WHERE id > ? ORDER BY id LIMIT ?")
    defer { statement.reset() }
    var last = Int64.min
    var size = Self.firstPortion
    while true {
      statement.bind(last, at: 1)
      statement.bind(Int64(size), at: 2)
      var portion = UnitPortion()
      while try statement.step() { portion.add(statement) }
      statement.reset()
      guard let greatest = portion.greatest else { return }
      guard try look(at: portion, body) else { return }
      last = greatest
      size = min(size * 4, Self.mostPortion)
    }
  }

  /// Looks at some units.
  ///
  /// - Returns: `false` if `body` wants no more.
  private func look(at portion: UnitPortion, _ body: (SearchResult) throws -> Bool) throws -> Bool {
    try Task.checkCancellation()
    if Memory.isEnding { throw CancellationError() }
    let (query, directions) = (query, directions)
    let slices = stride(from: 0, to: portion.count, by: Self.slice).map {
      $0..<min($0 + Self.slice, portion.count)
    }
    let found = Mutex<[Result<[UnitPortion.Hit], TextExpression.Fault>?]>(
      Array(repeating: nil, count: slices.count))
    DispatchQueue.concurrentPerform(iterations: slices.count) { index in
      let hits = Result { () throws(TextExpression.Fault) in
        try portion.hits(in: slices[index], TextMatcher(query, directions))
      }
      found.withLock { $0[index] = hits }
    }
    for hits in found.withLock({ $0 }) {
      for hit in try hits?.get() ?? [] {
        guard let result = try result(of: hit) else { continue }
        guard try body(result) else { return false }
      }
    }
    return true
  }

  /// A unit with its hits; `nil` if it may not answer.
  private func result(of hit: UnitPortion.Hit) throws -> SearchResult? {
    guard let unit = try units.answering(hit.unit), let direction = directions[unit.direction]
    else {
      return nil
    }
    return SearchResult(
      unit: unit.id, pair: unit.pair(direction),
      occurrences: try StoredOccurrence.all(of: unit.id, db).map(\.provenance),
      sourceHits: hit.source, targetHits: hit.target)
  }
}

/// The texts of some units, copied out of the memory.
private struct UnitPortion: Sendable {
  /// A unit that has what is looked for.
  struct Hit: Sendable {
    var unit: Int64
    var source: [Range<Int>]
    var target: [Range<Int>]
  }

  private struct Unit: Sendable {
    var id: Int64
    var direction: Int64
    var source: Range<Int>
    var target: Range<Int>
  }

  private var bytes: [UInt8] = []
  private var units: [Unit] = []

  var count: Int { units.count }
  /// The greatest number of a unit; `nil` if there is none.
  var greatest: Int64? { units.last?.id }

  /// Adds the unit of a statement whose columns are its number, direction, source and target.
  mutating func add(_ row: RawStatement) {
    func range(_ column: Int32, in bytes: inout [UInt8]) -> Range<Int> {
      let start = bytes.count
      bytes.append(contentsOf: row.text(column))
      return start..<bytes.count
    }
    units.append(
      Unit(
        id: row.int(0), direction: row.int(1), source: range(2, in: &bytes),
        target: range(3, in: &bytes)))
  }

  /// The hits in a slice of the units.
  func hits(
    in slice: Range<Int>, _ matcher: TextMatcher
  ) throws(TextExpression.Fault) -> [Hit] {
    var hits: [Hit] = []
    for unit in units[slice] {
      let found = try bytes.withUnsafeBufferPointer { bytes throws(TextExpression.Fault) in
        try matcher.hits(
          in: UnsafeBufferPointer(rebasing: bytes[unit.source]),
          UnsafeBufferPointer(rebasing: bytes[unit.target]), of: unit.direction)
      }
      if let found { hits.append(Hit(unit: unit.id, source: found.source, target: found.target)) }
    }
    return hits
  }
}
