import GRDB
import PadanMatch

/// Texts on their way into an index: texts are written as rows fill up, postings in sorted batches.
struct IndexBatch {
  /// A posting before its batch is sorted: the list above the slot, and the text's place in the batch.
  private struct Posting {
    var key: Int64
    var text: Int32
  }

  /// How many postings are held at most: 16 bytes each, and as much again while they are sorted.
  private static let capacity = 10_000_000

  private let db: Database
  private let index: MatchIndex
  private let order: TokenOrder
  private let areRecent: Bool
  private var reader = TextReader()
  private var bag = LetterBag()
  /// The lists that the text which was read belongs into.
  private var prefix: [Int64] = []
  private var packed: [UInt8] = []
  private var rows = [OpenRow?](repeating: nil, count: LengthClass.last + 1)
  private var row: [UInt8] = []
  private let insertText: RawStatement
  private var postings: [Posting] = []
  private var marks: [UInt8] = []
  private var looseMarks: [UInt8] = []
  private var signatures: [(UInt64, UInt64, UInt64, UInt64)] = []
  private var count: Int64 = 0

  /// The last row of a length class, which takes further texts.
  private struct OpenRow {
    var key: Int64
    var builder = TextRow.Builder()
  }

  /// - Parameter areRecent: Texts go into the list of recent ones, not into those of their tokens.
  init(_ db: Database, index: MatchIndex, order: TokenOrder, areRecent: Bool) throws {
    self.db = db
    self.index = index
    self.order = order
    self.areRecent = areRecent
    insertText = try RawStatement(
      db, "INSERT OR REPLACE INTO \(index.textTable) (key, data) VALUES (?, ?)")
  }

  /// Adds a unit's text.
  mutating func add(unit: Int64, text: UnsafeBufferPointer<UInt8>) throws {
    reader.read(text)
    // A text of blanks only cannot be found, and no query asks for it.
    guard !reader.scalars.isEmpty else { return }
    guard let number = UInt32(exactly: unit) else {
      throw MemoryError.other("match index", "more than 4,294,967,295 units cannot be indexed")
    }
    let lengthClass = LengthClass.of(reader.scalars.count)
    let slot = try addText(number, lengthClass)
    if areRecent {
      prefix = [TokenOrder.recentList]
    } else {
      takePrefix()
    }
    prefix.append(TokenOrder.looseList(of: reader.looseHash))
    try addPostings(slot, lengthClass)
    count += 1
  }

  /// Puts texts that are in the index already into the lists of their tokens.
  mutating func add(recent slots: [Int64]) throws {
    let row = try RawStatement(db, "SELECT data FROM \(index.textTable) WHERE key = ?")
    defer { row.reset() }
    var key: [UInt32] = []
    for slot in slots {
      let lengthClass = Slot.lengthClass(of: slot)
      let shift = LengthClass.rowShift(lengthClass)
      row.reset()
      row.bind(slot >> shift, at: 1)
      guard try row.step() else { throw IndexDamage() }
      let texts = try TextRow(row.bytes(0), key: slot >> shift)
      let place = Int(slot - (slot >> shift) << shift)
      guard place < texts.count else { throw IndexDamage() }
      PackedText.read(texts.text(place), width: max(1, texts.width(place)), into: &key)
      reader.read(key: key)
      takePrefix()
      try addPostings(slot, lengthClass)
    }
  }

  /// Finds the lists under which the text that was read is found by its tokens.
  private mutating func takePrefix() {
    order.prefix(reader.tokens, OverlapPrefix.length(reader.tokens.count), into: &prefix)
  }

  /// Puts the text that was read into the lists of `prefix`.
  private mutating func addPostings(_ slot: Int64, _ lengthClass: Int) throws {
    let place = Int32(marks.count)
    marks.append(UInt8(min(255, reader.tokens.count)))
    looseMarks.append(TokenOrder.looseMark(of: reader.looseHash))
    signatures.append(
      TokenSignature.of(reader.tokens, words: LengthClass.signatureWords(lengthClass)))
    for list in prefix { postings.append(Posting(key: list << Slot.bits | slot, text: place)) }
    if postings.count >= Self.capacity { try writePostings() }
  }

  /// Writes what is left and returns how many texts were added.
  mutating func finish() throws -> Int64 {
    for lengthClass in rows.indices {
      guard var open = rows[lengthClass].take() else { continue }
      try write(&open)
    }
    try writePostings()
    return count
  }

  // MARK: Texts

  /// Puts the text into its class's row and returns its slot.
  private mutating func addText(_ unit: UInt32, _ lengthClass: Int) throws -> Int64 {
    let shift = LengthClass.rowShift(lengthClass)
    if rows[lengthClass] == nil { rows[lengthClass] = try lastRow(of: lengthClass) }
    packed.removeAll(keepingCapacity: true)
    let width = PackedText.append(reader.scalars, to: &packed)
    bag.count(reader.scalars)
    var open = rows[lengthClass].take()!
    let slot = open.key << shift + Int64(open.builder.count)
    open.builder.append(
      unit: unit, looseHash: reader.looseHash, bag: bag.counts, width: width, text: packed)
    if open.builder.count == 1 << shift {
      try write(&open)
      open.key += 1
    }
    rows[lengthClass] = open
    return slot
  }

