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
  private let order: TokenOrder
  private let areRecent: Bool
  private var reader = TextReader()
  /// The lists that the current text belongs to.
  private var prefix: [PostingList] = []
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
    self.order = order
    self.areRecent = areRecent
  }

  /// Adds the text of a unit, in UTF-8, and what is left of it without the codes that are written in it.
  /// A text of white space only is left out.
  ///
  /// - Precondition: The unit's number is at most `IndexedText.mostUnit`.
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func add(unit: UInt32, text: UnsafeBufferPointer<UInt8>) throws {
    reader.read(text)
    // A text of white space only cannot be found, and no query needs it.
    guard !reader.scalars.isEmpty else { return }
    try addText(IndexedText(unit: unit))
    if reader.readBare() { try addText(IndexedText(unit: unit, isBare: true)) }
  }

  /// Adds the text that the reader has read.
  private mutating func addText(_ text: IndexedText) throws {
    let slot = try addOutline(text)
    if areRecent {
      prefix = [.recent]
    } else {
      order.prefix(reader.tokens, into: &prefix)
    }
    // Units are found by their whole texts.
    if !text.isBare { prefix.append(PostingList(keyHash: reader.keyHash)) }
    try addPostings(slot)
    count += 1
  }

  /// Moves the texts in the list of recent texts to the lists of their tokens. A text whose unit has
  /// gone or has another text now is left out: it cannot answer any more.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func addRecent() throws {
    try index.outlines.forEachText(index.recentSlots()[...]) { row, place, slot in
      let text = row.text(place)
      var isThere = try index.texts.readText(ofUnit: Int64(text.unit)) { reader.read($0) }
      if isThere, text.isBare { isThere = reader.readBare() }
      guard isThere, LengthClass.of(reader.outline.classes.count) == row.lengthClass else { return }
      order.prefix(reader.tokens, into: &prefix)
      try addPostings(slot)
    }
    try index.postings.delete(in: PostingList.recent.keys)
  }

  /// Adds the current text to the lists in `prefix`.
  private mutating func addPostings(_ slot: Int64) throws {
    let place = Int32(marks.count)
    marks.append(UInt8(min(255, reader.tokens.count)))
    keyMarks.append(PostingList.mark(ofKeyHash: reader.keyHash))
    signatures.append(
      TokenSignature.of(
        reader.tokens, words: LengthClass.signatureWords(Slot.lengthClass(of: slot))))
    for list in prefix { postings.append(Posting(key: list.key(slot), text: place)) }
    if postings.count >= Self.capacity { try writePostings() }
  }

  /// Writes all that is still held in memory.
  ///
  /// - Returns: How many texts were added.
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func finish() throws -> Int64 {
    for lengthClass in rows.indices {
      guard var open = rows[lengthClass].take() else { continue }
      try write(&open)
    }
    try writePostings()
    return count
  }

  // MARK: Texts

  /// Adds the outline of the current text to the open row of its length class and returns its slot.
  private mutating func addOutline(_ text: IndexedText) throws -> Int64 {
    let lengthClass = LengthClass.of(reader.outline.classes.count)
    if rows[lengthClass] == nil { rows[lengthClass] = try lastRow(of: lengthClass) }
    var open = rows[lengthClass].take()!
    let slot = Slot.first(inRow: open.key) + Int64(open.builder.count)
    open.builder.append(text, reader.outline, height: LengthClass.height(lengthClass))
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
