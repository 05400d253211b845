/// A text of a unit, as an index names it: the text as it is written or, where codes are written in it
/// (`WrittenCodes`), also the text without them.
package struct IndexedText: Hashable {
  /// The largest number of a unit: one bit tells the two texts apart.
  package static let mostUnit = UInt32.max >> 1

  /// The number of the unit.
  package var unit: UInt32
  /// Whether it is the text without the codes that are written in it.
  package var isBare: Bool

  /// The text of a unit as it is written, or without its codes.
  package init(unit: UInt32, isBare: Bool = false) {
    self.unit = unit
    self.isBare = isBare
  }

  /// Reads what a row has of it.
  fileprivate init(packed: UInt32) {
    self.init(unit: packed & Self.mostUnit, isBare: packed > Self.mostUnit)
  }

  /// The text as a row has it.
  fileprivate var packed: UInt32 { isBare ? unit | ~Self.mostUnit : unit }
}

/// An outline as a row has it.
struct PackedOutline: Sendable {
  /// Two letters a byte.
  let bytes: [UInt8]
  /// How many scalars of the text are no letters, at most 255.
  let rest: UInt8
  /// The excess of the text, or the sign of an unbounded one.
  let excess: UInt16

  /// - Parameter height: The size of an outline of its length class in bytes.
  init(_ outline: Outline, height: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(height)
    OutlineTile.append(outline.classes, height: height, to: &bytes)
    self.bytes = bytes
    rest = UInt8(min(255, outline.rest))
    excess = outline.isUnbounded ? OutlineRow.unbounded : UInt16(clamping: outline.excess)
  }
}

/// A row of outlines of one length class, each with its unit.
///
/// After the checksum: the number of texts (2 bytes), the largest excess of a text (2), then the
/// texts' units (4 bytes each; the highest bit marks a text without its codes), how many other scalars each text has (1 byte each, 255 for 255 or more), and
/// the outlines in tiles: 64 side by side as often as there are so many, then 32, then what is left.
struct OutlineRow {
  /// The size of a text in a row beside its outline, in bytes.
  static let overhead = 4 + 1
  /// The size of a row's head, in bytes.
  private static let head = 4
  /// The excess of a row with a text that is unbounded.
  fileprivate static let unbounded = UInt16.max

  /// The row without its checksum.
  let body: UnsafeRawBufferPointer
  /// The number of texts in the row.
  let count: Int
  /// The length class of its texts.
  let lengthClass: Int
  /// The size of an outline in bytes.
  let height: Int

  /// Opens a row; its bytes must stay valid as long as the value is used.
  ///
  /// - Throws: `IndexDamage` if its checksum is wrong, or its size is not what its head says. A
  ///   right checksum says nothing: another program may have made the row.
  init(_ row: UnsafeRawBufferPointer, key: Int64) throws {
    body = try Checksum.opened(row, key: key)
    lengthClass = Slot.lengthClass(of: key)
    guard body.count >= Self.head, 0...LengthClass.last ~= lengthClass else {
      throw IndexDamage()
    }
    height = LengthClass.height(lengthClass)
    count = Int(body.loadUnaligned(as: UInt16.self))
    guard count <= LengthClass.capacity(lengthClass),
      body.count == Self.head + count * (Self.overhead + height)
    else { throw IndexDamage() }
  }

  /// Opens a row again whose body was proved before; its bytes must stay valid as long as the value is
  /// used.
  init(proved body: UnsafeRawBufferPointer, ofClass lengthClass: Int) {
    self.body = body
    self.lengthClass = lengthClass
    height = LengthClass.height(lengthClass)
    count = Int(body.loadUnaligned(as: UInt16.self))
  }

  /// The largest excess of a text of the row; `nil` if one of its texts is unbounded.
  var excess: Int? {
    let excess = body.loadUnaligned(fromByteOffset: 2, as: UInt16.self)
    return excess == Self.unbounded ? nil : Int(excess)
  }

  /// Which text stands at a place.
  func text(_ index: Int) -> IndexedText {
    IndexedText(
      packed: body.loadUnaligned(fromByteOffset: Self.head + 4 * index, as: UInt32.self))
  }

  /// The number of the unit that a text belongs to.
  func unit(_ index: Int) -> Int64 { Int64(text(index).unit) }

  /// How many scalars of the text are no letters; `nil` if it has 255 or more.
  func rest(_ index: Int) -> Int? {
    let rest = body[Self.head + 4 * count + index]
    return rest == 255 ? nil : Int(rest)
  }

