import ArgumentParser
import Padan

/// `padan terms export`: writes the terms of a pair of languages.
struct TermsExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write terms as TBX, CSV, TSV or an OmegaT glossary.",
    discussion: """
      Examples:
        padan terms export --output istilah.tbx
        padan terms export --format omegat --from en --to id > glossary.txt

      The terms are those from --from to --to; those of the opposite direction are turned around, but for \
      forbidden ones. An OmegaT glossary has status, sense, subject and note as one remark. What is written \
      can be imported again. Exit code 1 if there is no term.
      """)

  @Option(
    help: "What to write: tbx, csv, tsv or omegat; by default the output's name tells, or tsv.")
  var format: TermFormat?
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    let terms = try memory.terms(from: languages.source, to: languages.target)
    guard !terms.isEmpty else {
      throw Failure(
        "\(memory.path) has no terms from \(languages.source) to \(languages.target).",
        code: Exit.nothingFound)
    }
    let format = format ?? output.output.flatMap { TermFormat(ofName: $0) } ?? .tsv
    var file = try OutputGuard(memories: self.memory.paths, mayReplace: output.force)
      .open(output.output)
    try file.write(
      TermWriter.bytes(of: terms, as: format, source: languages.source, target: languages.target))
    try file.finish()
    diagnostics.note("\(terms.count.counted("term")) written")
  }
}
