import ArgumentParser
import Padan

/// `padan rules learn-page`: keeps what a person corrected on a page as words of the user's own.
struct RulesLearnPage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn-page",
    abstract:
      "Take the first words of the lines that were corrected on a page into the user's lists.",
    discussion: """
      Examples:
        padan segment halaman.txt --explain
        padan rules learn-page halaman.txt --as 3=byline --as 9-12=inset
        padan rules learn-page halaman.id.page

      Of each line whose kind was wrong, the label, such as “Laporan:”, or the first three words are \
      kept as words with which lines of the right kind begin. A line is passed over if its words may \
      begin any line: text, captions, single words, numbers, and words with which another line of the \
      page begins that has another kind. A file that ends in .page is a page with its kinds: a line is \
      a kind, a tab and the text.
      """)

  @Argument(help: "The page, or a .page file; - is standard input.", completion: .file())
  var page: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The right kind of blocks, by the numbers that `padan segment --explain` prints: 4=caption, "
        + "9-12=inset. May be repeated.", valueName: "blocks=kind"),
    completion: BlockKinds.completion, transform: { try BlockKinds($0) })
  var kinds: [BlockKinds] = []

  @OptionGroup var options: UserRuleOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// Whether the page has its kinds with it.
  private var isLabelled: Bool { page.hasSuffix(".page") }

  func validate() throws {
    if isLabelled != kinds.isEmpty {
      throw ValidationError(
        isLabelled
          ? "a .page file names its kinds; --as is for other pages."
          : "say with --as which blocks have another kind.")
    }
  }

  func run() throws {
    let path = try options.path()
    let bundled = SegmentationRules.bundled(for: options.lang) ?? .none
    let rules = try SegmentationRules(
      parsing: UserRules.text(at: path), file: path, onTopOf: bundled)
    let layout = isLabelled ? Segmenter.Layout.lines : reading.layout
    let articles = ArticlePipeline(
      try Segmenter(language: options.lang, rules: rules, layout: layout), reader: reading.reader)
    let lines =
      try isLabelled
      ? articles.lines(ofLabelledPage: page)
      : articles.lines(of: page, corrected: kinds.fixed, report: diagnostics.note)
    let (cues, passedOver) = LearnedCue.cues(of: lines)
    var new: [LearnedCue] = []
    try RuleFile.edit(path) { file in
      for cue in cues {
        guard let section = SegmentationRules.Section(rawValue: cue.kind.name) else { continue }
        if file.add(cue.text, to: section) { new.append(cue) }
      }
    }
    for cue in new { diagnostics.note("\(path): \(cue.text) → \(cue.kind.name)") }
    for line in passedOver {
      diagnostics.note("not kept, it may begin any line: \(String(line.prefix(60)).onOneLine)")
    }
    if new.isEmpty { throw Failure("nothing new was learned.", code: Exit.nothingFound) }
  }
}
