import PadanTestSupport
import PadanText
import Testing

struct PlainWordTests {
  @Test(arguments: [
    ("Anak-anak, ya?", ["anak", "anak", "ya"]), ("Rp1.000", ["rp1", "000"]),
    ("我喜欢", ["我", "喜", "欢"]), ("STRASSE straße", ["strasse", "strasse"]),
    ("kafe\u{301} KAFÉ", ["kafé", "kafé"]), ("so\u{AD}al ﬁnal", ["soal", "final"]),
    ("مَحَلّ", ["محل"]), ("", []), ("— …", []), ("a_b c", ["a_b", "c"]), ("東京x", ["東", "京", "x"]),
  ])
  func `words are folded`(_ text: String, _ words: [String]) {
    #expect(PlainWord.words(in: text).map(\.folded) == words)
  }

  @Test func `a word knows its place and what stands before it`() {
    let words = PlainWord.words(in: "é-b c'd, e東f  g")
    #expect(words.map(\.range) == [0..<2, 3..<4, 5..<6, 7..<8, 10..<11, 11..<14, 14..<15, 17..<18])
    #expect(
      words.map(\.gap) == [.other, .hyphen, .blank, .apostrophe, .other, .none, .none, .blank])
  }

  @Test func `bytes that are no text are read, too`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xE6, 0x97, 0x20, 0xC3]
    let words = bytes.withUnsafeBufferPointer { PlainWord.words(in: $0) }
    #expect(words.allSatisfy { $0.range.upperBound <= bytes.count })
    #expect(words.map(\.folded).prefix(2) == ["a", "b"])
  }

  @Test(
    arguments: [
      (#"\bna\w+"#, "Naik nasi, ana", [0..<4, 5..<9]), ("é+", "xéÉ", [1..<5]), ("x*", "aa", []),
      ("(?-i)A", "aA", [1..<2]), ("東.", "a東京 東", [1..<7]),
    ] as [(String, String, [Range<Int>])])
  func `an expression matches without regard to case, in bytes`(
    _ pattern: String, _ text: String, _ expected: [Range<Int>]
  ) throws {
    let expression = try TextExpression(pattern)
    let ranges = try Array(text.utf8).withUnsafeBufferPointer { try expression.ranges(in: $0) }
    #expect(ranges == expected)
  }

  @Test(arguments: [
    ("tulis", ["menulis", "ditulis", "tulisan", "penulisnya"], ["tulus", "menuliskannyalah0"]),
    ("write", ["writes", "wrote", "writing", "written"], ["writer"]),
    ("city", ["cities", "city"], ["citrus"]), ("wife", ["wives"], ["wive"]),
    ("cat", ["mengecat", "dicat", "cats"], ["catat", "cattle"]),
  ])
  func `a family has the forms of a word`(_ base: String, _ forms: [String], _ others: [String]) {
    let families = [Inflection(language: .indonesian), Inflection(language: .english)]
      .map { Inflection.Family([base], $0) }
    for form in forms { #expect(families.contains { $0.contains(form) }, "\(form)") }
    for other in others { #expect(!families.contains { $0.contains(other) }, "\(other)") }
  }
}
