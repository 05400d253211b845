import PadanLanguage
import PadanModel
import PadanTestSupport
import PadanText
import Testing

/// Testing has a type of this name, too.
private typealias SourceLocation = PadanModel.SourceLocation

struct SegmentationRulesTests {
  private func breaks(_ text: String, rules: String) throws -> [String] {
    let segmenter = try Segmenter(
      language: .indonesian, rules: try SegmentationRules(parsing: rules, file: "test.rules"))
    return try segmenter.segments(of: Document(text)).map(\.text)
  }

  @Test(arguments: [
    ("[before-name]\nProf. Dr.\n\n[nosuch] a.\n", 4, "unknown section [nosuch]"),
    ("# nothing\nProf.\n", 2, "“Prof.” stands before any section"),
    ("[before-number]\nNo. hlm\n", 2, "“hlm” has no full stop"),
    ("[within]\n# only\n\n\n a.n. i.e\n", 5, "“i.e” has no full stop"),
  ])
  func `an error names the line and the fault`(
    _ example: (file: String, line: Int, fault: String)
  ) throws {
    #expect {
      try SegmentationRules(parsing: example.file, file: "test.rules")
    } throws: { error in
      guard let error = error as? SegmentationRules.ReadingError else { return false }
      return error.location == SourceLocation(file: "test.rules", line: example.line)
        && error.fault.hasPrefix(example.fault)
        && "\(error)" == "test.rules:\(example.line): \(error.fault)"
    }
  }

  @Test func `a user's own list takes the place of Padan's`() throws {
    let text = "Ia bertemu Yth. Camat. Lalu pulang."
    #expect(try breaks(text, rules: "").first == "Ia bertemu Yth.")
    #expect(try breaks(text, rules: "[before-name] Yth.").first == "Ia bertemu Yth. Camat.")
  }

  @Test(arguments: [
    ("yth.", "Ia menyapa Yth. Camat.", 1), ("yth.", "Ia menyapa YTH. Camat.", 1),
    ("Yth.", "Ia menyapa yth. Camat.", 2), ("yth.", "Ia menyapa Siyth. Camat.", 2),
    ("q.", "Lihat uraian Q. Camat.", 1),
  ])
  func `a word in lower case matches capitals, and never a suffix`(
    _ example: (word: String, text: String, count: Int)
  ) throws {
    let found = try breaks(example.text, rules: "[before-name]\n\(example.word)")
    #expect(found.count == example.count)
  }

  @Test(arguments: [
    ("[within] spt.", "Ia ke kantor SPT. Pintunya tutup.", 2),
    ("[within] spt.", "Kota spt. Solo ramai.", 1),
    ("[opener] ...nya", "Ia memilih D. Ibunya senang.", 2),
    ("[opener] ...nya", "Penyair D. Sonya hadir.", 1),
    ("[before-number] ...gata.", "Ia di Margata. 7 orang ikut.", 1),
    ("[before-number] ...gata.", "Ia di Gata. 7 orang ikut.", 2),
    ("[before-name] Irjen.", "Ia menunggu Irjen. Lalu pergi.", 1),
    ("[before-name] Irjen. [at-end] Irjen. [opener] Lalu", "Ia menunggu Irjen. Lalu pergi.", 2),
    ("[before-name] Irjen. [at-end] Irjen. [opener] Lalu", "Ia menunggu Irjen. Lalu Budi.", 1),
    ("[before-number] km. [unit] km.", "Jaraknya 5 km. 3 pos ada.", 2),
    ("[before-number] km. [unit] km.", "Jaraknya di km. 3 saja.", 1),
    ("[after-ordinal] FC", "Ia ke 1. FC Koln.", 1),
    ("[after-ordinal] FC [label] urutan", "Ia di urutan 1. FC Koln kalah.", 2),
  ])
  func `lists work together`(_ example: (rules: String, text: String, count: Int)) throws {
    #expect(try breaks(example.text, rules: example.rules).count == example.count)
  }

  @Test func `a file on top of another adds to it and takes words off it`() throws {
    let base = try SegmentationRules(
      parsing: "[before-name] Yth. Bpk.\n[within] Yth.", file: "base.rules")
    let rules = try SegmentationRules(
      parsing: "[before-name] Sdr. -Yth.\n[opener] Maka -Lalu", file: "own.rules", onTopOf: base)
    #expect(
      rules.entries.map { "\($0.section.rawValue) \($0.word) \($0.location)" } == [
        "before-name Bpk. base.rules:1", "within Yth. base.rules:2", "before-name Sdr. own.rules:1",
        "opener Maka own.rules:2",
      ])
  }

  @Test func `comments and several sections on a line are read`() throws {
    let rules = "# all\n[before-name] Yth. # titles\n[before-number] hlm. [at-end] dll.\n"
    let found = try SegmentationRules(parsing: rules, file: "test.rules")
    #expect(found.entries.count == 3)
    #expect(try breaks("Ia membaca hlm. 5 saja.", rules: rules).count == 1)
  }

  @Test func `Indonesian and English have lists, and most other languages none`() throws {
    #expect(try #require(SegmentationRules.bundled(for: .indonesian)).entries.count > 500)
    #expect(try #require(SegmentationRules.bundled(for: .english)).entries.count > 100)
    #expect(SegmentationRules.bundled(for: try #require(LanguageTag("vi"))) == nil)
    #expect(SegmentationRules.none.entries.isEmpty)
  }

  @Test func `a rule file with Windows line ends says the same`() throws {
    let rules = "# titles\n[before-name]\nYth.\n# numbers\n[before-number]\nhlm.\n"
    let windows = rules.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let entries = try SegmentationRules(parsing: windows, file: "test.rules").entries
    #expect(entries.map(\.word) == ["Yth.", "hlm."])
    #expect(entries.map(\.location.line) == [3, 6])
  }
}
