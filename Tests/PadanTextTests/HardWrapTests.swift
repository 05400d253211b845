import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// Hard-wrapped text is found out by its first lines, and its paragraphs are joined.
struct HardWrapTests {
  private let segmenter: Segmenter

  init() throws { segmenter = try Segmenter(language: .indonesian, layout: .automatic) }

  private func texts(_ text: String) throws -> [String] {
    try segmenter.segments(of: Document(text)).map(\.text)
  }

  private func width(_ text: String) -> Int? { segmenter.wrapWidth(of: Document(text)) }

  /// A text whose paragraphs, the lines, are filled to a width.
  private func wrapped(
    _ text: String, at width: Int, indent: String = "", first: String = "",
    between: String = "\n\n"
  ) -> String {
    text.split(separator: "\n").map { paragraph in
      var lines = [first.isEmpty ? indent : first]
      var isEmpty = true
      for word in paragraph.split(separator: " ") {
        if !isEmpty, lines[lines.count - 1].count + 1 + word.count > width {
          lines.append(indent)
          isEmpty = true
        }
        lines[lines.count - 1] += (isEmpty ? "" : " ") + word
        isEmpty = false
      }
      return lines.joined(separator: "\n")
    }.joined(separator: between)
  }

  private static let article = """
    Pasar Baru Solo Dibuka
    SOLO - Pemerintah kota membuka pasar baru pada Senin pagi dan pedagang mulai berjualan sejak \
    subuh. Harga sewa kios dua ratus ribu rupiah sebulan.
    “Kami senang,” kata Ratna Dewi, pedagang sayur dari Boyolali yang datang bersama dua anaknya. \
    Ia berharap pembeli datang dari tiga kecamatan.
    Wali kota mengatakan, harga itu tidak akan naik sampai akhir tahun depan, meskipun biaya \
    listrik dan air diperkirakan bertambah dua persen.
    """

  @Test(arguments: [40, 60, 72, 78])
  func `wrapped text has the segments of the text`(width: Int) throws {
    let expected = try texts(Self.article)
    for text in [
      wrapped(Self.article, at: width), wrapped(Self.article, at: width, indent: "   "),
      wrapped(Self.article, at: width, first: "    ", between: "\n"),
    ] {
      #expect(try texts(text) == expected)
      #expect(try texts(text.replacing("\n", with: "\r\n")) == expected)
    }
    #expect(self.width(wrapped(Self.article, at: width)).map { abs($0 - width) <= 3 } == true)
  }

  @Test func `ranges name the bytes of the wrapped text`() throws {
    let text = wrapped(Self.article, at: 60, indent: "  ")
    for segment in try segmenter.segments(of: Document(text)) {
      let bytes = Array(text.utf8)[segment.range]
      let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      #expect(words.joined(separator: " ") == segment.text)
    }
  }

  @Test func `wrapped text that comes byte by byte has the same segments`() throws {
    let bytes = Array(wrapped(Self.article, at: 60).utf8)
    var stream = try segmenter.stream()
    var found: [Range<Int>] = []
    for byte in bytes { try stream.append([byte]) { segment, _ in found.append(segment.range) } }
    try stream.finish { segment, _ in found.append(segment.range) }
    #expect(found == (try segmenter.segments(of: Document(text: bytes)).map(\.range)))
    #expect(stream.wrapWidth != nil)
  }

  // MARK: Words and numbers between lines

  /// A paragraph of filled lines with a line end at each `/`.
  private static let filler = """
    SOLO - Warga dari tiga kecamatan di sebelah utara datang sejak subuh
    untuk membeli beras yang dijual oleh dinas kota dengan harga rendah
    dan dibatasi lima kilogram untuk tiap keluarga dari kecamatan itu.

    """

