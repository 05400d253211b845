import ArgumentParser
import Padan

/// `padan lexicon export`: writes lexicons, merged into one.
struct LexiconExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write lexicons as one TSV file or hunalign dictionary.",
    discussion: """
      Examples:
        padan lexicon export --bundled > padan.tsv
        padan lexicon export --memory padan.sqlite --format dic --output en-id.dic

      Several sources become one lexicon. dic is hunalign's, “target @ source” on a line, and holds \
      no strengths. The same lexicon gives the same bytes.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case tsv, dic
  }

  @Flag(help: "Write Padan's own lexicon.") var bundled = false
  @Option(
    name: .customLong("lexicon"),
    help: ArgumentHelp("Write this lexicon. May be repeated.", valueName: "file"))
  var files: [String] = []
  @Option(help: "How to write: tsv or dic.") var format: Format = .tsv
  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard bundled || !files.isEmpty || memory.memory != nil else {
      throw ValidationError("name what to write: --bundled, --lexicon FILE or --memory FILE.")
    }
  }

  func run() throws {
    var sources = LexiconOptions()
    sources.files = files
    sources.noBundledLexicon = !bundled
    let lexicons = try sources.lexicons(
      from: languages.source, to: languages.target, memory: memory.openNamed(),
      diagnostics: diagnostics)
    guard var merged = lexicons.first else {
      throw Failure(
        "there is no lexicon for \(languages.source) and \(languages.target) in what is named.",
        code: Exit.nothingFound)
    }
    for lexicon in lexicons.dropFirst() { merged.add(lexicon) }
    var output = try OutputGuard(inputs: files, memories: memory.paths, mayReplace: force)
      .open(output)
    try output.write(format == .tsv ? LexiconWriter.tsv(merged) : LexiconWriter.dic(merged))
    try output.finish()
    diagnostics.note("\(merged.count) headwords, \(merged.translationCount) translations written")
  }
}
