import ArgumentParser
import Padan

/// `padan segment`: splits articles into segments.
struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Split articles into segments.",
    discussion: """
      Examples:
        padan segment berita.txt --format json
        padan segment berita.txt --explain
        padan segment berita.txt --as 4=caption --as 9-12=inset
        padan segment berita/ --format tsv
        padan segment --jsonl < artikel.jsonl

      The structure of the page comes first (kicker, headline, standfirst, subheading, byline, \
      caption, credit, dateline, list, inset, sign-off), then ICU's sentence breaks, then the rules of \
      the language. --explain says of each line which kind it has, how sure, and by which signs, and \
      names what decided at every place where a segment might end. Of a saved web page the article is \
      found first; exit code 1 if there is none.

      JSON is one object a line: index, text, start and end (UTF-8 byte offsets), block (the number \
      of the line or paragraph, from 0), kind, copy where the headline is repeated, confidence (of the \
      kind, 0 to 1), and document, the file. TSV has the columns index, start, end, block, kind, text and, for several documents, \
      document. index begins at 0 in each document. Of a folder, the articles in the language of --lang \
      are read, in its subfolders too. Offsets refer to the input where it is plain \
      UTF-8, and else to the text that --extract prints. The lines of a hard-wrapped text, such as mail or a \
      PDF's text, are joined, with a note; its offsets still refer to the input. With --explain, JSON has, for lines, block, start, end, \
      kind, confidence, features, and fixed where no model decided (person, by --as, or cue, by the \
      user's rules), and for places offset, break, icu (whether ICU breaks there), \
      rule, word, before and after.

      With --jsonl a line is {"id","text","name"}, the text of a whole file and its name, which tells its format; \
      the answer is {"id","segments":[…]} with the objects of --format json, or {"id","error":{"code","message"}}. \
      With --keys it has "keys" too: the numbers of the article and the beginnings of its longer words, \
      which names and cognates have in common, so that its translation can be found among others.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, html
  }

  /// The values of `--keep`: which kinds of segments are printed.
  enum Kept: String, CaseIterable, ExpressibleByArgument {
    case all, body, translatable
  }

  @Argument(
    help: "The articles: text, HTML or Markdown, or folders of them; - is standard input.",
    completion: .file())
  var articles: [String] = []

  @Option(name: .language, help: "The language of the articles.")
  var lang: LanguageTag = UsualLanguages.source

  @Option(help: "How to print segments: text, json, tsv, or html, a page that shows their kinds.")
  var format: Format = .text

  @Option(
    help: """
      Which segments to print: all; body (the sentences of the text, its deck, subheadings and lists); or translatable \
      (all but bylines, credits, insets, sign-offs and copies).
      """)
  var keep: Kept = .all

  @Flag(
    help: """
      Say what decided about each line and at every place where a segment might end, instead of \
      segments.
      """)
  var explain = false

  @Flag(help: "Print the extracted text that offsets refer to, instead of segments.")
  var extract = false

  @Flag(
    help: "With --jsonl, also tell the keys by which the translation of each article can be found.")
  var keys = false

  @OptionGroup var kindOptions: KindOptions
  @OptionGroup var worker: WorkerOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if try worker.input(articles) != nil {
      if explain || extract || !kindOptions.kinds.isEmpty || keep != .all || format != .text {
        throw ValidationError(
          "--jsonl answers with all segments, as JSON: leave out --format, --keep, --as, --explain and "
            + "--extract.")
      }
      return
    }
    if keys { throw ValidationError("--keys goes with --jsonl.") }
    let named = try StandardInput.ifUnnamed(articles, "an article")
    try kindOptions.validate(for: named)
    if explain, extract {
      throw ValidationError("--explain and --extract do not go together.")
    }
    if explain, format == .tsv || format == .html {
      throw ValidationError("--explain prints text or json.")
    }
  }

  func run() throws {
    let articles = try reading.pipeline(
      for: lang, rules: rules, kinds: kindOptions.kinds,
      givesConfidence: worker.jsonl || format == .json || format == .html,
      diagnostics: diagnostics)
    if let input = try worker.input(self.articles) {
      return try worker.run(input, diagnostics) { (task: ArticleTask) in
        let text = try articles.text(in: Array(task.text.utf8), name: task.name ?? "")
        let segments = text.segments.enumerated().map {
          JSONReport.segment($0.element, index: $0.offset)
        }
        guard keys else { return .objects("segments", segments) }
        let found = CounterpartKeys.of(text.segments.lazy.filter(\.isTranslatable).map(\.text))
        return .objects("segments", segments, strings: ("keys", found))
      }
    }
    var output = StandardOutput()
    var page =
      explain || extract || format != .html ? nil : SegmentPage(language: lang, title: title)
    var inputs = try NamedArticles(self.articles, in: lang)
    let isOneOfMany = inputs.paths.count > 1
    try inputs.forEach(diagnostics) { _, path in
      try segment(path, isOneOfMany: isOneOfMany, by: articles, on: &page, to: &output)
    }
    page?.end()
    try output.write(page?.takeBytes() ?? [])
    try output.flush()
    try inputs.check()
  }

  /// The title of a page: the articles as they are named.
  private var title: String {
    articles.isEmpty ? "Segments" : articles.map(\.shownPath).joined(separator: ", ")
  }

  /// Prints the segments of one article, or what the flags ask for in their place.
  private func segment(
    _ path: String, isOneOfMany: Bool, by articles: ArticlePipeline,
    on page: inout SegmentPage?, to output: inout StandardOutput
  ) throws {
    let name = path == "-" ? nil : path.shownPath
    diagnostics.progress(
      "segmenting \(name ?? InputFile.standardInput)", counting: "MB",
      of: Progress.megabytes(of: path))
    if explain {
      try print(
        articles.explanations(of: path, report: diagnostics.note), of: name, to: &output)
    } else if extract {
      let document = try articles.document(path, report: diagnostics.note)
      try output.write(document.text)
      if document.text.last.map({ $0 != 0x0A }) ?? false { try output.writeLine("") }
    } else {
      var printer = SegmentPrinter(
        format: format, keep: keep, document: name, isOneOfMany: isOneOfMany, page: page)
      defer { page = printer.page }
      try articles.forEachSegment(of: path, report: diagnostics.note) {
        segment, text, isWellFormed in
        Progress.show(segment.range.upperBound / Progress.megabyte)
        try printer.print(segment, text, isWellFormed: isWellFormed, to: &output)
      }
      try printer.finish(&output)
    }
  }

  /// Prints why each line has its kind, and the decision at each place where a segment might end.
  private func print(
    _ explanations: (blocks: [BlockExplanation], boundaries: [BoundaryExplanation]),
    of document: String?, to output: inout StandardOutput
  ) throws {
    for explanation in explanations.blocks {
      if format == .json {
        try output.write(JSONReport.explanation(explanation, document: document))
      } else {
        let block = "block \(explanation.block)".padded(to: 10)
        let percent = "\(Int((explanation.confidence * 100).rounded())) %".padded(
          to: 5, alignment: .right)
        let reasons =
          explanation.source?.inOptions ?? explanation.features.prefix(5).joined(separator: "  ")
        try output.writePrintableLine(
          "\(block)  \(explanation.kind.name.padded(to: 17))  \(percent)  \(reasons)")
      }
    }
    for explanation in explanations.boundaries {
      if format == .json {
        try output.write(JSONReport.explanation(explanation, document: document))
      } else {
        let offset = String(explanation.offset).padded(to: 7, alignment: .right)
        let verdict = explanation.isBreak ? "break   " : "no break"
        let rule = explanation.rule.rawValue.padded(to: 18)
        let mark = explanation.isBreak ? "⏐" : "·"
        let around = explanation.before.suffix(24) + mark + explanation.after.prefix(16)
        try output.writePrintableLine("\(offset)  \(verdict)  \(rule)  \(around)")
      }
    }
  }
}

extension KindSource {
  /// What decided about the kind, in terms of options.
  fileprivate var inOptions: String {
    switch self {
    case .person: "fixed by --as"
    case .cue(let words): "fixed by your rule “\(words)”"
    }
  }
}

/// Prints segments one by one. Call `finish` after the last.
struct SegmentPrinter {
  let format: Segment.Format
  let keep: Segment.Kept
  /// The number of segments printed so far.
  private var index = 0
  private var json: SegmentReport
  /// The end of each line of TSV: the column of the document, if there are several.
  private let lineEnd: String
  /// The page of `--format html`.
  private(set) var page: SegmentPage?

  /// A printer for the segments of one document.
  ///
  /// - Parameters:
  ///   - document: The document's name; `nil` for standard input.
  ///   - page: The page of `--format html`.
  init(
    format: Segment.Format, keep: Segment.Kept, document: String?, isOneOfMany: Bool,
    page: SegmentPage? = nil
  ) {
    self.page = page
    self.page?.beginDocument(document ?? InputFile.standardInput)
    self.format = format
    self.keep = keep
    json = SegmentReport(document: document)
    lineEnd = isOneOfMany ? "\t\((document ?? "-").onOneLine)" : ""
  }

  /// Prints a segment, if `--keep` selects it.
  ///
  /// - Parameters:
  ///   - text: UTF-8 bytes that contain the segment at `segment.local`.
  ///   - isWellFormed: Whether the bytes are known to be well-formed.
  mutating func print(
    _ segment: SegmentSpan, _ text: Span<UInt8>, isWellFormed: Bool,
    to output: inout StandardOutput
  ) throws {
    guard isKept(segment) else { return }
    defer { index += 1 }
    let bytes = text.extracting(segment.local)
    switch format {
    case .text: try output.writeLine(String(utf8: bytes).onOneLine)
    case .tsv:
      let range = "\(segment.range.lowerBound)\t\(segment.range.upperBound)"
      try output.writeLine(
        "\(index)\t\(range)\t\(segment.block)\t\(segment.kind.name)\t"
          + String(utf8: bytes).onOneLine + lineEnd)
    case .json:
      json.add(segment, text: bytes, isWellFormed: isWellFormed)
      if json.pendingCount >= Self.batchSize { try output.write(json.takeBytes()) }
    case .html:
      page?.add(
        text: String(utf8: bytes), block: segment.block, kind: segment.kind, isCopy: segment.isCopy,
        confidence: segment.confidence)
      if let count = page?.pendingCount, count >= Self.batchSize {
        try output.write(page?.takeBytes() ?? [])
      }
    }
  }

  /// Writes the lines that are still in the buffer. JSON is written in batches.
  mutating func finish(_ output: inout StandardOutput) throws {
    try output.write(json.takeBytes())
    page?.endDocument()
  }

  /// JSON is written when this many bytes have come together.
  private static let batchSize = 1 << 15

  /// Whether a segment is of a kind that `--keep` selects.
  private func isKept(_ segment: SegmentSpan) -> Bool {
    switch keep {
    case .all: true
    case .body:
      [.body, .datelineSentence, .list, .standfirst, .subheading].contains(segment.kind)
    case .translatable: segment.kind.isTranslatable && !segment.isCopy
    }
  }
}

extension String {
  /// Decodes UTF-8 bytes; ill-formed ones become U+FFFD.
  init(utf8 bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
