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

  /// Writes a row under a key and replaces the row that has this key.
  func write(_ key: Int64, _ row: UnsafeRawBufferPointer) throws

  /// Deletes the rows in a range of keys.
  func delete(in keys: ClosedRange<Int64>) throws
}

/// The two tables of an index.
package struct IndexRows {
  /// Rows of packed texts (`TextRow`); the key is a slot without its lowest bits (`Slot.row(of:)`).
  package let texts: any RowStore
  /// Rows of postings (`PostingRow`); the key is the list above the slot of the row's first text.
  package let postings: any RowStore

  /// Names the tables of an index.
  package init(texts: any RowStore, postings: any RowStore) {
    self.texts = texts
    self.postings = postings
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
