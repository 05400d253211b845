import PadanMatch
import PadanTestSupport
import Testing

@testable import PadanIndex

/// The kernel against the textbook's table, and what outlines say of the score.
struct OutlineTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every instruction set finds the texts that have as many letters in common as they need`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let longest = [9, 20, 64, 65, 130, 300, 700][Int(seed % 7)]
    let letters = Array(1...UInt8(Int.random(in: 1...15, using: &generator)))
    let count = Int.random(in: 0...longest, using: &generator)
    let query = generator.elements(count, of: letters)
    let height = OutlineTile.height(ofCount: Int.random(in: 0...longest, using: &generator))
    let lanes = [1, 5, 31, 32, 33, 63, 64][Int.random(in: 0..<7, using: &generator)]
    let texts = (0..<lanes).map { lane -> [UInt8] in
      // Like the query, or any letters, and some shorter than others.
      var text = (query + generator.elements(2 * height, of: letters)).prefix(2 * height)
      for _ in 0..<(lane * height / 20) where !text.isEmpty {
        let place = Int.random(in: 0..<text.count, using: &generator)
        text[place] = letters.randomElement(using: &generator)!
      }
      return Array(lane % 3 == 0 ? text.dropLast(height / 2) : text)
    }
    let strips = texts.map { text in
      var bytes: [UInt8] = []
      OutlineTile.append(text, height: height, to: &bytes)
      return bytes
    }
    let tile = (0..<height).flatMap { place in strips.map { $0[place] } }
    let expected = texts.map { SlowIndel.commonLength(query, $0) }
    for need in [-3, 0, 1, count / 2, expected.max()!, expected.max()! + 1] {
      for level in OutlineScanner.Level.available {
        var scanner = OutlineScanner(query, level: level)
        let found = tile.withUnsafeBytes {
          scanner.scan($0, lanes: lanes, height: height, need: need)
        }
        for lane in 0..<lanes {
          let isIn = found >> UInt64(lane) & 1 == 1
          #expect(isIn == (expected[lane] >= need), "\(level), \(need), \(lane)")
          if isIn { #expect(Int(scanner.commons[lane]) == expected[lane], "\(level), \(lane)") }
        }
        #expect(lanes == 64 || found >> UInt64(lanes) == 0)
      }
    }
  }

  /// Pieces that folds change, letters whose folding changes their number among them.
  private static let pieces = [
    "harga", "Harga", "NAIK", "5", "1.000", ".", "!", "“", "’", "ʼ", "–", "+", "$", "é", "É", "ß",
    "SS", "İ", "ŉ", "ﬃ", "ΐ", "字", "米价", "٣", "😀", "_", "\u{1}", "Σ", "ς", " ", " ", " ",
  ]

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `no text scores above what its outline allows`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = generator.elements(Int.random(in: 1...9, using: &generator), of: Self.pieces)
    let texts = [3, 12].map { count in
      var text = generator.elements(count, of: pieces).joined()
      if seed % 5 == 0 { text += String(repeating: "ß", count: Int(seed % 9)) }
      return MatchText(text)
    }
    let score = MatchScorer.score(texts[0], texts[1])
    let query = PreparedQuery(texts[0], isFast: false)
    var outline = Outline()
    outline.read(texts[1].scalars)
    let common = SlowIndel.commonLength(query.outline.classes, outline.classes)
    let lengthClass = LengthClass.of(outline.classes.count)
    let stored = PreparedQuery.Stored(
      count: LengthClass.shortest(lengthClass), rest: outline.rest,
      excess: outline.isUnbounded ? nil : outline.excess)
    let most = query.bound(common: common, stored)
    #expect(score.net <= most + Letters.margin)
    #expect(most <= query.mostScore(ofClass: lengthClass) + Letters.margin)
    for least in [20.0, 50, 75, 90, most] where most >= least {
      #expect(common >= query.need(stored, score: least))
    }
  }
}
