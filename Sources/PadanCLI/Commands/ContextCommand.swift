import ArgumentParser
import Padan

/// `padan context`: chooses what a translator of an article should have seen before.
struct ContextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context",
    abstract: "Choose terms and pairs that help to translate an article, under a budget of tokens.",
    discussion: """
      Examples:
        padan context besok.id.html --budget 4000
        padan context besok.id.txt --format messages --fast > obrolan.json
        padan context besok.id.txt --format json --output paket.json
        padan check besok.xlf --pack paket.json

      The pack is meant for a machine translator, or for a person who is new to a subject. It holds, in this order: terms of \
      the memory that stand in the article (at most a quarter of the budget); of each segment the best match, if it is \
      context, exact or repaired as in padan lookup; examples; and neighbours, units that stand beside one of these in \
      its document (at most a tenth). Of XLIFF, PO and tables only what is not translated yet counts as the article.

      Examples are chosen so that together they have as many of the article's words, pairs and triples of words as \
      possible for their length, the rarer in the memory the better: from the fuzzy matches of its segments, and from \
      units that share rare words with one. Each has its unit, document, score and review.

      Tokens are estimated: one for each four Latin letters of a word, two letters of another script, letter of a \
      script without blanks, three digits or other sign, and 8 around each pair. The article itself is not counted. The \
      same article, memory and options give the same bytes.

      JSON is one object: article, from, to, budget, tokens, terms, and examples with role (match, example or neighbour), segment, \
      unit, memory, document, match, score, review, source, target and tokens; padan check --pack reads it and tells which of them a \
      translation used. Messages is the object of a chat: messages with role (system, user, assistant) and content; \
      the last has the article, a segment a line. The words of all texts are indexed by the first use, as by \
      padan search. Exit code 1 if the memory has nothing for the article.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, messages
  }

  @Argument(
    help: "An article, or XLIFF, PO or a table; - reads standard input.", completion: .file())
  var article: String?
  @Option(help: ArgumentHelp("The most tokens, estimated.", valueName: "tokens"))
  var budget = 4_000
  @Option(name: .customLong("min"), help: "The least score of a match, 0 to 100.") var minimum =
    75.0
  @Flag(help: "Look for matches only among texts that share six in ten words.") var fast = false
  @Flag(inversion: .prefixedNo, help: "Adapt what differs in values, names or words.")
  var repair = true
  @Option(help: "How to print: text, json, or messages, a chat in JSON.") var format: Format = .text
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Articles") var reading: ArticleOptions
  @OptionGroup(title: "Articles") var rules: RuleOptions
  @OptionGroup(title: "Articles") var kindOptions: KindOptions
  @OptionGroup(title: "Which units may answer") var filter: FilterOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: LookupMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  private func path() throws -> String {
    try StandardInput.ifUnnamed([article].compactMap(\.self), "an article")[0]
  }

  func validate() throws {
    try kindOptions.validate(for: [path()])
    guard (0...100).contains(minimum) else { throw ValidationError("--min is 0 to 100.") }
    guard budget >= 0 else { throw ValidationError("--budget is 0 or more.") }
  }

  func run() throws {
    let path = try path()
    let outputs = OutputGuard(
      inputs: [path] + rules.files(for: languages.source), memories: memory.memories.map(\.path),
      mayReplace: output.force)
    let output = OpenOutput(try outputs.open(output.output))
    let articles = try reading.pipeline(
      for: languages.source, rules: rules, kinds: kindOptions.kinds, diagnostics: diagnostics)
    let text = try articles.translatableText(
      of: path, from: languages.source, to: languages.target, report: diagnostics.note)
    let pack = try ContextPipeline(lookup(), budget: budget).pack(for: text)
    switch format {
    case .json: try output.write(JSONReport.context(pack))
    case .messages: try output.write(JSONReport.messages(pack, for: text))
    case .text: for line in pack.lines { try output.writeLine(line.printable) }
    }
    try output.finish()
    diagnostics.note(
      "\(path == "-" ? "-" : path.shownPath): \(pack.terms.count.counted("term")), "
        + "\(pack.examples.count.counted("pair")), about \(pack.tokens.counted("token"))")
    if pack.terms.isEmpty, pack.examples.isEmpty { throw ExitCode(Exit.nothingFound) }
  }

  private func lookup() throws -> LookupPipeline {
    var options = LookupOptions(
      source: languages.source, target: languages.target, minimum: minimum)
    options.isFast = fast
    options.filter = try filter.filter()
    let shelf = try memory.open()
    var lookup = LookupPipeline(shelf, options: options)
    if repair { try lookup.repairMatches() }
    lookup.glossary = try Glossary(shelf, from: languages.source, to: languages.target)
    return lookup
  }
}

extension ContextPack {
  /// The pack for people: terms, a line each; pairs, three lines each.
  fileprivate var lines: [String] {
    let terms = terms.map { "term \($0.line)" }
    let pairs = examples.flatMap { example in
      var head = ["\(example.role.rawValue) of segment \(example.segment + 1)"]
      if let score = example.score, let kind = example.kind {
        head.append("\(score.formatted(decimals: 1)) \(kind)")
      }
      if let document = example.document { head.append(document.shownPath) }
      if example.review != .unreviewed { head.append(example.review.rawValue) }
      head.append("unit \(example.unit)")
      return [
        "", head.joined(separator: " · "), "  " + example.source.onOneLine,
        "  " + example.target.onOneLine,
      ]
    }
    return Array((terms + pairs).drop(while: \.isEmpty))
  }
}
