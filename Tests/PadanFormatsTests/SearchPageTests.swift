import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct SearchPageTests {
  @Test func `the page is the golden one`() throws {
    var page = SearchPage(title: "beras <b>")
    page.add(
      SearchPage.Line(
        text: "Harga beras & gula naik.", language: .indonesian, hit: 6..<11,
        other: "Rice and sugar prices rose.", otherLanguage: .english, counterparts: [0..<4],
        remarks: ["a.txt", "unit 7"]))
    let found = String(decoding: page.bytes(), as: UTF8.self)
      .replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "")
    let path = Repository.golden("search.html", of: "PadanFormatsTests")
    #expect(found == String(decoding: try contents(of: path), as: UTF8.self))
  }
}