  /// The row of a class that has room, with what it holds already.
  private func lastRow(of lengthClass: Int) throws -> OpenRow {
    let shift = LengthClass.rowShift(lengthClass)
    let first = Slot.first(ofClass: lengthClass) >> shift
    let end = Slot.first(ofClass: lengthClass + 1) >> shift
    let last = try RawStatement(
      db,
      "SELECT key, data FROM \(index.textTable) WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT 1"
    )
    last.bind(first, at: 1)
    last.bind(end, at: 2)
    defer { last.reset() }
    guard try last.step() else { return OpenRow(key: first) }
    let key = last.int(0)
    let held = try TextRow(last.bytes(1), key: key)
    if held.count >= 1 << shift { return OpenRow(key: key + 1) }
    var open = OpenRow(key: key)
    open.builder.append(held)
    return open
  }

  private mutating func write(_ open: inout OpenRow) throws {
    guard open.builder.count > 0 else { return }
    open.builder.take(into: &row, key: open.key)
    try row.withUnsafeBytes { bytes in
      insertText.bind(open.key, at: 1)
      insertText.bind(bytes, at: 2)
      try insertText.run()
    }
  }

  // MARK: Postings

  private mutating func writePostings() throws {
    sortPostings()
    let writer = try PostingWriter(db, index: index)
    var entries: [PostingRow.Entry] = []
    var start = 0
    while start < postings.count {
      let list = postings[start].key >> Slot.bits
      var end = start + 1
      while end < postings.count, postings[end].key >> Slot.bits == list { end += 1 }
      let isLoose = TokenOrder.isLoose(list)
      entries.removeAll(keepingCapacity: true)
      for posting in postings[start..<end] {
        let text = Int(posting.text)
        entries.append(
          PostingRow.Entry(
            slot: posting.key & ((1 << Slot.bits) - 1),
            mark: isLoose ? looseMarks[text] : marks[text], signature: signatures[text]))
      }
      try writer.add(list: list, isLoose: isLoose, entries[...])
      start = end
    }
    postings.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    looseMarks.removeAll(keepingCapacity: true)
    signatures.removeAll(keepingCapacity: true)
  }

  /// Sorts by key, eleven bits a pass (Knuth, TAOCP 3, section 5.2.5). Keys differ: no text is twice
  /// in a list, apart from two tokens of one list, and then one posting is as good as the other.
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

/// Writes texts into lists: behind what is there, or among it.
struct PostingWriter {
  private let isEmptyTable: Bool
  private let covering: RawStatement
  private let following: RawStatement
  private let insert: RawStatement
  private let delete: RawStatement

  init(_ db: Database, index: MatchIndex) throws {
    let table = index.postingTable
    isEmptyTable = try Int.fetchOne(db, sql: "SELECT 1 FROM \(table) LIMIT 1") == nil
    covering = try RawStatement(
      db,
      "SELECT key, data FROM \(table) WHERE key <= ? AND key >= ? ORDER BY key DESC LIMIT 1")
    following = try RawStatement(
      db, "SELECT key, data FROM \(table) WHERE key > ? AND key < ? ORDER BY key LIMIT 1")
    insert = try RawStatement(
      db, "INSERT OR REPLACE INTO \(table) (key, data) VALUES (?, ?)")
    delete = try RawStatement(db, "DELETE FROM \(table) WHERE key = ?")
  }

  /// Adds texts, by ascending slot, to a list.
  func add(
    list: Int64, isLoose: Bool, _ entries: ArraySlice<PostingRow.Entry>
  ) throws {
    if isEmptyTable { return try write(list: list, isLoose: isLoose, entries) }
    let first = list << Slot.bits
    let end = (list + 1) << Slot.bits
    var start = entries.startIndex
    while start < entries.endIndex {
      // The row that covers the first of them, or, below all rows, the first row.
      var key: Int64?
      var held: [PostingRow.Entry] = []
      for (statement, from, to) in [
        (covering, first | entries[start].slot, first),
        (following, first | entries[start].slot, end),
      ] where key == nil {
        statement.bind(from, at: 1)
        statement.bind(to, at: 2)
        if try statement.step() {
          key = statement.int(0)
          try PostingRow.read(statement.bytes(1), key: key!, isLoose: isLoose, into: &held)
        }
        statement.reset()
      }
      guard let key else {
        return try write(list: list, isLoose: isLoose, entries[start...])
      }
      following.bind(max(key, first | entries[start].slot), at: 1)
      following.bind(end, at: 2)
      let next = try following.step() ? following.int(0) & ((1 << Slot.bits) - 1) : Int64.max
      following.reset()
      let stop = entries[start...].firstIndex { $0.slot >= next } ?? entries.endIndex
      if entries[start].slot < key & ((1 << Slot.bits) - 1) {
        // The row gets another key.
        delete.bind(key, at: 1)
        try delete.run()
      }
      try write(list: list, isLoose: isLoose, Self.merged(held, entries[start..<stop])[...])
      start = stop
    }
  }

  /// Two lists by ascending slot as one.
  private static func merged(
    _ held: [PostingRow.Entry], _ new: ArraySlice<PostingRow.Entry>
  ) -> [PostingRow.Entry] {
    var all: [PostingRow.Entry] = []
    all.reserveCapacity(held.count + new.count)
    var at = 0
    for entry in new {
      while at < held.count, held[at].slot <= entry.slot {
        all.append(held[at])
        at += 1
      }
      all.append(entry)
    }
    all += held[at...]
    return all
  }

  private func write(
    list: Int64, isLoose: Bool, _ entries: ArraySlice<PostingRow.Entry>
  ) throws {
    var builder = PostingRow.Builder(isLoose: isLoose)
    func writeRow() throws {
      try builder.withRow(list: list) { key, bytes in
        insert.bind(key, at: 1)
        insert.bind(bytes, at: 2)
        try insert.run()
      }
    }
    var last: Int64 = -1
    for entry in entries where entry.slot != last {
      last = entry.slot
      if builder.isFull { try writeRow() }
      builder.append(entry)
    }
    try writeRow()
  }
}
