import Padan
import PadanTestSupport
import Testing

struct ResultsByNameTests {
  private func results(_ names: String...) -> ResultsByName<String> {
    ResultsByName(names.map { ($0, $0) }, languages: [.indonesian, .english])
  }

  @Test(arguments: [
    ("banjir", "banjir"), ("banjir", "berita/banjir.id.txt"), ("banjir.id", "x/banjir.id.html"),
    ("a/banjir.txt", "b/banjir.md"), ("banjir", "banjir.txt"), ("tsunami", nil),
  ])
  func `a name is found without folder, extension and language`(_ name: String, _ path: String?) {
    #expect(results(path ?? "banjir.txt")[name] == path)
  }

  @Test func `a whole name comes first, and an ambiguous one is none`() {
    let both = results("a/banjir.txt", "b/banjir.txt", "banjir.id.txt")
    #expect(both["a/banjir.txt"] == "a/banjir.txt")
    #expect(both["banjir.id"] == "banjir.id.txt")
    #expect(both["c/banjir.txt"] == nil)
  }
}
