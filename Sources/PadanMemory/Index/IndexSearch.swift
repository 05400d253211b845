import GRDB
import PadanMatch

/// Finds the texts of one index that may answer a query, each with the most that it can score.
struct IndexSearch {
  let index: MatchIndex
  private let order: TokenOrder
  private let listRows: RawStatement
  private let textRow: RawStatement
  private let textRows: RawStatement

  init(_ db: Database, index: MatchIndex, order: TokenOrder) throws {
    self.index = index
    self.order = order
    listRows = try RawStatement(
      db,
      """
      SELECT key, data FROM \(index.postingTable) WHERE key BETWEEN coalesce(
        (SELECT max(key) FROM \(index.postingTable) WHERE key BETWEEN ?1 AND ?2), ?2) AND ?3
      """)
    textRow = try RawStatement(db, "SELECT data FROM \(index.textTable) WHERE key = ?")
    textRows = try RawStatement(
      db, "SELECT key, data FROM \(index.textTable) WHERE key BETWEEN ? AND ?")
  }

  // MARK: Texts

  /// Calls `body` with the place of each slot in its row; slots ascend.
  ///
  /// - Throws: `IndexDamage` and `DatabaseError`, and whatever `body` throws.
  func forEachText(
    _ slots: some Sequence<Int64>, _ body: (TextRow, _ index: Int, _ slot: Int64) throws -> Void
  ) throws {
    var key: Int64?
    var row: TextRow?
    defer { textRow.reset() }
    for slot in slots {
      let shift = LengthClass.rowShift(Slot.lengthClass(of: slot))
      if key != slot >> shift {
        key = slot >> shift
        textRow.reset()
        textRow.bind(key!, at: 1)
        guard try textRow.step() else { throw IndexDamage() }
        row = try TextRow(textRow.bytes(0), key: key!)
      }
      let place = Int(slot - key! << shift)
      guard let row, place < row.count else { throw IndexDamage() }
      try body(row, place, slot)
    }
  }

  /// The slots of all texts with a loose hash, some of others among them.
  func slots(ofLooseHash hash: UInt32) throws -> [Int64] {
    let mark = TokenOrder.looseMark(of: hash)
    var slots: [Int64] = []
    try forEachPosting(
      list: TokenOrder.looseList(of: hash), isLoose: true, classes: 0...LengthClass.last
    ) { slot, found, _ in
      if found == mark { slots.append(slot) }
    }
    return slots
  }

  /// The units whose text, as a match key, is `key`, in the order of their slots.
  func units(ofText key: [UInt32], looseHash: UInt32) throws -> [Int64] {
    var packed: [UInt8] = []
    let width = PackedText.append(key, to: &packed)
    var units: [Int64] = []
    try forEachText(slots(ofLooseHash: looseHash)) { row, index, _ in
      if row.looseHash(index) == looseHash, row.width(index) == width,
        row.text(index).elementsEqual(packed)
      {
        units.append(row.unit(index))
      }
    }
    return units
  }

  // MARK: Candidates

