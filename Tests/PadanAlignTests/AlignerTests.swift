import PadanAlign
import PadanModel
import PadanTestSupport
import Testing

/// The weights that Padan ships.
func bundledWeights() throws -> AlignmentWeights {
  let path = "\(Repository.root)/Sources/CData/data/root/weights"
  return try AlignmentWeights(
    parsing: String(decoding: contents(of: path), as: UTF8.self), file: path)
}

struct AlignerTests {
  private let aligner: Aligner
  private let bare: Aligner

  init() throws {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    for (headword, translation) in [
      ("harga", "price"), ("beras", "rice"), ("naik", "rise"), ("petani", "farmer"),
      ("senang", "happy"), ("hujan", "rain"), ("rumah sakit", "hospital"), ("baru", "new"),
    ] {
      lexicon.add(headword, [translation])
    }
    let weights = try bundledWeights()
    aligner = Aligner(source: .indonesian, target: .english, lexicon: lexicon, weights: weights)
    bare = Aligner(source: .indonesian, target: .english, lexicon: nil, weights: weights)
  }

  private static func texts(_ count: Int, using generator: inout SeededGenerator) -> [String] {
    let words = [
      "harga", "beras", "naik", "petani", "senang", "hujan", "Budi", "Jakarta", "2025", "1,5 juta",
      "1.5 million", "price", "rice", "farmers", "happy", "rain", "hospital", "rumah sakit", "?",
      "!", "universitas", "university", "😀", "", "   ", "é", "a",
    ]
    return (0..<count).map { _ in
      generator.elements(Int.random(in: 0...14, using: &generator), of: words)
        .joined(separator: " ")
    }
  }

  /// Every segment once, beads in order, probabilities in range.
  private func check(_ alignment: Alignment, _ sourceCount: Int, _ targetCount: Int) {
    #expect(alignment.beads.flatMap { Array($0.source) } == Array(0..<sourceCount))
    #expect(alignment.beads.flatMap { Array($0.target) }.sorted() == Array(0..<targetCount))
    #expect(alignment.beads.allSatisfy { (0...1).contains($0.confidence) })
    #expect(!alignment.beads.contains { $0.source.isEmpty && $0.target.isEmpty })
    for bead in alignment.beads where !bead.isCrossing {
      #expect(bead.isPaired || bead.source.count + bead.target.count == 1)
    }
    let straight = alignment.beads.filter { $0.isPaired && !$0.isCrossing }.map(\.target)
    #expect(zip(straight, straight.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `an alignment covers all, once and in order`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let source = Self.texts(Int.random(in: 0...12, using: &generator), using: &generator)
    let target = Self.texts(Int.random(in: 0...12, using: &generator), using: &generator)
    for aligner in [aligner, bare] {
      let alignment = aligner.align(source, target)
      check(alignment, source.count, target.count)
      let documents = aligner.align(SegmentedText(texts: source), SegmentedText(texts: target))
      #expect(documents.source.texts == source && documents.target.texts == target)
      #expect(documents.alignment == alignment)
      #expect(aligner.align(source, target).beads == alignment.beads)
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `an article's alignment covers all, and pairs nothing that has no counterpart`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    func side() -> [Segment] {
      Self.texts(Int.random(in: 0...12, using: &generator), using: &generator).map {
        Segment(
          text: $0, range: 0..<$0.utf8.count, block: 0,
          kind: SegmentKind.allCases.randomElement(using: &generator)!,
          isCopy: generator.next() % 6 == 0)
      }
    }
    let source = side()
    let target = side()
    let alignment = aligner.align(source, target)
    check(alignment, source.count, target.count)
    for bead in alignment.beads where bead.isPaired {
      #expect(source[bead.source].allSatisfy { $0.isTranslatable })
      #expect(target[bead.target].allSatisfy { $0.isTranslatable })
    }
    #expect(aligner.align(source, target).beads == alignment.beads)
  }

  @Test func `a moved block is paired and marked as crossing`() {
    let source = [
      "Presiden Hartono tiba di Bandung pada 2019.", "Harga beras naik 5 persen di Jakarta.",
      "Petani Sulaiman senang karena hujan turun.", "Gubernur Siregar membuka pasar di Medan.",
      "Rumah sakit Mataram menerima 1.200 pasien baru pada 2024.",
      "Menteri Wiguna menandatangani 37 perjanjian di Surabaya.",
    ]
    let target = [
      "Hospital in Mataram received 1,200 new patients in 2024.",
      "Minister Wiguna signed 37 agreements in Surabaya.",
      "President Hartono arrived in Bandung in 2019.", "Rice prices rose 5 percent in Jakarta.",
      "Farmer Sulaiman is happy because of the rain.", "Governor Siregar opened a market in Medan.",
    ]
    let alignment = aligner.align(source, target)
    check(alignment, 6, 6)
    let pairs = alignment.beads.filter(\.isPaired)
    #expect(pairs.map { Array($0.source) } == (0..<6).map { [$0] })
    #expect(pairs.map { Array($0.target) } == [2, 3, 4, 5, 0, 1].map { [$0] })
    #expect(pairs.map(\.isCrossing) == [false, false, false, false, true, true])
  }

  @Test func `long texts are covered in order and paired as short ones are`() {
    var generator = SeededGenerator(seed: 1)
    let pairs = [("harga", "price"), ("beras", "rice"), ("petani", "farmer"), ("hujan", "rain")]
    var source: [String] = []
    var target: [String] = []
    for index in 0..<450 {
      let words = generator.elements(5, of: pairs)
      let name = "Nama\(generator.next() % 4000)"
      source.append("\(words.map(\.0).joined(separator: " ")) \(name) \(index * 7)")
      target.append("\(words.map(\.1).joined(separator: " ")) \(name) \(index * 7)")
      if index % 90 == 0 { target.append("Read more about it here.") }
    }
    let alignment = aligner.align(source, target)
    check(alignment, source.count, target.count)
    let right = alignment.beads.count {
      $0.kind == "1-1"
        && source[$0.source.lowerBound].hasSuffix(
          String(target[$0.target.lowerBound].suffix(8)))
    }
    #expect(right > 440)
  }

  @Test func `two empty sides give no beads`() {
    #expect(aligner.align([String](), []).beads.isEmpty)
    #expect(aligner.align([Segment](), []).beads.isEmpty)
  }

  @Test func `one empty side leaves every segment of the other unpaired`() {
    #expect(aligner.align(["Satu.", "Dua."], []).beads.map(\.kind) == ["1-0", "1-0"])
    #expect(
      aligner.align([], ["One.", "Two.", "Three."]).beads.map(\.kind) == ["0-1", "0-1", "0-1"])
  }

