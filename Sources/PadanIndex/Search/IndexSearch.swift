import PadanMatch

/// Finds the texts of one index that may answer a query, and scores them.
package struct IndexSearch {
  let rows: IndexRows
  private let order: TokenOrder
  private let hasRecent: Bool

  /// - Parameters:
  ///   - order: The order that the index was built with.
  ///   - hasRecent: Whether there are texts in the list of recent texts.
  package init(_ rows: IndexRows, order: TokenOrder, hasRecent: Bool) {
    self.rows = rows
    self.order = order
    self.hasRecent = hasRecent
  }

  // MARK: Texts

  /// The slots of all texts that have a loose hash, ascending. A list keeps only 24 bits of the
  /// hash, so a few other texts may be among them.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  func slots(ofLooseHash hash: UInt32) throws -> [Int64] {
    let mark = PostingList.mark(ofLooseHash: hash)
    var slots: [Int64] = []
    try rows.postings.readAll(in: PostingList(looseHash: hash).keys) { key, row in
      try PostingRow.forEach(row, key: key) { slot, found, _ in
        if found == mark { slots.append(slot) }
      }
    }
    return slots
  }

  /// The units with a text, in the order of their slots.
  ///
  /// - Parameters:
  ///   - key: The scalars of the text's match key.
  ///   - looseHash: Its loose hash (`FoundText.looseHash`).
  /// - Throws: `IndexDamage`; errors of the store.
  package func units(ofText key: [UInt32], looseHash: UInt32) throws -> [Int64] {
    var packed: [UInt8] = []
    let width = PackedText.append(key, to: &packed)
    var units: [Int64] = []
    try rows.texts.forEachText(slots(ofLooseHash: looseHash)[...]) { row, index, _ in
      if row.looseHash(index) == looseHash, row.width(index) == width,
        row.text(index).elementsEqual(packed)
      {
        units.append(row.unit(index))
      }
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
    let range = Slot.range(of: query.classes)
    let signatures = [1, 2, 4].map { TokenSignature.Query(query.tokens, words: $0) }
    let count = query.tokens.count
    var prefix: [PostingList] = []
    order.prefix(query.tokens, into: &prefix)
    // Prefix filter: a text first seen under the i-th rarest token, counted from 0, lacks the i rarer
    // ones, so it shares at most `count - i` tokens. Recent texts can share all.
    var lists = prefix.enumerated().map { (list: $0.element, shareable: count - $0.offset) }
    if hasRecent { lists.append((.recent, count)) }
    for (list, shareable) in lists {
      let needs = Self.needs(queryTokens: count, shareable: shareable)
      // A row's key is that of its first text, so the row before the range may reach into it.
      var first = list.key(range.lowerBound)
      _ = try rows.postings.readLast(in: list.keys.lowerBound...first) { key, _ in first = key }
      try rows.postings.readAll(in: first...list.key(range.upperBound)) { key, row in
        try PostingRow.forEach(row, key: key) { slot, mark, signature in
          let need = needs[Int(mark)]
          guard need <= count, range.contains(slot) else { return }
          let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
          if signatures[words >> 1].bound(signature) >= need { slots.append(slot) }
        }
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
      try rows.texts.forEachText(some) { row, index, _ in
        query.bag.bounds(row.bag(index), count: 1, into: &bounds)
        candidates.add(row, index, bagBound: bounds[0])
      }
      try candidates.score(answer)
    }
  }

  /// Scores every text of the query's length window, the lengths with the best possible score
  /// first. It stops when no remaining length can score enough.
  ///
  /// - Throws: `IndexDamage`; whatever the store and `answer` throw.
  func scoreAll(_ candidates: inout Candidates, _ answer: Candidates.Answer) throws {
    let query = candidates.query
    var bounds = [UInt16](repeating: 0, count: 64)
    for lengthClass in query.classesByLikeness {
      guard query.mostScore(ofClass: lengthClass) >= candidates.least else { break }
      try rows.texts.readAll(in: Slot.rows(ofClass: lengthClass)) { key, bytes in
        let row = try TextRow(bytes, key: key)
        if row.count > bounds.count { throw IndexDamage() }
        query.bag.bounds(row.bags, count: row.count, into: &bounds)
        // The bags alone rule out most texts.
        let need = candidates.leastNeed(ofClass: lengthClass)
        for index in 0..<row.count where bounds[index] >= need {
          candidates.add(row, index, bagBound: bounds[index])
        }
        if candidates.isFull { try candidates.score(answer) }
      }
    }
    try candidates.score(answer)
  }

  /// For each number of tokens that a text can have, 0...255, how many it must share with the
  /// query; `.max` if it cannot share so many. 255 stands for 255 or more.
  ///
  /// - Parameter shareable: How many tokens a text of the list can share at most.
  private static func needs(queryTokens count: Int, shareable: Int) -> [Int] {
    (0...255).map { tokens in
      let need = SearchSet.leastShared(of: max(count, tokens))
      return need <= shareable && (need <= tokens || tokens == 255) ? need : .max
    }
  }
}
