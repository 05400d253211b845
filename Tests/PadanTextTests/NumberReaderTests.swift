import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct NumberReaderTests {
  @Test(arguments: [
    ("10.000 orang", ["10000"]), ("1.250,5", ["1250.5"]), ("1,5 juta", ["1500000"]),
    ("Rp2,5 triliun", ["2500000000000"]), ("Rp 750 miliar", ["750000000000"]),
    ("5 M", ["5000000000"]),
    ("jarak 5 m", ["5"]), ("20 ribu", ["20000"]), ("20rb", ["20000"]), ("0,5", ["0.5"]),
    ("3,50", ["3.5"]), ("007", ["7"]), ("0", ["0"]), ("1.000.000", ["1000000"]),
    ("7 jt", ["7000000"]),
    ("pukul 10:30", ["10:30"]), ("versi 1.2.3", ["1.2.3"]), ("12/03/2025", ["12", "3", "2025"]),
    ("6,4 persen dari 120 kursi", ["6.4", "120"]), ("tanpa angka", []), ("abad ke-19.", ["19"]),
  ])
  func `Indonesian numbers have their values`(_ text: String, _ values: [String]) {
    #expect(NumberReader(language: .indonesian).numbers(in: text).map(\.value) == values)
  }

  @Test(arguments: [
    ("10,000 people", ["10000"]), ("1,250.5", ["1250.5"]), ("1.5 million", ["1500000"]),
    ("$2.5 trillion", ["2500000000000"]), ("Rp 750 billion", ["750000000000"]),
    ("$5m", ["5000000"]),
    ("5 M", ["5000000"]), ("5 m", ["5"]), ("20k", ["20000"]), ("$3bn", ["3000000000"]),
    ("2-million", ["2000000"]), ("0.50", ["0.5"]), ("10:30 a.m.", ["10:30"]),
    ("1,000,000", ["1000000"]),
  ])
  func `English numbers have their values`(_ text: String, _ values: [String]) {
    #expect(NumberReader(language: .english).numbers(in: text).map(\.value) == values)
  }

  @Test(arguments: [
    ("fr", "350\u{202F}000 euros", ["350000"]), ("fr", "10 000 habitants", ["10000"]),
    ("ru", "1 250 000,5", ["1250000.5"]), ("de", "11 Millionen", ["11000000"]),
    ("de", "3,5 Millionen", ["3500000"]), ("es", "350 000 personas", ["350000"]),
    ("en", "10 000 people", ["10000"]), ("en", "in 2024 300 people", ["2024", "300"]),
    ("fr", "en 2024 300 personnes", ["2024", "300"]), ("fr", "le 12 345 000", ["12345000"]),
    ("en", "12 345 people", ["12", "345"]),
  ])
  func `where texts are compared, numbers have the marks and words of their language`(
    _ language: String, _ text: String, _ values: [String]
  ) throws {
    let reader = NumberReader(comparing: try #require(LanguageTag(language)))
    #expect(reader.numbers(in: text).map(\.value) == values)
  }

  @Test(arguments: [
    ("RM10,000", ["10000"]), ("RM2.5 juta", ["2500000"]), ("1.2 bilion", ["1200000000"]),
    ("3 trilion", ["3000000000000"]), ("0.50", ["0.5"]), ("7 peratus", ["7"]),
  ])
  func `Malay numbers have their values`(_ text: String, _ values: [String]) throws {
    let malay = try #require(LanguageTag("ms-MY"))
    #expect(NumberReader(language: malay).numbers(in: text).map(\.value) == values)
  }

  @Test(arguments: [
    ("nl", "10.000 euro", "10000"), ("da", "1,5 million", "1500000"), ("jv-ID", "2.500", "2500"),
    ("it", "3,25", "3.25"), ("th", "10,000", "10000"), ("zz", "1,000.5", "1000.5"),
  ])
  func `a language without numbers of its own has at least its marks`(
    _ example: (language: String, text: String, value: String)
  ) throws {
    let reader = NumberReader(language: try #require(LanguageTag(example.language)))
    #expect(reader.numbers(in: example.text).map(\.value) == [example.value])
  }

  @Test(arguments: [
    ("ms", "mac", "month 3"), ("ms", "ogos", "month 8"), ("ms", "disember", "month 12"),
    ("ms", "maret", nil), ("id", "maret", "month 3"), ("id", "mac", nil),
    ("en", "march", "month 3"),
  ])
  func `months have their language's names`(
    _ example: (language: String, word: String, month: String?)
  ) throws {
    let reader = NumberReader(language: try #require(LanguageTag(example.language)))
    #expect(reader.month(ofWord: example.word) == example.month)
  }

  @Test(arguments: [
    ("10.000", "10,000"), ("1,5 juta", "1.5 million"), ("1,5 juta", "1,500,000"),
    ("2 miliar", "2 billion"), ("12,75 triliun", "12.75 trillion"), ("Rp15.000", "Rp 15,000"),
    ("38 dari 120", "38 of 120"),
  ])
  func `both sides of a pair name one value`(_ indonesian: String, _ english: String) {
    #expect(
      NumberReader(language: .indonesian).numbers(in: indonesian).map(\.value)
        == NumberReader(language: .english).numbers(in: english).map(\.value))
  }

  @Test func `digits are kept as written`() {
    let readings = NumberReader(language: .indonesian).numbers(in: "pukul 10.30, Rp1.000.")
    #expect(readings.map(\.written) == ["10.30", "1.000"])
    #expect(readings.map(\.value) == ["10.3", "1000"])
  }

  @Test(arguments: [
    ("id", "dua", 2), ("id", "sebelas", 11), ("en", "two", 2), ("en", "twenty", 20),
  ])
  func `number words have values`(_ example: (language: String, word: String, value: Int)) throws {
    let reader = NumberReader(language: try #require(LanguageTag(example.language)))
    #expect(reader.value(ofWord: example.word) == example.value)
    #expect(reader.value(ofWord: "meja") == nil)
  }

  @Test func `a number of any length has a value`() {
    let digits = String(repeating: "9", count: 400)
    #expect(
      NumberReader(language: .english).numbers(in: "\(digits) trillion").map(\.value)
        == [digits + String(repeating: "0", count: 12)])
  }

  /// Everything the numbers of a text may say.
  private func sayings(_ language: LanguageTag, _ text: String) -> Set<String> {
    Set(NumberReader(language: language).numbers(in: text).flatMap { [$0.value] + $0.alternatives })
  }

  @Test(arguments: [
    ("17/8/1945", "8/17/1945"), ("17/8/1945", "17/8/1945"), ("17-08-1945", "1945-08-17"),
    ("17.8.1945", "08/17/1945"), ("1/2/2025", "2/1/2025"),
  ])
  func `dates in digits name one day, month and year`(_ indonesian: String, _ english: String) {
    let shared = sayings(.indonesian, indonesian).intersection(sayings(.english, english))
    #expect(shared.count >= 4, "\(shared)")
    #expect(shared.contains { $0.hasPrefix("month ") })
  }

  @Test(arguments: [
    ("17/8/1945", ["17", "8", "1945"]), ("32/1/2025", ["32", "1", "2025"]),
    ("1945-08-17", ["1945", "8", "17"]), ("1-2-3", ["1", "2", "3"]),
    ("192.168.1.2000", ["192.168.1.2000"]), ("12/13/2025", ["12", "13", "2025"]),
  ])
  func `a date's numbers stand in its order`(_ text: String, _ values: [String]) {
    #expect(NumberReader(language: .indonesian).numbers(in: text).map(\.value) == values)
  }

  @Test(arguments: ["32/1/2025", "192.168.1.2000", "12/13/2025", "1/1/25", "0/5/2025", "1/2-2025"])
  func `what is no date has no month`(_ text: String) {
    #expect(!sayings(.indonesian, text).contains { $0.hasPrefix("month") })
  }

  @Test(arguments: [
    ("pukul 10.30 WIB", "10:30"), ("10.30 pagi", "10.30 a.m."), ("pukul 22.30", "10:30 p.m."),
    ("pukul 22.30", "10.30 PM"), ("22:30", "10:30pm"), ("pukul 10.30 malam", "10:30 p.m."),
    ("pukul 09.00", "9 a.m."), ("pukul 9", "9:00"), ("pukul 12.15", "12:15 p.m."),
    ("pukul 00.15", "12:15 a.m."), ("pukul 7 malam", "7 p.m."), ("pkl. 7", "7 a.m."),
  ])
  func `times of day name one time`(_ indonesian: String, _ english: String) {
    let shared = sayings(.indonesian, indonesian).intersection(sayings(.english, english))
    #expect(shared.contains { $0.contains(":") }, "\(shared)")
  }

  @Test(arguments: ["pukul 25.30", "10.300", "10.75", "7 orang", "10.30 juta"])
  func `what is no time says none`(_ text: String) {
    #expect(!sayings(.indonesian, text).contains { $0.contains(":") })
  }

  @Test(arguments: [
    ("id", "dua puluh lima", 25, 3), ("id", "sebelas", 11, 1),
    ("id", "seratus tujuh belas", 117, 3),
    ("id", "dua ribu dua puluh lima", 2025, 5), ("id", "tiga juta lima ratus ribu", 3_500_000, 5),
    ("id", "sejuta", 1_000_000, 1), ("id", "dua tiga orang", 2, 1),
    ("id", "seribu satu malam", 1001, 2),
    ("id", "kedua puluh lima", 25, 3), ("id", "kelima", 5, 1), ("id", "lima belas puluh", 15, 2),
    ("en", "twenty - five", 25, 3), ("en", "twenty five", 25, 2),
    ("en", "two hundred and six people", 206, 4), ("en", "a hundred", 100, 2),
    ("en", "three million five hundred thousand", 3_500_000, 5), ("en", "twenty - fifth", 25, 3),
    ("en", "fifth", 5, 1), ("en", "one and two", 1, 1), ("en", "nineteen forty - five", 19, 1),
    ("en", "twenty - year", 20, 1), ("en", "two thousand and twenty - five", 2025, 6),
    ("ms", "dua puluh lapan", 28, 3), ("ms", "kelapan", 8, 1), ("ms", "sebilion", 1_000_000_000, 1),
  ])
  func `words spell numbers`(
    _ example: (language: String, text: String, value: Int, count: Int)
  ) throws {
    let reader = NumberReader(language: try #require(LanguageTag(example.language)))
    let words = example.text.split(separator: " ").map(String.init)
    let number = try #require(reader.number(at: 0, in: words))
    #expect(number.value == example.value)
    #expect(number.count == example.count)
  }

  @Test(arguments: [
    ("id", "juta"), ("id", "puluh lima"), ("id", "kecil"), ("id", "ke lima"), ("en", "hundred"),
    ("en", "a man"), ("en", "and two"), ("en", "million two"),
  ])
  func `words that spell nothing are no number`(_ language: String, _ text: String) throws {
    let reader = NumberReader(language: try #require(LanguageTag(language)))
    #expect(reader.number(at: 0, in: text.split(separator: " ").map(String.init)) == nil)
  }

  @Test(arguments: [
    ("id", "%", 1), ("id", "persen", 1), ("en", "percent", 1), ("en", "per cent", 2),
    ("en", "per day", 0), ("id", "per cent", 0),
    ("ms", "peratus", 1), ("ms", "persen", 0),
  ])
  func `percentages are told`(_ example: (language: String, text: String, count: Int)) throws {
    let reader = NumberReader(language: try #require(LanguageTag(example.language)))
    let words = example.text.split(separator: " ").map(String.init)
    #expect(reader.percentCount(at: 0, in: words) == example.count)
  }
}
