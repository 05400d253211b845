import PadanLanguage
import Testing

struct SectionFileTests {
  private func file(_ texts: String...) -> SectionFile {
    var file = SectionFile()
    for text in texts { file.add(text) }
    return file
  }

  @Test func `entries stand between blanks, and a comment ends them`() {
    let file = file("# all\n[a] one two # three\n  four\n[b]\n[a]\nfive#6\n")
    #expect(file.words("a") == ["one", "two", "four", "five#6"])
    #expect(file.words("b").isEmpty)
    #expect(file.words("c").isEmpty)
  }

  @Test func `an underscore is a blank, and what follows the equals sign is said of an entry`() {
    let file = file("[a] per_cent juta=6 de=, ies= =x a=b=c")
    #expect(file.words("a") == ["per cent", "juta", "de", "ies", "", "a"])
    #expect(file["a"].map(\.value) == [nil, "6", ",", "", "x", "b=c"])
    #expect(file["a"].map(\.number) == [nil, 6, nil, nil, nil, nil])
  }

  @Test func `a text on top of another adds to it, says more of an entry, and takes entries off`() {
    let file = file("[a] one=1 two=2 three=3", "[a] -two one=10 four=4 -")
    #expect(file.words("a") == ["one", "three", "one", "four", "-"])
    #expect(file.numbers("a") == ["one": 10, "three": 3, "four": 4])
  }
}
