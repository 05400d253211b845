import ArgumentParser
import Padan

/// `padan search`: a concordance of a memory.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words in the memory, each in its context, and what translates them.",
    discussion: """
      Examples:
        padan search "harga beras"
        padan search --stem tulis --where 'document ~ "berita/*"'
        padan search --source pasar --target market
        padan search 'naik*' --by year
        padan search --regex '\\bRp\\s?\\d+' --format tsv

      A text of several words is a phrase; several texts must all stand on one side, in any order. \
      A word before a * is the beginning of a word. Case does not count, nor do soft hyphens, ligatures and \
      the marks between words. In Chinese, Japanese and Thai a text is found wherever its letters stand. With \
      --stem a word stands for all its forms: tulis finds menulis, ditulis and tulisan. With --regex each \
      text is an ICU regular expression.

      Each line has the unit's number, which `padan edit`, `delete`, `approve` and `reject` take. Below it \
      stands the other text, and in it what translates the words, marked by links between words: in […] \
      and ‹…›, or in bold and underlined on a terminal. Rejected units answer only where the state of review is named.

      The first search of a memory builds its concordance. TSV is a line a place: unit, side, the text before \
      it, it, the text after it, the other text, its counterparts there, document. JSON is one object a \
      place: unit, source, target, from, to, side, start and end (in UTF-8 bytes), counterparts, review, provenance. HTML \
      is one page without a script. --by counts instead: units and hits by document or by the year of \
      the pair. Exit code 1 if nothing is found.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, html
  }

  @Argument(help: "Words that stand on either side; several in quotation marks are a phrase.")
  var words: [String] = []
  @Option(help: "Words that the source has. May be repeated.", transform: Text.argument)
  var source: [String] = []
  @Option(help: "Words that the target has. May be repeated.", transform: Text.argument)
  var target: [String] = []
  @Flag(help: "Find all forms of the words.") var stem = false
  @Flag(help: "The texts are ICU regular expressions.") var regex = false
  @Option(help: "The most lines; 0 for all.") var limit = 50
  @Option(help: "Print counts by document or by year, and no lines.") var by: SearchPipeline.Key?
  @Option(help: "How to print lines: text, json, tsv, or html, a page to read.")
  var format: Format = .text
  @OptionGroup(title: "Which units may answer") var filter: FilterOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var color: ColorOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  private func request() throws -> SearchRequest {
    var request = SearchRequest(words: try words.map(Text.argument))
    (request.source, request.target) = (source, target)
    (request.isExpression, request.findsForms) = (regex, stem)
    request.filter = try filter.filter()
    return request
  }

  func validate() throws {
    let request = try request()
    guard limit >= 0 else { throw ValidationError("--limit is 0 or more.") }
    if regex, stem { throw ValidationError("--regex and --stem exclude each other.") }
    if by != nil, format == .html { throw ValidationError("--by goes with text, tsv and json.") }
    do {
      let query = try request.query()
      if query.parts.isEmpty { throw ValidationError("name what to search for.") }
    } catch let fault as SearchRequest.NoWord {
      throw ValidationError(
        "“\(fault.text.printable)” has no letter or digit. --regex finds other signs.")
    } catch let fault as TextExpression.Fault {
      throw ValidationError(fault.message)
    }
  }

  func run() throws {
    let memory = try memory.open()
    let pipeline = SearchPipeline(memory) { Aligner(source: $0, target: $1) }
    let query = try pipeline.query(request())
    diagnostics.progress("searching")
    var output = StandardOutput()
    let isFound =
      try by.map { try count(query, by: $0, pipeline, &output) }
      ?? write(query, pipeline, &output)
    Progress.end()
    try output.flush()
    if !isFound { throw ExitCode(Exit.nothingFound) }
  }

  /// Prints lines.
  ///
  /// - Returns: Whether there is one.
  private func write(
    _ query: SearchQuery, _ pipeline: SearchPipeline, _ output: inout StandardOutput
  ) throws -> Bool {
    var printer = ConcordancePrinter(
      format: format, isColored: color.isColored,
      title: (words + source + target).joined(separator: " · ").shownPath)
    var count = 0
    let hasMore = try pipeline.lines(of: query, limit: limit > 0 ? limit : nil) { line in
      if count == 0 { Progress.end() }
      count += 1
      try printer.print(line, to: &output)
    }
    if count > 0 { try printer.finish(&output) }
    if format == .text {
      for line in try pipeline.terms(in: request()).map(\.line) {
        try output.writePrintableLine("  term \(line)")
      }
    }
    try output.flush()
    if hasMore {
      diagnostics.note(
        "the first \(count.counted("line")); --limit 0 shows all, --by year counts them")
    }
    return count > 0
  }

  /// Prints counts.
  ///
  /// - Returns: Whether there is one.
  private func count(
    _ query: SearchQuery, by key: SearchPipeline.Key, _ pipeline: SearchPipeline,
    _ output: inout StandardOutput
  ) throws -> Bool {
    let counts = try pipeline.counts(of: query, by: key)
    Progress.end()
    for count in counts {
      switch format {
      case .json: try output.write(JSONReport.searchCount(count, by: key))
      case .tsv:
        try output.writeLine("\(count.hits)\t\(count.units)\t\(count.key?.onOneLine ?? "")")
      case .text, .html:
        let hits = count.hits.grouped.padded(to: 9, alignment: .right)
        let units = count.units.counted("unit").padded(to: 14)
        try output.writePrintableLine("\(hits) in \(units) \(count.key ?? "unknown")")
      }
    }
    return !counts.isEmpty
  }
}

extension SearchPipeline.Key: ExpressibleByArgument {}
