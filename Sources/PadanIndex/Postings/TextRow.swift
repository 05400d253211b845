/// A row of packed texts of one length class, each with its unit, its loose hash and its letter
/// bag.
///
/// After the checksum: the number of texts (2 bytes), then column by column the units (4 bytes
/// each), loose hashes (4), bags (16), widths (1) and ends in the text area (4), then the text
/// area.
struct TextRow {
  /// The size of a text in a row beside its scalars, in bytes.
  static let overhead = 4 + 4 + LetterBag.size + 1 + 4

  private let body: UnsafeRawBufferPointer
  /// The number of texts in the row.
  let count: Int

  /// Opens a row; its bytes must stay valid as long as the value is used.
  ///
  /// - Throws: `IndexDamage` if its checksum is wrong, or a text would not lie in the text area. A
  ///   right checksum says nothing: another program may have made the row.
  init(_ row: UnsafeRawBufferPointer, key: Int64) throws {
    body = try Checksum.opened(row, key: key)
    guard body.count >= 2 else { throw IndexDamage() }
    count = Int(body.loadUnaligned(as: UInt16.self))
    let area = body.count - 2 - Self.overhead * count
    guard area >= 0 else { throw IndexDamage() }
    var last = 0
    for index in 0..<count {
      let end = end(index)
      let width = width(index)
      guard end >= last, width == 1 || width == 2 || width == 4 else { throw IndexDamage() }
      last = end
    }
    guard last == area else { throw IndexDamage() }
  }

  /// The number of the unit that the text belongs to.
  func unit(_ index: Int) -> Int64 {
    Int64(body.loadUnaligned(fromByteOffset: 2 + 4 * index, as: UInt32.self))
  }

  /// The text's loose hash (`TextReader.looseHash`).
  func looseHash(_ index: Int) -> UInt32 {
    body.loadUnaligned(fromByteOffset: 2 + 4 * (count + index), as: UInt32.self)
  }

  /// The letter bags of all texts, one after the other.
  var bags: UnsafePointer<UInt8> {
    (body.baseAddress! + 2 + 8 * count).assumingMemoryBound(to: UInt8.self)
  }

  /// The text's letter bag, of `LetterBag.size` bytes.
  func bag(_ index: Int) -> UnsafePointer<UInt8> { bags + LetterBag.size * index }

  /// How many bytes each scalar of the packed text takes: 1, 2 or 4.
  func width(_ index: Int) -> Int { Int(body[2 + (8 + LetterBag.size) * count + index]) }

  /// The end of the text in the text area, in bytes.
  private func end(_ index: Int) -> Int {
    Int(
      body.loadUnaligned(
        fromByteOffset: 2 + (9 + LetterBag.size) * count + 4 * index, as: UInt32.self))
  }

  /// The packed text (`PackedText`).
  func text(_ index: Int) -> UnsafeRawBufferPointer {
    let start = index == 0 ? 0 : end(index - 1)
    let area = 2 + Self.overhead * count
    return UnsafeRawBufferPointer(rebasing: body[(area + start)..<(area + end(index))])
  }

  /// The scalars of the text's match key.
  func key(_ index: Int) -> [UInt32] {
    var key: [UInt32] = []
    readKey(index, into: &key)
    return key
  }

  /// Reads the scalars of the text's match key into `key`, which is emptied first.
  func readKey(_ index: Int, into key: inout [UInt32]) {
    PackedText.read(text(index), width: width(index), into: &key)
  }

  /// A row of texts that is being built.
  struct Builder {
    private var units: [UInt32] = []
    private var looseHashes: [UInt32] = []
    private var bags: [UInt8] = []
    private var widths: [UInt8] = []
    private var ends: [UInt32] = []
    private var texts: [UInt8] = []

    var count: Int { units.count }

    /// Adds all texts of a row.
    mutating func append(_ row: TextRow) {
      for index in 0..<row.count {
        append(
          unit: UInt32(row.unit(index)), looseHash: row.looseHash(index),
          bag: UnsafeBufferPointer(start: row.bag(index), count: LetterBag.size),
          width: row.width(index), text: row.text(index))
      }
    }

    /// Adds one text.
    ///
    /// - Parameters:
    ///   - bag: The counts of its letter bag, `LetterBag.size` bytes.
    ///   - width: How many bytes each scalar of `text` takes.
    ///   - text: The packed text.
    mutating func append(
      unit: UInt32, looseHash: UInt32, bag: some Sequence<UInt8>, width: Int,
      text: some Sequence<UInt8>
    ) {
      units.append(unit)
      looseHashes.append(looseHash)
      bags.append(contentsOf: bag)
      widths.append(UInt8(width))
      texts.append(contentsOf: text)
      ends.append(UInt32(texts.count))
    }

    /// Replaces `row` with the row, checksum included, and empties the builder.
    mutating func take(into row: inout [UInt8], key: Int64) {
      row.removeAll(keepingCapacity: true)
      row.append(contentsOf: repeatElement(0, count: Checksum.size))
      Self.append(UInt16(count), to: &row)
      units.withUnsafeBytes { row.append(contentsOf: $0) }
      looseHashes.withUnsafeBytes { row.append(contentsOf: $0) }
      row.append(contentsOf: bags)
      row.append(contentsOf: widths)
      ends.withUnsafeBytes { row.append(contentsOf: $0) }
      row.append(contentsOf: texts)
      Checksum.seal(&row, key: key)
      units.removeAll(keepingCapacity: true)
      looseHashes.removeAll(keepingCapacity: true)
      bags.removeAll(keepingCapacity: true)
      widths.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      texts.removeAll(keepingCapacity: true)
    }

    private static func append(_ value: UInt16, to row: inout [UInt8]) {
      row.append(UInt8(truncatingIfNeeded: value))
      row.append(UInt8(truncatingIfNeeded: value >> 8))
    }
  }
}

extension RowStore {
  /// Calls `body` with each of some texts: its row and its place in the row. Each row is read once.
  ///
  /// - Precondition: The slots ascend.
  /// - Throws: `IndexDamage` if there is no text at a slot; whatever the store and `body` throw.
  func forEachText(
    _ slots: ArraySlice<Int64>, _ body: (TextRow, _ index: Int, _ slot: Int64) throws -> Void
  ) throws {
    var rest = slots
    while let first = rest.first {
      let key = Slot.row(of: first)
      let slots = rest.prefix { Slot.row(of: $0) == key }
      let firstSlot = key << LengthClass.rowShift(Slot.lengthClass(of: first))
      let isThere = try readRow(key) { bytes in
        let row = try TextRow(bytes, key: key)
        for slot in slots {
          let place = Int(slot - firstSlot)
          guard 0..<row.count ~= place else { throw IndexDamage() }
          try body(row, place, slot)
        }
      }
      guard isThere else { throw IndexDamage() }
      rest = rest[slots.endIndex...]
    }
  }
}
