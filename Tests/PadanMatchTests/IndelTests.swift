import PadanTestSupport
import Testing

@testable import PadanMatch

/// The bit-parallel path against the textbook table.
struct IndelTests {
  private func commonLength(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    IndelPattern(a.map(\.value)).commonLength(b.map(\.value))
  }

  private static let alphabets: [[Unicode.Scalar]] = [
    ["a", "b"], Array("abcdefghij ".unicodeScalars), ["a"],
    ["e", "\u{301}", "\u{323}", "é", "😀", "👨", "\u{200D}", "👩", "字", "\u{10FFFF}", "\u{0}"],
  ]

  /// Scalars in any order, or in runs so long that a scalar is missing from whole machine words.
  private static func text(
    _ count: Int, of alphabet: [Unicode.Scalar], using generator: inout SeededGenerator
  ) -> [Unicode.Scalar] {
    if generator.next() % 2 == 0 { return generator.elements(count, of: alphabet) }
    var text: [Unicode.Scalar] = []
    while text.count < count {
      let run = Int.random(in: 1...130, using: &generator)
      let scalar = alphabet.randomElement(using: &generator)!
      text += Array(repeating: scalar, count: min(run, count - text.count))
    }
    return text
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the bit-parallel path counts what the table counts, in either order`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Self.alphabets.randomElement(using: &generator)!
    let a = Self.text(Int.random(in: 0...300, using: &generator), of: alphabet, using: &generator)
    var b = a
    if generator.next() % 2 == 0 {
      b = Self.text(Int.random(in: 0...300, using: &generator), of: alphabet, using: &generator)
    } else if !b.isEmpty {
      for _ in 0..<10 {
        let place = Int.random(in: 0..<b.count, using: &generator)
        b[place] = alphabet.randomElement(using: &generator)!
      }
    }
    let expected = SlowIndel.commonLength(a, b)
    #expect(commonLength(a, b) == expected)
    #expect(commonLength(b, a) == expected)
  }

  @Test(arguments: [0, 1, 2, 62, 63, 64, 65, 126, 127, 128, 129, 191, 192, 193, 256])
  func `the edges of a machine word hold`(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let alphabet = Self.alphabets[1]
    let a = Self.text(count, of: alphabet, using: &generator)
    for other in [count, count + 1, max(0, count - 1), 64] {
      let b = Self.text(other, of: alphabet, using: &generator)
      #expect(commonLength(a, b) == SlowIndel.commonLength(a, b), "\(count) and \(other)")
    }
    #expect(commonLength(a, a) == count)
  }

  @Test(arguments: [1, 63, 64, 65, 128, 200])
  func `a carry runs through words without a match`(_ gap: Int) {
    let a = Array("x\(String(repeating: "y", count: gap))x".unicodeScalars)
    for b in ["x", "xx", "xyx"] {
      let b = Array(b.unicodeScalars)
      #expect(commonLength(a, b) == b.count)
      #expect(commonLength(b, a) == b.count)
    }
  }

  @Test(arguments: [
    ("harga", "harta", 0.8), ("", "", 1), ("", "a", 0), ("a", "b", 0), ("abc", "abc", 1),
    ("lewenstein", "levenshtein", 2.0 * 9 / 21), ("e\u{301}", "é", 0),
  ])
  func `similarity is twice the common length over both lengths`(
    _ example: (a: String, b: String, similarity: Double)
  ) {
    #expect(Indel.similarity(example.a, example.b) == example.similarity)
    #expect(Indel.similarity(example.b, example.a) == example.similarity)
  }

  @Test func `a score that is a whole number is exact`() {
    for total in 1...400 {
      for common in 0...total / 2 where 200 * common % total == 0 {
        #expect(Indel.score(common: common, of: total) == Double(200 * common / total))
      }
    }
  }
}
