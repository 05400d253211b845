import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// What each rule of the judge is for, in texts that only it decides.
struct BoundaryJudgeTests {
  @Test(arguments: [
    "Prof. Budi datang.", "Lihat hlm. 12 buku itu.", "Ia bertemu Budi Santoso, S.H. dan istrinya.",
    "Beras, gula, dll. dijual di sana.", "Patung A. Yani dipindahkan.", "Tommy R. Lasut hadir.",
    "“Hebat!” Hammel menambahkan dengan tenang.", "“Siapa?” tanya dia.",
    "Situs www.contoh.co.id dibuka.",
    "Konser Wham! digelar.", "Ia ragu ... lalu pergi.", "Surat a.n. Budi dikirim.",
    "1. Pertama kita makan.", "Mayjen. (Purn.) Sudarmono hadir.", "Surat No. LP/B/12 hilang.",
    "Ia pindah ke 1. FC Union Berlin.", "Bahan: 1. Tepung 2. Gula 3. Telur.",
    "Rumah itu (bekas kantor. kini kosong) dijual.", "Masuk Joko (Roni S. 90'), lalu Arif.",
  ])
  func `no break falls inside an Indonesian sentence`(_ text: String) throws {
    let segmenter = try Segmenter(language: .indonesian)
    #expect(try segmenter.sentences(of: text) == [0..<text.utf8.count])
  }

  @Test(arguments: [
    "Ia pergi.⏐Kami tinggal di rumah.", "Ia pergi. ⏐10 orang ikut.", "Ia pergi. ⏐iPhone hilang.",
    "Ia menunggu... ⏐Tidak ada yang datang.", "“Ya.” ⏐Ia pergi.", "“Ya!” ⏐Namun ia pergi.",
    "Vitamin C. ⏐Buah itu sehat.", "Beras, gula, dll. ⏐Semua mahal.", "Ia pergi。⏐Kami tinggal.",
    "Apa?! ⏐Tidak mungkin!", "Menang 2-1. ⏐3 gol lahir.", "Panjangnya 5 km. ⏐3 pos dibangun.",
    "Kota itu tenggelam.[2] ⏐Warga pindah.", "Adiknya memilih D. ⏐Ayahnya bangga.",
    "Laba Rp 900 M. ⏐Utang naik.", "Kasus itu di tangan Irjen. ⏐Warga menunggu.",
  ])
  func `a break falls at the mark`(_ example: String) throws {
    let (text, breaks) = marked(example)
    let segmenter = try Segmenter(language: .indonesian)
    let starts = try segmenter.sentences(of: text).dropFirst().map(\.lowerBound)
    #expect(marking(Array(text.utf8), at: Array(starts)) == example)
    #expect(starts.elementsEqual(breaks))
  }

  @Test(arguments: [
    ("de", "KÖLN, 3. Juni 2024 – Die Stadt sperrt die Brücke."),
    ("de", "Sie sperrt die Brücke ab Montag, dem 10. Juni, für drei Wochen."),
    ("de", "Das sagte Dr. Anna Weber, Sprecherin der Stadt."),
    ("de", "Die Reparatur kostet ca. 2,5 Mio. Euro."), ("de", "Es fahren dort z. B. Lkw."),
    ("de", "Das war im 19. Jahrhundert."), ("de", "Ein Bau aus dem 18. Jh. wird saniert."),
    ("de", "Im 3. Jh. v. Chr. lebten hier Menschen."), ("de", "Prof. em. Hans Müller warnte."),
    ("de", "Die Hauptstr. 7 ist gesperrt, auch die Karl-Marx-Str. 5 nicht."),
    ("de", "Die Müller GmbH & Co. KG baut Häuser."),
    ("de", "Prof. Dr. h. c. mult. Karl Weiß sprach mit Dr. h. c. Müller."),
    ("de", "Minister a. D. Müller schrieb z. Hd. Frau Meier."),
    ("de", "Das ist i. d. R. Sache der Länder."), ("de", "Er kommt ggf. Mittwoch, evtl. Montag."),
    ("de", "Die Feier ist am 3. Oktober."), ("de", "Im 3. Quartal zog die 8. Klasse um."),
    ("de", "Am 2. Verhandlungstag fehlte er."), ("de", "Die Abt. Einkauf ist zu."),
    ("de", "Im 100. Jahr kam sie zum 100. Geburtstag."),
    ("id", "Ancamannya maks. 10 thn. penjara."), ("id", "Harga min. Rp 5.000 per bks."),
    ("lb", "Den 10. JUNI war et kal."),
    ("cs", "Most byl otevřen 3. června 2024."), ("fi", "Silta avattiin 3. kesäkuuta 2024."),
    ("hu", "A hidat 2024. június 3. és 5. között lezárják."),
  ])
  func `no break falls in a date with a full stop or behind an abbreviation`(
    _ language: String, _ text: String
  ) throws {
    let segmenter = try Segmenter(language: LanguageTag(language)!)
    #expect(try segmenter.sentences(of: text) == [0..<text.utf8.count])
  }

