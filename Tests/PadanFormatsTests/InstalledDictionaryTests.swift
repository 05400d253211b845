import PadanModel
import PadanTestSupport
import Testing

@testable import PadanFormats

/// The dictionaries that are installed for dictd.
struct InstalledDictionaryTests {
  private let files: TemporaryFolder
  private let german = LanguageTag("de")!
  private let french = LanguageTag("fr")!

  init() throws { files = try TemporaryFolder() }

  private func install(_ names: String...) throws {
    for name in names {
      try files.write("\(name).index", "")
      try files.write("\(name).dict.dz", "")
    }
  }

  private func name(_ source: LanguageTag, _ target: LanguageTag) -> String? {
    InstalledDictionaries.path(from: source, to: target, in: files.path)
      .map { String($0.dropFirst(files.path.count + 1)) }
  }

  @Test func `a dictionary is found by the languages of its name`() throws {
    try install("freedict-deu-fra", "freedict-fra-eng", "wn", "freedict-deu-fra-x")
    #expect(name(german, french) == "freedict-deu-fra.index")
    #expect(name(french, LanguageTag("en-GB")!) == "freedict-fra-eng.index")
  }

  @Test func `the opposite direction is second best`() throws {
    try install("freedict-fra-deu")
    #expect(name(german, french) == "freedict-fra-deu.index")
    try install("freedict-deu-fra")
    #expect(name(german, french) == "freedict-deu-fra.index")
  }

  @Test func `an index without its dictionary does not hide another`() throws {
    try files.write("freedict-deu-fra.index", "")
    #expect(name(german, french) == nil)
    try install("freedict-fra-deu")
    #expect(name(german, french) == "freedict-fra-deu.index")
  }

  @Test func `other languages and a folder that is missing have none`() throws {
    try install("freedict-deu-fra")
    #expect(name(german, LanguageTag("it")!) == nil)
    #expect(
      InstalledDictionaries.path(from: german, to: french, in: files.path + "/none") == nil)
  }
}
