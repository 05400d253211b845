import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// The kinds of a page's lines.
struct PageModelTests {
  /// A page of `corpora/pages`: its text, and the start and the kinds of each segment.
  struct Page {
    var language: String
    var text = ""
    var segments: [(start: Int, kinds: [String])] = []

    /// Reads a `.page` file: a segment a line, with its kinds before a tab.
    init(_ file: String, language: String) {
      self.language = language
      for line in file.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        guard let tab = line.firstIndex(of: "\t") else {
          text += "\n"
          continue
        }
        if let join = line.first, join == "+" || join == "&" {
          text.removeLast()
          if join == "+" { text += " " }
        }
        let kinds = line[..<tab].split(separator: ",").map { $0.filter { !"+&!".contains($0) } }
        segments.append((text.utf8.count, kinds))
        text += line[line.index(after: tab)...] + "\n"
      }
    }
  }

  private static let pages: [Page] = {
    let names = (try? Repository.corpusFiles(in: "pages")) ?? []
    return names.filter { $0.hasSuffix(".page") }.compactMap { name in
      guard let bytes = try? contents(of: Repository.corpus("pages/\(name)")) else { return nil }
      let language = name.split(separator: ".").dropLast().last.map(String.init) ?? ""
      return Page(String(decoding: bytes, as: UTF8.self), language: language)
    }
  }()

  @Test func `the model keeps the kinds of the pages it was fitted to`() throws {
    #expect(Self.pages.count > 200)
    var right = 0
    var count = 0
    for page in Self.pages {
      let segmenter = try Segmenter(language: try #require(LanguageTag(page.language)))
      let found = try segmenter.segments(of: Document(page.text))
      for (start, kinds) in page.segments {
        let kind = found.last { $0.range.lowerBound <= start }?.kind.name ?? ""
        count += 1
        if kinds.contains(kind) { right += 1 }
      }
    }
    #expect(Double(right) / Double(count) > 0.95, "\(right) of \(count)")
  }

  private func kinds(_ lines: [String]) throws -> [String] {
    try Segmenter(language: .indonesian)
      .segments(of: Document(lines.joined(separator: "\n\n"))).map(\.kind.name)
  }

  @Test func `what is around an article is no text of it`() throws {
    let page = [
      "Beranda", "Berita", "Daerah", "Jembatan Tua di Solo Diperbaiki Mulai Pekan Ini",
      "Ratna Dewi | Senin, 12 Mei 2025 | 18:52 WIB", "Bagikan",
      "SOLO - Pemerintah kota memperbaiki tiga jembatan tua mulai pekan ini. Pekerjaan itu selesai "
        + "pada akhir tahun.",
      "\"Kami minta warga bersabar,\" kata kepala dinas pekerjaan umum kota itu, Senin.",
      "Baca juga: Pasar Lama Ditata Ulang",
      "Warga memakai jalan lain yang lebih jauh dua kilometer.",
      "(rin/dew)", "Berita Terkait", "Harga Cabai Naik Lagi", "Komentar",
      "Copyright © Kabar Utara 2025",
    ]
    let found = try kinds(page)
    #expect(found.last == "inset" && found.filter { $0 == "headline" }.count == 1)
    #expect(found.filter { $0 == "dateline-sentence" }.count == 1)
    #expect(found.filter { $0 == "body" }.count == 3)
    #expect(found.contains("signoff") && found.filter { $0 == "byline" }.count == 1)
  }

  @Test func `a confidence is a probability`() throws {
    let segments = try Segmenter(language: .english)
      .segments(of: Document("Rice prices rise\n\nPrices rose on Monday. Traders complained.\n"))
    #expect(segments.map(\.kind) == [.headline, .body, .body])
    #expect(segments.allSatisfy { (0.3...1).contains($0.confidence ?? 0) })
  }

  @Test func `a long text has the same kinds however it is cut`() throws {
    // Articles with their bylines, captions and insets, beyond the lines of one window.
    let articles = try ["bencana-banjir", "kesehatan-vaksin", "olahraga-final"].map {
      try contents(of: Repository.corpus("articles/\($0).id.txt")) + [0x0A]
    }
    let text = Array((0..<60).map { articles[$0 % articles.count] }.joined())
    let segmenter = try Segmenter(language: .indonesian)
    let whole = try segmenter.segments(of: Document(text: text)).map {
      "\($0.range) \($0.kind.name)"
    }
    #expect(whole.count > 1000 && whole.contains { $0.hasSuffix(SegmentKind.byline.name) })
    var stream = try segmenter.stream()
    var found: [String] = []
    for start in stride(from: 0, to: text.count, by: 5000) {
      try stream.append(text[start..<min(text.count, start + 5000)]) { segment, _ in
        found.append("\(segment.range) \(segment.kind.name)")
      }
    }
    try stream.finish { segment, _ in found.append("\(segment.range) \(segment.kind.name)") }
    #expect(found == whole)
  }
}
