import Padan
import PadanModel
import PadanTestSupport
import Testing

struct GlossaryTests {
  @Test func `all translations of a term stand at its place`() {
    let terms = [
      Term(source: "tulis", target: "write"), Term(source: "tulis", target: "compose"),
      Term(source: "rumah sakit", target: "hospital"),
    ]
    let uses = Glossary(terms, language: .indonesian).uses(in: "Ia menulis di rumah sakitnya.")
    #expect(uses.map(\.terms) == [Array(terms.prefix(2)), [terms[2]]])
    #expect(uses.map(\.range) == [3..<10, 14..<28])
  }

  @Test(arguments: [
    (Term(source: "a", target: "b"), "a → b"),
    (
      Term(source: "a", target: "b", status: .forbidden, sense: "s", subject: "law", note: "n"),
      "a → b (forbidden; law; s; n)"
    ),
    (Term(source: "A", status: .untranslated), "A (not translated)"),
  ])
  func `a term in one line`(_ term: Term, _ line: String) { #expect(term.line == line) }
}
