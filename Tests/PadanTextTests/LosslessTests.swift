import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// Segments and the white space between them are the input, whatever the input is.
struct LosslessTests {
  private static let pieces = [
    ".", "!", "?", "…", "...", "?!", "。", "“", "”", "‘", "’", "\"", "'", "«", "»", "(", ")", "[",
    "]", " ", " ", " ", "  ", "\t", "\n", "\n", "\r\n", "\r", "\n\n", "\u{85}", "\u{2028}",
    "\u{2029}", "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{0}", "\u{B}", "a", "B", "kata", "Namun",
    "Prof.", "dll.", "PT", "A. B.", "10.000", "1", "2.", "é", "e\u{301}", "ß", "字", "😀",
    "👨‍👩‍👧", "क्षि", "- ", "— ", "• ", "SEOUL - ", "Baca juga: ", "(ant/abc)", "[dew]",
    "ANTARA FOTO/Ani", "Rabu, 12/03/2025 10:15 WIB", "Harga Beras Naik Lagi di Jawa",
    "www.situs.co.id", "Oleh ",
  ]

  private static func text(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...120, using: &generator)
    return Array(generator.elements(count, of: pieces).joined().utf8)
  }

  private static func bytes(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      0x00, 0x0A, 0x0D, 0x20, 0x20, 0x2E, 0x21, 0x22, 0x28, 0x29, 0x41, 0x61, 0x62, 0x80, 0x9D,
      0xA0, 0xBF, 0xC0, 0xC2, 0xC3, 0xE2, 0xE2, 0x80, 0x9C, 0xED, 0xEF, 0xBB, 0xF0, 0xF4, 0xF5,
      0xFF,
    ]
    return generator.elements(Int.random(in: 0...200, using: &generator), of: alphabet)
  }

  private static let segmenters: [Segmenter] = ["id", "en", "ja"].flatMap { language in
    [Segmenter.Layout.lines, .wrapped, .automatic].compactMap {
      try? Segmenter(language: LanguageTag(language)!, layout: $0)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `segments and gaps rebuild any text`(seed: UInt64) throws {
    for segmenter in Self.segmenters { try check(Self.text(seed: seed), with: segmenter) }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `segments and gaps rebuild any bytes`(seed: UInt64) throws {
    for segmenter in Self.segmenters { try check(Self.bytes(seed: seed), with: segmenter) }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `sentences hold all of a text that is not white space`(seed: UInt64) throws {
    let bytes = Self.text(seed: seed)
    let sentences = try Self.segmenters[0].sentences(of: String(decoding: bytes, as: UTF8.self))
    checkGaps(of: bytes, between: sentences)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `many tasks share a segmenter and get the same segments`(seed: UInt64) async throws {
    let segmenter = Self.segmenters[0]
    let document = Document(text: Self.text(seed: seed))
    let expected = try segmenter.segments(of: document)
    try await withThrowingTaskGroup(of: [Segment].self) { group in
      for _ in 0..<8 { group.addTask { try segmenter.segments(of: document) } }
      for try await segments in group { #expect(segments == expected) }
    }
  }

  private func check(_ bytes: [UInt8], with segmenter: Segmenter) throws {
    let segments = try segmenter.segments(of: Document(text: bytes))
    checkGaps(of: bytes, between: segments.map(\.range))
    try #require(segments.allSatisfy { $0.range.upperBound <= bytes.count })
    for segment in segments {
      let source = String(decoding: bytes[segment.range], as: UTF8.self)
      // The lines of wrapped text are joined.
      #expect(
        segmenter.layout == .lines
          ? segment.text == source : letters(of: segment.text) == letters(of: source))
    }
    for (segment, next) in zip(segments, segments.dropFirst()) {
      #expect(segment.block <= next.block)
      #expect(next.block <= segment.block + 1)
    }
    #expect(segments.first.map(\.block) ?? 0 == 0)
  }

  /// What is neither white space nor a hyphen, which may cut a word.
  private func letters(of text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !isBlank($0) && $0 != "-" && $0 != "\u{AD}" }
  }

  /// Ranges ascend, none is empty, and what stands between them is white space.
  private func checkGaps(of bytes: [UInt8], between ranges: [Range<Int>]) {
    var end = 0
    for range in ranges + [bytes.count..<bytes.count] {
      #expect(end <= range.lowerBound && range.upperBound <= bytes.count)
      #expect(!range.isEmpty || range.lowerBound == bytes.count)
      guard end <= range.lowerBound else { return }
      let gap = String(decoding: bytes[end..<range.lowerBound], as: UTF8.self)
      #expect(gap.unicodeScalars.allSatisfy(isBlank), "\(end)..<\(range.lowerBound)")
      end = range.upperBound
    }
  }

  /// White space, and the byte order mark, which belongs to no segment.
  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
}
