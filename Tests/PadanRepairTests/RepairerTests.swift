import PadanModel
import PadanRepair
import PadanTestSupport
import Testing

struct RepairerTests {
  private let repairer = Repairer(source: .indonesian, target: .english, lexicon: nil)

  @Test(arguments: [
    (
      "Inflasi turun menjadi -0,5 persen.", "Inflasi turun menjadi 2,5 persen.",
      "Inflation fell to 2.5 percent."
    ),
    ("Suhu 12 derajat.", "Suhu minus 5 derajat.", "It was minus 5 degrees."),
    ("Rute 2B ditutup.", "Rute 1A ditutup.", "Route 1A is closed."),
  ])
  func `a value is left alone whose sign or other half is not carried over`(
    _ query: String, _ source: String, _ target: String
  ) {
    #expect(repairer.repair(query, source: source, target: target) == nil)
  }

  @Test(arguments: [
    (
      "de", "Die Arbeiten beginnen am 15. Mai 2027.", "Die Arbeiten beginnen am 1. April 2026.",
      "Work will begin on April 1, 2026."
    ),
    (
      "fr", "Le train part le 3 janvier 2026.", "Le train part le 12 décembre 2025.",
      "The train leaves on Dec. 12, 2025."
    ),
  ])
  func `of a date whose month cannot be written anew nothing is`(
    _ language: String, _ query: String, _ source: String, _ target: String
  ) throws {
    let repairer = Repairer(
      source: try #require(LanguageTag(language)), target: .english, lexicon: nil)
    #expect(repairer.repair(query, source: source, target: target) == nil)
  }

  @Test(arguments: [
    (
      "Inflasi tercatat 4,8 persen.", "Inflasi tercatat 5,2 persen.",
      "Inflation stood at 5.2 percent.", "Inflation stood at 4.8 percent."
    ),
    (
      "Rapat pada Senin (4/8/2025) pukul 9 malam.", "Rapat pada Kamis (17/7/2025) pukul 8 pagi.",
      "The meeting is at 8 a.m. on Thursday, July 17, 2025.",
      "The meeting is at 9 p.m. on Monday, August 4, 2025."
    ),
    (
      "Ia finis ke-22 dengan Rp2,5 miliar.", "Ia finis ke-3 dengan Rp800 juta.",
      "He finished 3rd with Rp800 million.", "He finished 22nd with Rp2.5 billion."
    ),
    (
      "Rapat pukul 6 sore.", "Rapat pukul 5 sore.", "The meeting is at 5 p.m.",
      "The meeting is at 6 p.m."
    ),
    ("Rapat pukul 1 malam.", "Rapat pukul 9 malam.", "A meeting at 9 p.m.", "A meeting at 1 a.m."),
    ("Kursus 1 minggu.", "Kursus 3 minggu.", "A course of 3 weeks.", "A course of 1 week."),
    (
      "Ada dua puluh lima perahu.", "Ada tujuh perahu.", "Seven boats came.",
      "Twenty-five boats came."
    ),
  ])
  func `a value is written in the form of the translation`(
    _ query: String, _ source: String, _ target: String, _ repaired: String
  ) {
    #expect(repairer.repair(query, source: source, target: target)?.text == repaired)
  }

  /// A repair between two languages; `nil` if nothing is repaired. An incomplete one has a `~` before it.
  private func repaired(
    _ languages: String, _ query: String, _ source: String, _ target: String
  ) throws -> String? {
    let tags = try languages.split(separator: " ").map { try #require(LanguageTag(String($0))) }
    return Repairer(source: tags[0], target: tags[1], lexicon: nil)
      .repair(query, source: source, target: target).map { ($0.isComplete ? "" : "~") + $0.text }
  }

  @Test(arguments: [
    ("en de", "It pays 45.5%.", "It pays 60%.", "Es zahlt 60 %.", "Es zahlt 45,5 %."),
    ("en de", "Now 12,850 people.", "Now 850 people.", "Jetzt 850 Leute.", "Jetzt 12.850 Leute."),
    (
      "en de", "Up to 9.25 percent.", "Up to 57.3 percent.", "Auf 57,3 Prozent.",
      "Auf 9,25 Prozent."
    ),
    ("en de-CH", "It pays 45.5%.", "It pays 60%.", "Es zahlt 60 %.", "Es zahlt 45.5 %."),
    ("en fr", "It pays 45.5%.", "It pays 60%.", "Il paie 60 %.", "Il paie 45,5 %."),
    ("en es", "It pays 45.5%.", "It pays 60%.", "Paga el 60 %.", "Paga el 45,5 %."),
    ("en fr", "We are 12,850.", "We are 9,300.", "On est 9\u{A0}300.", "On est 12\u{A0}850."),
    ("de en", "Nun 12.850 Leute.", "Nun 850 Leute.", "Now 850 people.", "Now 12,850 people."),
    ("de en", "Er zahlt 45,5 %.", "Er zahlt 60 %.", "He pays 60%.", "He pays 45.5%."),
    ("id de", "Ada 12.850 orang.", "Ada 850 orang.", "Es sind 850 Leute.", "Es sind 12.850 Leute."),
  ])
  func `numbers have the marks of their language`(
    _ languages: String, _ query: String, _ source: String, _ target: String, _ text: String
  ) throws {
    #expect(try repaired(languages, query, source, target) == text)
  }

  @Test(arguments: [
    // The translation shows marks that the language has not; a noun would have another form.
    ("en de", "Of 12,850 it is 57.3.", "Of 850 it is 57.3.", "Von 850 sind es 57.3."),
    ("en de", "It takes 1 minutes.", "It takes 5 minutes.", "Es dauert 5 Minuten."),
    ("en ru", "It has 5 of them.", "It has 2 of them.", "Здесь 2 файла."),
    ("en hi", "It is 1,234,567.", "It is 850.", "यह 850 है।"),
  ])
  func `a number stays whose form is not sure`(
    _ languages: String, _ query: String, _ source: String, _ target: String
  ) throws {
    #expect(try repaired(languages, query, source, target) == nil)
  }

  @Test func `half of a range is not adapted alone`() throws {
    #expect(
      try repaired(
        "en id", "Registration is open from July 28 to August 3, 2025.",
        "Registration is open from July 1 to 15, 2025.", "Pendaftaran dibuka 1-15 Juli 2025.")
        == nil)
    #expect(
      try repaired(
        "en id", "Registration is open from July 5 to 15, 2025.",
        "Registration is open from July 1 to 15, 2025.", "Pendaftaran dibuka 1-15 Juli 2025.")
        == "Pendaftaran dibuka 5-15 Juli 2025.")
  }

