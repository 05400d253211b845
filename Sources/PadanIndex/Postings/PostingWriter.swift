/// Writes texts into lists: behind what is there, or among it.
struct PostingWriter {
  private let rows: any RowStore
  /// Whether all lists are empty: then no row is looked for.
  private let isNew: Bool

  init(_ rows: any RowStore) throws {
    self.rows = rows
    isNew = try !rows.readFirst(in: .allKeys) { _, _ in }
  }

  /// Adds texts, by ascending slot, to a list.
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
      // The row begins with another text then, and gets its key.
      if key < held.key { try rows.delete(in: held.key...held.key) }
      try write(Self.merged(held.entries, entries[start..<stop])[...], to: list)
      start = stop
    }
  }

  /// The row that a posting belongs into: the one that covers its key or, below all rows of the list,
  /// the first one.
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
