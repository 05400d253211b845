import ArgumentParser
import FoundationEssentials
import Padan

/// `padan import`: reads pairs from exchange files into a memory.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Import pairs from TMX, XLIFF, PO, tables, line pairs, JSON Lines, bead files or memories.",
    discussion: """
      Examples:
        padan import lama.tmx.gz --from id --to en
        padan import glosarium.csv --columns source,target,note
        padan import --type moses korpus/train --from id --to en
        padan import a.ladder --source-text a.id.lines --target-text a.en.lines
        padan import lama.tmx --dry-run
        padan import kantor.sqlite rumah.sqlite --memory bersama.sqlite

      Each file is one transaction: all of it, or, where it cannot be read, nothing. The same file \
      twice adds nothing. What is left out is counted and named with its line (exit code 4); `padan \
      undo` takes an import back. Gzip is unpacked on the way.

      What is not as its format wants it is read as far as it is sure, and noted; a file that is damaged \
      (XML that is not well-formed, a line that is none of PO, a quotation that does not end) is refused \
      as a whole. --lenient takes the whole units of a damaged file; --strict refuses even what is only \
      noted otherwise. Units that are not translated yet are left out in any case, and so is what a tool proposed and nobody \
      confirmed: fuzzy matches and machine translations of XLIFF, and what is a draft in Trados or memoQ.

      The positions of a ladder or vecalign file count segments, so its texts have one on each line: split articles \
      first, with padan segment a.id.txt > a.id.lines, and align these with --segmented.

      Another memory is merged: all its units with their reviews, uses and the places where they were met, \
      and its terms; with --from and --to only those of these languages. It is only read.
      """)

  @Argument(
    help:
      "The files; - is standard input. Of moses, line pairs, PREFIX for PREFIX.id and PREFIX.en.",
    completion: .file())
  var files: [String] = []
  @OptionGroup var content: ImportTypeOption
  @Option(help: .hidden) var moses: String?
  @Option(
    help: ArgumentHelp(
      "The source text that a ladder or vecalign file is about, a segment a line.",
      valueName: "file"), completion: .file())
  var sourceText: String?
  @Option(
    help: ArgumentHelp(
      "The target text that a ladder or vecalign file is about.", valueName: "file"),
    completion: .file())
  var targetText: String?
  @OptionGroup var table: TableOptions
  @OptionGroup var encoding: EncodingOption
  @Flag(help: "Take only the very languages asked for: en-US is not en.")
  var exactLanguage = false
  @Flag(help: "Refuse a file that is not as its format wants it.") var strict = false
  @Flag(help: "Take what is whole in a damaged file and count the rest.") var lenient = false
  @Option(
    help:
      "What to do with a pair whose source is known with another target: keep-both, keep-old or keep-new."
  )
  var onDifferent = DifferentTargetPolicy.keepBoth
  @Flag(help: "Import texts whose languages look swapped, too.") var force = false
  @Flag(help: "Say what would be done, and do nothing.") var dryRun = false
  @Option(name: .customLong("format"), help: "How to print the receipt: text or json.")
  var receiptFormat = ReceiptFormat.text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// The values of `--format`.
  enum ReceiptFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  func validate() throws {
    if strict, lenient { throw ValidationError("--strict and --lenient exclude each other.") }
    _ = try namedFiles()
  }

  func run() throws {
    let inputs = try inputs()
    // Check all paths first: a missing file must not create a memory. The check does not open
    // pipes.
    for path in inputs.flatMap(\.source.paths) where path != "-" { try InputFile.check(path) }
    let outcome: Outcome
    if dryRun {
      outcome = try memory.withOldOrNone { memory in
        // Each file meets what those before it would have added.
        try memory.trial { try importFiles(inputs) { try importFile($0, into: memory) } }
      }
    } else {
      var maker = try memory.maker()
      outcome = try importFiles(inputs) { input in
        let receipt = try importFile(input, into: maker.memory)
        // A receipt is printed only for what outlasts an early end.
        try maker.keep()
        return receipt
      }
    }
    if outcome.read == 0 { throw ExitCode(Exit.nothingFound) }
    if outcome.isPartial { throw ExitCode(Exit.partlyDone) }
  }

  /// What became of all files.
  private struct Outcome {
    /// The number of pairs that fitted.
    var read = 0
    /// Whether anything was left out.
    var isPartial = false
  }

  /// The files on the command line, or standard input if none is named; of line pairs the prefix.
  private func namedFiles() throws -> [String] {
    guard let moses else { return try StandardInput.ifUnnamed(files, "files to import") }
    guard files.isEmpty else { throw ValidationError("--moses names its files itself.") }
    return [moses]
  }

  /// The format of a file by an option, its name, or its first bytes.
  ///
  /// - Throws: `ValidationError` if nothing tells it, or its texts are not named.
  private func format(of file: String) throws -> ExchangeFormat {
    let format = moses == nil ? try content.format(of: file) : .moses
    if format.files == .positionsAndTexts, sourceText == nil || targetText == nil {
      throw ValidationError("\(file): name its texts with --source-text and --target-text.")
    }
    return format
  }

  /// What is imported.
  private enum Source {
    case file(ExchangeInput)
    case memory(String)

    /// Its files.
    var paths: [String] {
      switch self {
      case .file(let input): input.paths
      case .memory(let path): [path]
      }
    }
  }

  /// An input with the name that messages and the history give it.
  private typealias NamedInput = (name: String, source: Source)

  /// The files to import, each with its format.
  private func inputs() throws -> [NamedInput] {
    let changes = try table.changes()
    return try namedFiles().map { file in
      if content.type == nil, Memory.isMemory(file) { return (file, .memory(file)) }
      let format = try format(of: file)
      var input =
        switch format.files {
        case .sourceAndTarget:
          try ExchangeInput.moses(prefix: file, from: languages.source, to: languages.target)
        case .positionsAndTexts: ExchangeInput(format, file, sourceText ?? "", targetText ?? "")
        case .one: ExchangeInput(format, file)
        }
      input.table = changes
      input.encoding = encoding.name
      return (file, .file(input))
    }
  }

  /// Imports the files, and prints the receipt of each.
  private func importFiles(
    _ inputs: [NamedInput], by importFile: (NamedInput) throws -> Memory.FileReceipt
  ) throws -> Outcome {
    var outcome = Outcome()
    for input in inputs {
      let receipt = try importFile(input)
      try report(receipt, of: input.name)
      outcome.read += receipt.receipt.read
      outcome.isPartial = outcome.isPartial || receipt.report.isPartial
    }
    return outcome
  }

  /// Imports a file.
  private func importFile(
    _ file: NamedInput, into memory: Memory
  ) throws -> Memory.FileReceipt {
    var options = ImportOptions(source: languages.source, target: languages.target)
    options.isExactLanguage = exactLanguage
    options.tolerance = strict ? .strict : lenient ? .damage : .deviations
    options.onDifferent = onDifferent
    options.isTrial = dryRun
    let (from, to) = (languages.source, languages.target)
    if !force {
      options.sides = SideJudge(source: from, target: to) {
        Bundled.lexicon(source: from, target: to)
      }
    }
    defer { Progress.end() }
    diagnostics.progress("reading \(file.name)", counting: "units")
    func show(_ stage: Memory.ImportStage) {
      switch stage {
      case .reading(let units): Progress.show(units)
      case .indexing(let units): diagnostics.progress("indexing \(units.counted("unit"))")
      }
    }
    switch file.source {
    case .file(let input):
      return try memory.importPairs(
        input, options: options, origin: file.name, person: MemoryOptions.person, progress: show)
    case .memory(let path):
      return try merge(path, into: memory, progress: show)
    }
  }

  /// What stands before the counts of a trial.
  private var trialMark: String { dryRun ? "would be: " : "" }

  /// Merges another memory.
  private func merge(
    _ path: String, into memory: Memory, progress: (Memory.ImportStage) -> Void
  ) throws -> Memory.FileReceipt {
    guard FileIdentity(path) != FileIdentity(memory.path) else {
      throw Failure(
        "\(path.shownPath) is the memory itself. Name another one with --memory, or merge others.",
        code: Exit.wrongUse)
    }
    let merged = try memory.merge(
      Memory(path: path, access: .readOnly),
      languages: languages.areNamed ? (languages.source, languages.target) : nil,
      onDifferent: onDifferent, isTrial: dryRun, person: MemoryOptions.person, progress: progress)
    let terms = merged.terms
    if terms != TermReceipt() {
      diagnostics.note(
        "\(path.shownPath): \(trialMark)\(terms.added.counted("term")) added, \(terms.changed.grouped) changed, "
          + "\(terms.same.grouped) known")
    }
    return Memory.FileReceipt(receipt: merged.units, report: ReadingReport())
  }

  /// Prints the result of importing one file.
  private func report(_ receipt: Memory.FileReceipt, of name: String) throws {
    switch receiptFormat {
    case .text:
      if let sides = receipt.sides { diagnostics.note(sides.warning()) }
      diagnostics.note(
        "\(name): \(trialMark)\(receipt.receipt.summary(onDifferent))")
      if let id = receipt.receipt.id {
        diagnostics.note("import \(id); padan undo \(id) takes it back")
      }
      diagnostics.note("left out", receipt.report.skipped)
      diagnostics.note(
        "note", receipt.report.warnings, followed: languages.areNamed ? .nameLanguagePair : nil)
    case .json:
      var output = StandardOutput(outlivesReader: true)
      try output.write(JSONReport.importReceipt(receipt, file: name, isTrial: dryRun))
      try output.flush()
    }
  }
}
