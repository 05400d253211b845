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

  @Test(arguments: [0, 1, 7, 8, 63, 64, 65, 200, 3_900])
  func `a checksum is that of Fletcher's plain sums, word by word`(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var (sum, sums): (UInt64, UInt64) = (5, UInt64(count))
    for start in stride(from: 0, to: count / 8 * 8, by: 8) {
      sum &+= bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
      sums &+= sum
    }
    for byte in bytes[(count / 8 * 8)...] {
      sum &+= UInt64(byte)
      sums &+= sum
    }
    #expect(bytes.withUnsafeBytes { Checksum.of($0, key: 5) } == sums ^ (sum << 1))
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
