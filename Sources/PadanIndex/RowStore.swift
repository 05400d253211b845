/// One table of an index: rows of bytes, each under a key, in the order of their keys.
///
/// This is all that the search engine needs of a store; the engine knows nothing of files or SQL.
/// The bytes passed to `body` belong to the store and are valid only while `body` runs. Inside
/// `body`, other functions of the same table may be called, but not the same function again.
///
/// Every function throws the store's own errors, and whatever `body` throws.
package protocol RowStore {
  /// Calls `body` with the row of a key; returns `false` if there is none.
  func readRow(_ key: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool

  /// Calls `body` with each row in a range of keys, by ascending key.
  func readAll(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws

  /// Calls `body` with the first row in a range of keys; returns `false` if there is none.
  func readFirst(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool

  /// Calls `body` with the last row in a range of keys; returns `false` if there is none.
  func readLast(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool

  /// The last key in a range of keys; `nil` if there is no row.
  func lastKey(in keys: ClosedRange<Int64>) throws -> Int64?

  /// Writes a row under a key and replaces the row that has this key.
  func write(_ key: Int64, _ row: UnsafeRawBufferPointer) throws

  /// Deletes the rows in a range of keys.
  func delete(in keys: ClosedRange<Int64>) throws
}

/// The texts of units. An index does not keep them: it asks for the few that may answer.
package protocol UnitTexts {
  /// Calls `body` with the text of a unit in UTF-8, which belongs to the store and is valid only
  /// while `body` runs; returns `false` if there is no such unit.
  ///
  /// Throws the store's own errors, and whatever `body` throws.
  func readText(
    ofUnit unit: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws -> Bool
}

/// The two tables of an index, and the texts of its units.
package struct IndexRows {
  /// Rows of outlines (`OutlineRow`); the key is the length class above the row's number in it.
  package let outlines: any RowStore
  /// Rows of postings (`PostingRow`); the key is the list above the slot of the row's first text.
  package let postings: any RowStore
  /// The texts of the units.
  package let texts: any UnitTexts

  /// Names the tables of an index.
  package init(outlines: any RowStore, postings: any RowStore, texts: any UnitTexts) {
    self.outlines = outlines
    self.postings = postings
    self.texts = texts
  }
}

extension ClosedRange<Int64> {
  /// The keys of all rows.
  static var allKeys: ClosedRange<Int64> { .min ... .max }
}

extension IndexRows {
  /// The slots of the texts that are in the list of recent texts, ascending.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  func recentSlots() throws -> [Int64] {
    var slots: [Int64] = []
    try postings.readAll(in: PostingList.recent.keys) { key, row in
      try PostingRow.forEach(row, key: key) { slot, _, _ in slots.append(slot) }
    }
    return slots
  }
}
