import Foundation
import PadanModel
import PadanTestSupport
import PadanText
import Testing

@testable import PadanMatch

struct WrittenCodesTests {
  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  private static func text(_ scalars: [UInt32]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return String(text)
  }

  private static func codes(_ text: String) -> [String] {
    WrittenCodes.codes(in: scalars(text)).map { Self.text($0.content) }
  }

  @Test(
    arguments: [
      ("Klik <f0>di sini</f0>.", ["<f0>", "</f0>"]), ("satu<br/>dua<br />", ["<br/>", "<br />"]),
      (#"<g id="1">a</g> <a href='x y' b=c>"#, [#"<g id="1">"#, "</g>", "<a href='x y' b=c>"]),
      ("{1} dan {nama} {0,number,#.##}", ["{1}", "{nama}", "{0,number,#.##}"]),
      ("{{ nama | besar }} ${a.b} %{c}", ["{{ nama | besar }}", "${a.b}", "%{c}"]),
      ("%s %1$d, %-8.2f %(nama)s %@ %ld.", ["%s", "%1$d", "%-8.2f", "%(nama)s", "%@", "%ld"]),
      ("5%d <1> {größe}", ["<1>", "{größe}"]),
    ] as [(String, [String])])
  func `codes of translators' tools are found`(_ text: String, _ expected: [String]) {
    #expect(Self.codes(text) == expected)
  }

  @Test(arguments: [
    "a < b dan c > d", "<>", "< b>", "<b", "<a b>", "<a b=\"c>", "50% dari", "%dari", "100 %", "%%",
    "% d", "{}", "{ }", "{a b}", "{a", "{{a}", "$5", "&nbsp;", "😀 {😀}", "<é>",
  ])
  func `what is like a code is none`(_ text: String) {
    #expect(Self.codes(text).filter { $0 != "{a}" } == [])
  }

  /// The same definition as regular expressions. `\w` is a letter, a mark, a digit or `_`.
  private static let forms = [
    #"</?[A-Za-z0-9][A-Za-z0-9._:\-]*"# + attributes + " ?/?>",
    #"[\$%]?\{ ?[\w.\-]+ ?(?:[,:|][^\{\}<%]*)?\}"#,
    #"[\$%]?\{\{ ?[\w.\-]+ ?(?:[,:|][^\{\}<%]*)?\}\}"#,
    #"(?<![0-9])%(?:\(\w+\))?(?:[0-9]+\$)?[\-+#0']*(?:\*|[0-9]*)(?:\.(?:\*|[0-9]*))?"#
      + #"[hlLqjzt]*[diouxXeEfFgGaAcCsSpn@](?!\w)"#,
  ]
  private static let attributes =
    #"(?: [A-Za-z0-9._:\-]+=(?:"[^"<]*"|'[^'<]*'|[^ "'<>=/]+))*"#

  private static let pieces = [
    "<", ">", "</", "/>", "b", "f0", "1", " ", "=", "\"", "'", "{", "}", "{{", "}}", "$", "%", "s",
    "d",
    "(", ")", ".", "-", "|", ",", "kata", "{1}", "<b>", "%s", "%{", "<a b=\"c\">", "0", "*", "l",
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `codes are those of the definition, tried at every place`(seed: UInt64) throws {
    let form = try NSRegularExpression(pattern: Self.forms.joined(separator: "|"))
    var generator = SeededGenerator(seed: seed)
    let pieces = generator.elements(Int.random(in: 1...25, using: &generator), of: Self.pieces)
    let text = TextForm.matchKey(of: pieces.joined())
    let all = NSRange(text.startIndex..., in: text)
    let found = form.matches(in: text, range: all).map {
      String(text[Range($0.range, in: text)!])
    }
    #expect(Self.codes(text) == found, "“\(text)”")
    let rest = form.stringByReplacingMatches(in: text, range: all, withTemplate: "")
    let bare = Self.text(WrittenCodes.bare(Self.scalars(text)))
    #expect(bare == TextForm.matchKey(of: rest), "“\(text)”")
    #expect(WrittenCodes.areIn(Self.scalars(text)) == !found.isEmpty)
  }

  @Test(arguments: ["<a b=\"", "<a ", "{a,", "%(a", "%0", "<", "${", "{{a|"])
  func `a text of code beginnings takes linear time`(_ piece: String) {
    let text = Self.scalars(String(repeating: piece, count: 100_000))
    #expect(WrittenCodes.codes(in: text) == [])
  }

  @Test func `codes of a unit stand among those that are written in its text`() throws {
    var variant = Variant(language: .indonesian, text: "Klik di sini: %s.")
    variant.codes = [
      InlineCode(element: "bpt", offset: 5, content: "<f0>"),
      InlineCode(element: "ept", offset: 12, content: "</f0>"),
    ]
    let codes = try #require(WrittenCodes.codes(of: variant))
    #expect(codes == WrittenCodes.codes(in: Self.scalars("Klik <f0>di sini</f0>: %s.")))
    #expect(codes.map(\.place) == [4, 10, 10])
    variant.codes[1].content = "{\\b0 "
    #expect(WrittenCodes.codes(of: variant) == nil)
  }
}

struct MatchScoresTests {
  /// The score of a unit, as lookups compute it.
  private func score(
    _ query: String, _ text: String, _ codes: [(Int, String)] = [], readsCodes: Bool = false
  ) throws -> MatchScore {
    var source = Variant(language: .indonesian, text: text)
    source.codes = codes.map { InlineCode(element: "ph", offset: $0, content: $1) }
    let (query, stored) = (MatchText(query), MatchText(text))
    var scores = MatchScores(written: MatchScorer.score(query, stored))
    if query.hasCodes || stored.hasCodes, let mine = query.bare(), let theirs = stored.bare() {
      scores.bare = MatchScorer.score(mine, theirs)
    }
    return try #require(scores.score(of: source, for: query, readsCodes: readsCodes))
  }

  private static let marked = [(5, "<f0>"), (12, "</f0>")]

  @Test(
    arguments: [
      ("Klik <f0>di sini</f0>.", 100, []), ("Klik di sini.", 99, [.codes]),
      ("Klik <b>di sini</b>.", 99, [.codes]), ("<f0>Klik</f0> di sini.", 99, [.codes]),
      ("Klik {1}di sini{2}.", 99, [.codes]),
      ("klik <f0>di sini</f0>", 96, [.letterCase, .punctuation]),
      ("Klik %s di sini.", 99, [.codes]), ("Klik <f0>di situ</f0>.", 100 * 22.0 / 26, []),
    ] as [(String, Double, [Penalty.Reason])])
  func `codes in a query are codes where the unit has some`(
    _ query: String, _ net: Double, _ reasons: [Penalty.Reason]
  ) throws {
    let score = try score(query, "Klik di sini.", Self.marked)
    #expect(abs(score.net - net) < 1e-9)
    #expect(score.penalties.map(\.reason) == reasons)
  }

  @Test(
    arguments: [
      ("Berkas %s tidak ada.", "Berkas {1} tidak ada.", 99), ("Berkas %s.", "Berkas %s.", 100),
      ("Berkas tidak ada.", "Berkas %s tidak ada.", 99), ("Simpan <b>5</b>", "Simpan 7", 98),
      ("Simpan {1} 5", "Simpan <f0> 7", 98), ("{1} berkas", "berkas {1}", 99),
    ] as [(String, String, Double)])
  func `codes in any text are codes if the lookup reads them`(
    _ query: String, _ text: String, _ net: Double
  ) throws {
    for (query, text) in [(query, text), (text, query)] {
      #expect(try score(query, text, readsCodes: true).net == net)
      let plain = MatchScorer.score(MatchText(query), MatchText(text))
      #expect(try score(query, text) == plain)
    }
  }

  @Test(arguments: [("%s", "{1}"), ("<b>", "kata <b>"), ("{1}", "%s kata")])
  func `a text of codes alone is compared as it is written`(_ query: String, _ text: String) throws
  {
    #expect(
      try score(query, text, readsCodes: true)
        == MatchScorer.score(MatchText(query), MatchText(text)))
  }

  @Test func `codes that stand nowhere in the text cost a point whatever a query has`() throws {
    let score = try score("Klik <f0>di sini.", "Klik di sini.", [(0, "")])
    #expect(score.net == 99 && score.isWithoutCodes && score.isOfSameText)
  }
}