  @Test func `a German sentence ends behind a figure or an abbreviation before its opener`() throws
  {
    let (text, breaks) = marked(
      "Sie wohnt in der Hauptstr. ⏐Dort ist es laut. ⏐Er wurde 93. ⏐Dann ging er. ⏐Es kostet 5 Mio. ⏐Das ist viel. ⏐Da sind Obst usw. ⏐Alles frisch. ⏐Er ging zu Meier & Co. ⏐Dort blieb er bis zum 3. Oktober. ⏐Seine Frau zog nach Frankfurt a. M. ⏐Sie blieb."
    )
    let segmenter = try Segmenter(language: LanguageTag("de")!)
    let starts = try segmenter.sentences(of: text).dropFirst().map(\.lowerBound)
    #expect(starts.elementsEqual(breaks))
  }

  @Test(arguments: ["“Pergi.”⏐“Kami tinggal.”", "Ia pergi.⏐“Kami tinggal,” katanya."])
  func `an opening quotation mark without a blank before it begins a sentence`(
    _ example: String
  ) throws {
    let (text, breaks) = marked(example)
    let starts = try Segmenter(language: .indonesian).sentences(of: text).dropFirst()
      .map(\.lowerBound)
    #expect(starts == breaks)
  }

  @Test(arguments: [
    ("sv", "Han gick. ⏐”Nu är det slut”, sade hon."),
    ("fi", "Hän lähti. ⏐”Nyt se loppui”, hän sanoi."),
    ("de", "»Er ging.« ⏐»Jetzt ist Schluss.«"), ("fr", "« Il part. » ⏐Elle reste."),
    ("fr", "Il arrive vers 20 h. 30 chez lui."),
    ("ru", "Налог равен 350 тыс. долларов. ⏐Это много."), ("ja", "雨だ。⏐「帰ろう。」⏐彼は走った。"),
    ("zh", "下雨了。⏐“回家吧！”⏐他跑了。"), ("ko", "“갈까?”라고 물었다. ⏐그는 웃었다."),
  ])
  func `quotation marks and stops of other languages are understood`(
    _ language: String, _ example: String
  ) throws {
    let (text, breaks) = marked(example)
    let segmenter = try Segmenter(language: try #require(LanguageTag(language)))
    #expect(try segmenter.sentences(of: text).dropFirst().map(\.lowerBound) == breaks)
  }

  @Test(arguments: ["Lihat Q. A. ", "2. ", "a. ", "[1", ".[", ".¹", ".1 ", ".1 A "])
  func `a line of nothing but figures and notes is cut without a trap`(_ piece: String) throws {
    let text = String(repeating: piece, count: 2000)
    let sentences = try Segmenter(language: .indonesian).sentences(of: text)
    #expect(sentences.last.map { text.utf8.count - $0.upperBound <= 1 } == true)
  }

  @Test func `an unclosed quotation mark spoils nothing`() throws {
    let segmenter = try Segmenter(language: .indonesian)
    let sentences = Array(repeating: "“Kami pulang. Mereka tinggal.", count: 20)
    #expect(try segmenter.sentences(of: sentences.joined(separator: " ")).count == 40)
  }

  @Test(arguments: [".", "!", "? ", "…", ". ", "\"", "“", "('", "A.", "a. ", "1. "])
  func `a line of nothing but marks is cut without a trap`(_ piece: String) throws {
    let segmenter = try Segmenter(language: .indonesian)
    let text = String(repeating: piece, count: 2000)
    let sentences = try segmenter.sentences(of: text)
    #expect(sentences.first?.lowerBound == 0)
    #expect(sentences.last.map { text.utf8.count - $0.upperBound <= 1 } == true)
  }
}
