import PadanTestSupport
import Testing

@testable import PadanIndex

/// Rows as they are written and read.
struct RowTests {
  @Test(arguments: [PostingList(token: .max), PostingList(looseHash: 0x1234_5678), .recent])
  func `postings come back as they were written`(_ list: PostingList) throws {
    var generator = SeededGenerator(seed: 3)
    var slot = Slot.first(ofClass: 3)
    let entries = (0..<300).map { number in
      slot += Int64.random(in: 1...5_000, using: &generator)
      if number % 40 == 39 { slot = Slot.first(ofClass: Slot.lengthClass(of: slot) + 40) }
      let words = LengthClass.signatureWords(Slot.lengthClass(of: slot))
      let bits = (0..<4).map { list.isLoose || $0 >= words ? 0 : generator.next() }
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

  @Test func `texts come back as they were written`() throws {
    let texts = ["Harga beras naik.", "Kafé “baru”", "字 😀", "a"]
    var builder = TextRow.Builder()
    var bag = LetterBag()
    for (number, text) in texts.enumerated() {
      let scalars = text.unicodeScalars.map(\.value)
      var packed: [UInt8] = []
      let width = PackedText.append(scalars, to: &packed)
      bag.count(scalars)
      builder.append(
        unit: UInt32(number + 7), looseHash: UInt32(number * 5), bag: bag.counts, width: width,
        text: packed)
    }
    var bytes: [UInt8] = []
    builder.take(into: &bytes, key: 77)
    #expect(builder.count == 0)
    try bytes.withUnsafeBytes { bytes in
      let row = try TextRow(bytes, key: 77)
      #expect(row.count == texts.count)
      for (number, text) in texts.enumerated() {
        #expect(row.unit(number) == Int64(number + 7))
        #expect(row.looseHash(number) == UInt32(number * 5))
        #expect(row.key(number) == text.unicodeScalars.map(\.value))
        bag.count(row.key(number))
        #expect(
          bag.counts == Array(UnsafeBufferPointer(start: row.bag(number), count: LetterBag.size)))
      }
      #expect(throws: IndexDamage.self) { try TextRow(bytes, key: 78) }
    }
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

  @Test func `a row whose ends are wrong under a right checksum is damage`() throws {
    var builder = TextRow.Builder()
    for unit in 1...3 as ClosedRange<UInt32> {
      builder.append(
        unit: unit, looseHash: 0, bag: Array(repeating: 0, count: LetterBag.size), width: 1,
        text: Array("teks".utf8))
    }
    var whole: [UInt8] = []
    builder.take(into: &whole, key: 1)
    #expect(try whole.withUnsafeBytes { try TextRow($0, key: 1).count } == 3)
    let ends = Checksum.size + 2 + 3 * (TextRow.overhead - 4)
    for (place, value) in [
      (ends + 3, 0x7F), (ends, 13), (ends + 4, 3), (ends + 8, 11), (ends + 8, 13), (ends - 1, 3),
      (ends - 1, 0), (Checksum.size, 2), (Checksum.size, 4), (Checksum.size + 1, 0xFF),
    ] {
      var row = whole
      row[place] = UInt8(value)
      Checksum.seal(&row, key: 1)
      #expect(throws: IndexDamage.self, "\(place): \(value)") {
        try row.withUnsafeBytes { _ = try TextRow($0, key: 1) }
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
    for list in [PostingList(token: 1 << 42), PostingList(looseHash: 1 << 16), .recent] {
      let key = list.key(Slot.first(ofClass: 3))
      var row = [UInt8](repeating: 0, count: Checksum.size) + body
      if !list.isLoose { row += [UInt8](repeating: 0, count: 8) }
      Checksum.seal(&row, key: key)
      #expect(throws: IndexDamage.self) {
        try row.withUnsafeBytes { try PostingRow.forEach($0, key: key) { _, _, _ in } }
      }
    }
  }

  @Test func `slots of a row lie together, and rows of a class too`() {
    for lengthClass in [0, 5, 60, 127, 128, 200, LengthClass.last] {
      let first = Slot.first(ofClass: lengthClass)
      let rows = Slot.rows(ofClass: lengthClass)
      #expect(Slot.row(of: first) == rows.lowerBound)
      #expect(Slot.row(of: Slot.first(ofClass: lengthClass + 1) - 1) == rows.upperBound)
      #expect(Slot.lengthClass(of: first + 1_000_000) == lengthClass)
    }
  }
}
