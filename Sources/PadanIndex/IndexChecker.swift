import PadanModel

/// Compares the tables of an index with each other, and with the texts that should be in it.
///
/// First, `init` reads every row. Then the caller takes out each text that should be there
/// (`remove`), which compares what the rows say of it; those of `restCount` units are left over. Last,
/// `listsAgree` compares what is left.
package struct IndexChecker {
  /// What a row of outlines says of a text.
  private struct Entry: Hashable {
    var text: IndexedText
    var lengthClass: Int
    var rest: UInt8
    var outline: [UInt8]
  }

  /// An order-independent checksum of postings: two equal collections have equal sums, in whatever
  /// order they are added.
  private struct PostingSum: Equatable {
    var count = 0
    var sum: UInt64 = 0

    /// Adds one posting with all that its row has of it.
    mutating func add(_ entry: PostingRow.Entry, to list: PostingList) {
      let (first, second, third, fourth) = entry.signature
      var hash = StableHash.mixed(UInt64(bitPattern: list.key(entry.slot)))
      for part in [UInt64(entry.mark), first, second, third, fourth] {
        hash = StableHash.mixed(hash ^ part)
      }
      sum &+= hash
      count += 1
    }
  }

  /// The excess that a row names, and the largest of the texts that were taken out of it.
  private struct RowExcess {
    var named: Int?
    var found: Int? = 0
  }

  /// How many texts the index holds.
  package private(set) var textCount = 0
  /// How many texts are in the list of recent texts.
  package var recentCount: Int { recent.count }
  /// The slots of each text that was not taken out.
  private var slots: [Entry: [Int64]] = [:]
  /// The postings of each slot whose text was not taken out.
  private var postings: [Int64: PostingSum] = [:]
  private var excesses: [Int64: RowExcess] = [:]
  private var agree = true
  private let recent: Set<Int64>
  private let order: TokenOrder
  private var reader = TextReader()
  private var lists: [PostingList] = []

  /// Reads all rows of an index.
  ///
  /// - Parameter order: The order that the index was built with.
  /// - Throws: `IndexDamage` if a row is not what was written; errors of the store.
  /// - Complexity: O(n) for an index of n bytes, in time and in memory.
  package init(_ index: IndexRows, order: TokenOrder) throws {
    self.order = order
    recent = Set(try index.recentSlots())
    try index.outlines.readAll(in: .allKeys) { key, bytes in
      let row = try OutlineRow(bytes, key: key)
      excesses[key] = RowExcess(named: row.excess)
      textCount += row.count
      for place in 0..<row.count {
        var entry = Entry(
          text: row.text(place), lengthClass: row.lengthClass,
          rest: UInt8(row.rest(place) ?? 255), outline: [])
        row.append(place, to: &entry.outline)
        slots[entry, default: []].append(Slot.first(inRow: key) + Int64(place))
      }
    }
    var entries: [PostingRow.Entry] = []
    try index.postings.readAll(in: .allKeys) { key, row in
      entries.removeAll(keepingCapacity: true)
      try PostingRow.read(row, key: key, into: &entries)
      let list = PostingList(key: key)
      for entry in entries { postings[entry.slot, default: PostingSum()].add(entry, to: list) }
    }
  }

  /// Takes out the text of a unit, in UTF-8. A text of white space only is in no index.
  ///
  /// - Returns: `false` if the text should be in the index and is not.
  package mutating func remove(unit: Int64, text: UnsafeBufferPointer<UInt8>) -> Bool {
    reader.read(text)
    if reader.scalars.isEmpty { return true }
    guard let unit = UInt32(exactly: unit), remove(IndexedText(unit: unit)) else { return false }
    return !reader.readBare() || remove(IndexedText(unit: unit, isBare: true))
  }

  /// Takes out the text that the reader has read.
  private mutating func remove(_ text: IndexedText) -> Bool {
    let outline = reader.outline
    let lengthClass = LengthClass.of(outline.classes.count)
    var entry = Entry(
      text: text, lengthClass: lengthClass, rest: UInt8(min(255, outline.rest)), outline: [])
    OutlineTile.append(
      outline.classes, height: LengthClass.height(lengthClass), to: &entry.outline)
    guard let slot = slots[entry]?.popLast() else { return false }
    if slots[entry]?.isEmpty ?? false { slots[entry] = nil }
    compare(slot, hasKey: !text.isBare)
    return true
  }

  /// Compares what the rows say of the current text with the text.
  ///
  /// - Parameter hasKey: Whether it is in a list of match keys too.
  private mutating func compare(_ slot: Int64, hasKey: Bool) {
    let row = Slot.row(of: slot)
    let outline = reader.outline
    if let found = excesses[row]?.found {
      excesses[row]?.found = outline.isUnbounded ? nil : max(found, outline.excess)
    }
    var expected = PostingSum()
    if recent.contains(slot) {
      lists = [.recent]
    } else {
      order.prefix(reader.tokens, into: &lists)
    }
    let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
    let entry = PostingRow.Entry(
      slot: slot, mark: UInt8(min(255, reader.tokens.count)),
      signature: TokenSignature.of(reader.tokens, words: words))
    for list in Set(lists) { expected.add(entry, to: list) }
    if hasKey {
      let ofKey = PostingRow.Entry(
        slot: slot, mark: PostingList.mark(ofKeyHash: reader.keyHash), signature: (0, 0, 0, 0))
      expected.add(ofKey, to: PostingList(keyHash: reader.keyHash))
    }
    if postings.removeValue(forKey: slot) != expected { agree = false }
  }

  /// How many units are in the index whose texts were not taken out.
  package var restCount: Int {
    slots.reduce(0) { $0 + ($1.key.text.isBare ? 0 : $1.value.count) }
  }

  /// Whether the rows say of all texts that were taken out what the texts need, and have nothing of
  /// texts that are not there.
  package func listsAgree() -> Bool {
    let rest = Set(slots.values.joined())
    let restRows = Set(rest.map(Slot.row(of:)))
    return agree && postings.keys.allSatisfy(rest.contains)
      && excesses.allSatisfy { $0.value.named == $0.value.found || restRows.contains($0.key) }
  }
}
