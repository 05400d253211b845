import ArgumentParser
import Padan

/// `padan analyze`: counts how much of articles a memory covers.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Count how many words of articles the memory covers, and how well.",
    discussion: """
      Examples:
        padan analyze berita.id.txt
        padan analyze berita.id --fast --format html --output analisis.html
        padan analyze berita.id --rates context=0,100=10,repetition=10,95-99=30,85-94=50,75-84=70
        padan analyze kalimat.id --segmented --format csv
        padan analyze proyek.xlf pesan.po

      Each segment that is translated counts once, in the band of its best match: context (the memory has \
      it between the same neighbours), 100, repetition (it stood before in the files that are counted, and \
      the memory does not have it), 95-99, 85-94, 75-84, 50-74 or none. Scores are those of `padan lookup`, penalties \
      included. A word is what stands between blanks and holds a letter or a digit; in scripts without \
      blanks ICU's dictionaries tell the words.

      Of XLIFF, PO and tables (TSV, CSV) the segments count that are not translated yet, with --all all.

      With --internal a segment that resembles one before it in the files that are counted, and more than \
      anything that the memory has, is in a band of its own: whoever translates the first has a match for it.

      With --rates, weighted words are printed too: each word counts with the percentage of its band, 100 \
      for a band that is not named.

      JSON is one object a file, and one with the document null for all: document, segments, words, weighted and bands \
      (band, segments, words). CSV has a line for each file and band. HTML is one page with a bar for each \
      file. An article of a folder that cannot be read is left out and named; the exit code is then 4.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, html
  }

  @Argument(
    help: "Articles, XLIFF, PO or tables, or folders of them; - reads standard input.",
    completion: .file())
  var articles: [String] = []
  @Flag(help: "The files hold one segment a line.") var segmented = false
  @Flag(
    name: .customLong("internal"),
    help: "Compare each segment with those before it, too: bands internal-95-99, -85-94 and -75-84."
  )
  var isInternal = false
  @Flag(help: "Count what is translated already in XLIFF, PO and tables, too.") var all = false
  @Flag(
    help: "Look only at texts that share six in ten words: faster, and some fuzzy matches fewer.")
  var fast = false
  @Option(
    help: ArgumentHelp(
      "The percentage with which a word of each band counts, 100 for the others.",
      valueName: "band=percent,…"), transform: Analyze.rates)
  var rates: [LeverageReport.Band: Double]?
  @Option(help: "How to print: text, json, csv, or html, a page with bars.")
  var format: Format = .text
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Articles") var reading: ArticleOptions
  @OptionGroup(title: "Articles") var rules: RuleOptions
  @OptionGroup(title: "Articles") var kindOptions: KindOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    try kindOptions.validate(for: StandardInput.ifUnnamed(articles, "an article"))
    if segmented, !kindOptions.kinds.isEmpty {
      throw ValidationError(
        "--as and --segmented exclude each other: a file of segments has no blocks.")
    }
  }

  func run() throws {
    var inputs = try NamedArticles(articles, in: languages.source, takesBilingual: true)
    let shelf = try memory.open()
    let pipeline = try reading.pipeline(
      for: languages.source, rules: rules, isSegmented: segmented, kinds: kindOptions.kinds,
      diagnostics: diagnostics)
    var leverage = LeveragePipeline(
      shelf, source: languages.source, target: languages.target, isFast: fast)
    if isInternal { try leverage.compareInternally() }
    let outputs = OutputGuard(
      inputs: inputs.paths + rules.files(for: languages.source),
      memories: memory.memories.map(\.path), mayReplace: output.force)
    var printer = LeveragePrinter(
      format: format, rates: rates, title: inputs.named.map(\.shownPath).joined(separator: ", "),
      hasInternal: isInternal, output: OpenOutput(try outputs.open(output.output)))
    diagnostics.progress("analyzing", counting: "files", of: inputs.paths.count)
    try inputs.forEach(diagnostics) { number, path in
      var text = try pipeline.translatableText(
        of: path, from: languages.source, to: languages.target, overwrites: all,
        report: diagnostics.note)
      text.name = path == "-" ? InputFile.standardInput : path.shownPath
      try printer.print(leverage.report(on: text))
      if text.finishedCount > 0 {
        diagnostics.note(
          "\(text.name): \(text.finishedCount.counted("segment")) translated already and not counted; --all counts them."
        )
      }
      Progress.show(number + 1)
    }
    Progress.end()
    try printer.finish()
    try inputs.check()
  }

  /// The rates that a text names: `100=0,95-99=10`.
  static func rates(_ text: String) throws -> [LeverageReport.Band: Double] {
    var rates: [LeverageReport.Band: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let band = LeverageReport.Band(rawValue: sides[0]),
        let percent = Double(sides[1]), (0...1000).contains(percent)
      else {
        let bands = LeverageReport.Band.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError(
          "“\(part)” is no rate. Write band=percent, such as 95-99=30; the bands are \(bands).")
      }
      rates[band] = percent
    }
    return rates
  }
}

/// Prints reports on leverage, one for each text and one for all.
struct LeveragePrinter {
  private let format: Analyze.Format
  private let rates: [LeverageReport.Band: Double]?
  private let output: OpenOutput
  private var page: LeveragePage?
  private var sum = LeverageReport(name: "all")
  private var count = 0

  init(
    format: Analyze.Format, rates: [LeverageReport.Band: Double]?, title: String,
    hasInternal: Bool = false, output: OpenOutput
  ) {
    self.format = format
    self.rates = rates
    self.output = output
    page =
      format == .html ? LeveragePage(title: title, rates: rates, hasInternal: hasInternal) : nil
  }

  /// Prints the report on one text.
  mutating func print(_ report: LeverageReport) throws {
    try writeHeader()
    count += 1
    sum.add(report)
    switch format {
    case .text: try writeTable(report)
    case .json: try output.write(JSONReport.leverage(report, rates: rates))
    case .csv: try writeRows(report)
    case .html:
      page?.write(report)
      try output.write(page?.takeBytes() ?? [])
    }
  }

  /// Writes the names of the columns before the first text.
  private func writeHeader() throws {
    guard count == 0, format == .csv else { return }
    try output.writeLine("document,band,segments,words,weighted")
  }

  /// Prints the sum of several texts, and gives an output file its name.
  mutating func finish() throws {
    try writeHeader()
    switch format {
    case .text: if count > 1 { try writeTable(sum) }
    case .json: try output.write(JSONReport.leverage(sum, isSum: true, rates: rates))
    case .csv: break
    case .html:
      page?.end(sum)
      try output.write(page?.takeBytes() ?? [])
    }
    try output.finish()
  }

  private func writeTable(_ report: LeverageReport) throws {
    try output.writeLine(report.name.onOneLine.printable)
    func row(_ title: String, _ count: LeverageReport.Count) throws {
      let share =
        report.total.words == 0 ? 0 : Double(count.words) / Double(report.total.words)
      try output.writeLine(
        "  \(title.padded(to: 14))"
          + "\(count.segments.grouped.padded(to: 9, alignment: .right)) segments"
          + "\(count.words.grouped.padded(to: 10, alignment: .right)) words"
          + "\(Int((100 * share).rounded()).grouped.padded(to: 5, alignment: .right)) %")
    }
    for band in LeverageReport.Band.allCases where report[band].segments > 0 {
      try row(band.title, report[band])
    }
    try row("all", report.total)
    if let rates {
      let words = report.weightedWords(rates).formatted(decimals: 1)
      try output.writeLine(
        "  \("weighted".padded(to: 14))\(words.padded(to: 28, alignment: .right)) words")
    }
  }

  /// A line for each band of a text.
  private func writeRows(_ report: LeverageReport) throws {
    for band in report.bands {
      let count = report[band]
      let weighted = rates.map { Double(count.words) * ($0[band] ?? 100) / 100 }
      try output.writeLine(
        QuotedField.line([
          report.name, band.rawValue, "\(count.segments)", "\(count.words)",
          weighted?.formatted(decimals: 2) ?? "",
        ]))
    }
  }
}
