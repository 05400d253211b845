import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// What a person decides about the kinds of lines: by the numbers of blocks, or by words of their own.
struct PageCorrectionTests {
  private static let page = """
    Pasar Baru Solo Dibuka

    Ratna Dewi | Senin, 12 Mei 2025

    Suasana pasar pada hari pertama

    SOLO - Pemerintah kota membuka pasar baru pada Senin pagi. Pedagang datang sejak subuh.

    Warga diminta memakai jalan lain.

    Dapatkan berita pilihan setiap pagi di kotak surat Anda.

    Harga sewa kios dua ratus ribu rupiah sebulan dan tidak akan naik.
    """

  private func explanations(
    _ rules: String = "", fixed: [FixedKinds.Run] = [], of text: String = page
  ) throws -> [BlockExplanation] {
    let bundled = SegmentationRules.bundled(for: .indonesian) ?? .none
    var segmenter = try Segmenter(
      language: .indonesian,
      rules: SegmentationRules(parsing: rules, file: "own", onTopOf: bundled))
    segmenter.fixedKinds = FixedKinds(fixed)
    return try segmenter.explanations(of: Document(text)).blocks
  }

  // MARK: Blocks

  @Test func `a fixed block has its kind with certainty, and its neighbours see it`() throws {
    let blocks = try explanations(fixed: [.init(4...5, .inset), .init(2...2, .caption)])
    #expect(blocks[4].kind == .inset && blocks[5].kind == .inset && blocks[2].kind == .caption)
    #expect(blocks[4].confidence == 1 && blocks[4].source == .person)
    #expect(blocks[3].source == nil && blocks[3].kind == .datelineSentence)
  }

  @Test(arguments: SegmentKind.allCases)
  func `any kind can be given to any block`(kind: SegmentKind) throws {
    for block in 0...6 {
      let found = try explanations(fixed: [.init(block...block, kind)])
      #expect(found.filter { $0.block == block }.allSatisfy { $0.kind == kind })
    }
  }

  @Test func `of two kinds for a block the last counts`() throws {
    let blocks = try explanations(fixed: [.init(0...6, .inset), .init(3...4, .body)])
    #expect(blocks.map(\.kind) == [.inset, .inset, .inset, .body, .body, .inset, .inset])
  }

  @Test(arguments: [SegmentKind.inset, .byline, .credit, .signoff])
  func `running text that is taken for a label has its sentences, and a label is one segment`(
    _ kind: SegmentKind
  ) throws {
    var segmenter = try Segmenter(language: .indonesian)
    segmenter.fixedKinds = FixedKinds([.init(0...6, kind)])
    let segments = try segmenter.segments(of: Document(Self.page))
    #expect(segments.allSatisfy { $0.kind == kind })
    #expect(segments.filter { $0.block == 3 }.count == 2)
    #expect(segments.filter { $0.block == 1 }.map(\.text) == ["Ratna Dewi | Senin, 12 Mei 2025"])
  }

  @Test func `a block that the text does not have is an error`() {
    #expect(throws: SegmentationError.missingBlock(7, of: 7)) {
      try explanations(fixed: [.init(6...7, .inset)])
    }
    #expect(throws: SegmentationError.missingBlock(0, of: 0)) {
      try explanations(fixed: [.init(0...0, .inset)], of: "")
    }
  }

  // MARK: Words of one's own

  @Test func `a line that begins with a cue has its kind, whatever else it looks like`() throws {
    let rules = "[inset] Dapatkan_berita Warga_diminta [credit] Suasana_pasar [body] Harga_sewa"
    let blocks = try explanations(rules)
    #expect(blocks[4].kind == .inset && blocks[4].source == .cue("Warga diminta"))
    #expect(blocks[5].kind == .inset && blocks[5].confidence == 1)
    #expect(blocks[2].kind == .credit)
    #expect(blocks[6].kind == .body && blocks[6].source == .cue("Harga sewa"))
  }

  @Test(arguments: [
    ("Warga diminta", true), ("WARGA DIMINTA:", false), ("warga  diminta", true), ("Warga", true),
    ("Warga dim", false), ("diminta", false), ("Warga diminta memakai jalan lain.", true),
    ("» Warga diminta", true),
  ])
  func `a cue is whole words at the start of a line in any case`(cue: String, isThere: Bool) throws
  {
    let words = cue.split(separator: " ").joined(separator: "_")
    let block = try explanations("[inset] \(words)")[4]
    #expect((block.source != nil) == isThere)
    #expect(!isThere || block.kind == .inset)
  }

  @Test func `a cue does not take a paragraph of many sentences, nor a kicker's a long line`()
    throws
  {
    let text = """
      Sorotan

      Sorotan Pasar Baru di Kota Solo dan Boyolali

      Dapatkan berita. Kata itu tertulis di dinding pasar. Warga membacanya setiap pagi. Tidak ada \
      yang tahu siapa yang menulisnya. Wali kota tertawa.
      """
    let blocks = try explanations("[inset] Dapatkan_berita [kicker] Sorotan", of: text)
    #expect(blocks[0].kind == .kicker && blocks[0].source == .cue("Sorotan"))
    #expect(blocks[1].source == nil && blocks[2].source == nil)
  }

  @Test func `the longest cue counts, and of two alike the last`() throws {
    let rules = "[inset] Warga [body] Warga_diminta [inset] Harga_sewa [body] harga_sewa"
    let blocks = try explanations(rules)
    #expect(blocks[4].kind == .body && blocks[6].kind == .body)
  }

  @Test func `cues are no words about sentence breaks`() throws {
    let rules = try SegmentationRules(parsing: "[inset] Dapatkan_berita No.", file: "own")
    #expect(rules.entries.map(\.word) == ["Dapatkan berita", "No."])
    let segmenter = try Segmenter(language: .indonesian, rules: rules)
    #expect(segmenter.knowledge == .surroundings)
  }
}
