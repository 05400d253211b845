import ArgumentParser
import Padan

/// `padan rules export-srx`: writes the rules as an SRX file.
struct RulesExportSRX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-srx", abstract: "Write the lists as SRX 2.0 for other tools.",
    discussion: """
      Regular expressions say most of what the lists say; where several words decide together, results \
      differ a little from Padan's own.
      """)

  @Option(name: .language, help: "The language of the rules.")
  var lang: LanguageTag = UsualLanguages.source
  @Option(
    name: .shortAndLong, help: "Write to this file instead of standard output.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var rules: RuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let lists = try rules.lists(for: lang, diagnostics: diagnostics)
    var output = try OutputGuard(inputs: rules.files(for: lang), mayReplace: force).open(output)
    try output.write(SRXWriter.bytes(of: lists.srx(for: lang)))
    try output.finish()
  }
}

/// `padan rules import-srx`: adds the abbreviations of an SRX file to the user's rules.
struct RulesImportSRX: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-srx",
    abstract: "Take the abbreviations of an SRX file into the user's lists.",
    discussion: """
      Checks that the file maps the language to rules whose expressions can run, and takes over \
      the no-break rules that name abbreviations, but for those that Padan's own lists have. Everything else an SRX file says needs \
      `padan segment --srx FILE`, which splits by it alone.
      """)

  @Argument(help: "The SRX file.", completion: .file()) var file: String
  @OptionGroup var options: UserRuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let srx = try SRXReader.read(file)
    let (entries, remaining) = SegmentationRules.abbreviations(
      in: try srx.rules(for: options.lang))
    diagnostics.note(faultsOf: srx)
    let bundled = SegmentationRules.bundled(for: options.lang) ?? .none
    let known = Set(bundled.entries.map { [$0.section.rawValue, $0.word] })
    var new = 0
    let path = try options.path()
    try RuleFile.edit(path) { rules in
      for entry in entries where !known.contains([entry.section.rawValue, entry.word]) {
        if rules.add(entry.word, to: entry.section) { new += 1 }
      }
    }
    diagnostics.note(
      "\(path): \(entries.count.counted("abbreviation")), \(new.grouped) of them new; "
        + "\(remaining.counted("other rule")) need --srx \(file)")
    if entries.isEmpty { throw ExitCode(Exit.nothingFound) }
  }
}
