import PadanModel
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
}
