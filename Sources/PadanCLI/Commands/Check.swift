import ArgumentParser
import Padan

/// `padan check`: finds what a translator should look at in the pairs of files or of the memory.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check translations: numbers, negations, language, codes, marks, consistency.",
    discussion: """
      Examples:
        padan check terjemahan.xlf
        padan check lama.tmx.gz --format html --output periksa.html
        padan check --memory padan.sqlite --where 'document ~ "berita/*"'
        padan check terjemahan.tsv --fix --output terjemahan-rapi.tsv
        padan align --jsonl pasangan.jsonl --texts | padan check -

      Findings come the surest first, each with its place, a code and a certainty; --min leaves out the \
      less sure ones. Exit code 1 where there is one. Values are compared, not digits: 1.500 in \
      Indonesian is 1,500 in English, 5 M is 5 billion, 14/07/2025 is July 14, pukul 22.30 is 10:30 p.m. \
      Of other languages than Indonesian, Malay and English, only one value against another of the same form is \
      told, numbers in words are not read, and negations are checked in none but these.

      Terms of the memory (`padan terms`) are found in all their forms: those whose translation is missing or \
      forbidden, and those that are not to be translated and are. --memory names the memory, also for files.

      --pack tells, on standard error, which pairs of a pack (padan context) the translations used: those of whose \
      translations three words or more stand in them in a row, and how many of the words do.

      --fix mends what needs no person (a word or mark that stands twice, blanks, a lost full stop): in \
      the memory as one step, which padan undo takes back, or in a copy of the file, --output, of which nothing else \
      changes. A copy of other files than XLIFF, PO and tables, or in another format, has the pairs alone.

      With --jsonl a line is {"id","source","target"}; the answer is {"id","findings":[…]} with the objects of \
      --format json. Checks that compare pairs with each other are left out.

      Codes: \(PairFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, html
  }

  @OptionGroup var pairs: PairFiles
  @Option(help: ArgumentHelp("Check only these, by their codes.", valueName: "code,…"))
  var only: String?
  @Option(help: ArgumentHelp("Leave these out, by their codes.", valueName: "code,…"))
  var skip: String?
  @Option(
    name: .customLong("min"),
    help: ArgumentHelp("The least certainty of a finding, 0 to 100.", valueName: "percent"))
  var least = 50.0
  @Option(help: ArgumentHelp("Print at most so many findings, the surest.", valueName: "number"))
  var limit = 10_000
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Check only the memory's pairs that this is true of; see `padan export`.",
      valueName: "expression"))
  var filter: String?
  @Option(
    help: ArgumentHelp(
      "Tell which pairs of this pack (padan context --format json) the translations used.",
      valueName: "file"),
    completion: .file())
  var pack: String?
  @Flag(help: "Mend what needs no person.") var fix = false
  @Option(help: "How to print: text, json, a finding a line, or html, a page.")
  var format: Format = .text
  @Option(
    name: .shortAndLong,
    help: "Write the findings to this file; with --fix the mended copy of a file.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var worker: WorkerOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var memory: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    _ = try kinds()
    guard (0...100).contains(least) else { throw ValidationError("--min is 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    if try worker.input(pairs.files) != nil {
      if fix || pack != nil || filter != nil || output != nil || format != .text {
        throw ValidationError(
          "--jsonl answers with findings, as JSON: leave out --format, --output, --fix, --pack and --where."
        )
      }
    } else if !checksMemory {
      _ = try StandardInput.ifUnnamed(pairs.files, "a file, or a memory with --memory")
      if filter != nil { throw ValidationError("--where selects pairs of a memory.") }
      if fix {
        guard pairs.files.count == 1, let output else {
          throw ValidationError("--fix of a file writes a copy: name one file, and --output.")
        }
        _ = try PairOutput.format(output)
      }
    }
    _ = try filter.map { try PairFilter(option: $0) }
  }

  func run() throws {
    var use = try pack.map { path in
      PackUse(pack: try ContextPack(json: InputFile.read(path), file: path.shownPath))
    }
    let help = try memory.open()
    var pipeline = CheckPipeline(
      source: languages.source, target: languages.target,
      lexicon: try lexicons.merged(
        from: languages.source, to: languages.target, memory: help, diagnostics: diagnostics),
      terms: try help?.terms(from: languages.source, to: languages.target) ?? [])
    pipeline.kinds = try kinds()
    pipeline.leastCertainty = least / 100
    pipeline.limit = limit
    if let input = try worker.input(pairs.files) {
      let (findings, source, target) = (
        pipeline.findingsInPair, languages.source, languages.target
      )
      return try worker.run(input, diagnostics) { (task: PairTask) in
        let unit = CheckedUnit(task.pair(from: source, to: target))
        return .objects("findings", findings(unit).map(JSONReport.check))
      }
    }
    let report =
      if let help, checksMemory {
        try check(help, &pipeline, &use)
      } else {
        try checkFiles(&pipeline, &use)
      }
    try print(report)
    use?.lines.forEach(diagnostics.note)
    if report.count > 0 { throw ExitCode(Exit.nothingFound) }
  }

  /// Whether the memory is checked, not files.
  private var checksMemory: Bool { pairs.files.isEmpty && memory.memory.memory != nil }

  /// The kinds of `--only` without those of `--skip`.
  private func kinds() throws -> Set<PairFinding.Kind> {
    try .named(only: only, skip: skip, as: "code of a check")
  }

  // MARK: The memory

  private func check(
    _ memory: Memory, _ pipeline: inout CheckPipeline, _ use: inout PackUse?
  ) throws -> CheckReport {
    var targets: [(unit: Int64, target: Variant)] = []
    if fix {
      pipeline.mend = { unit, edits in
        guard let number = unit.unit, !edits.isEmpty else { return }
        targets.append((number, unit.pair.target.applying(edits)))
      }
    }
    try memory.readUnits(languages, where: filter, diagnostics, for: "checking") {
      use?.translations.append($0.pair.target.text)
      try pipeline.add($0)
    }
    let report = try pipeline.finish()
    Progress.end()
    try memory.edit(targets: targets, person: MemoryOptions.person)
    if fix {
      diagnostics.note(
        targets.isEmpty
          ? "nothing was mended"
          : "\(targets.count.counted("unit")) mended; padan undo takes it back")
    }
    return report
  }

  // MARK: Files

  private func checkFiles(
    _ pipeline: inout CheckPipeline, _ use: inout PackUse?
  ) throws -> CheckReport {
    let outputs = OutputGuard(
      inputs: pairs.files, memories: memory.memory.paths, mayReplace: force)
    let copy = fix ? try MendedCopy(of: pairs, to: output ?? "", languages, outputs) : nil
    if let copy { pipeline.mend = copy.write }
    try pairs.read(languages, diagnostics, for: "checking") { finding in
      guard finding.kind.code == "pair.empty-side" else { return }
      let empty = TranslationPair(
        source: Variant(language: languages.source, text: ""),
        target: Variant(language: languages.target, text: ""))
      pipeline.addEmpty(CheckedUnit(empty, location: finding.location), finding.kind.reason)
    } _: {
      use?.translations.append($0.pair.target.text)
      try pipeline.add($0)
    }
    let report = try pipeline.finish()
    Progress.end()
    if let copy {
      try copy.finish(diagnostics)
    }
    return report
  }

  // MARK: Printing

  private func print(_ report: CheckReport) throws {
    let path = fix && !checksMemory ? nil : output
    let outputs = OutputGuard(inputs: pairs.files, memories: memory.memory.paths, mayReplace: force)
    let output = OpenOutput(try outputs.open(path))
    switch format {
    case .text:
      for finding in report.findings { try output.writeLine(Self.text(finding)) }
    case .json:
      for finding in report.findings { try output.write(JSONReport.check(finding)) }
    case .html:
      let title = checksMemory ? memory.memory.memory ?? "" : pairs.files.joined(separator: ", ")
      var page = CheckPage(title: title.isEmpty ? "-" : title.shownPath, report: report)
      for finding in report.findings {
        page.write(finding)
        try output.write(page.takeBytes())
      }
      page.end()
      try output.write(page.takeBytes())
    }
    try output.finish()
    diagnostics.note(
      "\(report.units.counted("pair")) checked, \(report.count.counted("finding"))"
        + (report.count > report.findings.count
          ? "; the \(report.findings.count.grouped) surest are shown, --limit shows more" : ""))
    for kind in PairFinding.Kind.allCases {
      if let count = report.counts[kind] {
        diagnostics.note("  \(kind.rawValue.padded(to: 16)) \(count.grouped): \(kind.title)")
      }
    }
  }

  /// A finding in three lines: place, code and detail; source; target.
  private static func text(_ finding: UnitFinding) -> String {
    let (unit, found) = (finding.unit, finding.finding)
    let head =
      "\(unit.place): \(found.kind.rawValue) \(Int((100 * found.certainty).rounded())) %: "
      + "\(found.kind.title): \(found.detail)"
    return [head, "  " + unit.pair.source.text, "  " + unit.pair.target.text]
      .map { $0.onOneLine.printable }.joined(separator: "\n")
  }
}

/// What translations used of a pack.
private struct PackUse {
  let pack: ContextPack
  /// The translations that were checked.
  var translations: [String] = []

  /// How many pairs were used, and a line for each.
  var lines: [String] {
    let uses = pack.uses(in: translations.joined(separator: "\n"))
    let head =
      "\(uses.count.grouped) of \(pack.examples.count.counted("pair")) of the pack were used"
    return [head]
      + uses.map { use in
        let example = pack.examples[use.example]
        let share = Int((100 * use.share).rounded())
        return
          "  unit \(example.unit), \(example.role.rawValue): \(share) % of “\(example.target.onOneLine.printable)”"
      }
  }
}
