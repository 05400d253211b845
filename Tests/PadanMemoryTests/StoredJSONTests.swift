import PadanModel
import Testing

@testable import PadanMemory

struct StoredJSONTests {
  @Test func `codes come back as they were`() {
    let codes = [
      InlineCode(element: "ph", offset: 0),
      InlineCode(
        element: "bpt", offset: 4,
        attributes: [.init(name: "i", value: "\"1\""), .init(name: "x:y", value: "")],
        content: "<b>\u{0}\n😀"),
    ]
    #expect(InlineCodeJSON.codes(in: InlineCodeJSON.text(of: codes)) == codes)
    #expect(InlineCodeJSON.text(of: []) == nil)
    #expect(InlineCodeJSON.codes(in: nil) == [])
  }

  @Test func `properties come back as they were`() {
    let properties: [Provenance.Property] = [
      .init(type: "", value: ""), .init(type: "note", value: "\\\"\u{2028}é"),
    ]
    #expect(PropertyJSON.properties(in: PropertyJSON.text(of: properties)) == properties)
    #expect(PropertyJSON.text(of: []) == nil)
  }

  @Test(arguments: [
    "", "x", "{}", "[1]", "[[]]", "[[\"a\"]]", "[[\"a\",\"b\",\"c\",\"d\"]]", "null",
    "[[\"ph\",\"0\"]", "[[\"ph\",\"0\",\"\",\"x\"]]",
  ])
  func `a column that another hand broke cannot be read`(_ text: String) {
    #expect(InlineCodeJSON.codes(in: text) == nil)
    #expect(PropertyJSON.properties(in: text) == nil)
  }
}
