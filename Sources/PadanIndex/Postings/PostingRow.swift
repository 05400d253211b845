/// A row of postings: texts of one list by ascending slot, each with data that lets a search skip
/// most of them unread.
///
/// After the checksum, each text has these fields:
///
/// - Its slot, as varints. In the length class of the slot before: the difference to that slot,
///   shifted left by one. In a longer class: the difference of the classes, shifted left by one
///   with the lowest bit set, and then the number in the class. The first text is relative to the
///   slot in the row's key.
/// - A byte, its mark: the number of tokens, where 255 stands for 255 or more. In a list of match
///   keys, eight bits of the hash.
/// - Its signature (`TokenSignature`), as many 64-bit words as its length class has. A list of
///   match keys has none.
enum PostingRow {
  /// The size in bytes from which a row takes no more texts.
  static let fullSize = 3_800

  /// One text of a list.
  struct Entry {
    var slot: Int64
    /// The number of its tokens, at most 255, or eight bits of its key's hash.
    var mark: UInt8
    /// Its tokens as bits. Only the first words are used, as many as its length class has.
    var signature: (UInt64, UInt64, UInt64, UInt64)
  }

  /// Calls `body` with each text of a row, by ascending slot.
  ///
  /// `signature` has as many words as the text's length class, none in a list of match keys. It is
  /// valid while `body` runs.
  ///
  /// - Throws: `IndexDamage`, and whatever `body` throws.
  @inline(__always)
  static func forEach(
    _ row: UnsafeRawBufferPointer, key: Int64,
    _ body: (_ slot: Int64, _ mark: UInt8, _ signature: TokenSignature.Stored) throws -> Void
  ) throws {
    let bytes = try Checksum.opened(row, key: key)
    guard let start = bytes.baseAddress else { return }
    let isOfKeys = PostingList(key: key).isOfKeys
    var slot = PostingList.slot(ofKey: key)
    var lengthClass = Slot.lengthClass(of: slot)
    var at = 0
    let end = bytes.count
    guard lengthClass <= LengthClass.last else { throw IndexDamage() }
    var words = isOfKeys ? 0 : LengthClass.signatureWords(lengthClass)
    while at < end {
      let way = varint(bytes, &at)
      if way & 1 == 0 {
        slot += way >> 1
      } else {
        lengthClass += Int(way >> 1)
        guard lengthClass <= LengthClass.last else { throw IndexDamage() }
        slot = Slot.first(ofClass: lengthClass) + varint(bytes, &at)
        if !isOfKeys { words = LengthClass.signatureWords(lengthClass) }
      }
      // A slot of another class would have a signature of another size.
      guard at + 1 + 8 * words <= end, Slot.lengthClass(of: slot) == lengthClass else {
        throw IndexDamage()
      }
      try body(slot, bytes[at], TokenSignature.Stored(start: start + at + 1, words: words))
      at += 1 + 8 * words
    }
  }

  /// Reads a number in LEB128: seven bits a byte, the lowest first. It stops at the end of the
  /// bytes and after six of them, so the number is less than 2⁴²: slots can be added to it.
  @inline(__always)
  private static func varint(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Int64 {
    // Most numbers have one byte.
    if at < bytes.count, bytes[at] < 0x80 {
      at += 1
      return Int64(bytes[at - 1])
    }
    var value: Int64 = 0
    var shift: Int64 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      value |= Int64(byte & 0x7F) &<< shift
      if byte < 0x80 || shift == 35 { break }
      shift += 7
    }
    return value
  }

  /// Appends the texts of a row to `entries`.
  ///
  /// - Throws: `IndexDamage`.
  static func read(
    _ row: UnsafeRawBufferPointer, key: Int64, into entries: inout [Entry]
  ) throws {
    try forEach(row, key: key) { slot, mark, signature in
      var entry = Entry(slot: slot, mark: mark, signature: (0, 0, 0, 0))
      withUnsafeMutableBytes(of: &entry.signature) { $0.copyMemory(from: signature.bytes) }
      entries.append(entry)
    }
  }

  /// A row of postings that is being built.
  struct Builder {
    private let list: PostingList
    private let isOfKeys: Bool
    private var row: [UInt8] = []
    /// The slot of the last text.
    private var last: Int64 = 0
    /// The slot of the first text; `nil` if the row is empty.
    private var first: Int64?

    init(_ list: PostingList) {
      self.list = list
      isOfKeys = list.isOfKeys
    }

    /// Whether the row should be written before another text is added.
    var isFull: Bool { row.count >= PostingRow.fullSize }

    /// Adds a text.
    ///
    /// - Precondition: Its slot is above all slots of the row.
    mutating func append(_ entry: Entry) {
      if first == nil {
        first = entry.slot
        last = entry.slot
        row.removeAll(keepingCapacity: true)
        row.append(contentsOf: repeatElement(0, count: Checksum.size))
      }
      let classes = Slot.lengthClass(of: entry.slot) - Slot.lengthClass(of: last)
      if classes == 0 {
        appendVarint((entry.slot - last) << 1)
      } else {
        appendVarint(Int64(classes) << 1 | 1)
        appendVarint(entry.slot & ((1 << Slot.numberBits) - 1))
      }
      row.append(entry.mark)
      if !isOfKeys {
        let words = LengthClass.signatureWords(Slot.lengthClass(of: entry.slot))
        withUnsafeBytes(of: entry.signature) { row.append(contentsOf: $0[..<(8 * words)]) }
      }
      last = entry.slot
    }

    /// Calls `body` with the row, checksum included, and begins the next row. An empty row is not
    /// written.
    mutating func withRow(
      _ body: (_ key: Int64, UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
      guard let first else { return }
      let key = list.key(first)
      Checksum.seal(&row, key: key)
      try row.withUnsafeBytes { try body(key, $0) }
      self.first = nil
    }

    private mutating func appendVarint(_ value: Int64) {
      var rest = UInt64(value)
      while rest >= 0x80 {
        row.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      row.append(UInt8(rest))
    }
  }
}