  /// The largest rest of a text of the row; `nil` if one has 255 or more.
  var mostRest: Int? {
    var most: UInt8 = 0
    for place in Self.head + 4 * count..<Self.head + Self.overhead * count {
      most = max(most, body[place])
    }
    return most == 255 ? nil : Int(most)
  }

  /// Calls `body` with each tile: the position of its first text, the number of its texts and its
  /// bytes.
  func forEachTile(_ body: (_ first: Int, _ lanes: Int, UnsafeRawBufferPointer) throws -> Void)
    rethrows
  {
    var first = 0
    while first < count {
      let lanes = OutlineTile.lanes(ofRest: count - first)
      let start = Self.head + Self.overhead * count + height * first
      try body(
        first, lanes, UnsafeRawBufferPointer(rebasing: self.body[start..<start + height * lanes]))
      first += lanes
    }
  }

  /// Appends the outline of a text, two letters a byte.
  func append(_ index: Int, to bytes: inout [UInt8]) {
    var first = 0
    var lanes = OutlineTile.lanes(ofRest: count)
    while index >= first + lanes {
      first += lanes
      lanes = OutlineTile.lanes(ofRest: count - first)
    }
    let start = Self.head + Self.overhead * count + height * first + index - first
    for place in 0..<height { bytes.append(body[start + lanes * place]) }
  }

  /// A row of outlines that is being built.
  struct Builder {
    private var texts: [UInt32] = []
    private var rests: [UInt8] = []
    private var excess: UInt16 = 0
    /// The outlines behind each other.
    private var outlines: [UInt8] = []

    var count: Int { texts.count }

    /// Adds all texts of a row.
    mutating func append(_ row: OutlineRow) {
      for index in 0..<row.count {
        texts.append(row.text(index).packed)
        rests.append(UInt8(row.rest(index) ?? 255))
        row.append(index, to: &outlines)
      }
      excess = max(excess, row.excess.map { UInt16($0) } ?? OutlineRow.unbounded)
    }

    /// Adds one text.
    mutating func append(_ text: IndexedText, _ outline: PackedOutline) {
      texts.append(text.packed)
      rests.append(outline.rest)
      excess = max(excess, outline.excess)
      outlines.append(contentsOf: outline.bytes)
    }

    /// Replaces `row` with the row, checksum included, and empties the builder.
    mutating func take(into row: inout [UInt8], key: Int64) {
      row.removeAll(keepingCapacity: true)
      row.append(contentsOf: repeatElement(0, count: Checksum.size))
      for value in [UInt16(count), excess] {
        row.append(UInt8(truncatingIfNeeded: value))
        row.append(UInt8(truncatingIfNeeded: value >> 8))
      }
      texts.withUnsafeBytes { row.append(contentsOf: $0) }
      row.append(contentsOf: rests)
      let height = count == 0 ? 0 : outlines.count / count
      var first = 0
      while first < count {
        let lanes = OutlineTile.lanes(ofRest: count - first)
        for place in 0..<height {
          for text in first..<first + lanes { row.append(outlines[height * text + place]) }
        }
        first += lanes
      }
      Checksum.seal(&row, key: key)
      texts.removeAll(keepingCapacity: true)
      rests.removeAll(keepingCapacity: true)
      excess = 0
      outlines.removeAll(keepingCapacity: true)
    }
  }
}

extension RowStore {
  /// Calls `body` with each of some texts: its row and its place in the row. Each row is read once.
  ///
  /// - Precondition: The slots ascend.
  /// - Throws: `IndexDamage` if there is no text at a slot; whatever the store and `body` throw.
  func forEachText(
    _ slots: ArraySlice<Int64>, _ body: (OutlineRow, _ index: Int, _ slot: Int64) throws -> Void
  ) throws {
    var rest = slots
    while let first = rest.first {
      let key = Slot.row(of: first)
      let slots = rest.prefix { Slot.row(of: $0) == key }
      let isThere = try readRow(key) { bytes in
        let row = try OutlineRow(bytes, key: key)
        for slot in slots {
          let place = Slot.place(of: slot)
          guard place < row.count else { throw IndexDamage() }
          try body(row, place, slot)
        }
      }
      guard isThere else { throw IndexDamage() }
      rest = rest[slots.endIndex...]
    }
  }
}
