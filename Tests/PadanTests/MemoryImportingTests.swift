import Padan
import PadanTestSupport
import Testing

struct MemoryImportingTests {
  private let folder: TemporaryFolder
  private let memory: Memory

  init() throws {
    folder = try TemporaryFolder()
    memory = try Memory(path: folder.path(of: "test.sqlite"), access: .create)
  }

  private static let tmx = """
    <?xml version="1.0"?>
    <tmx version="1.4"><header srclang="id"/><body>
    <tu tuid="n1"><tuv xml:lang="id"><seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv>
    <tuv xml:lang="en-US"><seg>1.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Dua.</seg></tuv><tuv xml:lang="de"><seg>Zwei.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Tiga.</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>Four.</seg></tuv><tuv xml:lang="id"><seg>Empat.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Empat.</seg></tuv><tuv xml:lang="en"><seg>4.</seg></tuv></tu>
    </body></tmx>
    """

  private func importTMX(_ text: String = tmx) throws -> ImportReceipt {
    try memory.importTMX(folder.write("a.tmx", text), from: .indonesian, to: .english)
  }

  private func exported() throws -> [UInt8] {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    try memory.forEachPair(from: .indonesian, to: .english) { writer.write($0, name: $1) }
    writer.end()
    return writer.takeBytes()
  }

  @Test func `a receipt counts what was read, added and left out, with its places`() throws {
    let result = try importTMX()
    #expect(result.receipt.read == 4)
    #expect(result.receipt.addedUnits == 4)
    #expect(result.receipt.addedOccurrences == 4)
    // `Satu.` has a second target in another region of English, and so in another direction.
    #expect(result.receipt.differentTarget == 1)
    #expect(result.receipt.same == 0)
    let path = folder.path(of: "a.tmx")
    #expect(
      Set(result.skipped.map(\.location)) == [
        SourceLocation(file: path, line: 5), SourceLocation(file: path, line: 6),
      ])
    #expect(result.skipped.contains { $0.reason == "the unit has id, de, not id and en" })
  }

  @Test func `left-out units are named in the order of the file`() throws {
    let one = "<tu><tuv xml:lang=\"id\"><seg>Satu.</seg></tuv></tu>\n"
    let german = one.replacing("</tu>", with: "<tuv xml:lang=\"de\"><seg>Eins.</seg></tuv></tu>")
    let text = "<tmx><body>\n\(one)\(german)\(one)\(german)</body></tmx>"
    let lines = try importTMX(text).skipped.map(\.location.line)
    #expect(lines == [2, 3, 4, 5])
  }

  @Test func `the same file twice adds nothing`() throws {
    _ = try importTMX()
    let bytes = try exported()
    let again = try importTMX()
    #expect(again.receipt.addedUnits == 0 && again.receipt.addedOccurrences == 0)
    #expect(again.receipt.same == 4)
    #expect(try exported() == bytes)
    #expect(try memory.statistics().imports == 1)
  }

  @Test(arguments: ["</body></tmx>", "</tu>\n</body></tmx>"])
  func `a file that cannot be read to its end adds nothing`(_ end: String) throws {
    try memory.add(
      [
        TranslationPair(
          source: Variant(language: .indonesian, text: "Lima."),
          target: Variant(language: .english, text: "Five."))
      ], origin: "test")
    let bytes = try exported()
    #expect(throws: TMXError.self) { try importTMX(String(Self.tmx.dropLast(end.count))) }
    #expect(try exported() == bytes)
    #expect(try memory.statistics().imports == 1)
  }

  @Test func `tab-separated pairs are imported with what is left out`() throws {
    let path = try folder.write("a.tsv", "Satu.\tOne.\nDua\n\nSatu.\tOne.\n Tiga \tThree.\n")
    let result = try memory.importTSV(path, from: .indonesian, to: .english)
    #expect(result.receipt.read == 3)
    #expect(result.receipt.addedUnits == 2)
    #expect(result.receipt.same == 1)
    #expect(result.skipped.map(\.location) == [SourceLocation(file: path, line: 2)])
  }

  @Test func `an export that is imported elsewhere is exported as the same bytes`() throws {
    _ = try importTMX()
    let bytes = try exported()
    let other = try Memory(path: folder.path(of: "other.sqlite"), access: .create)
    _ = try other.importTMX(folder.write("b.tmx", bytes), from: .indonesian, to: .english)
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    try other.forEachPair(from: .indonesian, to: .english) { writer.write($0, name: $1) }
    writer.end()
    #expect(writer.takeBytes() == bytes)
  }
}
