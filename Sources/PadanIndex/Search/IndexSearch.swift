import PadanMatch

/// Finds the texts of one index that may answer a query, and scores them.
package struct IndexSearch {
  let rows: IndexRows
  private let order: TokenOrder
  private let hasRecent: Bool
  private let kept: KeptOutlines

  /// - Parameters:
  ///   - order: The order that the index was built with.
  ///   - hasRecent: Whether there are texts in the list of recent texts.
  ///   - kept: The outlines that the process holds of this state of the index.
  package init(_ rows: IndexRows, order: TokenOrder, hasRecent: Bool, kept: KeptOutlines) {
    self.rows = rows
    self.order = order
    self.hasRecent = hasRecent
    self.kept = kept
  }

  // MARK: Texts

  /// The units with a text, in the order of their slots. A unit may be named twice.
  ///
  /// - Parameter key: The scalars of the text's match key.
  /// - Throws: `IndexDamage`; errors of the store.
  package func units(ofText key: [UInt32]) throws -> [Int64] {
    let hash = TextReader.hash(ofKey: key)
    let mark = PostingList.mark(ofKeyHash: hash)
    var slots: [Int64] = []
    try rows.postings.readAll(in: PostingList(keyHash: hash).keys) { key, row in
      try PostingRow.forEach(row, key: key) { slot, found, _ in
        if found == mark { slots.append(slot) }
      }
    }
    var units: [Int64] = []
    var reader = TextReader()
    // A list keeps only 24 bits of a hash, so a few other texts may be among them.
    try rows.outlines.forEachText(slots[...]) { row, index, _ in
      let unit = row.unit(index)
      let isThere = try rows.texts.readText(ofUnit: unit) { reader.readKey($0) }
      if isThere, reader.scalars == key { units.append(unit) }
    }
    return units
  }

  // MARK: Candidates

  /// Scores every text that shares enough tokens with the query, and a few others that the filters
  /// let pass.
  ///
  /// - Throws: `IndexDamage`; whatever the store and `answer` throw.
  func scoreSharing(_ candidates: inout Candidates, _ answer: Candidates.Answer) throws {
    let query = candidates.query
    var slots: [Int64] = []
    let ranges = try slotRanges(reaching: candidates.least, query)
    let filter = PostingFilter(query.tokens)
    var prefix: [PostingList] = []
    order.prefix(query.tokens, into: &prefix)
    // Prefix filter: a text first seen under the i-th rarest token, counted from 0, lacks the i rarer
    // ones. Recent texts can have all.
    var lists = prefix.enumerated().map { (list: $0.element, lacking: $0.offset) }
    if hasRecent { lists.append((.recent, 0)) }
    for (list, lacking) in lists {
      for range in ranges {
        let start = list.key(range.lowerBound)
        // A row's key is that of its first text, so the row before the range may reach into it.
        let first =
          start > list.keys.lowerBound
          ? try rows.postings.lastKey(in: list.keys.lowerBound...start) ?? start : start
        try rows.postings.readAll(in: first...list.key(range.upperBound)) { key, row in
          try filter.append(row, key: key, in: range, lacking: lacking, to: &slots)
        }
      }
    }
    slots.sort()
    var last: Int64 = -1
    let distinct = slots.filter { slot in
      defer { last = slot }
      return slot != last
    }
    try rows.outlines.forEachText(distinct[...]) { row, index, _ in candidates.add(row, index) }
    try candidates.score(rows.texts, answer)
  }

  /// The slots of the texts whose lengths let them reach a score, and of those without letters if there
  /// are any.
  private func slotRanges(
    reaching least: Double, _ query: PreparedQuery
  ) throws -> [ClosedRange<Int64>] {
    let classes = (1...LengthClass.last).filter {
      query.mostScore(ofClass: $0) >= least - Letters.margin
    }
    var ranges: [ClosedRange<Int64>] = []
    let withoutLetters = Slot.range(of: 0...0)
    if try rows.outlines.lastKey(in: withoutLetters) != nil { ranges.append(withoutLetters) }
    if let first = classes.first, let last = classes.last {
      ranges.append(Slot.range(of: first...last))
    }
    return ranges
  }

  /// Scores every text whose letters let it reach the least score, the lengths with the best possible
  /// score first. It stops when no remaining length can score enough.
  ///
  /// - Throws: `IndexDamage`; whatever the store and `answer` throw.
  func scoreAll(_ candidates: inout Candidates, _ answer: Candidates.Answer) throws {
    for (lengthClass, most) in candidates.query.classes(reaching: candidates.least) {
      guard most >= candidates.least - Letters.margin else { break }
      try forEachRow(ofClass: lengthClass) { candidates.add($0) }
      try candidates.score(rows.texts, answer)
    }
  }

  /// Calls `body` with each row of a length class: those that are held, or else those of the store,
  /// which are held from then on if there is room.
  private func forEachRow(ofClass lengthClass: Int, _ body: (OutlineRow) throws -> Void) throws {
    if let rows = kept.rows(ofClass: lengthClass) {
      return try rows.forEachRow(ofClass: lengthClass, body)
    }
    var collector = kept.collector(ofClass: lengthClass)
    var next = Slot.first(ofClass: lengthClass)
    try rows.outlines.readAll(in: Slot.range(of: lengthClass...lengthClass)) { key, bytes in
      // The rows of a class have numbers without gaps.
      guard key == next else { throw IndexDamage() }
      next += 1
      let row = try OutlineRow(bytes, key: key)
      collector.add(row)
      try body(row)
    }
    kept.keep(collector, ofClass: lengthClass)
  }
}
