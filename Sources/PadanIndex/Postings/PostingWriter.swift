/// Adds postings to lists, after the postings that a list has or between them.
struct PostingWriter {
  private let rows: any RowStore
  /// Whether all lists were empty at the start. Then no row is read before one is written.
  private let isNew: Bool

  /// - Throws: Errors of the store.
  init(_ rows: any RowStore) throws {
    self.rows = rows
    isNew = try !rows.readFirst(in: .allKeys) { _, _ in }
  }

  /// Adds texts to a list. A slot that the list has already is not added again.
  ///
  /// - Precondition: The entries ascend by slot.
  /// - Throws: `IndexDamage`; errors of the store.
  func add(_ entries: ArraySlice<PostingRow.Entry>, to list: PostingList) throws {
    if isNew { return try write(entries, to: list) }
    var start = entries.startIndex
    while start < entries.endIndex {
      let key = list.key(entries[start].slot)
      guard let held = try row(for: key, in: list) else {
        return try write(entries[start...], to: list)
      }
      var next = Int64.max
      if max(held.key, key) < list.keys.upperBound {
        _ = try rows.readFirst(in: (max(held.key, key) + 1)...list.keys.upperBound) { key, _ in
          next = PostingList.slot(ofKey: key)
        }
      }
      let stop = entries[start...].firstIndex { $0.slot >= next } ?? entries.endIndex
      // The row gets another first text, so it moves to another key.
      if key < held.key { try rows.delete(in: held.key...held.key) }
      try write(Self.merged(held.entries, entries[start..<stop])[...], to: list)
      start = stop
    }
  }

  /// The row that a posting belongs to: the one that covers its key or, if the key is below all
  /// rows of the list, the first row. `nil` if the list is empty.
  private func row(
    for key: Int64, in list: PostingList
  ) throws -> (key: Int64, entries: [PostingRow.Entry])? {
    var found: (key: Int64, entries: [PostingRow.Entry])?
    func read(_ key: Int64, _ bytes: UnsafeRawBufferPointer) throws {
      var entries: [PostingRow.Entry] = []
      try PostingRow.read(bytes, key: key, into: &entries)
      found = (key, entries)
    }
    if try !rows.readLast(in: list.keys.lowerBound...key, read) {
      _ = try rows.readFirst(in: key...list.keys.upperBound, read)
    }
    return found
  }

  /// Merges two runs of entries, each ascending by slot.
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

  /// Writes entries as rows and drops repeated slots.
  private func write(_ entries: ArraySlice<PostingRow.Entry>, to list: PostingList) throws {
    var builder = PostingRow.Builder(list)
    var last: Int64 = -1
    for entry in entries where entry.slot != last {
      last = entry.slot
      if builder.isFull { try builder.withRow(rows.write) }
      builder.append(entry)
    }
    try builder.withRow(rows.write)
  }
}
