import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

struct ExchangeFormatTests {
  @Test(arguments: [
    ("a.tmx", "tmx"), ("A.TMX.gz", "tmx"), ("b.tab", "tsv"), ("c.sdlxliff", "xliff"),
    ("d.pot", "po"), ("e.ndjson.gz", "jsonl"), ("f.ladder", "ladder"), ("g.vecalign", "vecalign"),
    ("h.txt", nil), ("tmx", nil),
  ])
  func `the ending of a name tells the format`(_ fileName: String, _ name: String?) {
    #expect(ExchangeFormat(fileName: fileName)?.name == name)
  }

  @Test func `names and endings are each one format's`() {
    let names = ExchangeFormat.all.map(\.name)
    #expect(Set(names).count == names.count)
    let endings = ExchangeFormat.all.flatMap(\.endings)
    #expect(Set(endings).count == endings.count)
  }

  @Test(arguments: ExchangeFormat.all.filter { $0.writer != nil }.map(\.name))
  func `a writer fills as many files as its format has`(_ name: String) throws {
    let format = try #require(ExchangeFormat.all.first { $0.name == name })
    let makeWriter = try #require(format.writer)
    var writer = makeWriter(WritingOptions(source: .indonesian, target: .english))
    writer.write(
      TranslationPair(
        source: Variant(language: .indonesian, text: "Satu"),
        target: Variant(language: .english, text: "One")), name: nil)
    writer.end()
    let parts = writer.takeParts()
    #expect(parts.count == format.files.count)
    #expect(parts.allSatisfy { !$0.isEmpty })
    #expect(writer.pendingCount == 0)
  }

  @Test func `a format that is only written says so when it is read`() {
    #expect {
      try ExchangeInput(.xliff2, "a.xlf").read(from: .indonesian, to: .english) { _, _ in }
    } throws: {
      "\($0)".hasPrefix("a.xlf: xliff2 is a format")
    }
  }

  /// A format of a caller's own: a source and a target parted by an equals sign.
  private static let toy = ExchangeFormat(
    name: "toy", summary: "source=target", endings: [".toy"],
    reader: { paths, options, body in
      let lines = try LineReader(path: paths[0], remedy: "Write source=target.")
      while let line = try lines.next() {
        let texts = String(decoding: line, as: UTF8.self).split(separator: "=").map(String.init)
        let unit = ExchangeUnit(
          variants: zip([options.source, options.target], texts).map {
            Variant(language: $0, text: $1)
          })
        try body(unit, lines.location)
      }
      return ReadingReport()
    },
    writer: { _ in ToyWriter() })

  private struct ToyWriter: OneFileWriter {
    let losses = WritingLosses()
    var text = ""
    var pendingCount: Int { text.utf8.count }
    mutating func write(_ pair: TranslationPair, name: String?) {
      text += "\(pair.source.text)=\(pair.target.text)\n"
    }
    mutating func end() {}
    mutating func takeBytes() -> [UInt8] {
      defer { text = "" }
      return Array(text.utf8)
    }
  }

  @Test func `one value is all that a new format takes`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.toy", "Satu=One\nDua=Two\n")
    let makeWriter = try #require(Self.toy.writer)
    var writer = makeWriter(WritingOptions(source: .indonesian, target: .english))
    _ = try ExchangeInput(Self.toy, path).read(from: .indonesian, to: .english) { unit, _ in
      for pair in unit.pairs(from: .indonesian, to: .english) { writer.write(pair, name: nil) }
    }
    #expect(writer.takeParts() == [Array("Satu=One\nDua=Two\n".utf8)])
  }
}
