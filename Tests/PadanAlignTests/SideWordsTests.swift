import PadanAlign
import PadanModel
import PadanTestSupport
import Testing

struct SideWordsTests {
  private static let indonesian = """
    Pemerintah mengatakan bahwa harga beras akan turun pada akhir bulan ini karena panen raya \
    sudah mulai di beberapa daerah, dan petani tidak perlu khawatir.
    """
  private static let english = """
    The government said that the price of rice would fall at the end of this month because the \
    harvest had begun in several regions, and that farmers need not worry.
    """
  private static let malay = """
    Kerajaan berkata bahawa harga beras akan turun pada hujung bulan ini kerana musim menuai \
    telah bermula di beberapa kawasan, manakala petani boleh menarik nafas lega selepas itu.
    """
  private static let german = """
    Die Regierung sagte, dass der Preis für Reis am Ende des Monats sinken werde, weil die Ernte in \
    mehreren Gebieten begonnen habe und die Bauern sich keine Sorgen machen müssen.
    """
  private static let french = """
    Le gouvernement a dit que le prix du riz baisserait à la fin du mois parce que la récolte a \
    commencé dans plusieurs régions et que les paysans ne doivent pas s'inquiéter.
    """
  private static let japanese = "政府は、いくつかの地域で収穫が始まったため、米の価格は今月末に下がるだろうと述べた。"
  private static let arabic = """
    قالت الحكومة إن سعر الأرز سينخفض في نهاية هذا الشهر لأن الحصاد بدأ في عدة مناطق وإن على \
    المزارعين ألا يقلقوا من ذلك بعد الآن.
    """

  private func words(_ source: String, _ target: String) throws -> SideWords {
    SideWords(
      source: try #require(LanguageTag(source)), target: try #require(LanguageTag(target)),
      lexicon: nil)
  }

  @Test(arguments: [
    ("id", indonesian, "en", english), ("ms", malay, "en", english),
    ("de", german, "fr", french), ("ja", japanese, "en", english), ("ar", arabic, "en", english),
    ("de", german, "id", indonesian), ("ja", japanese, "ar", arabic),
  ])
  func `texts of any two languages tell whether they are swapped`(
    _ first: String, _ source: String, _ second: String, _ target: String
  ) throws {
    #expect(try words(first, second).verdict([source], [target]) == .right)
    #expect(try words(first, second).verdict([target], [source]) == .wrong(.swapped))
    #expect(try words(second, first).verdict([target], [source]) == .right)
    #expect(try words(second, first).verdict([source], [target]) == .wrong(.swapped))
  }

  @Test func `two texts of one language are told, the same text too`() throws {
    let words = try words("id", "en")
    let other =
      "It was the best of times, and it was the worst of times, said the man who had been there."
    #expect(words.verdict([Self.english], [other]) == .wrong(.oneLanguage(.english)))
    #expect(
      words.verdict([Self.indonesian, "Harga beras naik."], [Self.indonesian])
        == .wrong(.sameText))
  }

  @Test func `texts of fewer than twenty words tell together, or say nothing`() throws {
    let words = try words("id", "en")
    let (short, translation) = (
      "The price of rice would fall at the end of this month, he said.",
      "Harga beras akan turun pada akhir bulan ini, katanya."
    )
    #expect(words.verdict([short], [translation]) == .wrong(.swapped))
    #expect(words.verdict([translation], [short]) == .right)
    #expect(words.verdict([short], [Self.indonesian]) == .wrong(.swapped))
    #expect(words.verdict([short], [Self.english]) == .unknown)
    #expect(words.verdict([short], ["Harga beras."]) == .unknown)
    #expect(words.verdict(["Rice prices rose."], ["Harga beras naik."]) == .unknown)
  }

  @Test func `names, figures, quotations, code and mixed texts are not told`() throws {
    let words = try words("id", "en")
    let names = Array(
      repeating: "Siti Nurhaliza, Joko Widodo, Bambang Pamungkas, Lionel Messi", count: 9)
    let code = [
      "for (int i = 0; i < n; i++) { if (a[i] != 0 && b[i] == 1) return i; }",
      "while (not done) { x = x + 1; if (x > 10) { break; } else { continue; } }",
      "import os.path; from sys import argv; print(argv[0], file=sys.stderr)",
    ]
    #expect(words.verdict(names, names) == .unknown)
    #expect(words.verdict(names, [Self.english]) == .unknown)
    #expect(words.verdict(code, code) == .unknown)
    #expect(words.verdict(code + code, [Self.english]) == .unknown)
    #expect(words.verdict([Self.indonesian + " " + Self.english], [Self.english]) == .unknown)
    #expect(
      words.verdict(
        ["“\(Self.english)”", Self.indonesian, Self.indonesian + " Demikian."],
        ["“\(Self.english)”", Self.english]) == .right)
    #expect(words.verdict([], []) == .unknown)
  }

  @Test func `a lexicon tells where function words do not`() throws {
    var lexicon = Lexicon(name: "", source: .indonesian, target: .english)
    let words = [
      "beras": "rice", "jagung": "maize", "gula": "sugar", "garam": "salt", "telur": "egg",
    ]
    for (headword, translation) in words { lexicon.add(headword, [translation]) }
    let source = Array(repeating: "beras jagung gula garam telur", count: 4)
    let target = Array(repeating: "rice maize sugar salt egg", count: 4)
    let sides = SideWords(source: .indonesian, target: .english, lexicon: lexicon)
    #expect(sides.verdict(source, target) == .right)
    #expect(sides.verdict(target, source) == .wrong(.swapped))
    #expect(try self.words("id", "en").verdict(target, source) == .unknown)
  }

  @Test func `the language of a single text is told`() throws {
    let words = try words("id", "en")
    #expect(words.language(of: [Self.indonesian]) == .indonesian)
    #expect(words.language(of: [Self.english]) == .english)
    #expect(words.language(of: ["Rice prices rose."]) == nil)
  }
}
