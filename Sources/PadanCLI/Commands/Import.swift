import ArgumentParser
import Padan

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Import pairs from TMX or tab-separated files.",
    discussion: """
      Example: padan import lama.tmx --from id --to en

      Each file is one transaction: all of it, or, where it cannot be read, nothing. The same file \
      twice adds nothing. Units without both languages or a text are left out and counted.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case tmx, tsv
  }

  @Argument(help: "The files; - is standard input.") var files: [String]
  @Option(
    name: .customLong("type"), help: "What the files are: tmx or tsv; by default their names tell.")
  var format: Format?
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var talk: TalkOptions

  /// How many left-out units are named one by one.
  private static let namedSkips = 5

  func validate() throws {
    for file in files where format == nil && Self.format(of: file) == nil {
      throw ValidationError("\(file): neither .tmx nor .tsv. Say what it is with --type.")
    }
  }

  func run() throws {
    // What cannot even be opened makes no memory.
    for file in files where file != "-" { _ = try InputStream(path: file) }
    let skipped = try memory.withNewOrOld { try importFiles(into: $0) }
    if skipped > 0 { throw ExitCode(Exit.partlyDone) }
  }

  /// Imports the files and returns how many units were left out.
  private func importFiles(into memory: Memory) throws -> Int {
    var skipped = 0
    for file in files {
      let result =
        switch format ?? Self.format(of: file)! {
        case .tmx: try memory.importTMX(file, from: languages.source, to: languages.target)
        case .tsv: try memory.importTSV(file, from: languages.source, to: languages.target)
        }
      talk.note(
        "\(file): \(result.receipt.read) \(result.receipt.read == 1 ? "pair" : "pairs") read, \(result.receipt.summary)"
      )
      for unit in result.skipped.prefix(Self.namedSkips) { talk.note("left out: \(unit)") }
      if result.skipped.count > Self.namedSkips {
        talk.note("left out: \(result.skipped.count - Self.namedSkips) more")
      }
      skipped += result.skipped.count
    }
    return skipped
  }

  private static func format(of file: String) -> Format? {
    let name = file.lowercased()
    if name.hasSuffix(".tmx") { return .tmx }
    return name.hasSuffix(".tsv") || name.hasSuffix(".tab") ? .tsv : nil
  }
}
