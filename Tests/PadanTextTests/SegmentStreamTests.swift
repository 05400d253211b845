import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// A text that comes piece by piece has the segments of the whole.
struct SegmentStreamTests {
  private static let pieces = [
    ".", "!", "…", "“", "”", "\"", "(", ")", " ", " ", "\n", "\n", "\r\n", "\r", "\n\n", "\u{2028}",
    "\u{FEFF}", "a", "Budi", "kata", "Namun", "Prof.", "10.000", "1. ", "é", "😀", "• ", "SEOUL - ",
    "Baca juga: ", "(ant/abc)", "Harga Beras Naik Lagi di Jawa", "Rabu, 12/03/2025 10:15 WIB",
    "Petani mengeluh karena harga pupuk naik. ",
  ]

  /// What a stream hands out for a text that comes in some pieces.
  private func streamed(
    _ pieces: [[UInt8]], by segmenter: Segmenter
  ) throws -> [Segment] {
    var segments: [Segment] = []
    func add(_ segment: SegmentSpan, _ text: Span<UInt8>) {
      let bytes = text.extracting(segment.local)
      segments.append(
        Segment(
          text: bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) },
          range: segment.range, block: segment.block, kind: segment.kind, isCopy: segment.isCopy,
          confidence: segment.confidence))
    }
    var stream = try segmenter.stream()
    for piece in pieces { try stream.append(piece, add) }
    try stream.finish(add)
    return segments
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `pieces of any length have the segments of the whole`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...150, using: &generator)
    let text = Array(generator.elements(count, of: Self.pieces).joined().utf8)
    var pieces: [[UInt8]] = []
    var start = 0
    while start < text.count {
      let end = min(text.count, start + Int.random(in: 0...40, using: &generator))
      pieces.append(Array(text[start..<end]))
      start = end
    }
    for layout in [Segmenter.Layout.lines, .wrapped, .automatic] {
      let segmenter = try Segmenter(language: .indonesian, layout: layout)
      let whole = try segmenter.segments(of: Document(text: text))
      #expect(try streamed(pieces, by: segmenter) == whole)
      #expect(try streamed(text.map { [$0] }, by: segmenter) == whole)
    }
  }

  @Test(arguments: ["politik-koalisi.id", "pindah-paragraf.id", "daftar-tips.id"])
  func `an article that comes byte by byte has its segments`(_ name: String) throws {
    let text = try contents(of: Repository.corpus("articles/\(name).txt"))
    let segmenter = try Segmenter(language: .indonesian)
    #expect(
      try streamed(text.map { [$0] }, by: segmenter) == segmenter.segments(of: Document(text: text))
    )
  }

  @Test func `a line longer than a window is cut like a short one`() throws {
    let unit =
      "Beras naik 5 persen. Prof. Budi, S.H. hadir! “Kami senang,” kata dia... Lalu é 😀 “Ya.” "
    let sentences = try Segmenter(language: .indonesian).sentences(of: unit + unit)
    let bytes = Array(unit.utf8)
    let number = sentences.count / 2
    // Every piece ends inside the opening quotation mark, 3 bytes from byte 45 on.
    let head = Array(bytes[..<46])
    let rest = Array(bytes[46...])
    let copies = 1 << 14
    let piece = (0..<copies).reduce(into: []) { piece, _ in piece += rest + head }
    let pieces = (17 << 20) / piece.count
    let segmenter = try Segmenter(language: .indonesian)
    var stream = try segmenter.stream()
    var count = 0
    var wrong: [Range<Int>] = []
    func check(_ segment: SegmentSpan, _ text: Span<UInt8>) {
      let place = sentences[count % number]
      let start = count / number * bytes.count
      if segment.range != start + place.lowerBound..<start + place.upperBound {
        wrong.append(segment.range)
      }
      count += 1
    }
    try stream.append(head, check)
    for _ in 0..<pieces { try stream.append(piece, check) }
    try stream.append(rest, check)
    try stream.finish(check)
    #expect(count == (pieces * copies + 1) * number)
    #expect(wrong.prefix(3) == [])
  }

  @Test func `what the caller throws comes back`() throws {
    struct Enough: Error {}
    let segmenter = try Segmenter(language: .indonesian)
    #expect(throws: Enough.self) {
      try segmenter.forEachSegment(of: Document("Satu. Dua.")) { _, _ in throw Enough() }
    }
  }
}
