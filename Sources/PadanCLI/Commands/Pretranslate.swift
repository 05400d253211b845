import ArgumentParser
import Padan

/// `padan pretranslate`: writes articles with the translations that a memory has for them.
struct Pretranslate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretranslate",
    abstract:
      "Write an article, XLIFF, PO or a table with the translations that the memory has for it.",
    discussion: """
      Examples:
        padan pretranslate besok.id.html --output besok.en.html
        padan pretranslate besok.id.txt --mark
        padan pretranslate besok.id.txt --format tsv --min 85
        padan pretranslate berita.id --output-dir draf
        padan pretranslate besok.id.html --format xliff --output besok.xlf
        padan pretranslate proyek.xlf --output proyek.draf.xlf
        padan pretranslate pesan.po --output pesan.en.po

      Each segment that is translated is looked up between its neighbours, and its best match of at least \
      --min takes its place: a context match before an exact one, that before a repaired one, and that before a fuzzy one. A repaired \
      match has the segment's own numbers, dates, times, names and words, as padan lookup --help tells; --no-repair leaves \
      all as they are stored. A text that \
      is repeated in the file has the translation of its first place, unless the memory has it between the same neighbours. \
      Bylines, credits, insets and sign-offs stay, and so does each segment without a match. The file has the format it \
      had, and all its other bytes are as they were, the markers of lists and of footnotes too, but for a file in another encoding, which is written in UTF-8; what HTML marks with translate="no" or the class notranslate \
      stays, and so does what XLIFF protects (mrk with mtype="protected" or translate="no"). Of a page its title and description, and what alt, title, placeholder and aria-label say in its article, are \
      drafted too; they are listed behind its text, and --save of padan align keeps those of two pages. Formatting inside a segment stands around the words that \
      translate those which it stood around, and is left out where that is not clear. The marker of a list item (-, •, a., 1., \
      (2)) is that of the file, whether the memory has the item with a marker or without. Between sentences stands a blank or, \
      in Chinese and Japanese, none.

      With --mark what a person has to look at stands between ⟦ and ⟧: a translation that is not exact \
      with its score (⟦87 …⟧), a segment without one as ⟦– …⟧. How many words the memory covers, and how \
      well, stands on standard error.

      Of XLIFF, PO and tables (TSV and CSV, which their names tell) only the targets change, and what the format says of \
      them: state, qualifier and alt-trans of XLIFF 1.2, state and mtc:matches of XLIFF 2, the flag fuzzy and #| of PO, \
      columns score, match and unit of a table. Comments, unknown elements, line ends and the encoding stay. What is \
      translated by its state is left alone unless --overwrite is given; a draft that stands gives way to an equal text \
      only, and so do plural forms, of which an entry gets all or none (forms that the memory does not have are like the \
      plural, and the entry is fuzzy), and files whose states are in SDL's or memoQ's own \
      words. Of several translations an entry of PO takes that of its msgctxt. A table that names its sources alone (key,id) \
      gets a column for the translations. What is packed with gzip is written unpacked. `padan import` brings a \
      finished file back and leaves out what is still fuzzy; in a table, empty the cell of the column match when \
      the row is done.

      TSV has the columns source, target, score, match (context, exact, repaired, fuzzy, repetition or none) and unit; \
      JSON one object a segment: document, index, block, kind, source, target, score, match, unit and memory. \
      An article of a folder that cannot be read is left out and named; the exit code is then 4. \
      Save what you finish with `padan align besok.id.html besok.en.html --save`. Exit code 1 if nothing was \
      found.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case document, tsv, json, xliff, xliff2, html

    /// Whether an output holds one article only.
    var isOneFile: Bool { self != .tsv && self != .json }

    /// The ending of a file in this format; `nil` for that of the article.
    var ending: String? {
      switch self {
      case .document: nil
      case .tsv: ".tsv"
      case .json: ".jsonl"
      case .xliff, .xliff2: ".xlf"
      case .html: ".html"
      }
    }
  }

  @Argument(
    help: "Articles, XLIFF, PO or tables, or folders of them; - reads standard input.",
    completion: .file())
  var articles: [String] = []
  @Option(name: .customLong("min"), help: "The least score of a match that is taken, 0 to 100.")
  var minimum = 75.0
  @Flag(help: "Look only at texts that share six in ten words.") var fast = false
  @Flag(inversion: .prefixedNo, help: "Adapt what differs in values, names or words.")
  var repair = true
  @Flag(help: "Mark what is not exact, and what has no translation.") var mark = false
  @Option(
    help: """
      What to write: document, the file in its own format; xliff (1.2) or xliff2 (2.1), an article for a translator's \
      program; html, a page to read; tsv or json.
      """)
  var format: Format = .document
  @Flag(help: "Translate anew what is translated already in XLIFF, PO and tables.")
  var overwrite = false
  @OptionGroup var worker: WorkerOptions
  @OptionGroup var output: FolderOutputOptions
  @OptionGroup(title: "Articles") var reading: ArticleOptions
  @OptionGroup(title: "Articles") var rules: RuleOptions
  @OptionGroup(title: "Articles") var kindOptions: KindOptions
  @OptionGroup(title: "Which units may answer") var filter: FilterOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard (0...100).contains(minimum) else { throw ValidationError("--min is 0 to 100.") }
    if try worker.input(articles) != nil {
      if mark || format != .document || output.outputDir != nil || output.file.output != nil
        || !kindOptions.kinds.isEmpty
      {
        throw ValidationError(
          "--jsonl answers with segments, as JSON: leave out --format, --mark, --as, --output and --output-dir."
        )
      }
      return
    }
    let named = try StandardInput.ifUnnamed(articles, "an article")
    try kindOptions.validate(for: named)
    if mark, format != .document { throw ValidationError("--mark goes with --format document.") }
    if format.isOneFile, output.outputDir == nil,
      named.count > 1 || named.contains(where: ArticleFolder.isFolder)
    {
      throw ValidationError("several articles need a folder: name it with --output-dir.")
    }
  }

  func run() throws {
    if let input = try worker.input(articles) {
      let pipeline = try pipeline()
      return try worker.run(input, diagnostics) { [overwrite] (task: ArticleTask) in
        let draft = try pipeline.draft(
          in: Array(task.text.utf8), name: task.name ?? "", overwrites: overwrite)
        return .objects("segments", draft.items.map { JSONReport.draft($0, of: draft.name) })
      }
    }
    var inputs = try NamedArticles(articles, in: languages.source, takesBilingual: true)
    let outputs = OutputGuard(
      inputs: inputs.paths + rules.files(for: languages.source),
      memories: memory.memories.map(\.path), mayReplace: output.file.force)
    let targets = try targets(of: inputs.paths, outputs)
    let pipeline = try pipeline()
    var hasMatch = false
    let one = output.outputDir == nil ? OpenOutput(try outputs.open(output.file.output)) : nil
    try inputs.forEach(diagnostics) { number, path in
      let draft = try pipeline.draft(of: path, overwrites: overwrite, report: diagnostics.note)
      hasMatch = hasMatch || draft.items.contains { $0.match != nil }
      if let target = targets[number] {
        let file = OpenOutput(try outputs.open(target))
        try write(draft, to: file)
        try file.finish()
      } else if let one {
        try write(draft, to: one)
      }
      note(draft)
    }
    try one?.finish()
    try inputs.check()
    if !hasMatch { throw ExitCode(Exit.nothingFound) }
  }

  private func pipeline() throws -> PretranslationPipeline {
    var options = LookupOptions(
      source: languages.source, target: languages.target, minimum: minimum, limit: 1)
    options.isFast = fast
    options.filter = try filter.filter()
    let shelf = try memory.open()
    var lookup = LookupPipeline(shelf, options: options)
    if repair { try lookup.repairMatches() }
    var pipeline = PretranslationPipeline(
      lookup,
      articles: try reading.pipeline(
        for: languages.source, rules: rules, kinds: kindOptions.kinds, diagnostics: diagnostics),
      aligner: { [languages] in Aligner(source: languages.source, target: languages.target) })
    pipeline.glossary = try Glossary(shelf, from: languages.source, to: languages.target)
    return pipeline
  }

  /// The file in the folder of `--output-dir` for each article, which has its name; `nil` without the
  /// option.
  private func targets(of paths: [String], _ outputs: OutputGuard) throws -> [String?] {
    guard let outputDir = output.outputDir else { return paths.map { _ in nil } }
    try output.makeFolder()
    var taken: Set<String> = []
    return try paths.map { path in
      let name = path == "-" ? "standard-input" : String(path.split(separator: "/").last ?? "")
      // What was packed is written unpacked.
      let plain = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
      let target = "\(outputDir)/\(plain)\(format.ending ?? "")"
      guard taken.insert(target).inserted else {
        throw Failure(
          "two articles are named \(name.shownPath). Pretranslate them one by one.",
          code: Exit.wrongUse)
      }
      try outputs.check(target)
      return target
    }
  }

  private func write(_ draft: Draft, to output: OpenOutput) throws {
    switch format {
    case .document:
      let written = try draft.document(marked: mark)
      try output.write(written.bytes)
      if written.isReencoded { diagnostics.note("\(draft.name.shownPath): written in UTF-8") }
      if !written.untranslated.isEmpty {
        diagnostics.note(
          "\(draft.name.shownPath): \(written.untranslated.count.counted("segment")) could not be placed "
            + "in the file and stay as they were.")
      }
    case .xliff, .xliff2:
      if case .bilingual = draft.text.origin {
        throw Failure(
          "\(draft.name.shownPath) is a file of segments already: leave out --format \(format.rawValue).",
          code: Exit.wrongUse)
      }
      try output.write(
        draft.xliff(format == .xliff ? .v12 : .v21, from: languages.source, to: languages.target))
    case .html:
      try output.write(draft.page(from: languages.source, to: languages.target))
    case .json:
      for item in draft.items { try output.write(JSONReport.draft(item, of: draft.name)) }
    case .tsv:
      for item in draft.items {
        try output.writeLine(
          [
            item.segment.text.onOneLine, item.translation?.text.onOneLine ?? "",
            item.match?.printedScore.formatted(decimals: 1) ?? "", item.kind,
            item.match.map { "\($0.unit)" } ?? "",
          ].joined(separator: "\t"))
      }
    }
  }

  /// Says how well the memory covers a text, and what was left alone.
  private func note(_ draft: Draft) {
    if !draft.items.isEmpty { diagnostics.note(summary(draft)) }
    let passedOver = draft.text.passedOver.map { $0.count.counted($0.kind.name) }
    if !passedOver.isEmpty {
      diagnostics.note(
        "\(draft.name.shownPath): left as they are: \(passedOver.joined(separator: ", "))")
    }
    let terms = draft.items.reduce(0) { $0 + $1.terms.count }
    if terms > 0 {
      diagnostics.note(
        "\(draft.name.shownPath): terms stand in \(terms.counted("place")); --format html and json show them."
      )
    }
    let count = draft.text.finishedCount
    if count > 0 {
      diagnostics.note(
        "\(draft.name.shownPath): \(count.counted("segment")) translated already and left alone; --overwrite translates them anew."
      )
    }
  }

  /// How many words of each band an article has.
  private func summary(_ draft: Draft) -> String {
    let (report, repaired) = (draft.leverage, draft.repaired)
    var bands = LeverageReport.Band.allCases.map {
      (title: $0.title, words: report[$0].words - repaired[$0].words)
    }
    // A repaired segment counts as such, and stands where its match ranks.
    let place = LeverageReport.Band.allCases.firstIndex(of: .exact).map { $0 + 1 } ?? 0
    bands.insert((title: "repaired", words: repaired.total.words), at: place)
    let shown = bands.filter { $0.words > 0 }.map { "\($0.title) \($0.words.grouped)" }
    return "\(report.name.shownPath): \(report.total.words.counted("word")): "
      + shown.joined(separator: ", ")
  }
}
