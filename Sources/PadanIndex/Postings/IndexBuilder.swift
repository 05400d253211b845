/// Adds texts to an index, new or old. A row of texts is written when it is full; postings are
/// written in sorted batches.
///
/// Call `finish` at the end: until then the rows of the index are incomplete.
package struct IndexBuilder {
  /// A posting in a batch: its key, and the position of its text in the batch.
  private struct Posting {
    var key: Int64
    var text: Int32
  }

  /// The largest number of postings in a batch: 16 bytes each, and as much again while they are
  /// sorted.
  private static let capacity = 10_000_000

  private let index: IndexRows
  private let areRecent: Bool
  private let analyzer: TextAnalyzer
  /// The texts of which the analysis has not begun.
  private var batch = TextBatch()
  /// The analysis of the texts before them.
  private var analysis: BatchAnalysis?
  /// The open row of each length class; `nil` before a text of the class is added.
  private var rows = [OpenRow?](repeating: nil, count: LengthClass.last + 1)
  private var row: [UInt8] = []
  private var postings: [Posting] = []
  /// The number of tokens of each text in the batch, at most 255.
  private var marks: [UInt8] = []
  /// The mark of each text's key hash.
  private var keyMarks: [UInt8] = []
  private var signatures: [(UInt64, UInt64, UInt64, UInt64)] = []
  /// The number of texts added.
  private var count: Int64 = 0

  /// The last row of a length class, which takes further texts.
  private struct OpenRow {
    var key: Int64
    var builder = OutlineRow.Builder()
  }

  /// - Parameters:
  ///   - order: The order of tokens that the index was begun with and is searched with.
  ///   - areRecent: Whether texts go to the list of recent texts instead of the lists of their
  ///     tokens. That changes few rows; `addRecent` moves them later.
  package init(_ index: IndexRows, order: TokenOrder, areRecent: Bool) {
    self.index = index
    self.areRecent = areRecent
    analyzer = TextAnalyzer(order: order)
  }

  /// Adds the text of a unit, in UTF-8, and what is left of it without the codes that are written in it.
  /// A text of white space only is left out.
  ///
  /// - Precondition: The unit's number is at most `IndexedText.mostUnit`.
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func add(unit: UInt32, text: UnsafeBufferPointer<UInt8>) throws {
    batch.add(text, ofUnit: unit)
    if batch.isFull { try analyzeBatch() }
  }

  /// Begins the analysis of the texts that wait, and adds those before them.
  private mutating func analyzeBatch() throws {
    let before = analysis
    analysis = BatchAnalysis(batch, analyzer)
    batch = TextBatch()
    try add(before)
  }

  /// Adds the texts of an analysis.
  private mutating func add(_ analysis: BatchAnalysis?) throws {
    for text in analysis?.results() ?? [] {
      let slot = try addOutline(of: text)
      try addPostings(of: text, at: slot, to: areRecent ? [.recent] : text.lists, isNew: true)
      count += 1
    }
  }

  /// Moves the texts in the list of recent texts to the lists of their tokens. A text whose unit has
  /// gone or has another text now is left out: it cannot answer any more.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func addRecent() throws {
    var analyzer = analyzer
    var texts: [AnalyzedText] = []
    try index.outlines.forEachText(index.recentSlots()[...]) { row, place, slot in
      let recent = row.text(place)
      texts.removeAll(keepingCapacity: true)
      _ = try index.texts.readText(ofUnit: Int64(recent.unit)) {
        analyzer.read($0, ofUnit: recent.unit, into: &texts)
      }
      for text in texts where text.text == recent && text.lengthClass == row.lengthClass {
        try addPostings(of: text, at: slot, to: text.lists, isNew: false)
      }
    }
    try index.postings.delete(in: PostingList.recent.keys)
  }

  /// Adds a text to lists.
  ///
  /// - Parameter isNew: Whether the text is not in the list of its match key yet.
  private mutating func addPostings(
    of text: AnalyzedText, at slot: Int64, to lists: [PostingList], isNew: Bool
  ) throws {
    let place = Int32(marks.count)
    marks.append(text.mark)
    keyMarks.append(PostingList.mark(ofKeyHash: text.keyHash))
    signatures.append(text.signature)
    for list in lists { postings.append(Posting(key: list.key(slot), text: place)) }
    // Units are found by their whole texts.
    if isNew, !text.text.isBare {
      postings.append(Posting(key: PostingList(keyHash: text.keyHash).key(slot), text: place))
    }
    if postings.count >= Self.capacity { try writePostings() }
  }

  /// Writes all that is still held in memory.
  ///
  /// - Returns: How many texts were added.
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func finish() throws -> Int64 {
    try analyzeBatch()
    try add(analysis.take())
    for lengthClass in rows.indices {
      guard var open = rows[lengthClass].take() else { continue }
      try write(&open)
    }
    try writePostings()
    return count
  }

  // MARK: Texts

  /// Adds the outline of a text to the open row of its length class and returns its slot.
  private mutating func addOutline(of text: AnalyzedText) throws -> Int64 {
    let lengthClass = text.lengthClass
    if rows[lengthClass] == nil { rows[lengthClass] = try lastRow(of: lengthClass) }
    var open = rows[lengthClass].take()!
    let slot = Slot.first(inRow: open.key) + Int64(open.builder.count)
    open.builder.append(text.text, text.outline)
    if open.builder.count == LengthClass.capacity(lengthClass) {
      try write(&open)
      open.key += 1
    }
    rows[lengthClass] = open
    return slot
  }

  /// The row of a length class that has room, with the texts that it holds already.
  private func lastRow(of lengthClass: Int) throws -> OpenRow {
    let keys = Slot.range(of: lengthClass...lengthClass)
    var open = OpenRow(key: keys.lowerBound)
    _ = try index.outlines.readLast(in: keys) { key, bytes in
      let held = try OutlineRow(bytes, key: key)
      let isFull = held.count >= LengthClass.capacity(lengthClass)
      open.key = isFull ? key + 1 : key
      if !isFull { open.builder.append(held) }
    }
    return open
  }

  private mutating func write(_ open: inout OpenRow) throws {
    guard open.builder.count > 0 else { return }
    open.builder.take(into: &row, key: open.key)
    try row.withUnsafeBytes { try index.outlines.write(open.key, $0) }
  }

  // MARK: Postings

  /// Writes the batch, list by list, and empties it.
  private mutating func writePostings() throws {
    sortPostings()
    let writer = try PostingWriter(index.postings)
    var entries: [PostingRow.Entry] = []
    var start = 0
    while start < postings.count {
      let list = PostingList(key: postings[start].key)
      var end = start + 1
      while end < postings.count, PostingList(key: postings[end].key) == list { end += 1 }
      let marks = list.isOfKeys ? keyMarks : marks
      entries.removeAll(keepingCapacity: true)
      for posting in postings[start..<end] {
        let text = Int(posting.text)
        entries.append(
          PostingRow.Entry(
            slot: PostingList.slot(ofKey: posting.key), mark: marks[text],
            signature: signatures[text]))
      }
      try writer.add(entries[...], to: list)
      start = end
    }
    postings.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    keyMarks.removeAll(keepingCapacity: true)
    signatures.removeAll(keepingCapacity: true)
  }

  /// Sorts the batch by key: a radix sort of eleven bits a pass (Knuth, TAOCP 3, section 5.2.5).
  ///
  /// Two postings have the same key only if two tokens of one text are in one list; then the
  /// postings are equal.
  private mutating func sortPostings() {
    guard postings.count > 4_096 else {
      postings.sort { $0.key == $1.key ? $0.text < $1.text : $0.key < $1.key }
      return
    }
    var other = [Posting](repeating: Posting(key: 0, text: 0), count: postings.count)
    for shift in stride(from: Int64(0), to: 61, by: 11) {
      var starts = [Int](repeating: 0, count: 2_049)
      for posting in postings { starts[Int((posting.key >> shift) & 2_047) + 1] += 1 }
      if starts.contains(postings.count) { continue }
      for digit in 1...2_048 { starts[digit] += starts[digit - 1] }
      postings.withUnsafeBufferPointer { postings in
        other.withUnsafeMutableBufferPointer { other in
          for posting in postings {
            let digit = Int((posting.key >> shift) & 2_047)
            other[starts[digit]] = posting
            starts[digit] += 1
          }
        }
      }
      swap(&postings, &other)
    }
  }
}