  @Test(arguments: [
    ("pemerin-\ntah", "pemerintah"), ("peme\u{AD}\nrintah", "pemerintah"),
    ("anak-\nanak", "anak-anak"), ("tolong-\nmenolong", "tolong-menolong"),
    ("bolak-\nbalik", "bolak-balik"), ("sayur-\nmayur", "sayur-mayur"),
    ("se-\nIndonesia", "se-Indonesia"), ("ke-\n27", "ke-27"), ("harga -\nkata", "harga - kata"),
  ])
  func `a hyphen at a line end cuts a word or belongs to it`(cut: String, word: String) throws {
    let halves = cut.split(separator: "\n")
    let head = "Pedagang yang datang dari jauh itu mengatakan bahwa harga beras di "
    let line = head.suffix(68 - halves[0].count - 1) + halves[0]
    let text = Self.filler + line + "\n" + halves[1] + " dan di desa naik lagi."
    #expect(try texts(text).last?.hasSuffix("\(word) dan di desa naik lagi.") == true)
  }

  @Test func `a text that cuts no words keeps the hyphens of its words`() throws {
    let line = "and the council talked about the budget of the year and of the next,\n"
    let text =
      "Today the mayor, his deputies and the members of the council met again\n"
      + String(repeating: line, count: 20)
      + "and found that the plan was good for all in the very long-\n"
      + "term view of the members.\n"
    #expect(try texts(text).last?.hasSuffix("very long-term view of the members.") == true)
  }

  @Test(arguments: ["12", "- 12 -", "\u{0C}12", "12/40"])
  func `a page number inside a paragraph is left out`(number: String) throws {
    let text =
      Self.filler + "Antrean mengular sampai ke jalan raya dan baru habis pada sore\n\n"
      + "\(number)\n\nhari, setelah tiga truk beras datang dari gudang milik kota.\n"
    #expect(
      try texts(text).last
        == "Antrean mengular sampai ke jalan raya dan baru habis pada sore hari, setelah tiga truk "
        + "beras datang dari gudang milik kota.")
  }

  @Test func `lists, tables and short lines in wrapped text stay lines`() throws {
    let text =
      Self.filler + """
        Prakiraan tinggi gelombang:
        - Selat Alas       2,0-3,0 m
        - Selat Lombok     1,5-2,5 m
        Ratna Dewi
        Kabar Utara
        """
    #expect(
      try texts(text).suffix(5) == [
        "Prakiraan tinggi gelombang:", "- Selat Alas       2,0-3,0 m",
        "- Selat Lombok     1,5-2,5 m", "Ratna Dewi", "Kabar Utara",
      ])
  }

  // MARK: Other texts

  @Test(arguments: [
    // A poem in small letters.
    """
    aku berjalan di tepi sungai yang sunyi
    membawa rindu yang tak pernah usai
    menunggu pagi di ujung malam ini
    seperti daun yang jatuh ke bumi

    tak ada suara selain angin yang lalu
    membawa kabar dari kampung halamanku
    tentang ibu yang menunggu di pintu
    tentang ayah yang pulang bersama waktu
    """,
    // Subtitles.
    """
    1
    00:00:01,000 --> 00:00:03,000
    Kami berangkat dari rumah sebelum
    matahari terbit di atas bukit.

    2
    00:00:04,000 --> 00:00:06,000
    Jalan itu gelap dan licin setelah
    hujan turun sepanjang malam.
    """,
    // A list.
    "beras lima kilogram dari pasar\ngula satu kilogram\nminyak goreng dua liter\ntelur\n",
    // A menu.
    "Beranda\nNasional\nEkonomi\nOlahraga\nTentang kami\nHubungi kami\n",
    // A paragraph a line.
    Self.article,
    // A law.
    """
    Menimbang:
    a. bahwa pasar adalah tempat bertemunya penjual dan pembeli barang;
    b. bahwa pasar lama tidak lagi memenuhi kebutuhan warga kota;
    c. bahwa untuk itu perlu dibangun pasar baru.
    """,
    // A table.
    "kota,penduduk,luas\nsolo,500000,44\nsemarang,1600000,373\nsalatiga,190000,57\n",
  ])
  func `other texts are not taken for wrapped ones`(text: String) {
    #expect(width(text) == nil)
  }

  @Test func `no article of the corpora is taken for a wrapped one`() throws {
    for name in ["politik-koalisi.id", "pindah-paragraf.id", "daftar-tips.id", "bencana-banjir.id"]
    {
      let text = try contents(of: Repository.corpus("articles/\(name).txt"))
      #expect(segmenter.wrapWidth(of: Document(text: text)) == nil)
    }
  }
}
