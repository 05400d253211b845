import Foundation
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct LookupPageTests {
  private func page(_ text: String = "Harga <b>beras</b> naik & turun.") -> String {
    var page = LookupPage(source: .indonesian, target: .english, title: "a.id.txt")
    page.add(
      text: text, place: "¶1 headline",
      matches: [
        LookupPage.Match(
          score: 95.2, label: "95.2 fuzzy",
          source: [
            LookupPage.Run(.both, "Harga "), LookupPage.Run(.stored, "gula "),
            LookupPage.Run(.query, "<b>beras</b> "), LookupPage.Run(.both, "naik & turun."),
          ], target: [LookupPage.Run(.both, "Prices rose & fell.")],
          remarks: ["−1.0 codes", "b.txt ¶2"]),
        LookupPage.Match(
          score: 94, label: "94.0 also", source: [],
          target: [LookupPage.Run(.both, "Prices went up.")], remarks: ["unit 2"]),
      ])
    page.add(
      text: "Petani senang.", place: "",
      matches: [
        LookupPage.Match(
          score: 101, label: "101.0 context", source: [LookupPage.Run(.both, "Petani senang.")],
          target: [LookupPage.Run(.both, "Farmers are happy.")], remarks: ["unit 3"])
      ])
    page.add(text: "Iklan.", place: "¶3 body", matches: [])
    return String(decoding: page.bytes(), as: UTF8.self)
  }

  @Test func `the page is the golden one`() throws {
    let path = Repository.golden("lookup.html", of: "PadanFormatsTests")
    let found = page().replacing(/<style>.*<\/style>/.dotMatchesNewlines(), with: "")
    #expect(found == String(decoding: try contents(of: path), as: UTF8.self))
  }

  @Test func `the page is well-formed, and needs and runs nothing from elsewhere`() throws {
    let text = page("<script>alert(1)</script>")
    #expect(!text.contains("<script") && !text.contains("http://") && !text.contains("https://"))
    for name in ["main", "ol", "li", "div", "p", "a", "dl", "dt", "dd", "del", "ins", "label"] {
      let opened = try text.matches(of: Regex("<\(name)[ >]")).count
      let closed = try text.matches(of: Regex("</\(name)>")).count
      #expect(opened > 0 && opened == closed, "\(name)")
    }
  }

  @Test func `the page says how many segments are answered how well`() {
    let counts = page().matches(of: /<dd>([0-9]+)</).map { String($0.1) }
    #expect(counts == ["3", "1", "1", "0", "1"])
  }
}