  @Test func `one sentence that became two is one bead`() {
    let alignment = aligner.align(
      [
        "Harga beras naik 5 persen di Jakarta.",
        "Petani senang karena hujan turun, tetapi warga Bandung mengeluh soal 20 rumah sakit.",
        "Presiden Hartono tiba pada 2025.",
      ],
      [
        "The price of rice rose 5 percent in Jakarta.", "Farmers are happy because of the rain.",
        "But people in Bandung complain about 20 hospitals.", "President Hartono arrived in 2025.",
      ])
    #expect(alignment.beads.map(\.kind) == ["1-1", "1-2", "1-1"])
    #expect(alignment.beads.allSatisfy { $0.confidence > 0.5 })
  }

  @Test func `a segment left out is never inside a bead`() {
    func segment(_ text: String, _ kind: SegmentKind) -> Segment {
      Segment(text: text, range: 0..<text.utf8.count, block: 0, kind: kind)
    }
    // The sentence that the inset cuts in two may not become one bead around it.
    let alignment = aligner.align(
      [
        segment("Petani senang karena hujan", .body), segment("Baca juga: Harga beras", .inset),
        segment("turun di Bandung.", .body),
      ],
      [segment("Farmers are happy because it rained in Bandung.", .body)])
    let gap = alignment.beads.filter { $0.source.contains(1) }
    #expect(gap.map(\.kind) == ["1-0"])
  }

  @Test func `a headline pairs with the headline, not with the copy of it`() {
    func segment(_ text: String, _ kind: SegmentKind, isCopy: Bool = false) -> Segment {
      Segment(text: text, range: 0..<text.utf8.count, block: 0, kind: kind, isCopy: isCopy)
    }
    let alignment = aligner.align(
      [
        segment("Harga Beras Naik", .headline), segment("Rabu, 12/03/2025", .byline),
        segment("Harga Beras Naik", .headline, isCopy: true),
        segment("Petani di Bandung senang.", .caption), segment("ANTARA/Budi", .credit),
        segment("Harga beras naik 5 persen.", .body), segment("(ant/abc)", .signoff),
      ],
      [
        segment("Rice Prices Rise", .headline), segment("Farmers in Bandung are happy.", .caption),
        segment("ANTARA/Budi", .credit), segment("The price of rice rose 5 percent.", .body),
      ])
    let pairs = alignment.beads.filter(\.isPaired).map { [$0.source, $0.target] }
    #expect(pairs == [[0..<1, 0..<1], [3..<4, 1..<2], [5..<6, 3..<4]])
  }

  @Test func `blank segments stay unpaired in their places, however many there are`() {
    let blanks = Array(repeating: " ", count: 100_000)
    let alignment = aligner.align(
      ["Harga beras naik.", "", "Petani senang."],
      ["The price of rice rose."] + blanks + ["Farmers are happy."])
    let pairs = alignment.beads.filter(\.isPaired).map { [$0.source, $0.target] }
    #expect(pairs == [[0..<1, 0..<1], [2..<3, 100_001..<100_002]])
    #expect(alignment.beads.flatMap { Array($0.target) } == Array(0..<100_002))
  }
}
