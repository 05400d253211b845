import ArgumentParser
import Padan

/// `padan lexicon export`: writes lexicons, merged into one.
struct LexiconExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write lexicons as one TSV file or hunalign dictionary.",
    discussion: """
      Examples:
        padan lexicon export --bundled > padan.tsv
        padan lexicon export --memory padan.sqlite --output en-id.dic

      Several sources become one lexicon; that of PADAN_MEMORY is one, unless --no-memory leaves it \
      out. dic is hunalign's, “target @ source” on a line, and holds \
      no strengths. The same lexicon gives the same bytes.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case tsv, dic
  }

  @Flag(help: "Write Padan's own lexicon.") var bundled = false
  @Option(
    name: .customLong("lexicon"),
    help: ArgumentHelp("Write this lexicon. May be repeated.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  @Option(help: "What to write: tsv or dic; by default the name of --output tells, or tsv.")
  var format: Format?
  @Option(
    name: .shortAndLong, help: "Write to this file instead of standard output.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var help: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard bundled || !files.isEmpty || help.isNamed else {
      throw ValidationError("name what to write: --bundled, --lexicon FILE or --memory FILE.")
    }
  }

  /// Whether hunalign's dictionary is written instead of TSV.
  private var isDictionary: Bool {
    format.map { $0 == .dic } ?? (output?.lowercased().hasSuffix(".dic") ?? false)
  }

  func run() throws {
    var sources = LexiconOptions()
    sources.files = files
    sources.noBundledLexicon = !bundled
    sources.noDictionaries = true
    let lexicons = try sources.lexicons(
      from: languages.source, to: languages.target, memory: help.open(),
      diagnostics: diagnostics)
    guard var merged = lexicons.first else {
      throw Failure(
        "there is no lexicon for \(languages.source) and \(languages.target) in what is named.",
        code: Exit.nothingFound)
    }
    for lexicon in lexicons.dropFirst() { merged.add(lexicon) }
    var output = try OutputGuard(
      inputs: files.flatMap(LexiconReader.paths), memories: help.memory.paths, mayReplace: force
    ).open(output)
    try output.write(isDictionary ? LexiconWriter.dic(merged) : LexiconWriter.tsv(merged))
    try output.finish()
    diagnostics.note(
      "\(merged.count.counted("headword")), "
        + "\(merged.translationCount.counted("translation")) written")
  }
}
