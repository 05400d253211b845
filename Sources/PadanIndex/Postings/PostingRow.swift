/// A row of an index's postings: for one list, texts by ascending slot, each with what lets most of
/// them be passed over unread.
///
/// After the checksum, for each text: the way from the slot before it (from the first slot, which the
/// key names, for the first) as a varint, shifted left by one; or, into a longer length class, the
/// classes shifted left by one with the lowest bit set and then the number in the class. Then a byte,
/// how many tokens the text has (255 stands for more), and its signature: as many 64-bit words as its
/// class asks for. Lists of loose hashes have eight bits of the hash in the byte's place and no
/// signature.
enum PostingRow {
  /// From how many bytes on a row is closed.
  static let fullSize = 3_800

  /// A text in a list.
  struct Entry {
    var slot: Int64
    var mark: UInt8
    /// Only the words of the text's class are used.
    var signature: (UInt64, UInt64, UInt64, UInt64)
  }

  /// Calls `body` with each text of a row.
  ///
  /// - Throws: `IndexDamage`, and whatever `body` throws.
  @inline(__always)
  static func forEach(
    _ row: UnsafeRawBufferPointer, key: Int64,
    _ body: (_ slot: Int64, _ mark: UInt8, _ signature: UnsafeRawPointer) throws -> Void
  ) throws {
    let bytes = try Checksum.opened(row, key: key)
    guard let start = bytes.baseAddress else { return }
    let isLoose = PostingList(key: key).isLoose
    var slot = PostingList.slot(ofKey: key)
    var at = 0
    let end = bytes.count
    var words = isLoose ? 0 : LengthClass.signatureWords(Slot.lengthClass(of: slot))
    while at < end {
      let way = varint(bytes, &at)
      if way & 1 == 0 {
        slot += way >> 1
      } else {
        let lengthClass = Slot.lengthClass(of: slot) + Int(way >> 1)
        slot = Slot.first(ofClass: lengthClass) + varint(bytes, &at)
        if !isLoose { words = LengthClass.signatureWords(lengthClass) }
      }
      guard at + 1 + 8 * words <= end else { throw IndexDamage() }
      try body(slot, bytes[at], start + at + 1)
      at += 1 + 8 * words
    }
  }

  @inline(__always)
  private static func varint(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Int64 {
    var value: Int64 = 0
    var shift: Int64 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      value |= Int64(byte & 0x7F) &<< shift
      if byte < 0x80 || shift > 56 { break }
      shift += 7
    }
    return value
  }

  /// Reads a row's texts behind those that a list holds.
  ///
  /// - Throws: `IndexDamage`.
  static func read(
    _ row: UnsafeRawBufferPointer, key: Int64, into entries: inout [Entry]
  ) throws {
    let isLoose = PostingList(key: key).isLoose
    try forEach(row, key: key) { slot, mark, signature in
      var entry = Entry(slot: slot, mark: mark, signature: (0, 0, 0, 0))
      if !isLoose {
        let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
        withUnsafeMutableBytes(of: &entry.signature) {
          $0.copyMemory(from: UnsafeRawBufferPointer(start: signature, count: 8 * words))
        }
      }
      entries.append(entry)
    }
  }

  /// A row in the making.
  struct Builder {
    private let list: PostingList
    private let isLoose: Bool
    private var row: [UInt8] = []
    private var last: Int64 = 0
    /// The slot of the first text.
    private var first: Int64?

    init(_ list: PostingList) {
      self.list = list
      isLoose = list.isLoose
    }

    var isFull: Bool { row.count >= PostingRow.fullSize }

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
      if !isLoose {
        let words = LengthClass.signatureWords(Slot.lengthClass(of: entry.slot))
        withUnsafeBytes(of: entry.signature) { row.append(contentsOf: $0[..<(8 * words)]) }
      }
      last = entry.slot
    }

    /// The row, sealed; the builder is ready for the next one.
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
