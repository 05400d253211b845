import PadanModel

/// Holds the rows of an index against each other, and against the texts that should be in it.
package struct IndexChecker {
  /// A unit and its text.
  private struct UnitText: Hashable {
    var unit: Int64
    var key: [UInt32]
  }

  /// Sums that agree where two collections of postings do, in whatever order they come.
  private struct PostingSum: Equatable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ key: Int64) {
      sum &+= StableHash.mixed(UInt64(bitPattern: key))
      count += 1
    }
  }

  /// Texts in the index.
  package private(set) var textCount = 0
  /// Texts in the list of recent ones.
  package let recentCount: Int
  /// How often each unit has a text, less what was taken out.
  private var units: [UnitText: Int] = [:]
  /// The postings that the texts ask for.
  private var postings = PostingSum()
  private let index: IndexRows
  private var reader = TextReader()

  /// Reads all texts.
  ///
  /// - Throws: `IndexDamage` at a row that is not what was written, and what the store throws.
  /// - Complexity: O(index).
  package init(_ index: IndexRows, order: TokenOrder) throws {
    self.index = index
    let recent = Set(try index.recentSlots())
    recentCount = recent.count
    var key: [UInt32] = []
    var lists: [PostingList] = []
    try index.texts.readAll(in: .allKeys) { rowKey, bytes in
      let row = try TextRow(bytes, key: rowKey)
      for place in 0..<row.count {
        row.readKey(place, into: &key)
        reader.read(key: key)
        let slot = rowKey << LengthClass.rowShift(LengthClass.of(key.count)) + Int64(place)
        guard reader.looseHash == row.looseHash(place) else { throw IndexDamage() }
        textCount += 1
        units[UnitText(unit: row.unit(place), key: key), default: 0] += 1
        if recent.contains(slot) {
          lists = [.recent]
        } else {
          order.prefix(reader.tokens, into: &lists)
        }
        for list in Set(lists) { postings.add(list.key(slot)) }
        postings.add(PostingList(looseHash: reader.looseHash).key(slot))
      }
    }
  }

  /// Takes out the text of a unit, in UTF-8; `false` where it is not in the index. A text of blanks only
  /// is in none.
  package mutating func remove(unit: Int64, text: UnsafeBufferPointer<UInt8>) -> Bool {
    reader.read(text)
    return reader.scalars.isEmpty
      || units.removeValue(forKey: UnitText(unit: unit, key: reader.scalars)) != nil
  }

  /// Texts that were not taken out.
  package var restCount: Int { units.values.reduce(0, +) }

  /// Whether the lists hold the postings that the texts ask for, and no other.
  ///
  /// - Throws: `IndexDamage` at a row that is not what was written, and what the store throws.
  package func listsAgree() throws -> Bool {
    var sum = PostingSum()
    try index.postings.readAll(in: .allKeys) { key, row in
      let list = PostingList(key: key)
      try PostingRow.forEach(row, key: key) { slot, _, _ in sum.add(list.key(slot)) }
    }
    return sum == postings
  }
}
