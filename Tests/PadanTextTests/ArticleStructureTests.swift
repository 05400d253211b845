import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// What a line of an article is for, told by its shape and place.
struct ArticleStructureTests {
  private func segments(_ lines: [String], language: LanguageTag = .indonesian) throws -> [Segment]
  {
    try Segmenter(language: language).segments(of: Document(lines.joined(separator: "\n\n")))
  }

  private static let headline = "Petani Garam Sumenep Panen Lebih Awal Tahun Ini"

  private static let article = [
    "• Ekonomi", headline, "Rina Prasetya | Rabu, 12/03/2025 10:15 WIB",
    "\(headline) Petani mengangkut garam di Kalianget, Rabu. KCNA via REUTERS",
    "SUMENEP, Warta Nusa - Petani garam di Sumenep memulai panen dua pekan lebih awal. "
      + "Harganya pun naik.",
    "“Kami senang,” kata Sulaiman. “Tahun lalu hujan terus.”",
    "Baca juga: Harga Garam Rakyat Naik di Madura", "Langkah pemerintah:",
    "1. Membeli garam rakyat.", "- Membangun gudang.", "(ant/abc)",
  ]

  @Test func `an article's lines have the kinds its shape gives them`() throws {
    let segments = try segments(Self.article)
    #expect(
      segments.map { "\($0.block) \($0.kind.name)\($0.isCopy ? " copy" : "")" } == [
        "0 kicker", "1 headline", "2 byline", "3 headline copy", "3 caption", "3 credit",
        "4 dateline-sentence", "4 body", "5 body", "5 body", "6 inset", "7 body", "8 list",
        "9 list", "10 signoff",
      ])
  }

  @Test(arguments: [
    (
      "id", "Harga Beras Naik", "SUMENEP – Ridwan Sururi membawa buku ke desa-desa di lereng."
    ),
    ("en", "Rice Prices Rise", "JAKARTA – Ridwan Sururi takes books to villages on the slopes."),
    ("ko", "도쿄의 다리, 2주간 폐쇄", "도쿄, 2024년 3월 14일 – 도쿄도는 월요일 밤부터 가치도키 다리를 폐쇄했다."),
  ])
  func `a short line before the first text is the headline`(
    _ language: String, _ headline: String, _ opening: String
  ) throws {
    let found = try segments(
      [headline, opening, opening + " " + opening], language: LanguageTag(language)!)
    #expect(found.first?.kind == .headline)
    #expect(found.first?.isTranslatable == true)
  }

  private static let table = """
    Jadwal Salat Ramadan di Jakarta

    Berikut jadwal imsakiah untuk wilayah Jakarta dan sekitarnya pada pekan pertama:

    Tanggal      Imsak    Subuh    Magrib
    1 Maret      04.33    04.43    18.14
    2 Maret\t04.33\t04.43\t18.13

    Warga diimbau memeriksa jadwal resmi di situs Kementerian Agama. Jadwal dapat berubah.
    """

  @Test func `the rows of a table in plain text are its body`() throws {
    let found = try Segmenter(language: .indonesian).segments(of: Document(Self.table))
    #expect(
      found.map(\.kind.name) == ["headline", "body", "body", "body", "body", "body", "body"])
  }

  @Test func `two lines with a wide blank are no table, nor are lines of a byline`() throws {
    let head = "Petani Garam Sumenep Panen Lebih Awal Tahun Ini"
    let text = "SUMENEP - Petani garam di Sumenep memulai panen dua pekan lebih awal tahun ini."
    let found = try Segmenter(language: .indonesian).segments(
      of: Document(
        "\(head)\n\nPenulis:  Rina Prasetya\nEditor:  Budi\nRabu, 12/03/2025  10:15 WIB\n\n\(text)")
    )
    #expect(found.dropFirst().dropLast().allSatisfy { $0.kind == .byline })
  }

  @Test func `a cue before the first text is no headline`() throws {
    let opening = "SUMENEP – Ridwan Sururi membawa buku ke desa-desa di lereng gunung itu."
    #expect(try segments(["Baca juga: Harga", opening, opening]).first?.kind == .inset)
  }

  @Test func `a caption line that copies the headline is one block in three segments`() throws {
    let line = try segments(Self.article).filter { $0.block == 3 }
    #expect(
      line.map(\.text) == [
        Self.headline, "Petani mengangkut garam di Kalianget, Rabu.", "KCNA via REUTERS",
      ])
    #expect(line.map(\.isCopy) == [true, false, false])
    #expect(line.map(\.isTranslatable) == [false, true, false])
  }

  @Test func `a dateline stays with its first sentence`() throws {
    let opening = try segments(Self.article).filter { $0.block == 4 }
    #expect(opening.map(\.text).last == "Harganya pun naik.")
    #expect(opening.first?.text.hasPrefix("SUMENEP, Warta Nusa - Petani") == true)
  }

  @Test(arguments: [
    "SUMENEP. Petani garam mulai memanen lebih awal.",
    "KABARUTARA.CO.ID - SUMENEP. Petani garam mulai memanen lebih awal.",
  ])
  func `a dateline with a full stop stays with its first sentence`(_ opening: String) throws {
    let found = try segments([
      "Petani Garam Sumenep Mulai Panen Lebih Awal",
      "Reporter: Seno Wicaksono | Editor: Rina Dewi",
      opening + " Harganya pun naik sejak pekan lalu.",
      "Dinas perikanan mencatat dua ratus petani sudah memanen. Hasilnya dijual ke gudang.",
    ])
    #expect(
      found.dropFirst(2).prefix(2).map(\.text) == [opening, "Harganya pun naik sejak pekan lalu."])
    #expect(found[2].kind == .datelineSentence)
  }

  @Test func `a list marker stays with its item`() throws {
    let items = try segments(Self.article).filter { $0.kind == .list }
    #expect(items.map(\.text) == ["1. Membeli garam rakyat.", "- Membangun gudang."])
  }

  @Test func `a sign-off at the end of a paragraph is a segment of its own`() throws {
    let segments = try segments(["Pedagang mengeluh. Harga tetap tinggi. (rin)"])
    #expect(segments.map(\.kind) == [.body, .body, .signoff])
    #expect(segments.map(\.block) == [0, 0, 0])
    #expect(segments.last?.text == "(rin)")
  }

  @Test(arguments: [
    ("Fasting blood sugar is given in milligrams per deciliter (mg/dl).", "en"),
    ("Parents may choose the time of the class (morning/afternoon).", "en"),
    ("The band played songs by an Australian group (AC/DC).", "en"),
    ("Kadar gula darah puasa dinyatakan dalam miligram per desiliter (mg/dl).", "id"),
    ("Setiap formulir harus memuat nama kepala keluarga (ayah/ibu).", "id"),
  ])
  func `brackets in a sentence before further sentences are no initials`(
    _ sentence: String, _ language: String
  ) throws {
    let isEnglish = language == "en"
    let article =
      isEnglish
      ? [
        "Diabetes cases rise in Yogyakarta",
        "YOGYAKARTA - The number of patients in Yogyakarta rose 12 percent this year, the health office said on Monday.",
        sentence, "A level above 126 means diabetes.",
        "The office will hold free tests from next week.",
      ]
      : [
        "Kasus diabetes naik di Yogyakarta",
        "YOGYAKARTA - Jumlah pasien di Yogyakarta naik 12 persen tahun ini, kata dinas kesehatan kota itu, Senin.",
        sentence, "Kadar di atas 126 berarti diabetes.",
        "Dinas akan mengadakan pemeriksaan gratis mulai pekan depan.",
      ]
    let segments = try segments(article, language: LanguageTag(language)!)
    #expect(segments.map(\.text) == article)
    #expect(segments.map(\.kind) == [.headline, .datelineSentence, .body, .body, .body])
  }

  @Test func `the last cell of a row is no sign-off`() throws {
    let row = "Kabupaten\tLuas (ha)\tHasil (ton/ha)"
    let segments = try segments([
      "Hasil panen padi tahun ini naik di tiga kabupaten di pesisir utara, kata Dinas Pertanian.",
      row + "\nBlora\t1.200\t5,4\nRembang\t980\t4,9", "Kenaikan tertinggi terjadi di Pati.",
    ])
    #expect(segments.allSatisfy { $0.kind == .body })
    #expect(segments[1].text == row)
  }

  @Test(arguments: [
    ("More rain is expected.", "en"), ("See you next year!", "en"),
    ("Related charges were dropped.", "en"), ("Contact with the ship was lost.", "en"),
    ("Editor Tom Hall resigned.", "en"), ("Source code was leaked.", "en"),
    ("Sumber air mengering.", "id"), ("Reporter itu terluka.", "id"),
    ("Baca aturan itu dulu, katanya.", "id"), ("Terkait kasus itu, polisi diam.", "id"),
  ])
  func `a last sentence may begin with the word of a cue`(
    _ sentence: String, _ language: String
  ) throws {
    let article =
      language == "en"
      ? [
        "Gayo farmers sell a record harvest",
        "The harvest was helped by a long dry season, and the farmers of the valley were able to dry their beans.",
        "“We have waited for this road for thirty years,” said the head of the village, a former teacher.",
      ]
      : [
        "Petani Gayo jual panen rekor",
        "Panen terbantu oleh musim kemarau yang panjang, dan petani di lembah itu dapat menjemur biji kopi mereka.",
        "“Kami menunggu jalan ini selama tiga puluh tahun,” kata kepala desa, seorang mantan guru.",
      ]
    let segments = try segments(article + [sentence], language: LanguageTag(language)!)
    #expect(segments.last?.kind == .body)
    #expect(segments.last?.text == sentence)
  }

  @Test(arguments: [
    ("Baca juga: Harga Garam Rakyat Naik", SegmentKind.inset), ("Editor: Tom Hall", .signoff),
    ("Reporter Rina Prasetya", .signoff), ("Ikuti kami di WhatsApp.", .inset),
  ])
  func `a cue below the text is no sentence of it`(_ line: String, _ kind: SegmentKind) throws {
    let segments = try segments([
      "Petani Gayo jual panen rekor",
      "Panen terbantu oleh musim kemarau yang panjang, dan petani di lembah itu dapat menjemur biji kopi mereka.",
      "“Kami menunggu jalan ini selama tiga puluh tahun,” kata kepala desa, seorang mantan guru.",
      line,
    ])
    #expect(segments.last?.kind == kind)
  }

  @Test func `an English article has the same parts`() throws {
    let headline = "Salt farmers in Sumenep begin their harvest early this year"
    let segments = try segments(
      [
        "ECONOMY", headline, "By Rina Prasetya", "\(headline) Farmers carry salt. ANTARA/Galih A.",
        "SUMENEP, East Java — Salt farmers in Sumenep began their harvest two weeks early. "
          + "Prices rose as well.",
        "Read also: Salt prices rise in Madura", "a) Buy salt from farmers.",
      ], language: .english)
    #expect(
      segments.map(\.kind) == [
        .kicker, .headline, .byline, .headline, .caption, .credit, .datelineSentence, .body, .inset,
        .list,
      ])
    #expect(segments.filter(\.isCopy).map(\.text) == [headline])
  }

  @Test(arguments: [
    "Harga naik. Pedagang mengeluh.", "Satu kalimat saja.", "“Ya,” katanya.", "Apa? Ya!",
  ])
  func `a lone line of prose is body`(_ text: String) throws {
    #expect(try segments([text]).allSatisfy { $0.kind == .body })
  }

  @Test func `a headline is one segment however many marks it holds`() throws {
    let segments = try segments(["Beras Mahal? Warga Mengeluh! Ini Sebabnya", "Harga beras naik."])
    #expect(segments.map(\.kind) == [.headline, .body])
  }
}

struct CreditTests {
  private func kinds(_ line: String) throws -> [String] {
    let text = "Warga kembali ke rumah. Air sudah surut.\n\(line)\n"
    return try Segmenter(language: .indonesian).segments(of: Document(text)).dropFirst(2)
      .map { "\($0.kind.name): \($0.text)" }
  }

  @Test(arguments: [
    "(Foto: warga setempat)", "(Courtesy of the fire agency)", "Foto: Dok. Humas", "Foto: Ana Š.",
  ])
  func `a caption ends in its credit`(_ credit: String) throws {
    let caption = "Warga menerobos banjir di Demak."
    #expect(try kinds("\(caption) \(credit)") == ["caption: \(caption)", "credit: \(credit)"])
  }

  @Test func `an agency in brackets at the end of prose signs it off`() throws {
    #expect(
      try kinds("Air surut pada Senin. Jalan dibuka. (Antara)") == [
        "body: Air surut pada Senin.", "body: Jalan dibuka.", "signoff: (Antara)",
      ])
  }
}
