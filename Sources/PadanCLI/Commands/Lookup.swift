public import ArgumentParser
import FoundationEssentials
public import Padan

/// `padan lookup`: finds stored translations of a text.
struct Lookup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Find exact and fuzzy matches in the memory.",
    discussion: """
      Examples:
        padan lookup "Harga beras naik 5 persen."
        padan lookup - --format json < berita.id.txt
        padan lookup "Rice prices rose." --from en --to id
        padan lookup - --memory mine.sqlite --memory theirs.sqlite:read-only,penalty=5 < a.txt
        padan lookup berita.html --article --format html > berita.matches.html
        padan lookup --jsonl --fast < kalimat.jsonl

      The score is 100 × 2·LCS / (both lengths), on characters. Numbers (1 point), case (2) and \
      punctuation (2) may be left out of account for these points, once each, where that gives a \
      better score; numbers only where both texts have as many. Inline codes that differ cost 1 point: \
      where the unit has codes, or with --codes, <f0>, <b>, {1}, {{name}} and %s in the text are codes too. \
      Further penalties: a pair made by alignment and not reviewed (10 × (1 − its confidence)); several \
      translations of one source (1), unless one alone stands between these segments; a memory's own. --explain prints the arithmetic. The same text between the same \
      segments is a context match and prints 101 or 102; the lines of standard input are taken for the \
      segments of one text. With --article the text is a file of any format that `padan segment` reads: it \
      is segmented, and each segment that is translated is looked up between its neighbours.

      A match is repaired where the text differs from the stored source only in numbers, amounts, percentages, \
      dates, times or names that stand once in both stored texts, or in words that the lexicons have on both sides: \
      its translation then carries those of the text, in the form that it has (22.30 as 10:30 p.m.). It keeps \
      its score, and stands after those of the same text and before all others. Where other words differ too, numbers and \
      names are adapted all the same, and the match stays fuzzy and in its place; so it does if a value is left that the \
      text has not, such as an amount in another currency. Nothing is guessed. --explain prints the steps, each with \
      what proves it and how probable it is; --no-repair leaves all as it is stored.

      Every unit is searched, whatever it shares with the query, so no match is missed. With --fast it \
      is only those that share six in ten words, and all for a query of up to 40 characters. A query \
      of more than 10,000 characters is answered by equal texts only.

      The options below choose which units may answer: --document, --author, --since, --before and \
      --review are short for --where 'document ~ …', 'author = …', 'updated >= …', 'updated < …' and \
      'review = …'. `padan export --help` tells what --where takes. Rejected units answer only where \
      the state of review is named.

      Of matches with the same target only the best is shown (--all shows the others too), each with \
      how often it was used. Several translations of one source stand together under it.

      In the text format, words that only the stored source has stand in [-…-], words that only the \
      query has in {+…+}; on a terminal the first are red and struck through, the second green and \
      underlined. The number of each match's unit is \
      what `padan edit`, `delete`, `approve` and `reject` take. TSV is a line a match: query, score, \
      kind, source, target and unit. JSON is one object a query, in the order of the lines, also of blank ones: query, \
      search (complete or fast) and matches, each with score, raw, kind (context, exact, repaired or fuzzy), source, target, penalties, \
      review, uses, negation where only one side negates, differences, repair (the stored translation, whether the repair is complete, and the spans that were replaced), unit, memory and provenance; for an article also segment (index, start, end, block and kind, as \
      `padan segment` prints them). HTML is one page without a script. Terms of the memory \
      that stand in a text (`padan terms`) are shown below its matches, and in JSON as terms. With --jsonl a \
      line is {"id","query","previous","next"}, the last two as far as they are known; the answer is the object of --format json with the id. Exit \
      code 1 where nothing was found; the best score that there is then stands on standard error.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, html
  }

  @Argument(
    help: "The text to find; - reads one a line from standard input. With --article, a file.",
    completion: .file())
  var text: String?
  @Flag(help: "The text is the name of an article: look up its segments, each in its context.")
  var article = false
  @Option(name: .customLong("min"), help: "The least score, 0 to 100.") var minimum = 75.0
  @Option(help: "The most matches for one text.") var limit = 5
  @Flag(help: "Look only at texts that share six in ten words, to look up a million lines.")
  var fast = false
  @Flag(help: .hidden) var exhaustive = false
  @Flag(help: "Show also matches whose target a better match has.") var all = false
  @Flag(help: "Leave codes in the texts, such as <b>, {1} and %s, out of account for 1 point.")
  var codes = false
  @Flag(inversion: .prefixedNo, help: "Adapt what differs in values, names or words.")
  var repair = true
  @Flag(help: "Print how each score comes about, and each repair.") var explain = false
  @Option(help: "The segment before the text, for context matches.", transform: Text.argument)
  var previous: String?
  @Option(help: "The segment after the text.", transform: Text.argument) var next: String?
  @Flag(help: "Lines of standard input have nothing to do with each other.") var noContext = false
  @Option(help: "How to print matches: text, json, tsv, or html, a page to read.")
  var format: Format = .text
  @OptionGroup var worker: WorkerOptions
  @OptionGroup(title: "Articles") var reading: ArticleOptions
  @OptionGroup(title: "Articles") var rules: RuleOptions
  @OptionGroup(title: "Articles") var kindOptions: KindOptions
  @OptionGroup(title: "Which units may answer") var filter: FilterOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var color: ColorOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// The text to find, the path of an article, or `-` for standard input.
  private func query() throws -> String {
    if let input = try worker.input([text].compactMap(\.self)) { return input }
    let text = try StandardInput.ifUnnamed([text].compactMap(\.self), "a text to find")[0]
    return article ? text : try Text.argument(text)
  }

  func validate() throws {
    if try worker.input([text].compactMap(\.self)) != nil {
      if article || explain || noContext || previous != nil || next != nil || format != .text {
        throw ValidationError(
          "--jsonl answers with JSON, and its lines have their own context: leave out --format, --article, "
            + "--explain, --previous, --next and --no-context.")
      }
    }
    let text = try query()
    guard (0...100).contains(minimum) else { throw ValidationError("--min is 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    if fast, exhaustive { throw ValidationError("--fast and --exhaustive exclude each other.") }
    if !article,
      reading.type != nil || reading.wrapped != nil || reading.strict || rules.isUsed
        || !kindOptions.kinds.isEmpty
    {
      throw ValidationError(
        "--type, --wrapped, --strict, --as, --rules, --no-user-rules and --srx go with --article.")
    }
    if article, previous != nil || next != nil || noContext {
      throw ValidationError(
        "--previous, --next and --no-context do not go with --article: its segments have their own."
      )
    }
    if TextForm.isBlank(text) { throw ValidationError("the text to find is empty.") }
    if text == "-", previous != nil || next != nil {
      throw ValidationError("--previous and --next go with one text, not with standard input.")
    }
  }

  func run() throws {
    let text = try query()
    let shelf = try memory.open()
    var options = LookupOptions(
      source: languages.source, target: languages.target, minimum: minimum, limit: limit)
    options.isFast = fast
    options.hasDistinctTargets = !all
    options.readsCodes = codes
    options.filter = try filter.filter()
    var printer = MatchPrinter(
      format: format, explains: explain, isBatch: article || text == "-",
      namesMemories: shelf.entries.count > 1, isColored: color.isColored,
      page: LookupPage(
        source: languages.source, target: languages.target,
        title: text == "-" ? "Matches" : text.shownPath))
    var output = StandardOutput()
    var misses = LookupMisses()
    var count = 0
    diagnostics.progress("looking up", counting: "texts")
    func print(_ answer: LookupPipeline.Answer) throws {
      count += 1
      Progress.show(count)
      misses.add(answer)
      try printer.print(answer, to: &output)
      try output.flush()
    }
    var pipeline = LookupPipeline(shelf, options: options)
    if repair { try pipeline.repairMatches() }
    pipeline.usesContext = !noContext
    pipeline.glossary = try Glossary(shelf, from: languages.source, to: languages.target)
    pipeline.encoding = reading.encoding.name
    if worker.jsonl {
      return try worker.run(text, diagnostics) { [pipeline] (task: LookupTask) in
        .object(JSONReport.answer(try pipeline.answer(task.lookup)))
      }
    }
    if article {
      let articles = try reading.pipeline(
        for: languages.source, rules: rules, kinds: kindOptions.kinds, diagnostics: diagnostics)
      try pipeline.answer(articles.text(of: text, report: diagnostics.note), emit: print)
    } else if text == "-" {
      try pipeline.answerLines(of: text, emit: print)
    } else {
      try print(pipeline.answer(LookupQuery(text, previous: previous, next: next)))
    }
    Progress.end()
    try printer.finish(&output)
    try output.flush()
    if !diagnostics.quiet { try misses.notes(pipeline).forEach(diagnostics.note) }
    if misses.isAll { throw ExitCode(Exit.nothingFound) }
  }
}

/// Options that restrict a lookup to some units.
struct FilterOptions: ParsableArguments {
  @Option(
    help: "Only units that were met in this document; * stands for any text, ? for one character.")
  var document: String?
  @Option(help: "Only units that this person made or changed.") var author: String?
  @Option(help: "Only units added or changed on this day (YYYY-MM-DD, UTC) or later.")
  var since: Day?
  @Option(help: "Only units last changed before this day.") var before: Day?
  @Option(help: "Only units in this state of review: unreviewed, approved or rejected.")
  var review: ReviewState?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only units that were met where this is true, as in padan export.", valueName: "expression"))
  var expression: String?

  func validate() throws { _ = try filter() }

  /// The filter that all options together make; `nil` if none is used.
  func filter() throws -> PairFilter? {
    let filters = [
      document.map { PairFilter.document($0.shownPath) }, author.map { .author($0) },
      since.map { .updated(since: $0.date) }, before.map { .updated(before: $0.date) },
      review.map { .review($0) }, try expression.map { try PairFilter(option: $0) },
    ].compactMap(\.self)
    guard let first = filters.first else { return nil }
    return filters.dropFirst().reduce(first) { $0 && $1 }
  }
}

extension PairFilter {
  /// Reads the value of `--where`.
  ///
  /// - Throws: `ValidationError` with the position of the fault.
  init(option expression: String) throws {
    do throws(PairFilter.ParsingError) {
      self = try PairFilter(expression.shownPath)
    } catch {
      throw ValidationError("--where: \(error.message)")
    }
  }
}

/// A day on the command line, in UTC.
struct Day: ExpressibleByArgument {
  /// The start of the day in UTC.
  var date: Date

  /// Reads `YYYY-MM-DD`; `nil` for any other form.
  init?(argument: String) {
    guard argument.utf8.count == 10,
      let date = try? Date("\(argument)T00:00:00Z", strategy: .iso8601)
    else { return nil }
    self.date = date
  }
}

extension ReviewState: ExpressibleByArgument {}
