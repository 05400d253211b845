import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct SRXRulesTests {
  private static let here = PadanModel.SourceLocation(file: "test.srx", line: 7)

  private static func rule(_ isBreak: Bool, _ before: String, _ after: String) -> SRXRules.Rule {
    SRXRules.Rule(isBreak: isBreak, before: before, after: after, location: here)
  }

  private static func rules(
    _ lists: [(String, [SRXRules.Rule])], maps: [(String, String)], cascades: Bool = false
  ) -> SRXRules {
    SRXRules(
      file: "test.srx", cascades: cascades,
      languageRules: lists.map { SRXRules.LanguageRules(name: $0.0, rules: $0.1) },
      maps: maps.map { SRXRules.LanguageMap(pattern: $0.0, rulesName: $0.1, location: here) })
  }

  private static func rules(_ list: [SRXRules.Rule]) -> SRXRules {
    rules([("all", list)], maps: [(".*", "all")])
  }

  private static let plain = [
    rule(false, "\\bProf\\.", "\\s"), rule(true, "[.?!]+", "\\s"),
  ]

  private func sentences(_ text: String, _ srx: SRXRules) throws -> [String] {
    let segmenter = try Segmenter(language: .indonesian, srx: srx)
    return try segmenter.sentences(of: text).map {
      String(decoding: Array(text.utf8)[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("Satu. Dua!", ["Satu.", "Dua!"]), ("Prof. Budi. Ia.", ["Prof. Budi.", "Ia."]),
    ("Satu.Dua", ["Satu.Dua"]), ("Satu; dua", ["Satu; dua"]), ("", []),
    ("é. 😀? Ya", ["é.", "😀?", "Ya"]),
  ])
  func `the first rule that speaks about a place decides it`(
    _ text: String, _ sentences: [String]
  ) throws {
    #expect(try self.sentences(text, Self.rules(Self.plain)) == sentences)
  }

  @Test func `the order of the rules is their rank`() throws {
    let reversed = Self.rules(Self.plain.reversed())
    #expect(try sentences("Prof. Budi. Ia.", reversed) == ["Prof.", "Budi.", "Ia."])
  }

  @Test func `without cascading the first map that matches is the only one`() throws {
    let lists = [("a", [Self.rule(true, ";", "\\s")]), ("b", Self.plain)]
    let maps = [("(?i)id.*", "a"), (".*", "b"), ("en", "a")]
    let text = "Satu; dua. Tiga."
    let first = Self.rules(lists, maps: maps)
    #expect(try sentences(text, first) == ["Satu;", "dua. Tiga."])
    let all = Self.rules(lists, maps: maps, cascades: true)
    #expect(try sentences(text, all) == ["Satu;", "dua.", "Tiga."])
    #expect(try first.rules(for: .english) == Self.plain)
    let regional = try #require(LanguageTag("id-ID"))
    #expect(try first.rules(for: regional) == lists[0].1)
  }

  @Test(
    arguments: [
      (rules([("a", [])], maps: [("en", "a")]), nil, "no language map matches id"),
      (rules([("a", [])], maps: [("id", "b")]), 7, "the map names rules “b”"),
      (rules([rule(true, "[", "")]), 7, "ICU cannot run the expression"),
      (rules([rule(true, "\\.", "(")]), 7, "ICU cannot run the expression"),
      (rules([("a", [])], maps: [("*", "a")]), 7, "ICU cannot run the expression"),
    ] as [(SRXRules, Int?, String)])
  func `rules that cannot be used are an error with their place`(
    _ example: (srx: SRXRules, line: Int?, fault: String)
  ) {
    #expect {
      try Segmenter(language: .indonesian, srx: example.srx)
    } throws: { error in
      guard let error = error as? SegmentationError, error.code.subject == "srx" else {
        return false
      }
      return error.location == PadanModel.SourceLocation(file: "test.srx", line: example.line)
        && error.fault.hasPrefix(example.fault)
    }
  }

  @Test func `an expression that runs without end is an error, not a wait`() throws {
    let srx = Self.rules([Self.rule(true, "(?:a+)+b", "")])
    let segmenter = try Segmenter(language: .indonesian, srx: srx)
    #expect {
      try segmenter.segments(of: Document(String(repeating: "a", count: 60)))
    } throws: { error in
      guard case .srx(let location, let fault)? = error as? SegmentationError else { return false }
      return location == Self.here && fault.contains("U_REGEX_TIME_OUT")
    }
  }

  @Test func `a rule without expressions speaks about every place`() throws {
    let srx = Self.rules([Self.rule(false, "\\S", "\\S"), Self.rule(true, "", "")])
    let found = try sentences("Satu dua", srx)
    #expect(found == ["Satu", "dua"])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `segments by any rules hold all of a text`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = [".", "\\.", "\\s", "[.!]+", "a", "\\b", "^", "$", "(?<=a)", "\\p{Lu}"]
    let list = (0..<4).map { _ in
      Self.rule(
        generator.next() % 3 > 0, parts.randomElement(using: &generator)!,
        parts.randomElement(using: &generator)!)
    }
    let pieces = [".", "! ", " ", "\n", "a", "B", "é", "😀", "\r\n", "\u{FEFF}"]
    let text = Array(generator.elements(60, of: pieces).joined().utf8)
    let segmenter = try Segmenter(language: .indonesian, srx: Self.rules(list))
    var end = 0
    for segment in try segmenter.segments(of: Document(text: text)) {
      #expect(end <= segment.range.lowerBound && !segment.range.isEmpty)
      let gap = String(decoding: text[end..<segment.range.lowerBound], as: UTF8.self)
      #expect(gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" })
      end = segment.range.upperBound
    }
    let rest = String(decoding: text[end...], as: UTF8.self)
    #expect(rest.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" })
  }

  @Test(arguments: [LanguageTag.indonesian, .english])
  func `Padan's own lists can be run as SRX`(_ language: LanguageTag) throws {
    let rules = try #require(SegmentationRules.bundled(for: language))
    let segmenter = try Segmenter(language: language, srx: rules.srx(for: language))
    for text in ["Prof. Budi tiba. Ia tersenyum.", "Siapa? Itu dia!", "“Ya.” Ia pergi."] {
      #expect(try segmenter.sentences(of: text).count == 2, "\(text)")
    }
  }

  @Test(arguments: [
    ("Panjangnya 5 km. ⏐3 pos dibangun."), ("Ia pindah ke 1. FC Union Berlin."),
    ("Rapat di P.B.B. ⏐Hasilnya nihil."), ("Ia di kamar Kav. A5 lama."),
  ])
  func `units, ordinals and endings become SRX rules`(_ example: String) throws {
    let (text, breaks) = marked(example)
    let rules = try #require(SegmentationRules.bundled(for: .indonesian))
    let segmenter = try Segmenter(language: .indonesian, srx: rules.srx(for: .indonesian))
    #expect(try segmenter.sentences(of: text).dropFirst().map(\.lowerBound) == breaks)
  }

  @Test func `abbreviations among SRX rules become words of lists`() {
    let (entries, remaining) = SegmentationRules.abbreviations(
      in: [
        Self.rule(false, "\\bProf\\.\\s", "\\p{Lu}"), Self.rule(false, "\\bhlm\\.", "\\s\\d"),
        Self.rule(false, "a\\.n\\.", "\\s"), Self.rule(true, "\\bx\\.", ""),
        Self.rule(false, "[A-Z]\\.", "\\s"),
      ])
    #expect(entries.map(\.word) == ["Prof.", "hlm.", "a.n."])
    #expect(entries.map(\.section) == [.beforeName, .beforeNumber, .within])
    #expect(remaining == 2)
  }
}
