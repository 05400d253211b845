/// One table of an index: rows of bytes, each under a key, in the order of their keys.
///
/// This is all that the search engine asks of a store; it knows nothing of files or SQL. The bytes that
/// `body` is handed are the store's own and hold only while it runs. Inside `body` other functions of
/// the same table may be called, but not the same function again.
package protocol RowStore {
  /// Calls `body` with the row of a key; `false` where there is none.
  func readRow(_ key: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool

  /// Calls `body` with each row of some keys, by ascending key.
  func readAll(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws

  /// Calls `body` with the first row of some keys; `false` where there is none.
  func readFirst(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool

  /// Calls `body` with the last row of some keys; `false` where there is none.
  func readLast(
    in keys: ClosedRange<Int64>, _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool

  /// Writes a row, in the place of one that has its key.
  func write(_ key: Int64, _ row: UnsafeRawBufferPointer) throws

  /// Deletes the rows of some keys.
  func delete(in keys: ClosedRange<Int64>) throws
}

/// Where an index keeps its rows.
package struct IndexRows {
  /// Rows of packed texts (`TextRow`), by length class and number.
  package let texts: any RowStore
  /// Rows of postings (`PostingRow`), by list and slot.
  package let postings: any RowStore

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
  /// The slots of the texts that are in the list of recent ones, ascending.
  func recentSlots() throws -> [Int64] {
    var slots: [Int64] = []
    try postings.readAll(in: PostingList.recent.keys) { key, row in
      try PostingRow.forEach(row, key: key) { slot, _, _ in slots.append(slot) }
    }
    return slots
  }
}
