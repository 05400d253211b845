import ArgumentParser
import Padan

/// `padan terms import`: reads termbases into a memory.
struct TermsImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read terms from TBX, CSV, TSV or an OmegaT glossary.",
    discussion: """
      Examples:
        padan terms import istilah.tbx
        padan terms import glossary.txt --type omegat --from en --to id
        padan terms import istilah.csv --subject law --replace

      tbx: TBX-Basic of 2019 (DCA and DCT) or 2008; each term of a concept is paired with each of the \
      other language.
      csv, tsv: the first line names the columns, in any order: source, target, status, sense, subject and \
      note, or the two languages; without such a line they are source, target and note.
      omegat: source, tab, target, tab, remark.

      A term that is there gets the status of the file, and its note if there is one. Entries without a term in both languages \
      are left out and named (exit code 4).
      """)

  @Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String] = []
  @Option(
    help: "What the files are: tbx, csv, tsv or omegat; by default their names or first bytes tell."
  )
  var type: TermFormat?
  @Option(help: "The subject of terms that have none.", transform: Text.argument)
  var subject: String?
  @Flag(help: "Take away what these files gave before and have no more.") var replace = false
  @OptionGroup var encoding: EncodingOption
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    let files = try StandardInput.ifUnnamed(files, "a file of terms")
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- can be named only once.")
    }
    if replace, files.contains("-") {
      throw ValidationError("--replace goes with files that have a name.")
    }
  }

  func run() throws {
    let paths = try StandardInput.ifUnnamed(files, "a file of terms")
    diagnostics.progress("reading terms")
    // All files are read before anything is written.
    let read = try paths.map { path in
      try TermReader.read(
        path, format: type, encoding: encoding.name, source: languages.source,
        target: languages.target)
    }
    var maker = try memory.maker()
    for (path, file) in zip(paths, read) {
      let terms = file.terms.map { term in
        var term = term
        term.subject = term.subject ?? subject
        return term
      }
      let receipt = try maker.memory.add(
        terms, from: languages.source, to: languages.target, origin: path, replacing: replace,
        person: MemoryOptions.person)
      try maker.keep()
      diagnostics.note("\(path.shownPath): \(receipt.summary)")
      diagnostics.note("left out", file.skipped)
      diagnostics.note("note", file.warnings)
    }
    Progress.end()
    if read.contains(where: { !$0.skipped.isEmpty }) { throw ExitCode(Exit.partlyDone) }
  }
}

extension TermFormat: ExpressibleByArgument {}
