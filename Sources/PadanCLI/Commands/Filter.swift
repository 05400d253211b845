import ArgumentParser
import Padan

/// `padan filter`: finds the pairs of a corpus that are no good examples for a machine.
struct Filter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Mark or leave out pairs that are no good training data.",
    discussion: """
      Examples:
        padan filter --memory korpus.sqlite --report
        padan filter --memory korpus.sqlite --limit values=0.5 --skip near-duplicate
        padan export --memory korpus.sqlite --where 'filtered = no' --dedupe --format moses --output latih
        padan filter korpus.tmx.gz --output bersih.tsv --dropped buangan.jsonl

      In a memory every unit stays: marks are what is added, in one step, which padan undo takes back. \
      A new run replaces them. In --where, filtered is yes or no, and the name of a filter is its value, \
      as in 'filtered = no or length-ratio < 3'. Units answer lookups as before.

      Of files, --output gets the pairs that stay, and --dropped the others, as JSON Lines with filters \
      and values. --report writes nothing and shows what would be left out, with the pairs that are the \
      least above each limit. Of pairs that say the same the first one stays.

      With --jsonl each pair is looked at by itself. A line is a pair, {"id","source","target"}, and its answer has the \
      filters; or an alignment of `padan align --jsonl --texts`, and its answer has its "pairs", each with its \
      filters. --fingerprints adds to a pair without a mark the hash of its "text", which its duplicates have too, and \
      those of its "words", of which near duplicates share most.

      Values are of each filter's own kind:

      \(Self.filterHelp)
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @OptionGroup var pairs: PairFiles
  @Option(
    help: ArgumentHelp(
      "Mark pairs whose value is above this, such as length-ratio=3; again for further filters.",
      valueName: "filter=value"))
  var limit: [FilterLimit] = []
  @Option(help: ArgumentHelp("Ask only these filters.", valueName: "filter,…"))
  var only: String?
  @Option(help: ArgumentHelp("Leave these filters out.", valueName: "filter,…"))
  var skip: String?
  @Flag(help: "Change and write nothing but counts with examples.") var report = false
  @Flag(help: "Take the marks away from the units of the memory.") var clear = false
  @Flag(help: "With --jsonl, tell of each pair without a mark by what its duplicates are known.")
  var fingerprints = false
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Filter only the memory's pairs that this is true of; see `padan export`.",
      valueName: "expression"))
  var filter: String?
  @Option(help: "How to print: text, or json, a filter a line.") var format: Format = .text
  @Option(
    name: .shortAndLong,
    help: "Write the pairs of files that stay to this file; its name tells the format.",
    completion: .file())
  var output: String?
  @Option(help: "Write the other pairs of files to this file, as JSON Lines.", completion: .file())
  var dropped: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var worker: WorkerOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var memory: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// A line for each filter.
  private static let filterHelp = QualityFilter.allCases.map {
    "\($0.rawValue.padded(to: 16))> \(formatted($0.usualLimit).padded(to: 6))\($0.title)"
  }.joined(separator: "\n")

  func validate() throws {
    _ = try limits()
    if try worker.input(pairs.files) != nil {
      if output != nil || dropped != nil || report || clear || filter != nil {
        throw ValidationError(
          "--jsonl answers with marks, as JSON: leave out --output, --dropped, --report, --clear and --where."
        )
      }
    } else if filtersMemory {
      if output != nil || dropped != nil {
        throw ValidationError(
          "--output and --dropped go with files. Of a memory, write the pairs that stay with "
            + "padan export --where 'filtered = no'.")
      }
      if clear, report { throw ValidationError("--clear and --report do not go together.") }
    } else {
      _ = try StandardInput.ifUnnamed(pairs.files, "a file, or a memory with --memory")
      if filter != nil || clear {
        throw ValidationError("--where and --clear are of a memory: name it with --memory.")
      }
      guard report != (output != nil || dropped != nil) else {
        throw ValidationError(
          "Say where the pairs go that stay, with --output, or those that do not, with --dropped; "
            + "or look at them first, with --report alone.")
      }
      if let output, let dropped, FileIdentity(output) == FileIdentity(dropped) {
        throw ValidationError("--output and --dropped are one file. Name two.")
      }
      _ = try output.map { try PairOutput.format($0) }
    }
    if fingerprints, !worker.jsonl {
      throw ValidationError("--fingerprints goes with --jsonl.")
    }
    _ = try filter.map { try PairFilter(option: $0) }
  }

  func run() throws {
    let help = try memory.open()
    var pipeline = FilterPipeline(
      source: languages.source, target: languages.target,
      lexicon: try lexicons.merged(
        from: languages.source, to: languages.target, memory: help, diagnostics: diagnostics),
      limits: try limits())
    if let input = try worker.input(pairs.files) {
      return try work(on: input, pipeline)
    }
    if let help, filtersMemory {
      try filter(help, &pipeline)
    } else {
      try filterFiles(&pipeline)
    }
  }

  /// Answers the lines of an input, each a pair or an alignment.
  private func work(on input: String, _ pipeline: FilterPipeline) throws {
    let (measure, source, target) = (pipeline.measureAlone, languages.source, languages.target)
    try worker.run(input, diagnostics) { [fingerprints] (task: FilterTask) in
      func filtered(_ pair: TranslationPair) -> [UInt8] {
        let quality = measure(pair, fingerprints)
        return JSONReport.filtered(
          CheckedUnit(pair), quality.marks, fingerprint: quality.fingerprint)
      }
      switch task {
      case .pair(let task): return .object(filtered(task.pair(from: source, to: target)))
      case .alignment(let record):
        let pairs = try AlignmentLines.pairs(
          of: record, at: SourceLocation(file: record.id), from: source, to: target)
        return .objects("pairs", pairs.map(filtered))
      }
    }
  }

  /// Whether the memory is filtered, not files.
  private var filtersMemory: Bool { pairs.files.isEmpty && memory.memory.memory != nil }

  /// The filters that are asked, with their limits.
  private func limits() throws -> [QualityFilter: Double] {
    if clear { return [:] }
    let asked = try Set<QualityFilter>.named(only: only, skip: skip, as: "filter")
    var limits = FilterPipeline.usualLimits.filter { asked.contains($0.key) }
    for named in limit { limits[named.filter] = named.value }
    return limits
  }

  // MARK: The memory

  private func filter(_ memory: Memory, _ pipeline: inout FilterPipeline) throws {
    var marked: [(unit: Int64, marks: [QualityMark])] = []
    pipeline.emit = { unit, marks in
      if let number = unit.unit { marked.append((number, marks)) }
    }
    try memory.readUnits(languages, where: filter, diagnostics, for: "filtering") {
      try pipeline.add($0)
    }
    let result = try pipeline.finish()
    Progress.end()
    if report { return try print(result) }
    let receipt = try memory.mark(marked, person: MemoryOptions.person)
    if !clear { try print(result) }
    let changes = [
      receipt.marked > 0 ? "\(receipt.marked.grouped) marked" : nil,
      receipt.changed > 0 ? "\(receipt.changed.grouped) marked otherwise" : nil,
      receipt.cleared > 0 ? "\(receipt.cleared.grouped) not marked any more" : nil,
    ].compactMap(\.self)
    diagnostics.note(
      changes.isEmpty
        ? "\(memory.path.shownPath): no mark is different now"
        : "\(memory.path.shownPath): units "
          + changes.joined(separator: ", ") + "; padan undo takes it back")
  }

  // MARK: Files

  private func filterFiles(_ pipeline: inout FilterPipeline) throws {
    let outputs = OutputGuard(
      inputs: pairs.files, memories: memory.memory.paths, mayReplace: force)
    try outputs.check(output)
    try outputs.check(dropped)
    let kept = try output.map { try PairOutput($0, languages, outputs) }
    let others = try dropped.map { OpenOutput(try outputs.open($0)) }
    pipeline.emit = { unit, marks in
      if marks.isEmpty {
        try kept?.write(unit.pair, name: unit.name)
      } else {
        try others?.write(JSONReport.filtered(unit, marks))
      }
    }
    try pairs.read(languages, diagnostics, for: "filtering") { try pipeline.add($0) }
    let result = try pipeline.finish()
    Progress.end()
    try kept?.finish()
    try others?.finish()
    try print(result)
  }

  // MARK: Printing

  private func print(_ result: FilterReport) throws {
    let output = OpenOutput(StandardOutput())
    let limits = try limits()
    for filter in QualityFilter.allCases {
      guard let limit = limits[filter] else { continue }
      switch format {
      case .json: try output.write(JSONReport.filter(filter, limit: limit, result))
      case .text:
        guard let count = result.counts[filter] else { continue }
        try output.writeLine(
          "\(filter.rawValue.padded(to: 16))\(count.grouped.padded(to: 10, alignment: .right))  "
            + "\(filter.title) (> \(Self.formatted(limit)))")
        guard report else { continue }
        for example in result.examples[filter] ?? [] {
          try output.writeLine(Self.text(example))
        }
      }
    }
    try output.finish()
    let dropped = result.units - result.kept
    diagnostics.note(
      "\(result.units.counted("pair")): \(result.kept.grouped) stay, \(dropped.grouped) "
        + (report ? "would be left out" : "do not"))
  }

  /// An example in two lines: the filter's value and the place, and the texts.
  private static func text(_ example: FilterReport.Example) -> String {
    let unit = example.unit
    return [
      "  \(formatted(example.value)) \(unit.place)", "    " + unit.pair.source.text,
      "    " + unit.pair.target.text,
    ].map { $0.onOneLine.printable }.joined(separator: "\n")
  }

  /// A value with at most three decimals.
  private static func formatted(_ value: Double) -> String {
    let rounded = value.rounded(decimals: 3)
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}

/// A filter's limit, as the command line writes it: `length-ratio=3`.
struct FilterLimit: ExpressibleByArgument {
  /// The filter.
  var filter: QualityFilter
  /// The value above which it marks a pair.
  var value: Double

  /// No filter has a larger value: no text has as many bytes.
  private static let greatest = 1e9

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let filter = QualityFilter(rawValue: String(parts[0])),
      let value = Double(parts[1]), 0...Self.greatest ~= value
    else { return nil }
    (self.filter, self.value) = (filter, value)
  }
}
