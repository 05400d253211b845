import PadanMatch
import PadanTestSupport
import Testing

@testable import PadanIndex

/// Rows as they are written and read.
struct RowTests {
  @Test(arguments: [PostingList(token: .max), PostingList(keyHash: 0x1234_5678), .recent])
  func `postings come back as they were written`(_ list: PostingList) throws {
    var generator = SeededGenerator(seed: 3)
    var slot = Slot.first(ofClass: 3)
    let entries = (0..<300).map { number in
      slot += Int64.random(in: 1...5_000, using: &generator)
      if number % 40 == 39 { slot = Slot.first(ofClass: Slot.lengthClass(of: slot) + 40) }
      let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
      let bits = (0..<4).map { list.isOfKeys || $0 >= words ? 0 : generator.next() }
      return PostingRow.Entry(
        slot: slot, mark: UInt8(truncatingIfNeeded: number),
        signature: (bits[0], bits[1], bits[2], bits[3]))
    }
    var rows: [(key: Int64, bytes: [UInt8])] = []
    var builder = PostingRow.Builder(list)
    for entry in entries {
      if builder.isFull { builder.withRow { rows.append(($0, Array($1))) } }
      builder.append(entry)
    }
    builder.withRow { rows.append(($0, Array($1))) }
    #expect(rows.first?.key == list.key(entries[0].slot))
    #expect(rows.allSatisfy { list.keys.contains($0.key) })
    var read: [PostingRow.Entry] = []
    for row in rows {
      try row.bytes.withUnsafeBytes { try PostingRow.read($0, key: row.key, into: &read) }
    }
    #expect(read.map { "\($0)" } == entries.map { "\($0)" })
  }

  private func outlines(_ count: Int, of letters: Int) -> [Outline] {
    var generator = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { number in
      let text = generator.elements(letters, of: Array("abcdefghijklmnopqrstuvwxyz"))
      var outline = Outline()
      outline.read(MatchText(String(text) + String(repeating: ".", count: number % 260)).scalars)
      return outline
    }
  }

  @Test(arguments: [(1, 7), (31, 8), (32, 1), (33, 40), (96, 60), (130, 11), (200, 0)])
  func `outlines come back as they were written, however many share a row`(
    _ count: Int, _ letters: Int
  ) throws {
    let outlines = outlines(count, of: letters)
    let key = Slot.first(ofClass: letters) + 3
    let height = LengthClass.height(letters)
    var builder = OutlineRow.Builder()
    for (number, outline) in outlines.enumerated() {
      builder.append(
        IndexedText(unit: UInt32(number + 7), isBare: number % 3 == 0),
        PackedOutline(outline, height: height))
    }
    var bytes: [UInt8] = []
    builder.take(into: &bytes, key: key)
    #expect(builder.count == 0)
    try bytes.withUnsafeBytes { bytes in
      let row = try OutlineRow(bytes, key: key)
      #expect(row.count == count && row.lengthClass == letters && row.excess == 0)
      for (number, outline) in outlines.enumerated() {
        #expect(row.unit(number) == Int64(number + 7))
        #expect(row.text(number).isBare == (number % 3 == 0))
        #expect(row.rest(number) == (outline.rest < 255 ? outline.rest : nil))
        var expected: [UInt8] = []
        var found: [UInt8] = []
        OutlineTile.append(outline.classes, height: height, to: &expected)
        row.append(number, to: &found)
        #expect(found == expected)
      }
      builder.append(row)
      #expect(throws: IndexDamage.self) { try OutlineRow(bytes, key: key + 1) }
    }
    var again: [UInt8] = []
    builder.take(into: &again, key: key)
    #expect(again == bytes)
  }

  @Test(arguments: [1, 8, 64, 65, 200])
  func `a checksum tells each flipped bit`(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    func sum(key: Int64 = 5) -> UInt64 { bytes.withUnsafeBytes { Checksum.of($0, key: key) } }
    let right = sum()
    #expect(sum(key: 6) != right)
    let missed = (0..<8 * count).filter { bit in
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      defer { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
      return sum() == right
    }
    #expect(missed == [])
  }

  @Test func `a checksum stays what stored rows have`() {
    let bytes = (0..<213).map { UInt8($0) }
    #expect(bytes.withUnsafeBytes { Checksum.of($0, key: -7) } == 554_045_022_459_164_744)
  }

  @Test func `a row whose size is not what its head says is damage, under a right checksum too`()
    throws
  {
    var builder = OutlineRow.Builder()
    for outline in outlines(3, of: 5) {
      builder.append(IndexedText(unit: 1), PackedOutline(outline, height: 3))
    }
    var whole: [UInt8] = []
    let key = Slot.first(ofClass: 5)
    builder.take(into: &whole, key: key)
    #expect(try whole.withUnsafeBytes { try OutlineRow($0, key: key).count } == 3)
    for (key, count) in [
      (key, 2), (key, 4), (key, 255), (Slot.first(ofClass: 9), 3), (Slot.first(ofClass: 500), 3),
      (-1, 3), (.min, 3), (.max, 3),
    ] {
      var row = whole
      row[Checksum.size] = UInt8(count)
      Checksum.seal(&row, key: key)
      #expect(throws: IndexDamage.self, "\(key): \(count)") {
        try row.withUnsafeBytes { _ = try OutlineRow($0, key: key) }
      }
    }
  }

  @Test(
    arguments: [
      [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0, 1],  // a number without end
      [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],  // a difference out of the class
      [0xFF, 0x0F, 0, 1],  // a class that does not exist
      [0x00],  // no mark
      [0x03, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1],  // a number out of its class
    ] as [[UInt8]])
  func `a row of postings that is wrong under a right checksum is damage`(_ body: [UInt8]) {
    for list in [PostingList(token: 1 << 42), PostingList(keyHash: 1 << 16), .recent] {
      let key = list.key(Slot.first(ofClass: 3))
      var row = [UInt8](repeating: 0, count: Checksum.size) + body
      if !list.isOfKeys { row += [UInt8](repeating: 0, count: 8) }
      Checksum.seal(&row, key: key)
      #expect(throws: IndexDamage.self) {
        try row.withUnsafeBytes { try PostingRow.forEach($0, key: key) { _, _, _ in } }
      }
    }
  }

  @Test func `each slot has its place in a row of its class`() {
    for lengthClass in [0, 5, 60, 127, 128, 200, LengthClass.last] {
      let first = Slot.first(ofClass: lengthClass)
      #expect(Slot.row(of: first) == first)
      for number in [0, 1, 31, 32, 4_000, 1_000_000, 1 << Slot.numberBits - 1] as [Int64] {
        let slot = first + number
        let row = Slot.row(of: slot)
        #expect(Slot.lengthClass(of: slot) == lengthClass)
        #expect(Slot.range(of: lengthClass...lengthClass).contains(row))
        #expect(Slot.first(inRow: row) + Int64(Slot.place(of: slot)) == slot)
        #expect(Slot.place(of: slot) < LengthClass.capacity(lengthClass))
      }
    }
  }
}
