import Padan
import PadanFormats
import PadanModel
import PadanTestSupport
import Testing

/// Entries of PO files whose language has more than two forms.
struct DraftPluralTests {
  private let fixture: DraftFixture

  init() throws {
    var fixture = try DraftFixture()
    (fixture.source, fixture.target) = (.english, try #require(LanguageTag("ru")))
    self.fixture = fixture
  }

  private static let header = "msgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n\n"

  private static func entry(_ forms: [String], flag: String = "") -> String {
    "\(flag)msgid \"%d file\"\nmsgid_plural \"%d files\"\n"
      + forms.enumerated().map { "msgstr[\($0)] \"\($1)\"\n" }.joined()
  }

  private func drafted(_ forms: [String], knowing known: String) throws -> String {
    let memory = try Memory.inMemory()
    _ = try memory.importPairs(
      ExchangeInput(.po, fixture.folder.write("known.po", Self.header + known)),
      options: ImportOptions(source: fixture.source, target: fixture.target))
    let text = try fixture.drafted("a.po", Self.header + Self.entry(forms), knowing: memory)
    return String(text.dropFirst(Self.header.count))
  }

  @Test(arguments: [
    ["%d файл", "%d файла", "%d файлов"], ["a", "b", "c", "d", "e", "f"], ["a", "b"], ["a"],
  ])
  func `all forms of an entry come back`(_ forms: [String]) throws {
    let known = Self.entry(forms)
    #expect(try drafted(forms.map { _ in "" }, knowing: known) == known)
  }

  @Test func `forms that the memory does not have are like the plural, and fuzzy`() throws {
    let open = ["", "", ""]
    let fuzzy = Self.entry(["%d файл", "%d файлов", "%d файлов"], flag: "#, fuzzy\n")
    let apart =
      "msgid \"%d file\"\nmsgstr \"%d файл\"\n\nmsgid \"%d files\"\nmsgstr \"%d файлов\"\n"
    #expect(try drafted(open, knowing: apart) == fuzzy)
    let two = Self.entry(["%d файл", "%d файлов"])
    #expect(try drafted(open, knowing: two) == fuzzy)
    let four = Self.entry(["%d файл", "b", "c", "%d файлов"])
    #expect(try drafted(open, knowing: four) == fuzzy)
  }

  @Test func `what a person wrote in an entry stays, and one that is known in part is left open`()
    throws
  {
    let apart =
      "msgid \"%d file\"\nmsgstr \"%d файл\"\n\nmsgid \"%d files\"\nmsgstr \"%d файлов\"\n"
    #expect(
      try drafted(["", "x", ""], knowing: apart)
        == Self.entry(["%d файл", "x", "%d файлов"], flag: "#, fuzzy\n"))
    let part = "msgid \"%d files\"\nmsgstr \"%d файлов\"\n"
    #expect(try drafted(["", "", ""], knowing: part) == Self.entry(["", "", ""]))
  }
}
