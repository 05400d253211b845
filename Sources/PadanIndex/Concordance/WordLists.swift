/// The lists of a concordance: for each word, by its number, the texts that have it.
///
/// A list is rows of at most `mostBytes`, under the word's number above the row's. In a row each text is
/// the difference to the one before as a variable-length number, after a checksum. Texts are added at the
/// end, in any order: who reads a list makes a set of it, and compares what is found with the text itself.
package struct WordLists {
  private let rows: any RowStore
  /// What was added and is not written, by word, in the order in which it was added.
  private var added: [UInt32: [UInt32]] = [:]
  private var addedCount = 0

  /// The most bytes of a row, so that two fit on a page of 8 kB.
  private static let mostBytes = 3_900
  /// How many texts wait until they are written: 32 MB.
  private static let mostAdded = 1 << 23

  /// The lists in a table.
  package init(_ rows: any RowStore) { self.rows = rows }

  private static func keys(ofWord word: UInt32) -> ClosedRange<Int64> {
    let first = Int64(word) << 32
    return first...first + Int64(UInt32.max)
  }

  /// Adds a text to the list of a word.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func add(_ place: TextPlace, to word: UInt32) throws {
    added[word, default: []].append(UInt32(place.value))
    addedCount += 1
    if addedCount >= Self.mostAdded { try write() }
  }

  /// Writes what was added.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  package mutating func write() throws {
    for (word, places) in added.sorted(by: { $0.key < $1.key }) { try write(places, of: word) }
    added = [:]
    addedCount = 0
  }

  private func write(_ places: [UInt32], of word: UInt32) throws {
    var key = Int64(word) << 32
    var row = [UInt8](repeating: 0, count: Checksum.size)
    var last: Int64 = 0
    _ = try rows.readLast(in: Self.keys(ofWord: word)) { lastKey, data in
      key = lastKey
      try Self.forEach(in: data, key: lastKey) { last = Int64($0) }
      row = Array(data)
      if row.count > Self.mostBytes { (key, row, last) = Self.next(after: key) }
    }
    for place in places {
      if row.count > Self.mostBytes {
        try seal(&row, key: key)
        (key, row, last) = Self.next(after: key)
      }
      Self.append(Int64(place) - last, to: &row)
      last = Int64(place)
    }
    try seal(&row, key: key)
  }

  private static func next(after key: Int64) -> (key: Int64, row: [UInt8], last: Int64) {
    (key + 1, [UInt8](repeating: 0, count: Checksum.size), 0)
  }

  private func seal(_ row: inout [UInt8], key: Int64) throws {
    Checksum.seal(&row, key: key)
    try row.withUnsafeBytes { try rows.write(key, $0) }
  }

  /// Adds the texts in a word's list to a set.
  ///
  /// - Parameter last: The last unit that there is; what the list says of later ones is left out.
  /// - Throws: `IndexDamage`; errors of the store.
  package func read(_ word: UInt32, upTo last: Int64, into set: inout PlaceSet) throws {
    let most = TextPlace(unit: last, isTarget: true).value
    try rows.readAll(in: Self.keys(ofWord: word)) { key, row in
      try Self.forEach(in: row, key: key) { if $0 <= most { set.insert($0) } }
    }
  }

  /// The texts in a word's list, each once, ascending; `nil` if the list has more than some. No more than
  /// these are read.
  ///
  /// - Parameter last: The last unit that there is; what the list says of later ones is left out.
  /// - Throws: `IndexDamage`; errors of the store.
  package func places(
    of word: UInt32, upTo last: Int64, atMost most: Int
  ) throws -> [TextPlace]? {
    let greatest = TextPlace(unit: last, isTarget: true).value
    var places: [Int] = []
    do {
      try rows.readAll(in: Self.keys(ofWord: word)) { key, row in
        try Self.forEach(in: row, key: key) { if $0 <= greatest { places.append($0) } }
        if places.count > most { throw LongList() }
      }
    } catch is LongList {
      return nil
    }
    // They were mostly added in this order, which a sort sees at once.
    places.sort()
    return places.enumerated().lazy.filter { $0 == 0 || places[$0 - 1] != $1 }.map {
      TextPlace(value: $1)
    }
  }

  /// How many texts a word's list has, about: as many in each row as in the first.
  ///
  /// - Throws: `IndexDamage`; errors of the store.
  package func estimatedCount(of word: UInt32) throws -> Int {
    var (first, count) = (Int64(0), 0)
    let keys = Self.keys(ofWord: word)
    _ = try rows.readFirst(in: keys) { key, row in
      first = key
      try Self.forEach(in: row, key: key) { _ in count += 1 }
    }
    let last = try rows.lastKey(in: keys) ?? 0
    return count * Int(last - first + 1)
  }

  /// A list has more texts than are wanted.
  private struct LongList: Error {}

  /// Calls `body` with each list: the number of its word, and its texts in the order in which they were
  /// added.
  ///
  /// - Throws: `IndexDamage`; errors of the store, and whatever `body` throws.
  package func forEachList(_ body: (UInt32, [Int]) throws -> Void) throws {
    var word: UInt32?
    var places: [Int] = []
    try rows.readAll(in: 0...Int64.max) { key, row in
      let owner = UInt32(key >> 32)
      if let word, word != owner {
        try body(word, places)
        places = []
      }
      word = owner
      try Self.forEach(in: row, key: key) { places.append($0) }
    }
    if let word { try body(word, places) }
  }
}

// MARK: Rows

extension WordLists {
  /// Appends a difference: its sign in the lowest bit, and seven bits a byte, the lowest first.
  private static func append(_ difference: Int64, to row: inout [UInt8]) {
    var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
    while rest >= 0x80 {
      row.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    row.append(UInt8(rest))
  }

  /// Calls `body` with each text of a row.
  ///
  /// - Throws: `IndexDamage` if the row is not what was written.
  private static func forEach(
    in row: UnsafeRawBufferPointer, key: Int64, _ body: (Int) -> Void
  ) throws {
    let bytes = try Checksum.opened(row, key: key)
    var place: Int64 = 0
    var index = 0
    while index < bytes.count {
      var rest: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        guard index < bytes.count, shift < 42 else { throw IndexDamage() }
        let byte = bytes[index]
        index += 1
        rest |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      place += Int64(rest >> 1) ^ -Int64(rest & 1)
      guard place >= 0, place <= TextPlace.most else { throw IndexDamage() }
      body(Int(place))
    }
  }
}
