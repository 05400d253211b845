import ArgumentParser
import Padan

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the memory's pairs as TMX or tab-separated text.",
    discussion: """
      Examples:
        padan export --tmx > padan.tmx
        padan export --tsv --output padan.tsv

      TMX is version 1.4b with the source first; where a pair comes from is in its props and comes \
      back on import. The same memory gives the same bytes.
      """)

  enum Format: EnumerableFlag {
    case tmx, tsv

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .tmx: "Write TMX 1.4b."
      case .tsv: "Write source, tab, target."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var format: Format
  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var talk: TalkOptions

  func run() throws {
    let memory = try memory.open()
    var output = try output.map { try StandardOutput(path: $0) } ?? StandardOutput()
    var count = 0
    switch format {
    case .tsv:
      try memory.forEachPair(from: languages.source, to: languages.target) { pair, _ in
        try output.write(TSV.line(pair))
        count += 1
      }
    case .tmx:
      var writer = TMXWriter(
        source: languages.source, toolVersion: PadanCommand.configuration.version)
      try memory.forEachPair(from: languages.source, to: languages.target) { pair, name in
        writer.write(pair, name: name)
        if writer.pendingCount >= 1 << 16 { try output.write(writer.takeBytes()) }
        count += 1
      }
      writer.end()
      try output.write(writer.takeBytes())
      if writer.droppedCharacters > 0 {
        talk.note("\(writer.droppedCharacters) characters that XML forbids were left out")
      }
    }
    try output.finish()
    talk.note("\(count) pairs written")
    if count == 0 { throw ExitCode(Exit.nothingFound) }
  }
}
