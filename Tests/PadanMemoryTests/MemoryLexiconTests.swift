import PadanMemory
import PadanModel
import PadanTestSupport
import Testing

struct MemoryLexiconTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  private func lexicon(_ entries: [(String, [Lexicon.Translation])]) -> Lexicon {
    var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
    for (headword, translations) in entries { lexicon.add(headword, translations) }
    return lexicon
  }

  private func stored() throws -> Lexicon? {
    try memory.lexicon(from: .indonesian, to: .english)
  }

  @Test func `a lexicon comes back with its strengths, and is named by the file`() throws {
    try memory.store(
      lexicon([
        ("harga", [Lexicon.Translation("price", strength: 0.5)]), ("rumah sakit", ["hospital"]),
      ]), origin: "a.tsv")
    let found = try #require(try stored())
    #expect(found.translations(of: "harga") == [Lexicon.Translation("price", strength: 0.5)])
    #expect(found.phrase(at: 0, in: ["rumah", "sakit"]) != nil)
    #expect(found.names == [fixture.path])
  }

  @Test func `a NUL in a word is kept as U+FFFD`() throws {
    try memory.store(lexicon([("ko\u{0}ta", ["\u{0}"])]), origin: "a.tsv")
    #expect(try stored()?.translations(of: "ko\u{FFFD}ta") == ["\u{FFFD}"])
  }

  @Test func `the other direction reads the same entries turned`() throws {
    try memory.store(lexicon([("harga", ["price", "cost"])]), origin: "a.tsv")
    let found = try #require(try memory.lexicon(from: .english, to: .indonesian))
    #expect(found.translations(of: "cost") == ["harga"])
    #expect(try memory.lexicon(from: .indonesian, to: LanguageTag("de")!) == nil)
  }

  @Test func `regions share a lexicon`() throws {
    try memory.store(lexicon([("harga", ["price"])]), origin: "a.tsv")
    let found = try memory.lexicon(from: .indonesian, to: LanguageTag("en-US")!)
    #expect(found?.translations(of: "harga") == ["price"])
  }

  @Test func `a file stored again takes the place of what it was`() throws {
    try memory.store(lexicon([("harga", ["price"]), ("kota", ["city"])]), origin: "a.tsv")
    try memory.store(lexicon([("desa", ["village"])]), origin: "b.tsv")
    try memory.store(lexicon([("harga", ["cost"])]), origin: "a.tsv")
    let found = try #require(try stored())
    #expect(found.sortedEntries.map(\.headword) == ["desa", "harga"])
    #expect(found.translations(of: "harga") == ["cost"])
    #expect(
      try memory.lexiconOrigins().map { "\($0.name) \($0.translations)" } == ["a.tsv 1", "b.tsv 1"])
  }

  @Test func `what two origins say is kept once, by the surer`() throws {
    try memory.store(
      lexicon([("harga", [Lexicon.Translation("price", strength: 0.4)])]), origin: "learnt")
    try memory.store(lexicon([("harga", ["price"])]), origin: "a.tsv")
    #expect(try stored()?.translations(of: "harga") == ["price"])
  }

  @Test func `an origin is taken out alone`() throws {
    try memory.store(lexicon([("harga", ["price"])]), origin: "a.tsv")
    try memory.store(lexicon([("kota", ["city"])]), origin: "b.tsv")
    #expect(try memory.removeLexicon(origin: "a.tsv") == 1)
    #expect(try memory.removeLexicon(origin: "a.tsv") == 0)
    #expect(try stored()?.count == 1)
  }

  @Test func `a memory of the first schema gets its lexicon on opening, and keeps its units`()
    throws
  {
    let bytes = try contents(of: Repository.fixture("schema-1.memory", of: "PadanMemoryTests"))
    let old = try Memory(path: fixture.folder.write("old.sqlite", bytes))
    try old.store(lexicon([("harga", ["price"])]), origin: "a.tsv")
    #expect(try old.lexicon(from: .indonesian, to: .english)?.count == 1)
    #expect(try old.statistics().units == 5)
  }
}
