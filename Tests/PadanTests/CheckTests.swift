import Padan
import PadanTestSupport
import Testing

/// The kinds of findings in one pair, the surest first.
private func kinds(
  _ source: String, _ target: String, from: LanguageTag = .indonesian, to: LanguageTag = .english
) throws -> [PairFinding.Kind] {
  try findings([(source, target)], from: from, to: to).map(\.finding.kind)
}

private func findings(
  _ pairs: [(String, String)], from: LanguageTag = .indonesian, to: LanguageTag = .english
) throws -> [UnitFinding] {
  var pipeline = CheckPipeline(
    source: from, target: to, lexicon: Bundled.lexicon(source: from, target: to))
  for (source, target) in pairs {
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: from, text: source), target: Variant(language: to, text: target)
        )
      ))
  }
  return try pipeline.finish().findings
}

/// A line of `corpora/translator/checks.tsv`.
private struct TranslatorCase {
  var kind, source, target: String
  var from, to: LanguageTag

  static let all: [TranslatorCase] = {
    let bytes = (try? contents(of: Repository.corpus("translator/checks.tsv"))) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap {
      let fields = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 4, let from = LanguageTag(fields[3]), let to = LanguageTag(fields[4])
      else { return nil }
      return TranslatorCase(
        kind: fields[0], source: fields[1], target: fields[2], from: from, to: to)
    }
  }()

  /// The codes that name the fault.
  var codes: Set<String> {
    switch kind {
    case "number", "amount", "date": ["number", "amount", "date"]
    case "untranslated", "wrong-language": ["untranslated", "wrong-language"]
    case "punctuation": ["punctuation", "quotation", "spacing"]
    default: [kind]
    }
  }
}

struct CheckTests {
  private static let terms = [
    Term(source: "beras", target: "rice"), Term(source: "tulis", target: "write"),
    Term(source: "miliar", target: "billion"),
    Term(source: "miliar", target: "bn", status: .admitted),
    Term(source: "miliar", target: "milliard", status: .forbidden),
    Term(source: "Kompas", status: .untranslated), Term(source: "rumah sakit", target: "hospital"),
    Term(source: "rumah sakit umum", target: "general hospital"),
    Term(source: "gaji", target: "pay", status: .forbidden),
    Term(source: "bayar", target: "pay"), Term(source: "AS", target: "US"),
  ]

