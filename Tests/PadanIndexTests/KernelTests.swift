import PadanMatch
import PadanTestSupport
import Testing

@testable import PadanIndex

/// The kernels against the portable path, which has its own tests against a table.
struct KernelTests {
  private static let alphabets: [[Unicode.Scalar]] = [
    Array("ab".unicodeScalars), Array("abcdefghij klmnop.,".unicodeScalars),
    Array("aé“”–€ÿ\u{81}\u{9D}\u{0}".unicodeScalars), plainLetters(40), plainLetters(90),
    Array("a字é😀\u{301}ж".unicodeScalars),
  ]

  /// More different letters than one register looks up, and more than two do.
  private static func plainLetters(_ count: UInt32) -> [Unicode.Scalar] {
    (33..<33 + count).map { Unicode.Scalar($0)! }
  }

  private static func text(
    _ count: Int, _ alphabet: [Unicode.Scalar], _ generator: inout SeededGenerator
  ) -> [Unicode.Scalar] {
    generator.elements(count, of: alphabet)
  }

  /// The kernel's answers on one instruction set.
  private static func commonLengths(
    _ query: [Unicode.Scalar], _ texts: [[Unicode.Scalar]], needs: [UInt32],
    _ level: IndelPattern.Level
  ) -> [UInt32] {
    var pool: [UInt8] = []
    var starts: [UInt32] = []
    for text in texts {
      starts.append(UInt32(pool.count))
      #expect(PackedText.append(text.map(\.value), to: &pool) == 1 || text.isEmpty)
    }
    let longest = texts.map(\.count).max() ?? 0
    pool.append(contentsOf: repeatElement(0, count: longest + IndelPattern.slack))
    var result = [UInt32](repeating: 99, count: texts.count)
    IndelPattern(query).commonLengths(
      pool: pool, starts: starts, counts: texts.map { UInt32($0.count) }, needs: needs,
      into: &result, level: level)
    return result
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every instruction set finds the common length that the portable path finds`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Self.alphabets[Int(seed % 5)]
    let longest = [20, 32, 64, 65, 130, 256, 300, 700][Int(seed % 8)]
    let query = Self.text(Int.random(in: 0...longest, using: &generator), alphabet, &generator)
    let texts = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      Self.text(Int.random(in: 0...longest, using: &generator), alphabet, &generator)
    }
    let expected = texts.map { UInt32(Indel.commonLength(query, $0)) }
    let needs = [UInt32](repeating: 0, count: texts.count)
    for level in IndelPattern.Level.available {
      #expect(Self.commonLengths(query, texts, needs: needs, level) == expected, "\(level)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func
    `a text that has as much in common as it needs is measured exactly, and no other reaches that`(
      seed: UInt64
    )
  {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Self.alphabets[Int(seed % 5)]
    let count = Int.random(in: 1...[30, 100, 256][Int(seed % 3)], using: &generator)
    let query = Self.text(count, alphabet, &generator)
    let texts = (0..<40).map { index in
      // Like the query, but for edits here and there, some of which shift all that follows.
      var text = query
      for _ in 0..<(index * count / 60) {
        let place = Int.random(in: 0...text.count, using: &generator)
        let letters = Self.text(Int.random(in: 0...3, using: &generator), alphabet, &generator)
        let end = min(text.count, place + Int.random(in: 0...3, using: &generator))
        text.replaceSubrange(place..<end, with: letters)
      }
      return text
    }
    let exact = texts.map { UInt32(Indel.commonLength(query, $0)) }
    // Just enough, a little too much, a share of the lengths, nothing.
    let needs = texts.indices.map { index in
      let share = UInt32((query.count + texts[index].count) * 3 / 8)
      return [exact[index], exact[index] + 1, share, index < 20 ? share : 0][index % 4]
    }
    for level in IndelPattern.Level.available {
      let found = Self.commonLengths(query, texts, needs: needs, level)
      for index in texts.indices {
        if exact[index] >= needs[index] {
          #expect(found[index] == exact[index], "\(level), \(index)")
        } else {
          #expect(found[index] < needs[index], "\(level), \(index)")
        }
      }
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `texts of any scalars have the common length that the portable path finds`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Self.alphabets[5]
    let longest = [10, 64, 65, 200, 1500][Int(seed % 5)]
    let texts = (0..<2).map { _ in
      Self.text(Int.random(in: 0...longest, using: &generator), alphabet, &generator)
    }
    #expect(
      IndelPattern(texts[0]).commonLength(texts[1]) == Indel.commonLength(texts[0], texts[1]))
  }

  @Test func `a pattern of more different scalars than codes is compared all the same`() {
    let many = (0x10000..<0x10000 + 66_000).compactMap { Unicode.Scalar($0 as UInt32) }
    let some = Array(many[65_000..<66_000])
    #expect(IndelPattern(many).commonLength(some) == 1000)
    #expect(IndelPattern(some).commonLength(many) == 1000)
  }

  @Test func `a plain instruction set is always there`() {
    #expect(IndelPattern.Level.available.first == .plain)
    #expect(IndelPattern.Level.available.contains(.widest))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `bags never bound a common length too low`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Self.alphabets[Int(seed % 6)]
    let texts = (0..<2).map { _ in
      Self.text(Int.random(in: 0...255, using: &generator), alphabet, &generator)
    }
    var bags = [LetterBag(), LetterBag()]
    for index in 0..<2 { bags[index].count(texts[index].map(\.value)) }
    var bound: [UInt16] = [0]
    bags[0].bounds(bags[1].counts, count: 1, into: &bound)
    #expect(Int(bound[0]) >= Indel.commonLength(texts[0], texts[1]))
    bags[0].bounds(bags[0].counts, count: 1, into: &bound)
    #expect(Int(bound[0]) == texts[0].count)
  }
}
