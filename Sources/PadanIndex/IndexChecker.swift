import PadanModel

/// Compares the tables of an index with each other, and with the texts that should be in it.
///
/// First, `init` reads every text, compares what its row says of it, and computes the postings that
/// it needs. Then the caller takes
/// out each text that should be there (`remove`); `restCount` texts are left over. Last,
/// `listsAgree` compares the postings.
package struct IndexChecker {
  /// A unit's number and its text, as the scalars of its match key.
  private struct UnitText: Hashable {
    var unit: Int64
    var key: [UInt32]
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

  /// How many texts the index holds.
  package private(set) var textCount = 0
  /// How many texts are in the list of recent texts.
  package let recentCount: Int
  /// How often each unit has each text in the index, without those that `remove` took out.
  private var units: [UnitText: Int] = [:]
  /// The sum of the postings that the texts need.
  private var postings = PostingSum()
  private let index: IndexRows
  private var reader = TextReader()

  /// Reads all texts of an index.
  ///
  /// - Parameter order: The order that the index was built with.
  /// - Throws: `IndexDamage` if a row is not what was written; errors of the store.
  /// - Complexity: O(n) for an index of n bytes, in time and in memory.
  package init(_ index: IndexRows, order: TokenOrder) throws {
    self.index = index
    let recent = Set(try index.recentSlots())
    recentCount = recent.count
    var key: [UInt32] = []
    var lists: [PostingList] = []
    var bag = LetterBag()
    try index.texts.readAll(in: .allKeys) { rowKey, bytes in
      let row = try TextRow(bytes, key: rowKey)
      for place in 0..<row.count {
        row.readKey(place, into: &key)
        reader.read(key: key)
        let slot =
          rowKey << LengthClass.rowShift(LengthClass.of(key.count)) &+ Int64(place)
        bag.count(key)
        guard Slot.row(of: slot) == rowKey, reader.looseHash == row.looseHash(place),
          bag.counts.elementsEqual(
            UnsafeBufferPointer(start: row.bag(place), count: LetterBag.size))
        else { throw IndexDamage() }
        textCount += 1
        units[UnitText(unit: row.unit(place), key: key), default: 0] += 1
        if recent.contains(slot) {
          lists = [.recent]
        } else {
          order.prefix(reader.tokens, into: &lists)
        }
        let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
        let entry = PostingRow.Entry(
          slot: slot, mark: UInt8(min(255, reader.tokens.count)),
          signature: TokenSignature.of(reader.tokens, words: words))
        for list in Set(lists) { postings.add(entry, to: list) }
        let loose = PostingRow.Entry(
          slot: slot, mark: PostingList.mark(ofLooseHash: reader.looseHash),
          signature: (0, 0, 0, 0))
        postings.add(loose, to: PostingList(looseHash: reader.looseHash))
      }
    }
  }

  /// Takes out the text of a unit, in UTF-8. A text of white space only is in no index.
  ///
  /// - Returns: `false` if the text should be in the index and is not.
  package mutating func remove(unit: Int64, text: UnsafeBufferPointer<UInt8>) -> Bool {
    reader.read(text)
    return reader.scalars.isEmpty
      || units.removeValue(forKey: UnitText(unit: unit, key: reader.scalars)) != nil
  }

  /// How many texts are in the index and were not taken out.
  package var restCount: Int { units.values.reduce(0, +) }

  /// Whether the lists hold exactly the postings that the texts need, with their marks and
  /// signatures.
  ///
  /// - Throws: `IndexDamage` if a row is not what was written; errors of the store.
  /// - Complexity: O(n) for n postings.
  package func listsAgree() throws -> Bool {
    var sum = PostingSum()
    var entries: [PostingRow.Entry] = []
    try index.postings.readAll(in: .allKeys) { key, row in
      let list = PostingList(key: key)
      entries.removeAll(keepingCapacity: true)
      try PostingRow.read(row, key: key, into: &entries)
      for entry in entries { sum.add(entry, to: list) }
    }
    return sum == postings
  }
}
