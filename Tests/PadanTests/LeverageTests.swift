import Padan
import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct LeverageTests {
  private func memory() throws -> MemoryShelf {
    let memory = try Memory.inMemory()
    let sources = [
      "Harga beras naik lagi di pasar induk pekan ini.", "Pedagang mengeluh.",
      "Pemerintah berjanji menambah pasokan bulan depan.",
    ]
    try memory.add(
      sources.indices.map { index in
        var provenance = Provenance()
        provenance.previousSource = index > 0 ? sources[index - 1] : nil
        provenance.nextSource = index + 1 < sources.count ? sources[index + 1] : nil
        return TranslationPair(
          source: Variant(language: .indonesian, text: sources[index]),
          target: Variant(language: .english, text: "Translation \(index)."), provenance: provenance
        )
      }, origin: "test")
    return MemoryShelf([.init(memory)])
  }

  private func text(name: String, texts: [String]) -> TranslatableText {
    TranslatableText(SegmentedText(name: name, texts: texts))
  }

  private func bands(_ report: LeverageReport) -> [String: Int] {
    LeverageReport.Band.allCases.reduce(into: [:]) {
      if report[$1].segments > 0 { $0[$1.rawValue] = report[$1].segments }
    }
  }

  @Test func `each segment counts once, in the band of its best match`() throws {
    var pipeline = LeveragePipeline(try memory(), source: .indonesian, target: .english)
    let report = try pipeline.report(
      on: text(
        name: "a",
        texts: [
          "Harga beras naik lagi di pasar induk pekan ini.", "Pedagang mengeluh.",
          "Cuaca cerah.", "Pedagang mengeluh.",
          "Harga beras naik lagi di pasar induk bulan ini.", "Cuaca cerah.",
          "Harga jagung turun di pasar.",
        ]))
    #expect(
      bands(report) == [
        "context": 2, "100": 1, "repetition": 1, "85-94": 1, "50-74": 1, "none": 1,
      ])
    #expect(report.total.segments == 7)
    #expect(report[.repetition].words == 2)
  }

  @Test func `a repetition may stand in another text`() throws {
    var pipeline = LeveragePipeline(try memory(), source: .indonesian, target: .english)
    let text = self.text(name: "a", texts: ["Cuaca cerah."])
    #expect(bands(try pipeline.report(on: text)) == ["none": 1])
    #expect(bands(try pipeline.report(on: text)) == ["repetition": 1])
  }

  @Test func `blank lines are no segments`() throws {
    var pipeline = LeveragePipeline(try memory(), source: .indonesian, target: .english)
    let text = self.text(name: "a", texts: ["Cuaca cerah.", "", "Udara panas.", " "])
    #expect(try pipeline.report(on: text).total.segments == 2)
  }

  @Test func `a band begins at its score`() {
    let bands = [100, 95, 94.99, 85, 84, 75, 74, 50, 49, 0].map {
      LeverageReport.Band(score: $0).rawValue
    }
    #expect(
      bands == [
        "95-99", "95-99", "85-94", "85-94", "75-84", "75-84", "50-74", "50-74", "none", "none",
      ])
  }

  @Test func `words are weighed by the rates of their bands`() {
    var report = LeverageReport(name: "a")
    report.add(.context, words: 100)
    report.add(.near, words: 10)
    report.add(.none, words: 7)
    #expect(report.weightedWords([:]) == 117)
    #expect(report.weightedWords([.context: 0, .near: 50]) == 12)
    report.add(.exact, words: 1)
    report.add(.repetition, words: 1)
    #expect(report.weightedWords([.context: 0, .exact: 15, .repetition: 35, .near: 0]) == 7.5)
    var sum = LeverageReport(name: "all")
    sum.add(report)
    sum.add(report)
    #expect(sum[.near].segments == 2 && sum[.near].words == 20)
  }

  @Test(arguments: [
    ("", 0), ("Harga Rp1.000 – naik 5 %.", 4), ("“Ya,” kata dia.", 3), ("anak-anak", 1),
    ("a\u{A0}b\tc\nd", 4), ("我喜欢苹果。", 3), ("– … !", 0),
  ])
  func `words stand between blanks, or are ICU's`(_ text: String, _ count: Int) {
    #expect(TextForm.wordCount(of: text) == count)
  }

  @Test func `a segment may resemble one before it more than what the memory has`() throws {
    var pipeline = LeveragePipeline(try memory(), source: .indonesian, target: .english)
    try pipeline.compareInternally()
    let report = try pipeline.report(
      on: text(
        name: "a",
        texts: [
          "Bupati membuka pameran kerajinan di alun-alun kota.",
          "Bupati menutup pameran kerajinan di alun-alun kota.",
          "Bupati membuka pameran kerajinan di alun-alun kota.", "Pedagang mengeluh.",
        ]))
    #expect(bands(report) == ["100": 1, "none": 1, "repetition": 1, "internal-85-94": 1])
    #expect(report.bands.count == 11)
  }
}
