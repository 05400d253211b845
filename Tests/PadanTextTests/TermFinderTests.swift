import FoundationEssentials
import PadanModel
import PadanTestSupport
import PadanText
import Testing

struct TermFinderTests {
  /// A sentence, a term, and the words in which the term stands.
  struct Case: CustomTestStringConvertible {
    var language: LanguageTag
    var term: String
    var text: String
    /// What is found; `nil` if nothing is.
    var found: String?
    var testDescription: String { "\(term) | \(text) | \(found ?? "-")" }

    /// The cases that a translator wrote before there was a finder.
    static func all() throws -> [Case] {
      let file = Repository.corpus("translator/terms.tsv")
      return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
        .map { line in
          let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
          return Case(
            language: try #require(LanguageTag(cells[0])), term: cells[1], text: cells[2],
            found: cells[3] == "-" ? nil : cells[3])
        }
    }
  }

  private func found(_ terms: [String], in text: String, _ language: LanguageTag) -> [String] {
    TermFinder(terms, language: language).terms(in: text).map {
      String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
    }
  }

  @Test func `terms are found in the forms of a translator's cases`() throws {
    let cases = try Case.all()
    #expect(cases.count == 244)
    for example in cases {
      let found = found([example.term], in: example.text, example.language)
      #expect(found == (example.found.map { [$0] } ?? []), "\(example)")
    }
  }

  @Test(arguments: [
    ("rice fields", "The rice field was flooded.", "rice field"),
    ("rice field", "The rice fields were flooded.", "rice fields"),
    ("evacuees", "An evacuee came.", "evacuee"), ("parties", "The party won.", "party"),
    ("women", "A woman came.", "woman"),
    ("human rights laws", "A human rights law.", "human rights law"),
    ("goods", "A good day.", nil), ("news", "A new day.", nil),
    ("buildings", "They build it.", nil),
    ("US", "The U.S. president", "U.S."), ("U.S.", "The US president", "US"),
    ("US", "Tell us. So.", nil),
    ("UN", "Plan U. Not N.", nil), ("WHO", "The W.H.O.", "W.H.O."),
  ])
  func `a term is found in the other number, and with the points of an abbreviation`(
    _ term: String, _ text: String, _ expected: String?
  ) {
    #expect(found([term], in: text, .english) == (expected.map { [$0] } ?? []))
  }

  @Test func `a finder of many terms tells the longest at each place`() {
    let terms = ["rumah", "rumah sakit", "sakit", "KPK", "AS", "rumah sakit", "undang"]
    let text = "KPK-nya as, rumah-rumah sakit AS, sakit; undang-undang itu."
    #expect(
      found(terms, in: text, .indonesian)
        == ["KPK-nya", "rumah-rumah sakit", "rumah-rumah sakit", "AS", "sakit"])
  }

  @Test func `terms inside longer ones are told too where they are asked for`() {
    let finder = TermFinder(["rumah", "rumah sakit", "sakit"], language: .indonesian)
    #expect(finder.terms(in: "Rumah sakit itu.").map(\.term) == [1])
    #expect(finder.terms(in: "Rumah sakit itu.", nested: true).map(\.term) == [1, 0, 2])
  }

  @Test func `a long text takes no longer than its words`() {
    // Were the text read again for each mark or finding, it would take minutes.
    let text = String(repeating: "buses' rice ", count: 8_000)
    #expect(TermFinder(["rice", "bus"], language: .english).terms(in: text).count == 16_000)
  }

  @Test(
    arguments: [
      ("苹果", "我喜欢苹果。", "苹果"), ("Straße", "In der STRASSE.", "STRASSE"),
      ("koope\u{AD}rasi", "Koperasi dan koope\u{AD}rasi.", "koope\u{AD}rasi"),
      ("café", "CAFE\u{301} itu", "CAFE\u{301}"), ("", "apa saja", nil), ("...", "a ... b", nil),
    ] as [(String, String, String?)])
  func `letters are compared without case, marks that are not seen, and forms of encoding`(
    _ term: String, _ text: String, _ expected: String?
  ) throws {
    let found = found([term], in: text, try #require(LanguageTag("zxx")))
    #expect(found == [expected].compactMap(\.self))
  }

  @Test func `no text makes the finder trap`() {
    var random = SeededGenerator(seed: 7)
    let pieces = ["ber", "-", "'", "an", "s", "'s", " ", "rumah", "\u{AD}", "字", "a", "meng", "’"]
    let finder = TermFinder(["rumah", "a", "字", "rumah an", "s"], language: .indonesian)
    for _ in 0..<2_000 {
      let text = (0..<8).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for finding in finder.terms(in: text) {
        #expect(finding.range.upperBound <= text.utf8.count && !finding.range.isEmpty, "\(text)")
      }
    }
  }
}
