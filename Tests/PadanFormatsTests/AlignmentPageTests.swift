import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct AlignmentPageTests {
  private static let documents = AlignedDocuments(
    source: SegmentedText(
      name: "a.id.txt",
      texts: ["Harga <b>beras</b> naik & \"turun\".", "Petani senang.", "Iklan.", "Hujan tiba."]),
    target: SegmentedText(
      name: "a.en.txt",
      texts: ["Rain came.", "Rice prices rose and fell.", "Farmers are happy.", "Ad."]),
    alignment: Alignment(beads: [
      Bead(source: 0..<1, target: 1..<2, confidence: 0.97),
      Bead(source: 1..<2, target: 2..<3, confidence: 0.62),
      Bead(source: 2..<3, target: 3..<3, confidence: 0.8),
      Bead(source: 3..<3, target: 3..<4, confidence: 0.8),
      Bead(source: 3..<4, target: 0..<1, confidence: 0.4, isCrossing: true),
    ]))

  private func page(
    _ documents: AlignedDocuments, source: LanguageTag = .indonesian
  ) -> String {
    var page = AlignmentPage(source: source, target: .english, title: documents.source.name)
    page.write(documents, lexicons: ["bundled"])
    page.end()
    return String(decoding: page.takeBytes(), as: UTF8.self)
  }

  @Test func `the page is the golden one`() throws {
    let path = Repository.golden("alignment.html", of: "PadanFormatsTests")
    // The style is left out: it changes often, and only eyes can judge it.
    let found = page(Self.documents).replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "")
    #expect(found == String(decoding: try contents(of: path), as: UTF8.self))
  }

  @Test func `the page is well-formed, and needs and runs nothing from elsewhere`() throws {
    var documents = Self.documents
    documents.source.name = "<script>alert(1)</script>\"'&.txt"
    let text = page(documents)
    #expect(!text.contains("<script") && !text.contains("http://") && !text.contains("https://"))
    #expect(text.contains("Harga &lt;b&gt;beras&lt;/b&gt; naik &amp; "))
    // Every element of the body that is opened is closed.
    for name in ["main", "ol", "li", "div", "p", "a", "svg", "figure", "nav", "dl", "dd", "span"] {
      let opened = try text.matches(of: Regex("<\(name)[ >]")).count
      let closed = try text.matches(of: Regex("</\(name)>")).count
      #expect(opened > 0 && opened == closed, "\(name)")
    }
  }

  @Test func `linked words name their partners, and words linked to one word are a group`() {
    var documents = Self.documents
    func word(_ segment: Int, _ range: Range<Int>) -> WordLink.Word {
      WordLink.Word(segment: segment, range: range)
    }
    documents.wordLinks = Array(repeating: [], count: documents.alignment.beads.count)
    documents.wordLinks?[0] = [
      WordLink(source: word(0, 0..<5), target: word(1, 5..<11), probability: 0.8),
      WordLink(source: word(0, 9..<14), target: word(1, 0..<4), probability: 1),
    ]
    documents.wordLinks?[1] = [
      WordLink(source: word(1, 0..<6), target: word(2, 0..<7), probability: 0.5),
      WordLink(source: word(1, 7..<13), target: word(2, 0..<7), probability: 0.25),
    ]
    let text = page(documents)
    #expect(
      text.contains(
        #"<sup>1</sup><span class="w w0" title="prices 0.80">Harga</span> &lt;b&gt;<span "#
          + #"class="w w1" title="Rice 1.00">beras</span>&lt;/b&gt; naik"#))
    #expect(
      text.contains(
        #"<span class="w w0" title="Petani 0.50, senang 0.25">Farmers</span> are happy."#))
    #expect(text.contains(#"title="Farmers 0.25">senang</span>."#))
  }

  @Test func `every link leads to a bead or a plot of the page`() {
    let text = page(Self.documents)
    let links = text.matches(of: /href="#([^"]+)"/).map { String($0.1) }
    let places = Set(text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
    #expect(links.count == 2 * 5 + 2)
    #expect(links.allSatisfy(places.contains))
  }

  @Test(arguments: [("ar", "rtl"), ("id", "ltr"), ("ms-Arab", "rtl"), ("ur-PK", "rtl")])
  func `each side has its language and direction`(_ language: String, _ direction: String) throws {
    let text = page(Self.documents, source: try #require(LanguageTag(language)))
    #expect(text.contains("<div lang=\"\(language)\" dir=\"\(direction)\">"))
    #expect(text.contains("<div lang=\"en\" dir=\"ltr\">"))
  }

  @Test func `unrelated texts are warned of, and an empty side has no plot`() {
    var unrelated = Self.documents
    #expect(!page(unrelated).contains("do not look like translations"))
    unrelated.alignment.isTranslation = false
    #expect(page(unrelated).contains("do not look like translations"))
    let empty = SegmentedText(texts: [])
    let oneSided = AlignedDocuments(
      source: SegmentedText(texts: ["Satu."]), target: empty,
      alignment: Alignment(beads: [Bead(source: 0..<1, target: 0..<0)]))
    #expect(!page(oneSided).contains("<svg"))
    let nothing = AlignedDocuments(source: empty, target: empty, alignment: Alignment(beads: []))
    #expect(page(nothing).contains("</html>"))
  }
}

extension String {
  /// How often a simple pattern stands in the text.
  fileprivate func matches(of pattern: String) -> Int {
    guard let regex = try? Regex(pattern) else { return -1 }
    return matches(of: regex).count
  }
}

struct AlignmentSummaryTests {
  private func documents(_ confidences: [Double]) -> AlignedDocuments {
    let text = SegmentedText(texts: confidences.map { "\($0)" })
    let beads = confidences.enumerated().map {
      Bead(source: $0..<$0 + 1, target: $0..<$0 + 1, confidence: $1)
    }
    return AlignedDocuments(source: text, target: text, alignment: Alignment(beads: beads))
  }

  @Test(
    arguments: [
      ([], []), ([0.1, 0.1], []), ([0.1, 0.1, 0.1], [0..<3]),
      ([1, 0.1, 0.1, 0.49, 0.5, 0.1, 0.1, 0.1, 0.1], [1..<4, 5..<9]),
    ] as [([Double], [Range<Int>])])
  func `three doubtful beads in a row are drift`(_ confidences: [Double], _ drifts: [Range<Int>]) {
    #expect(AlignmentSummary(documents(confidences)).drifts == drifts)
  }

  @Test func `counts are of beads and of segments`() {
    let summary = AlignmentSummary(
      AlignedDocuments(
        source: SegmentedText(texts: ["a", "b", "c"]), target: SegmentedText(texts: ["d", "e"]),
        alignment: Alignment(beads: [
          Bead(source: 0..<2, target: 0..<1, confidence: 0.5, isCrossing: true),
          Bead(source: 2..<3, target: 1..<1), Bead(source: 3..<3, target: 1..<2),
        ])))
    #expect(summary.pairedCount == 1 && summary.crossingCount == 1)
    #expect(summary.unpairedSources == 1 && summary.unpairedTargets == 1)
    #expect(summary.meanConfidence == 0.5)
    #expect(summary.kinds.map(\.name) == ["2-1"])
  }
}
