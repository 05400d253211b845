import ArgumentParser
import Padan

/// `padan lexicon remove`: removes entries from a memory's lexicon by their origin.
struct LexiconRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take an imported or learnt lexicon out of a memory.",
    discussion: """
      Example: padan lexicon remove istilah.tsv --memory padan.sqlite

      ORIGIN is what `padan lexicon info --memory FILE` prints: the file's path as it was imported, \
      or learnt.
      """)

  @Argument(help: "Where the entries came from.") var origin: String
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    let count = try memory.removeLexicon(origin: origin, person: MemoryOptions.person)
    guard count > 0 else {
      throw Failure(
        "\(memory.path) has no lexicon of “\(origin)”. `padan lexicon info --memory \(memory.path)` "
          + "lists those it has.", code: Exit.nothingFound)
    }
    diagnostics.note("\(memory.path): \(count.counted("translation")) of \(origin) taken out")
  }
}
