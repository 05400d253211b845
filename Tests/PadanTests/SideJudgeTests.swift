import Padan
import PadanAlign
import PadanModel
import PadanTestSupport
import Testing

/// What only the pipelines see of wrong sides; `SideWordsTests` and `LanguageJudgeTests` have the rest.
struct SideJudgeTests {
  private static let english =
    "The government said that the price of rice would fall at the end of this month because the "
    + "harvest had begun in several regions, and that farmers need not worry."
  private static let german =
    "Die Regierung sagte, dass der Preis für Reis am Ende des Monats sinken werde, weil die Ernte in "
    + "mehreren Gebieten begonnen habe und die Bauern sich keine Sorgen machen müssen."

  private func fault(
    _ source: String, _ target: String, from: LanguageTag = .indonesian, to: LanguageTag = .english
  ) -> SideFault? {
    SideJudge(source: from, target: to) { nil }.error(
      in: DocumentPair(
        source: SegmentedText(name: "", texts: [source]),
        target: SegmentedText(name: "", texts: [target])))?.sides
  }

  @Test func `a third language is told for the side that has it`() throws {
    let language = try #require(LanguageTag("de"))
    #expect(fault(Self.german, Self.english) == .otherLanguage(.source, [language]))
    #expect(
      fault(Self.english, Self.german, from: .english, to: .indonesian)
        == .otherLanguage(.target, [language]))
    #expect(fault(Self.german, Self.english, from: language) == nil)
  }

  @Test func `one of the two languages on the wrong side is a matter of the sides`() {
    #expect(fault(Self.english, Self.english + " So it said.") == .oneLanguage(.english))
  }
}
