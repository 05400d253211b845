import ArgumentParser
import Padan

/// `padan terms extract`: proposes terms with their translations.
struct TermsExtract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Propose terms with the translations that the memory has of them.",
    discussion: """
      Examples:
        padan terms extract
        padan terms extract --where 'document ~ "hukum/*"' --format tsv > usulan.tsv
        padan terms import usulan.tsv

      A candidate is a phrase of up to four words that is mostly translated in one way, by the words that \
      are linked to its own. Those come first that stand in many units and whose words seldom stand without \
      each other; general words, which the lexicon has, stand behind others. Phrases that are terms already \
      are left out.

      Each line has in how many units the phrase stands, how many of those looked at (24 at most, from all \
      over the memory) have its translation, and the numbers of three of these, which `padan search` and \
      `edit` know. TSV can be imported once you have gone over it. JSON is one object a line: source, \
      target, status, uses, share and examples. Exit code 1 if there is none.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, tsv, json
  }

  @Option(help: "In how many units a candidate must stand.") var least = 3
  @Option(
    name: .customLong("min"),
    help: ArgumentHelp(
      "What share of its units must have the translation, 0 to 100.", valueName: "percent"))
  var leastShare = 50.0
  @Option(help: "The most candidates; 0 for all.") var limit = 50
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only units that were met where this is true, as in padan export.", valueName: "expression"))
  var expression: String?
  @Option(help: "How to print candidates: text, tsv or json.") var format: Format = .text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard least > 0, limit >= 0 else {
      throw ValidationError("--least is at least 1, and --limit 0 or more.")
    }
    guard (0...100).contains(leastShare) else { throw ValidationError("--min is 0 to 100.") }
    _ = try expression.map { try PairFilter(option: $0) }
  }

  func run() throws {
    let memory = try memory.open()
    let (source, target) = (languages.source, languages.target)
    let lexicon = try lexicons.merged(
      from: source, to: target, memory: memory, diagnostics: diagnostics)
    var extraction = TermExtraction(Aligner(source: source, target: target, lexicon: lexicon))
    extraction.leastUses = least
    extraction.leastShare = leastShare / 100
    extraction.limit = limit > 0 ? limit : .max
    diagnostics.progress("reading units", counting: "units")
    var count = 0
    extraction.progress = {
      count += 1
      Progress.show(count)
    }
    let selection = ExportSelection(
      source: source, target: target, filter: try expression.map { try PairFilter(option: $0) },
      withoutDuplicates: true, withRejected: false)
    let candidates = try extraction.candidates(of: memory, in: selection)
    Progress.end()
    if candidates.isEmpty {
      throw Failure(
        "\(memory.path): no phrase stands in \(least.counted("unit")) and is mostly translated in one "
          + "way. --least and --min ask for less.", code: Exit.nothingFound)
    }
    var output = StandardOutput()
    if format == .tsv { try output.writeLine("source\ttarget\tstatus\tnote") }
    for candidate in candidates { try print(candidate, &output) }
    try output.flush()
  }

  private func print(
    _ candidate: TermExtraction.Candidate, _ output: inout StandardOutput
  ) throws {
    let term = candidate.term
    let share = "\(Int((100 * candidate.share).rounded())) %"
    let examples = candidate.examples.map(String.init).joined(separator: ", ")
    switch format {
    case .json: try output.write(JSONReport.candidate(candidate))
    case .tsv:
      try output.writeLine(
        [
          term.source, term.target, term.status == .preferred ? "" : term.status.rawValue,
          "\(candidate.uses.counted("unit")), \(share): \(examples)",
        ].joined(separator: "\t"))
    case .text:
      let uses = candidate.uses.grouped.padded(to: 7, alignment: .right)
      try output.writePrintableLine(
        "\(uses) \(share.padded(to: 5, alignment: .right))  \(term.line)  · unit \(examples)")
    }
  }
}
