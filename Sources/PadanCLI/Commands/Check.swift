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
        padan align --jsonl pasangan.jsonl --format jsonl | padan check -

      Findings come the surest first, each with its place, a code and a certainty; --min leaves out the \
      less sure ones. Exit code 1 where there is one. Values are compared, not digits: 1.500 in \
      Indonesian is 1,500 in English, 5 M is 5 billion, 14/07/2025 is July 14, pukul 22.30 is 10:30 p.m.

      Terms of the memory (`padan terms`) are found in all their forms: those whose translation is missing or \
      forbidden, and those that are not to be translated and are. --memory names the memory, also for files.

      --fix mends what needs no person (a word or mark that stands twice, blanks, a lost full stop): in \
      the memory as one step, which padan undo takes back, or in a copy of the file, --output.

      Codes: \(PairFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, html
  }

  @Argument(
    help: """
      Files of pairs in any format that import reads, or alignments as JSON Lines; - is standard \
      input. Without any, the memory that --memory names is checked.
      """, completion: .file())
  var files: [String] = []
  @OptionGroup var content: ImportTypeOption
  @OptionGroup var encoding: EncodingOption
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
  @Flag(help: "Mend what needs no person.") var fix = false
  @Option(help: "How to print: text, json, a finding a line, or html, a page.")
  var format: Format = .text
  @Option(
    name: .shortAndLong,
    help: "Write the findings to this file; with --fix the mended pairs of a file.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var memory: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    _ = try kinds()
    guard (0...100).contains(least) else { throw ValidationError("--min is 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    if !checksMemory {
      _ = try StandardInput.ifUnnamed(files, "a file, or a memory with --memory")
      if filter != nil { throw ValidationError("--where selects pairs of a memory.") }
      if fix {
        guard files.count == 1, let output else {
          throw ValidationError("--fix of a file writes a copy: name one file, and --output.")
        }
        _ = try copyFormat(output)
      }
    }
    _ = try filter.map { try PairFilter(option: $0) }
  }

  func run() throws {
    let help = try memory.open()
    var pipeline = CheckPipeline(
      source: languages.source, target: languages.target,
      lexicon: try lexicons.merged(
        from: languages.source, to: languages.target, memory: help, diagnostics: diagnostics),
      terms: try help?.terms(from: languages.source, to: languages.target) ?? [])
    pipeline.kinds = try kinds()
    pipeline.leastCertainty = least / 100
    pipeline.limit = limit
    let report =
      if let help, checksMemory {
        try check(help, &pipeline)
      } else {
        try checkFiles(&pipeline)
      }
    try print(report)
    if report.count > 0 { throw ExitCode(Exit.nothingFound) }
  }

  /// Whether the memory is checked, not files.
  private var checksMemory: Bool { files.isEmpty && memory.memory.memory != nil }

  /// The kinds of `--only` without those of `--skip`.
  private func kinds() throws -> Set<PairFinding.Kind> {
    func named(_ list: String?) throws -> Set<PairFinding.Kind>? {
      guard let list else { return nil }
      return try Set(
        list.split(separator: ",").map { name in
          guard let kind = PairFinding.Kind(rawValue: String(name)) else {
            let all = PairFinding.Kind.allCases.map(\.rawValue)
            let nearest = String(name).nearest(among: all).map { " Did you mean \($0)?" }
            throw ValidationError(
              "“\(name)” is no code of a check.\(nearest ?? " There are \(all.joined(separator: ", ")).")"
            )
          }
          return kind
        })
    }
    return (try named(only) ?? Set(PairFinding.Kind.allCases)).subtracting(try named(skip) ?? [])
  }

  // MARK: The memory

  private func check(_ memory: Memory, _ pipeline: inout CheckPipeline) throws -> CheckReport {
    var targets: [(unit: Int64, target: Variant)] = []
    if fix {
      pipeline.mend = { unit, edits in
        guard let number = unit.unit, !edits.isEmpty else { return }
        targets.append((number, unit.pair.target.applying(edits)))
      }
    }
    var selection = ExportSelection(source: languages.source, target: languages.target)
    selection.filter = try filter.map { try PairFilter(option: $0) }
    selection.withoutDuplicates = true
    selection.withRejected = false
    diagnostics.progress("checking", counting: "units")
    var count = 0
    _ = try memory.forEachUnit(in: selection) { number, pair, name in
      count += 1
      Progress.show(count)
      try pipeline.add(CheckedUnit(pair, unit: number, name: name))
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

  private func checkFiles(_ pipeline: inout CheckPipeline) throws -> CheckReport {
    let files = try StandardInput.ifUnnamed(files, "a file")
    let copy = fix ? try PairCopy(self, of: files[0]) : nil
    if let copy {
      pipeline.mend = { unit, edits in try copy.write(unit, edits) }
    }
    diagnostics.progress("checking", counting: "pairs")
    var count = 0
    for file in files {
      let source = languages.source
      let target = languages.target
      if content.type == nil, try AlignmentLines.areIn(file) {
        try AlignmentLines.read(file, from: source, to: target) { pair, location in
          try pipeline.add(CheckedUnit(pair, location: location))
        }
        continue
      }
      var input = ExchangeInput(try fileFormat(of: file), file)
      input.encoding = encoding.name
      let read = try input.read(from: source, to: target) { unit, location in
        for pair in unit.pairs(from: source, to: target) {
          count += 1
          Progress.show(count)
          try pipeline.add(CheckedUnit(pair, location: location, name: unit.id))
        }
      }
      for finding in read.skipped.first where finding.kind.code == "pair.empty-side" {
        let empty = TranslationPair(
          source: Variant(language: source, text: ""), target: Variant(language: target, text: ""))
        pipeline.addEmpty(CheckedUnit(empty, location: finding.location), finding.kind.reason)
      }
      diagnostics.note("left out", read.skipped)
      diagnostics.note(
        "note", read.warnings, followed: languages.areNamed ? .nameLanguagePair : nil)
    }
    let report = try pipeline.finish()
    Progress.end()
    try copy?.finish()
    return report
  }

  /// The format of a file, which holds both texts.
  private func fileFormat(of file: String) throws -> ExchangeFormat {
    let format = try content.format(of: file)
    guard format.files == .one else {
      throw ValidationError(
        "\(file): \(format.name) is read with its texts by import only. Check the memory then.")
    }
    return format
  }

  /// The format of the mended copy.
  fileprivate func copyFormat(_ output: String) throws -> ExchangeFormat {
    guard let format = ExchangeFormat(outputName: output) else {
      throw ValidationError(
        "\(output): its name tells no format that Padan writes. Name one such as .tmx, .xlf or .tsv."
      )
    }
    return format
  }

  // MARK: Printing

  private func print(_ report: CheckReport) throws {
    let path = fix && !checksMemory ? nil : output
    let outputs = OutputGuard(inputs: files, memories: memory.memory.paths, mayReplace: force)
    let output = OpenOutput(try outputs.open(path))
    switch format {
    case .text:
      for finding in report.findings { try output.writeLine(Self.text(finding)) }
    case .json:
      for finding in report.findings { try output.write(JSONReport.check(finding)) }
    case .html:
      let title = checksMemory ? memory.memory.memory ?? "" : files.joined(separator: ", ")
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

/// A copy of a file of pairs with what was mended.
private final class PairCopy {
  private var writer: any ExchangeWriter
  private let output: OpenOutput
  private let diagnostics: DiagnosticOptions
  private var mended = 0

  /// The number of bytes that wait before they are written.
  private static let pieceSize = 1 << 16

  /// A copy at the output of a command.
  init(_ command: Check, of file: String) throws {
    diagnostics = command.diagnostics
    let outputs = OutputGuard(
      inputs: [file], memories: command.memory.memory.paths, mayReplace: command.force)
    let format = try command.copyFormat(command.output ?? "")
    guard let make = format.writer else { throw ValidationError("\(format.name) is only read.") }
    writer = make(
      WritingOptions(
        source: command.languages.source, target: command.languages.target,
        toolVersion: Padan.version))
    output = OpenOutput(try outputs.open(command.output))
  }

  /// Writes a unit with its changes.
  func write(_ unit: CheckedUnit, _ edits: [PairFinding.Edit]) throws {
    var pair = unit.pair
    if !edits.isEmpty {
      pair.target = pair.target.applying(edits)
      mended += 1
    }
    writer.write(pair, name: unit.name)
    if writer.pendingCount >= Self.pieceSize { try writeParts() }
  }

  /// Ends the copy and gives it its name.
  func finish() throws {
    writer.end()
    try writeParts()
    try output.finish()
    diagnostics.note("\(mended.counted("pair")) mended")
  }

  private func writeParts() throws {
    for part in writer.takeParts() { try output.write(part) }
  }
}
