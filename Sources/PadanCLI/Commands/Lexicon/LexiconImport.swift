import ArgumentParser
import Padan

/// `padan lexicon import`: reads lexicons into a memory or a file.
struct LexiconImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take lexicon files into a memory, or turn them into TSV.",
    discussion: """
      Examples:
        padan lexicon import istilah.tsv --memory padan.sqlite
        padan lexicon import en-id.dic --output kamus.tsv
        padan lexicon import /usr/share/dictd/freedict-eng-ind.index --memory padan.sqlite

      tsv: headword, tab, translations parted by commas. A faulty line is an error.
      dic: hunalign's dictionary, “target @ source” on a line. Lines without two sides are left out \
      and counted (exit code 4).
      dictd: an .index with its .dict or .dict.dz beside it, in FreeDict's layout. Entries without a \
      translation are left out and counted. A name such as freedict-eng-ind says its direction.

      What a file gave before is replaced when it is imported again.
      """)

  @Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String] = []
  @Option(help: "What the files are: tsv, dic or dictd; by default their names or content tell.")
  var type: LexiconFormat?
  @Option(name: .customLong("format"), help: .hidden) var formerType: LexiconFormat?
  @Flag(help: "The headwords of the files are of the language of --to.") var flip = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write TSV to this file instead of the memory.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var encoding: EncodingOption
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if output != nil, memory.memory != nil {
      throw ValidationError("--output and --memory do not go together. Name one place.")
    }
    _ = try StandardInput.ifUnnamed(files, "a lexicon")
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- can be named only once.")
    }
  }

  func run() throws {
    diagnostics.progress("reading lexicons")
    // All files are read before anything is written.
    let read = try StandardInput.ifUnnamed(files, "a lexicon").map { path in
      try LexiconReader.read(
        path, encoding: encoding.name, format: type ?? formerType, isFlipped: flip ? true : nil,
        source: languages.source,
        target: languages.target)
    }
    if let output {
      var merged = read[0].lexicon
      for file in read.dropFirst() { merged.add(file.lexicon) }
      var output = try OutputGuard(
        inputs: files.flatMap(LexiconReader.paths), mayReplace: force
      ).open(output)
      try output.write(LexiconWriter.tsv(merged))
      try output.finish()
    } else {
      var maker = try memory.maker()
      for file in read {
        try maker.memory.store(
          file.lexicon, origin: file.lexicon.name, person: MemoryOptions.person)
        try maker.keep()
      }
    }
    Progress.end()
    for file in read {
      let lexicon = file.lexicon
      diagnostics.note(
        "\(lexicon.name): \(file.format.rawValue), \(lexicon.count.counted("headword")), "
          + "\(lexicon.translationCount.counted("translation")), "
          + "\(file.skipped.count.grouped) left out")
      diagnostics.note("left out", file.skipped)
      diagnostics.note("note", file.warnings)
    }
    if read.contains(where: { $0.format == .dic && !$0.skipped.isEmpty }) {
      throw ExitCode(Exit.partlyDone)
    }
  }
}