  /// Scores every text that shares enough tokens with the query, some others among them.
  func scoreSharing(_ candidates: inout Candidates, _ answer: Candidates.Answer) throws {
    let query = candidates.query
    var slots: [Int64] = []
    let classes =
      LengthClass.of(query.window.lowerBound)...LengthClass.of(query.window.upperBound)
    let signatures = [1, 2, 4].map { TokenSignature.Query(query.tokens, words: $0) }
    let count = query.tokens.count
    var prefix: [Int64] = []
    order.prefix(query.tokens, OverlapPrefix.length(count), into: &prefix)
    // The tokens before one are rarer, and texts that have them were found there: what has not been
    // met can share only the rest. Recent texts can share all.
    var lists = prefix.enumerated().map { (list: $0.element, shareable: count - $0.offset) }
    if index.recent > 0 { lists.append((TokenOrder.recentList, count)) }
    for (list, shareable) in lists {
      let needs = Self.needs(queryTokens: count, shareable: shareable)
      try forEachPosting(list: list, isLoose: false, classes: classes) { slot, mark, signature in
        let need = needs[Int(mark)]
        guard need <= count else { return }
        let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
        if signatures[words >> 1].bound(signature) >= need { slots.append(slot) }
      }
    }
    slots.sort()
    var last: Int64 = -1
    let distinct = slots.filter { slot in
      defer { last = slot }
      return slot != last
    }
    var bounds: [UInt16] = [0]
    for start in stride(from: 0, to: distinct.count, by: Candidates.capacity) {
      let some = distinct[start..<min(start + Candidates.capacity, distinct.count)]
      try forEachText(some) { row, index, _ in
        query.bag.bounds(row.bag(index), count: 1, into: &bounds)
        candidates.add(row, index, bagBound: bounds[0])
      }
      try candidates.score(answer)
    }
  }

  /// Scores every text of the length window.
  func scoreAll(_ candidates: inout Candidates, _ answer: Candidates.Answer) throws {
    let query = candidates.query
    var bounds = [UInt16](repeating: 0, count: 64)
    defer { textRows.reset() }
    for lengthClass in classesByLikeness(query) {
      guard query.mostScore(ofClass: lengthClass) >= candidates.least else { break }
      let shift = LengthClass.rowShift(lengthClass)
      textRows.reset()
      textRows.bind(Slot.first(ofClass: lengthClass) >> shift, at: 1)
      textRows.bind((Slot.first(ofClass: lengthClass + 1) >> shift) - 1, at: 2)
      while try textRows.step() {
        let row = try TextRow(textRows.bytes(1), key: textRows.int(0))
        if row.count > bounds.count { throw IndexDamage() }
        query.bag.bounds(row.bags, count: row.count, into: &bounds)
        // Most texts go by without a look at more than their bags.
        let need = candidates.leastNeed(ofClass: lengthClass)
        for index in 0..<row.count where bounds[index] >= need {
          candidates.add(row, index, bagBound: bounds[index])
        }
        if candidates.isFull { try candidates.score(answer) }
      }
    }
    try candidates.score(answer)
  }

  /// The length classes of a query's window, those of its own length first: what they answer with
  /// spares a look at others.
  private func classesByLikeness(_ query: PreparedQuery) -> [Int] {
    let classes =
      LengthClass.of(query.window.lowerBound)...LengthClass.of(query.window.upperBound)
    return classes.map { ($0, query.mostScore(ofClass: $0)) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
  }

  /// For each number of tokens a text can have, how many it must share with the query; beyond reach
  /// where it cannot.
  private static func needs(queryTokens count: Int, shareable: Int) -> [Int] {
    (0...255).map { tokens in
      let need = OverlapPrefix.need(max(count, tokens))
      return need <= shareable && (need <= tokens || tokens == 255) ? need : .max
    }
  }

  /// Calls `body` with the postings of a list, of texts of some classes.
  @inline(__always)
  private func forEachPosting(
    list: Int64, isLoose: Bool, classes: ClosedRange<Int>,
    _ body: (_ slot: Int64, _ mark: UInt8, _ signature: UnsafeRawPointer) -> Void
  ) throws {
    let first = Slot.first(ofClass: classes.lowerBound)
    let end = Slot.first(ofClass: classes.upperBound + 1)
    listRows.bind(list << Slot.bits, at: 1)
    listRows.bind(list << Slot.bits | first, at: 2)
    listRows.bind(list << Slot.bits | (end - 1), at: 3)
    defer { listRows.reset() }
    while try listRows.step() {
      try PostingRow.forEach(listRows.bytes(1), key: listRows.int(0), isLoose: isLoose) {
        slot, mark, signature in
        if slot >= first, slot < end { body(slot, mark, signature) }
      }
    }
  }
}