  @Test(arguments: [
    ("Harga beras naik.", "Rice prices rose.", []),
    ("Berasnya mahal.", "It is dear.", ["missing-term"]),
    ("Ia menulis surat.", "She wrote a letter.", []),
    ("Surat itu ditulis ibu.", "Mother's letter.", ["missing-term"]),
    ("Biayanya Rp5 miliar.", "It costs Rp5 bn.", []),
    ("Biayanya Rp5 miliar.", "It costs Rp5 milliards.", ["forbidden-term"]),
    ("Menurut Kompas, pasar ramai.", "According to Kompas, the market is busy.", []),
    (
      "Menurut Kompas, pasar ramai.", "According to Compass, the market is busy.",
      ["translated-term"]
    ),
    ("Rumah-rumah sakit penuh.", "General hospitals are full.", []),
    ("Rumah sakit umum penuh.", "The hospital is full.", ["missing-term"]),
    ("Ia membayar gaji.", "He paid the wages.", []),
    ("Gaji naik.", "Pay rose.", ["forbidden-term"]),
    ("Harga naik as.", "Prices rose.", []),
    ("Pasar AS turun.", "American markets fell.", ["missing-term"]),
  ])
  func `terms have their translations`(
    _ source: String, _ target: String, _ codes: [String]
  ) throws {
    let kinds: Set<PairFinding.Kind> = [.missingTerm, .forbiddenTerm, .translatedTerm]
    var pipeline = CheckPipeline(
      source: .indonesian, target: .english, lexicon: nil, terms: Self.terms)
    pipeline.kinds = kinds
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: .indonesian, text: source),
          target: Variant(language: .english, text: target))))
    let found = try pipeline.finish().findings.map(\.finding)
    #expect(found.map(\.kind.rawValue) == codes, "\(found)")
    for finding in found { #expect(!finding.source.isEmpty) }
  }

  @Test func `terms of a long pair are checked in linear time, also where they overlap`() throws {
    var pipeline = CheckPipeline(
      source: .indonesian, target: .english, lexicon: nil,
      terms: [
        Term(source: "satu satu", target: "one one", status: .forbidden),
        Term(source: "satu", target: "one"), Term(source: "satu satu", target: "x"),
      ])
    pipeline.kinds = [.forbiddenTerm, .missingTerm]
    // Comparing all places with all would take minutes.
    let texts = ["satu ", "one "].map { String(repeating: $0, count: 8_000) }
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: .indonesian, text: texts[0]),
          target: Variant(language: .english, text: texts[1]))))
    let finding = try #require(try pipeline.finish().findings.first?.finding)
    #expect(finding.kind == .forbiddenTerm)
    #expect(finding.source.count == 7_999 && finding.target.count == 7_999)
  }

  @Test func `a finding about a term names its places and what is wanted`() throws {
    var pipeline = CheckPipeline(
      source: .indonesian, target: .english, lexicon: nil, terms: Self.terms)
    pipeline.kinds = [.forbiddenTerm]
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: .indonesian, text: "“Rp5 miliar” dan Rp6 miliar"),
          target: Variant(language: .english, text: "“Rp5 milliard” and more"))))
    let finding = try #require(try pipeline.finish().findings.first?.finding)
    #expect(finding.source == [5..<11, 21..<27])
    #expect(finding.target == [5..<13])
    #expect(finding.detail == "milliard; wanted: billion / bn")
    #expect(finding.certainty == 0.9)
  }

  @Test(arguments: [
    ("Tidak hanya arsitek yang hadir.", "It is only architects who came.", true),
    ("Hanya arsitek yang hadir.", "Not only architects came.", true),
    ("Tidak hanya arsitek yang hadir.", "It is not only architects who came.", false),
    ("Tidak hanya arsitek yang hadir.", "Architects and others came.", false),
    ("Paling tidak lima orang hadir.", "At least five people came.", false),
    (
      "Ia tidak menyebut nilai dan tujuannya.", "He did not mention the value nor the purpose.",
      false
    ),
  ])
  func `a phrase that has lost its negation is found, and one that needs none is not`(
    _ source: String, _ target: String, _ isFound: Bool
  ) throws {
    #expect(try kinds(source, target).contains(.negation) == isFound)
  }

  @Test(arguments: [
    ("Hasilnya 800–900 ribu ton.", "It yields 800,000 to 900,000 tons."),
    ("Nilainya antara Rp5-Rp50 juta.", "It is worth from Rp5 million to Rp50 million."),
    ("Rencana 2010-2014 disusun.", "The 2010-14 plan was drawn up."),
    ("Dana Rp 30 triliun siap.", "Rp. 30 trillions are ready."),
    (
      "Daftar di www.puskesmas-jadwal.or.id/jadwal atau imunisasi.anak@puskesmas.or.id.",
      "Sign up at www.puskesmas-jadwal.or.id/jadwal or imunisasi.anak@puskesmas.or.id."
    ),
  ])
  func `values that are written in another way, and addresses, are no faults`(
    _ source: String, _ target: String
  ) throws {
    #expect(try kinds(source, target) == [])
  }

  @Test(arguments: [
    ("id", "Kantor buka pukul 08.00", "The office opens at 8 a.m.", []),
    ("id", "Rapat di Washington", "The meeting in Washington, D.C.", []),
    ("th", "เขาซื้อข้าว 20 กิโลกรัมเมื่อวานนี้", "He bought 20 kilograms of rice yesterday.", []),
    ("id", "Ia pergi..", "He left.", []), ("id", "Ia pergi.", "He left..", ["punctuation"]),
    ("ja", "「幸運だった」", "“We were lucky.”", []), ("ja", "「幸運でした。」", "“We were lucky.”", []),
    ("ja", "「ええ？」", "“Yes.”", ["punctuation"]), ("ja", "幸運だった。」", "We were lucky.”", []),
    ("ja", "「幸運だった。」", "We were lucky.”", ["quotation"]),
    ("zh", "《红楼梦》。", "Dream of the Red Chamber.", []),
    ("ja", "歴史的な瞬間です。", "It's a historical moment.", []),
  ])
  func `marks of other scripts, and a full stop too many in the source, are no faults`(
    _ language: String, _ source: String, _ target: String, _ codes: [String]
  ) throws {
    #expect(try kinds(source, target, from: LanguageTag(language)!).map(\.rawValue) == codes)
  }

  @Test(arguments: [
    ("Dia tidur...", "He slept..", "He slept..."), ("Dia tidur…", "He slept..", "He slept…"),
    ("Dia … tidur.", "He .. slept.", "He … slept."), ("Dia tidur.", "He slept..", "He slept."),
  ])
  func `two full stops are mended as the source ends`(
    _ source: String, _ target: String, _ mended: String
  ) throws {
    var pipeline = CheckPipeline(source: .indonesian, target: .english, lexicon: nil)
    pipeline.kinds = [.punctuation]
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: .indonesian, text: source),
          target: Variant(language: .english, text: target))))
    let edit = try #require(
      try pipeline.finish().findings.flatMap(\.finding.edits).first)
    var scalars = Array(target.unicodeScalars)
    scalars.replaceSubrange(edit.range, with: Array(edit.text.unicodeScalars))
    #expect(String(String.UnicodeScalarView(scalars)) == mended)
  }

  @Test(arguments: [
    ("Sebanyak 500.000 orang ikut.", "A total of 500,000 people took part.", false),
    ("Harga beras naik di Jakarta.", "Der Preis für Reis ist gestiegen.", true),
  ])
  func `a letter that is a word elsewhere tells no language`(
    _ source: String, _ target: String, _ isFound: Bool
  ) throws {
    #expect(try kinds(source, target).contains(.wrongLanguage) == isFound)
  }

  @Test func `a translator's faults are found, and clean pairs are not`() throws {
    var (found, faults, alarms, clean) = (0, 0, 0, 0)
    for item in TranslatorCase.all {
      let codes = Set(
        try kinds(item.source, item.target, from: item.from, to: item.to).map(\.rawValue))
      if item.kind == "none" {
        clean += 1
        alarms += codes.isEmpty ? 0 : 1
      } else {
        faults += 1
        found += codes.isDisjoint(with: item.codes) ? 0 : 1
      }
    }
    #expect(faults == 145 && clean == 96)
    #expect(found >= 140, "\(found) of \(faults) faults")
    #expect(alarms <= 4, "\(alarms) of \(clean) clean pairs")
  }

  @Test(arguments: [
    ("Ada 2.300 kursi.", "There are 2,300 seats.", true),
    ("Ada 2.300 kursi.", "There are 2.3 seats.", false),
    ("Anggarannya Rp5 M.", "The budget is Rp5 billion.", true),
    ("Anggarannya Rp5 M.", "The budget is Rp5 million.", false),
    ("Dibuka 14/07/2025.", "It opens on July 14, 2025.", true),
    ("Dibuka 14/07/2025.", "It opens on July 4, 2025.", false),
    ("Tutup pukul 22.30.", "It closes at 10:30 p.m.", true),
    ("Rapat pukul 19.00–21.00.", "The meeting runs from 7 to 9 p.m.", true),
    ("Rapat pukul 19.00–21.00.", "The meeting runs from 8 to 9 p.m.", false),
    ("Buka pukul 01.00–03.00.", "It is open from 1 to 3 p.m.", false),
    ("Tanah seluas 200 m2 itu dijual.", "The 200 sq m lot was sold.", true),
    ("Tutup pukul 10.30.", "It closes at 10:30 p.m.", false),
    ("Harganya setengah juta rupiah.", "It costs Rp500,000.", true),
    ("Butuh waktu satu setengah jam.", "It took 90 minutes.", true),
    ("Sebanyak dua belas orang hadir.", "A dozen people came.", true),
    ("Sebanyak dua belas orang hadir.", "Twenty people came.", false),
    ("Ia meraih 5 persen suara.", "She won 5% of the vote.", true),
    ("Kerajaan itu berjaya pada abad ke-14.", "The kingdom flourished in the 1300s.", true),
    ("Jumlahnya naik dari 2.300 pada 2006.", "It rose from 2,300 last year.", true),
    ("Tahun lalu harganya sama dengan 2005.", "Last year the price was the same.", false),
    ("Jalan itu dibuka pada 5 Maret 2007.", "The road opened on March 5, 2006.", false),
    ("Jalan itu dibuka pada 2007.", "The road was opened.", false),
    ("Laba enam bulan pertama naik.", "Profit rose in the first half.", true),
    ("Laba tiga bulan pertama naik.", "Profit rose in the first quarter.", true),
    ("Pihak ke tiga mengawasinya.", "A third party supervises it.", true),
    ("Sampah naik tiga kali lipat.", "Waste has tripled.", true),
    ("Pedagang kaki lima ditata.", "Street vendors were moved.", true),
    ("Pasal 28B(2) mengaturnya.", "It is in article 28B(2).", true),
    ("Anggarannya Rp28M.", "The budget is Rp28.", false),
    ("Korbannya 6.500 orang.", "It killed six-and-a-half-thousand people.", true),
    ("Sekitar 100,000 peserta hadir.", "Some 100,000 participants came.", true),
    ("Sekitar 100.000 peserta hadir.", "Some 100.000 participants came.", false),
    ("Harganya Rp 3 juta 500 ribu.", "It costs Rp3.5 million.", true),
    ("Harganya Rp 3 juta 500 ribu.", "It costs Rp3.6 million.", false),
    ("Warga Gunung Tiga bertani.", "The people of Gunung Tiga farm.", true),
    ("Inflasi 5 plus minus 1 persen.", "Inflation is 5 plus or minus one percent.", true),
    ("Suhunya minus 5 derajat.", "The temperature is 5 degrees.", false),
    ("Ekspor naik 14,0 -15 persen.", "Exports rose by 14-15 percent.", true),
    ("Mereka menyewa 3 unit EC155B1.", "They lease 3 EC155B1 helicopters.", true),
    ("Ekonomi tumbuh delapan triwulan.", "The economy grew for eight quarters.", true),
    ("Lahan itu tiga perempat hektare.", "The plot has three quarters of a hectare.", true),
    ("Evaluasi dilakukan tiap enam bulan.", "There is a semestral evaluation.", true),
    ("Laporan terbit tiap tiga bulan.", "There is a quarterly report.", true),
    ("Selnya berbentuk segi enam.", "Its cells are hexagonal.", true),
    ("Pabrik itu berusia 100 tahun.", "The plant is a century old.", true),
    ("Tambak itu milik 100.000 petani.", "The ponds belong to 100 000 farmers.", true),
    ("Jaraknya 166 kilometer.", "It is one-hundred-and-sixty-six kilometres away.", true),
    ("Jaraknya 160 kilometer.", "It is one-hundred-and-sixty-six kilometres away.", false),
    ("Pedagang Area Timur I protes.", "The traders of East Area 1 protested.", true),
    ("Pesawat tiba Sabtu 17/3.", "The plane came on Saturday, March 17.", true),
    ("Pesawat tiba Sabtu (17/3).", "The plane came on Saturday, March 18.", false),
    ("Utang 2006 naik dari 2005.", "Debt in 2006 rose from a year earlier.", true),
    ("Utang 2006 naik dari periode sama 2005.", "Debt in 2006 rose from a year earlier.", true),
    ("Cadangan naik pada Juni 2008 ini.", "Reserves rose this month.", true),
    ("Laba 2006 naik dari periode sama tahun lalu.", "Profit rose from last year.", false),
  ])
  func `values are compared, not digits`(_ source: String, _ target: String, areEqual: Bool) throws
  {
    let found = try kinds(source, target).filter { [.number, .amount, .date].contains($0) }
    #expect(found.isEmpty == areEqual)
  }

  @Test(arguments: [
    ("zh", "人口为1.2亿。", "The population is 120 million.", true),
    ("zh", "共有50万人参加。", "A total of 500,000 people took part.", true),
    ("zh", "共有50人参加。", "A total of 51 people took part.", false),
    ("ar", "تبيع الأرز منذ ٢٠ عامًا.", "She has been selling rice for 20 years.", true),
    ("de", "Es kostet 3 Billionen Euro.", "It costs 3 trillion euros.", true),
    ("de", "Es kamen 15 Menschen.", "16 people came.", false),
    ("de", "Es gibt 35.000 Fahrzeuge.", "There are 53,000 vehicles.", false),
    ("de", "Es gibt 35.000 Fahrzeuge.", "There are 35,000 vehicles.", true),
    ("de", "Es gibt 35.000 Fahrzeuge.", "There are 35 thousand vehicles.", true),
    ("de", "Es kostet 2,5 Euro.", "It costs 3.5 euros.", false),
    ("de", "Es kostet 2,5 Mio. Euro.", "It costs 2.5 billion euros.", false),
    ("de", "Es kostet 2,5 Mio. Euro.", "It costs 2.5 million euros.", true),
    ("de", "Es begann um 22.30 Uhr.", "It began at 10:30 p.m.", true),
    ("de", "Am Montag regnete es.", "It rained on Tuesday.", false),
    ("de", "Im März regnete es.", "It rained in May.", false),
    ("fr", "Il a plu lundi.", "It rained on Monday.", true),
    ("fr", "Il a plu lundi.", "It rained on Friday.", false),
    ("fr", "Il a 35 000 vaches.", "He has 53,000 cows.", false),
    ("fr", "Il a 1.500 vaches.", "He has 1,500 cows.", true),
    ("zh", "每天有18,500辆车。", "There are 15,800 cars every day.", false),
    ("zh", "大桥将于3月28日开放。", "The bridge will open on March 27.", false),
    ("zh", "大桥将于3月28日开放。", "The bridge will open on March 28.", true),
    ("zh", "大桥将于4月开放。", "The bridge will open in March.", false),
    ("zh", "维修费用为340万元。", "The repairs cost 34 million yuan.", false),
    ("zh", "维修费用为340万元。", "The repairs cost 3.4 million yuan.", true),
    ("zh", "维修费用为3百万元。", "The repairs cost 3 million yuan.", true),
    ("ja", "1億4,200万人が見た。", "142 million people saw it.", true),
    ("ar", "تمر ١٨٥٠٠ سيارة.", "15,800 cars pass.", false),
    ("ar", "تمر ١٨٬٥٠٠ سيارة.", "18,500 cars pass.", true),
    ("fr", "Il y a 2\u{A0}500\u{A0}000 habitants.", "There are 2,500,000 people.", true),
    ("fr", "Il y a 1\u{202F}250,50 litres.", "There are 1,250.50 litres.", true),
  ])
  func `a value is told where the language's numbers are known, or one stands against another`(
    _ language: String, _ source: String, _ target: String, areEqual: Bool
  ) throws {
    let found = try kinds(source, target, from: LanguageTag(language)!)
      .filter { [.number, .amount, .date].contains($0) }
    #expect(found.isEmpty == areEqual)
  }

  @Test(arguments: [
    ("Harga naik dari Rp 3.000 menjadi Rp 5.000.", "Prices rose from Rp 5,000 to Rp 3,000.", false),
    ("Harga naik menjadi Rp 5.000 dari Rp 3.000.", "Prices rose from Rp 5,000 to Rp 3,000.", false),
    ("Harga naik menjadi Rp 5.000 dari Rp 3.000.", "Prices rose to Rp 3,000 from Rp 5,000.", false),
    ("Usianya antara 20 dan 25 tahun.", "They are aged between 25 and 20.", false),
    ("Toko buka dari tiga hingga lima.", "The shop is open from five to three.", false),
    ("Harga naik dari Rp 3.000 menjadi Rp 5.000.", "Prices rose from Rp 3,000 to Rp 5,000.", true),
    ("Harga naik menjadi Rp 5.000 dari Rp 3.000.", "Prices rose from Rp 3,000 to Rp 5,000.", true),
    ("Ekspor naik 5 persen menjadi 300 ton.", "Exports rose to 300 tons, up 5 percent.", true),
    ("Dari 10 orang, 3 pergi ke kota.", "3 of 10 people went to the city.", true),
  ])
  func `numbers of a range stand in the same order`(
    _ source: String, _ target: String, areEqual: Bool
  ) throws {
    #expect(try kinds(source, target).isEmpty == areEqual)
  }

  @Test(arguments: [
    ("Ia lahir pada tahun 30-an.", "He was born in the thirties."),
    ("Ia lahir pada tahun 30-an.", "He was born in the 1930s."),
    ("Ia lahir pada tahun 1930-an.", "He was born in the thirties."),
    ("Ia berusia 30-an tahun.", "She is in her thirties."),
    ("Hubungi (021) 345-6789.", "Call 021-3456789."),
    ("Hubungi 021-345-6789.", "Call +62 21 345 6789."),
    ("ISBN 978-602-1234-56-7 terbit.", "ISBN 9786021234567 was published."),
  ])
  func `a decade or a code that is written in another way is the same`(
    _ source: String, _ target: String
  ) throws {
    #expect(try kinds(source, target) == [])
  }

  @Test(
    arguments: [
      ("Hubungi 021-3456789 hari ini.", "Call us today.", .number),
      ("Hubungi 0812-3456-1890 hari ini.", "Call us today.", .number),
      ("Hubungi (021) 345-1945 hari ini.", "Call us today.", .number),
      ("Hubungi (021) 555-1234 hari ini.", "Call 555-1243 today.", .number),
      ("Hubungi 021 3456 1234 hari ini.", "Call us today.", .number),
      ("ISBN 978-602-1234-56-7 terbit hari ini.", "The book is out today.", .number),
      ("Kode posnya 12345-1990 sekarang.", "It has a postal code now.", .number),
      ("Servernya 192.168.1.10 sekarang.", "It has a server now.", .number),
      ("Persija menang 3-1 kemarin.", "Persija won yesterday.", .number),
      ("Ia lahir 17-08-1945 di sana.", "He was born there on 17-08-1946.", .date),
      ("Ia menjabat 2010-2014 di sana.", "He served there from 2010 to 2015.", .date),
      ("Ia lahir pada 1990 di sana.", "He was born there.", .date),
    ] as [(String, String, PairFinding.Kind)])
  func `a group of a code is no year`(
    _ source: String, _ target: String, kind: PairFinding.Kind
  ) throws {
    #expect(
      try kinds(source, target).filter { [.number, .amount, .date].contains($0) } == [kind])
  }

  @Test(arguments: [
    ("Suhu minus 5 derajat.", "The temperature was 5 degrees.", "minus 5 · 5"),
    ("Ia tiba pukul 8 pagi.", "He arrived at 8 p.m.", "8 pagi · 8 p.m."),
    ("Rapat dimulai pukul 22.30.", "It began at 10:30 a.m.", "22.30 · 10:30 a.m."),
    ("Ia tiba jam 11 siang.", "He arrived at 11 p.m.", "11 siang · 11 p.m."),
    ("Sepertiga warga pindah.", "Two-thirds of residents moved.", "Sepertiga · Two-thirds"),
    ("Tingginya 1,5 meter.", "It is 1.5 kilometers high.", "1,5 meter · 1.5 kilometers"),
    ("Ia menunggu 46 menit.", "He waited 46 hours.", "46 menit · 46 hours"),
    ("Ada ١٢ sapi.", "There are 15 cows.", "١٢ · 15"),
  ])
  func `a finding shows what differs`(_ source: String, _ target: String, _ detail: String) throws {
    #expect(try findings([(source, target)]).map(\.finding.detail) == [detail])
  }

  @Test func `a year that is left out and an amount that is added are two findings`() throws {
    let (source, target) = (
      "Laba pada semester I/2023 naik menjadi Rp 1,25 triliun.",
      "First-half profit rose to Rp 1.25 trillion ($81.2 million)."
    )
    let found = try findings([(source, target)]).map(\.finding)
    #expect(Set(found.map(\.detail)) == ["2023 · –", "– · 81.2 million"])
    #expect(found.allSatisfy { $0.certainty < 0.9 })
  }

  @Test(arguments: [
    ("id", "Ia berenang 160 kilometer.", "She swam 100 miles.", true),
    ("id", "Ia berenang 160 kilometer.", "She swam 200 miles.", false),
    ("id", "Beratnya 50 kilogram.", "It weighs 110 pounds.", true),
    ("id", "Sawahnya 2 hektare.", "His field has 5 acres.", true),
    ("de", "Es waren 27 Grad.", "It was 28 degrees.", false),
    ("de", "Es waren 27 Grad Celsius.", "It was 80 degrees Fahrenheit.", true),
    ("id", "Suhunya 30 derajat Celsius.", "It was 30 degrees.", true),
    ("id", "Suhunya 30 °C.", "It was 86 °F.", true),
    ("id", "Suhunya 30°C.", "It was 86 degrees Fahrenheit.", true),
    ("id", "Suhunya 30°C.", "It was 80°F.", false),
  ])
  func `a measure in two units is one`(
    _ language: String, _ source: String, _ target: String, areEqual: Bool
  ) throws {
    #expect(try kinds(source, target, from: LanguageTag(language)!).isEmpty == areEqual)
  }

  @Test func `values of a long pair are paired in linear time`() throws {
    let numbers = (1_000..<9_000).map { String($0) }
    let targets = numbers.reversed().map { $0 == "5000" ? "4999" : $0 }
    let found = try findings([(numbers.joined(separator: "; "), targets.joined(separator: "; "))])
    #expect(found.map(\.finding.detail) == ["5000 · –"])
  }

  @Test(arguments: [
    ("Panennya 10 ton.", "The harvest was 10 metric tons."),
    ("Kursusnya 5 hari, 15 km dari sini.", "It is a 5-day course 15 kilometers away."),
    ("Separuh warga pindah.", "Half of residents moved."),
    ("Skor akhir 3-1.", "The score was 3-1."),
    ("2. Harga beras naik.", "- The price of rice rose."),
    ("Ia tiba pukul 8 malam.", "He arrived at 8 p.m."),
  ])
  func `what is the same is not told`(_ source: String, _ target: String) throws {
    #expect(try findings([(source, target)]).isEmpty)
  }

  @Test func `a long text with a word for its translation is told`() throws {
    let source = "Banyak warga mengungsi ke gedung sekolah karena air naik."
    #expect(try kinds(source, "Many.") == [.length])
    #expect(try kinds("Ia pergi.", "He left, they say.").isEmpty)
  }

  @Test(arguments: [
    ("Harga beras tidak naik.", "The price of rice rose.", true),
    ("Bank itu belum jadi agenda.", "The bank has yet to become an agenda.", false),
    ("Ia mencabut Keputusan Nomor Kep-176/KM.10.", "She revoked Decree No Kep-176/KM.10.", false),
    ("Dokter tidak mau menawar.", "The doctor doesn?t want to bargain.", false),
    ("Ia bukan hanya menyanyi.", "She not only sings.", false),
    ("Bantuan itu tidak memadai.", "The aid is inadequate.", false),
    ("Rumah itu tidak layak huni.", "The house is uninhabitable.", false),
    ("Belum lagi biaya sewa rumah.", "Then there is the rent of the house.", false),
    ("Ia melanggar Peraturan X.K.1.", "She broke Regulation No. X.K.1.", false),
    ("Mitra enggan dan tidak mampu membayar.", "Partners are reluctant and unable to pay.", false),
    ("Ia menolak, dan tidak mampu membayar.", "She refuses, and is able to pay.", true),
    ("Tak ada yang belum pernah melihatnya.", "No one has never seen or never known it.", false),
    ("Lagu \u{201C}Didn't Like Me\u{201D} direkam.", "“Didn't Like Me” was recorded.", false),
    ("Temuan itu tidak sengaja.", "The find was coincidental.", false),
    ("Bank menjual saham secara tidak langsung.", "The bank sold the shares directly.", true),
    ("Pejabat itu tidak taat pajak.", "The official evades taxes.", false),
    ("Ia tidak layak menjabat.", "He is unfit for office.", false),
    ("Menjadi penjahat kini sangat mudah.", "It has never been easier to be a criminal.", false),
    ("Tidak ada yang tewas.", "Everyone died.", true),
    ("Ia tidak tewas.", "He died.", true),
    ("Semua orang tewas.", "Nobody died.", true),
    ("Tak ada yang terluka.", "Everyone was hurt.", true),
    ("Tidak ada yang terluka.", "Nobody was hurt.", false),
    ("Tidak semua warga tewas.", "Not everyone died.", false),
  ])
  func `a lost negation is found`(_ source: String, _ target: String, isLost: Bool) throws {
    #expect(try kinds(source, target).contains(.negation) == isLost)
  }

  @Test func `codes that are missing, added or closed before they are opened are found`() throws {
    #expect(try kinds("Tekan <b>simpan</b>.", "Press <b>save</b>.").isEmpty)
    #expect(try kinds("Tekan <b>simpan</b>.", "Press <b>save.").contains(.codes))
    #expect(try kinds("Ada {0} berkas.", "There are files.").contains(.codes))
    #expect(try kinds("Tekan <b>simpan</b>.", "Press </b>save<b>.").contains(.codes))
  }

  @Test(arguments: [
    ("<a href=\"id.html\" title=\"Musim\">", "<a href=\"en.html\" title=\"Season\">", false),
    ("<img alt=\"Sawah\">", "<img\nalt=\"Rice field\">", false), ("<b>", "<i>", true),
    ("<img alt=\"Sawah\">", "<br>", true), ("%d", "%s", true),
  ])
  func `a tag may have other attributes in the translation`(
    _ source: String, _ target: String, _ isFault: Bool
  ) throws {
    func variant(_ text: String, _ language: LanguageTag, _ code: String) -> Variant {
      Variant(
        language: language, text: text,
        codes: [InlineCode(element: "ph", offset: 0, content: code)])
    }
    var pipeline = CheckPipeline(source: .indonesian, target: .english, lexicon: nil)
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: variant("Harga beras naik.", .indonesian, source),
          target: variant("Rice prices rose.", .english, target))))
    #expect(try pipeline.finish().findings.contains { $0.finding.kind == .codes } == isFault)
  }

  @Test func `a run of shifted pairs is one finding at its first pair`() throws {
    let pairs = [
      ("Harga beras naik tajam di pasar.", "Rice prices rose sharply at the market."),
      ("Polisi menangkap tiga pencuri kemarin.", "Police arrested three thieves yesterday."),
      ("Dokter memeriksa anak yang sakit.", "The doctor examined the sick child."),
      ("Sungai besar itu meluap karena hujan.", "The big river overflowed because of rain."),
      ("Guru membaca buku di sekolah.", "The teacher read a book at school."),
      ("Kapal nelayan tenggelam di laut.", "A fishing boat sank at sea."),
    ]
    #expect(try !findings(pairs).contains { $0.finding.kind == .shifted })
    let shifted = zip(pairs.map(\.0), pairs.dropFirst().map(\.1)).map { ($0, $1) }
    let found = try findings(shifted).filter { $0.finding.kind == .shifted }
    #expect(found.map(\.position) == [1])
  }

  @Test func `safe changes mend the target and leave its codes where they were`() throws {
    let target = Variant(
      language: .english, text: "The the fish market  was moved..",
      codes: [InlineCode(element: "ph", offset: 8, content: "<br/>")])
    var pipeline = CheckPipeline(source: .indonesian, target: .english, lexicon: nil)
    var mended: [Variant] = []
    pipeline.mend = { mended.append($0.pair.target.applying($1)) }
    try pipeline.add(
      CheckedUnit(
        TranslationPair(
          source: Variant(language: .indonesian, text: "Pasar ikan itu dipindahkan."),
          target: target)))
    _ = try pipeline.finish()
    #expect(mended.map(\.text) == ["The fish market was moved."])
    #expect(mended[0].codes.map(\.offset) == [4])
  }

  @Test(arguments: [
    "", " ", "\u{0}", "((((", "\"", "%", "..", "12", "\u{200B}\u{200B}", "🙂🙂", "1.1.1.1.1",
  ])
  func `no text ends the program`(_ text: String) throws {
    _ = try findings([(text, text), (text, "Ya."), ("Tidak.", text)])
  }
}
