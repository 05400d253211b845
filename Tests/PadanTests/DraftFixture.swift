import Padan
import PadanFormats
import PadanModel
import PadanTestSupport

/// Drafts of small texts from memories of a few pairs, with repairs.
struct DraftFixture {
  let folder: TemporaryFolder
  var source = LanguageTag.indonesian
  var target = LanguageTag.english

  init() throws { folder = try TemporaryFolder() }

  /// A memory of pairs in the languages of the fixture.
  func memory(_ pairs: [(String, String)]) throws -> Memory {
    let memory = try Memory.inMemory()
    try memory.add(
      pairs.map {
        TranslationPair(
          source: Variant(language: source, text: $0.0),
          target: Variant(language: target, text: $0.1))
      }, origin: "test")
    return memory
  }

  /// A memory of the pairs of a file.
  func memory(of text: String, named name: String) throws -> Memory {
    let memory = try Memory.inMemory()
    _ = try memory.importPairs(
      ExchangeInput(.xliff, folder.write(name, text)),
      options: ImportOptions(source: source, target: target))
    return memory
  }

  func draft(_ name: String, _ text: String, knowing memory: Memory) throws -> Draft {
    var lookup = LookupPipeline(
      MemoryShelf([.init(memory)]), options: LookupOptions(source: source, target: target))
    try lookup.repairMatches()
    let (source, target) = (source, target)
    return try PretranslationPipeline(
      lookup, articles: ArticlePipeline(try Segmenter(language: source)),
      aligner: {
        Aligner(source: source, target: target)
      }
    ).draft(of: folder.write(name, text))
  }

  /// The drafted file of a text.
  func drafted(_ name: String, _ text: String, knowing memory: Memory) throws -> String {
    String(
      decoding: try draft(name, text, knowing: memory).document(marked: false).bytes,
      as: UTF8.self)
  }
}