  @Test func `a part of the day before a word such as this is one in Malay, too`() throws {
    #expect(
      try repaired(
        "ms en", "Seramai 12,040 mangsa di 58 pusat setakat 9 malam ini.",
        "Seramai 3,512 mangsa di 27 pusat setakat 8 pagi ini.",
        "A total of 3,512 victims in 27 centres as of 8 a.m. today.")
        == "A total of 12,040 victims in 58 centres as of 9 p.m. today.")
  }

  @Test(arguments: [
    ("Ia tidak membeli 9 mobil.", "Ia membeli 8 mobil.", "He bought 8 cars.", "He bought 9 cars."),
    (
      "Pada Maret 2024 harga cabai naik 12 persen di Medan.",
      "Pada Juni 2023 harga telur turun 9 persen di Padang.",
      "In June 2023 the price of eggs fell by 9 percent in Padang.",
      "In March 2024 the price of eggs fell by 12 percent in Medan."
    ),
    (
      "Ekspor tumbuh 6,6 persen dan impor 11 persen.",
      "Konsumsi naik 5,2 persen dan investasi 6,6 persen.",
      "Consumption rose 5.2 percent and investment 6.6 percent.",
      "Consumption rose 6.6 percent and investment 11 percent."
    ),
  ])
  func `values and names are repaired where other words differ`(
    _ query: String, _ source: String, _ target: String, _ repaired: String
  ) {
    let repair = repairer.repair(query, source: source, target: target)
    #expect(repair?.text == repaired)
    #expect(repair?.isComplete == false)
  }

  @Test(arguments: [
    // A value that only the translation has may depend on what changed.
    ("Biaya Rp45 miliar.", "Biaya Rp3,4 miliar.", "It costs Rp 3.4 billion ($217,000)."),
    ("Jaraknya 250 kilometer.", "Jaraknya 100 kilometer.", "It is 100 kilometers (62 miles) away."),
    ("Suhu 41 derajat.", "Suhu 35 derajat.", "It was 35 degrees Celsius (95 F)."),
    ("Sejak 2021 ia menjabat.", "Sejak 2019 ia menjabat.", "In office for 5 years, since 2019."),
    ("Ia bekerja 6 hari.", "Ia bekerja 5 hari.", "He worked 5 days, Monday to Friday."),
    ("Usia 30 tahun.", "Usia 20 tahun.", "Age 20, two decades."),
    ("Ia tidak datang 5 kali.", "Ia tidak datang 2 kali.", "He twice did not come (2 times)."),
    ("Kata Megawati, ia siap.", "Kata Prabowo, ia siap.", "Prabowo, 73, says he is ready."),
  ])
  func `a repair is not complete that leaves a value which only the translation has`(
    _ query: String, _ source: String, _ target: String
  ) {
    let repair = repairer.repair(query, source: source, target: target)
    #expect(repair?.isComplete != true)
  }

  @Test func `a value stays that the query has, too`() {
    let repair = repairer.repair(
      "Pada 2024 dari 15 desa, 7 banjir.", source: "Pada 2024 dari 15 desa, 5 banjir.",
      target: "Of 15 villages 5 were flooded in 2024; there are 15.")
    #expect(repair?.text == "Of 15 villages 7 were flooded in 2024; there are 15.")
    #expect(repair?.isComplete == true)
  }

  @Test(arguments: [
    ("Jaraknya 3 jam dari kota.", "Jaraknya 46 menit dari kota.", "It is 46 minutes away."),
    ("Beratnya 3 kuintal sekarung.", "Beratnya 46 kilogram sekarung.", "A sack of 46 kilograms."),
  ])
  func `a number stays whose unit is not repaired`(
    _ query: String, _ source: String, _ target: String
  ) {
    #expect(repairer.repair(query, source: source, target: target) == nil)
  }

  @Test(arguments: [
    (
      "Kami pakai pancing.", "\"Kami pakai pancing.", "\"We use hooks.", "We use hooks.", true
    ),
    (
      "Kami siap, kata Tono.", "“Kami siap,” kata Tono.", "“We are ready,” Tono said.",
      "We are ready, Tono said.", true
    ),
    (
      "Ada 3 anak di sini.", "«Ada 2 anak di sini.»", "« 2 children are here. »",
      "3 children are here.", true
    ),
    (
      "Mungkin kami siap.", "\"Tentu kami siap.", "\"Of course we are ready.",
      "Of course we are ready.", false
    ),
  ])
  func `quotation marks are dropped that the query has not`(
    _ query: String, _ source: String, _ target: String, _ repaired: String, _ isComplete: Bool
  ) {
    let repair = repairer.repair(query, source: source, target: target)
    #expect(repair?.text == repaired)
    #expect(repair?.isComplete == isComplete)
  }

  @Test func `quotation marks stay that the query has, or of which the stored texts disagree`() {
    let (source, target) = ("\"Kami siap, kata Tono.", "\"We are ready, Tono said.")
    let repair = repairer.repair("\"Kami siap, kata Rina.", source: source, target: target)
    #expect(repair?.text == "\"We are ready, Rina said.")
    let other = String(target.dropFirst())
    #expect(repairer.repair("Kami siap, kata Tono.", source: source, target: other) == nil)
  }

  @Test(arguments: [
    // Another currency; a range of which one end cannot be repaired.
    ("Laba turun ke Rp 23 lagi.", "Laba jatuh ke 19 dolar AS.", "Profit fell to US$19."),
    ("Hanya 4–8 kota.", "Ada 3–7 desa dari 7.", "There are 3 to 7 villages of 7."),
    // Which of the numbers took the place of 7 is not known.
    ("Ada 9 mobil di 3 kota.", "Ada 7 mobil di kota.", "There were 7 cars in the city."),
    ("Dari 8 mobil sudah 4 terjual.", "Dari 4 mobil ada yang laku.", "Some of 4 cars were sold."),
    ("Dari 9 calon, 8 gugur.", "Dari 8 calon, 8 gugur.", "Of 8 candidates 8 lost."),
    ("Jalan 8 kilometer dibuka.", "Jalan 15 kilometer dibuka.", "A 15-kilometer road opened."),
    ("1 rumah rusak.", "3 rumah rusak.", "3 houses were damaged."),
    ("Jaraknya 32 km.", "Jaraknya 16 km.", "It is 10 miles away."),
    ("Pada 15 Juli 2025.", "Pada 14 Juli 2025.", "On Monday, July 14, 2025."),
    ("Menurut Megawati ia siap.", "Menurut Joko ia siap.", "According to Joko he is ready."),
    ("Ada kontrak $8 juta.", "Ada kontrak $5 juta.", "There is a $5 million contract."),
    ("Sama saja.", "Sama saja.", "It is the same."),
    ("", "3", "3"), ("9", "", ""), ("9.9.9.9", "3.3.3", "3"),
  ])
  func `nothing is guessed`(_ query: String, _ source: String, _ target: String) {
    #expect(repairer.repair(query, source: source, target: target) == nil)
  }
}
