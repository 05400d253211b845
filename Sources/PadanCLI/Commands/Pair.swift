import ArgumentParser
import Padan

/// `padan pair`: finds the translations of documents in another collection.
struct Pair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair",
    abstract: "Find which articles of two folders belong together, and which have no partner.",
    discussion: """
      Examples:
        padan pair berita.id berita.en
        padan pair berita.id berita.en --format tsv | padan align --pairs - --format tmx
        padan pair indonesia.jsonl english.jsonl --format json

      SOURCE and TARGET are folders (with their subfolders), JSON Lines of {"name","segments":[…]}, \
      single articles, or with --lists files that hold a path a line. The texts decide, not the names; \
      in one folder for both languages, names like berita.id.txt say which is which.

      The score is how sure it is that two articles are translations of each other, 0 to 1. TSV has \
      the columns source, target, score; JSON is one object a line with the same members. An article \
      without a partner has a line with the other side empty (null in JSON). Exit code 1 where no \
      articles belong together, 4 where some could not be read.

      With --jsonl a line is a task of its own, {"id","source":[{"name","segments":[…]}],"target":[…]}, such as the \
      articles of one day; the answer is {"id","pairs":[…]} with the objects of --format json. A pair whose texts \
      are not in the languages of their sides has the member sides, which says why: sides.swapped, \
      sides.one-language, sides.same-text or sides.other-language.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, tsv, json
  }

  @Argument(help: "The source articles; with --jsonl a file or -.", completion: .file())
  var source: String?
  @Argument(help: "Their translations.", completion: .file()) var target: String?
  @Option(help: "The least score of a pair, 0 to 1.") var threshold =
    DocumentPairer.defaultThreshold
  @Option(help: "How to print pairs: text, tsv or json.") var format: Format = .text
  @Flag(help: "Begin TSV with a line that names the columns.") var header = false
  @Flag(help: "The articles hold one segment a line.") var segmented = false
  @Flag(help: "The inputs hold a path a line.") var lists = false
  @OptionGroup var worker: WorkerOptions
  @OptionGroup var pair: PairOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var kinds: SideKindOptions
  @OptionGroup var help: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard (0...1).contains(threshold) else { throw ValidationError("--threshold is 0 to 1.") }
    if header, format != .tsv { throw ValidationError("--header goes with --format tsv.") }
    if try worker.input(inputs) != nil {
      if lists || segmented || format != .text {
        throw ValidationError(
          "--jsonl answers with pairs, as JSON: leave out --format, --lists and --segmented.")
      }
      return
    }
    guard inputs.count == 2 else {
      throw ValidationError("name two folders or files: the articles and their translations.")
    }
    try kinds.validate(
      isOneArticle: !segmented && !lists
        && !inputs.contains { $0.hasSuffix(".jsonl") || ArticleFolder.isFolder($0) })
  }

  /// The inputs that are named.
  private var inputs: [String] { [source, target].compactMap(\.self) }

  func run() throws {
    let aligner = try pair.aligner(diagnostics: diagnostics, memory: help.open())
    if let input = try worker.input(inputs) {
      let sides = SideJudge(aligner)
      return try worker.run(input, diagnostics) { [threshold] (task: CollectionTask) in
        let paired = PairedCollections(
          task.sources, task.targets, by: aligner, threshold: threshold)
        return .objects("pairs", paired.answers(by: sides))
      }
    }
    diagnostics.progress("reading articles")
    let (sources, targets) = try collections()
    diagnostics.progress(
      "pairing \((sources.documents.count + targets.documents.count).counted("article"))")
    let sides = SideJudge(aligner)
    let paired = PairedCollections(
      sources, targets, by: aligner, sides: sides, threshold: threshold)
    Progress.end()
    var output = StandardOutput()
    if header { try output.writeLine(PairRecord.header) }
    for record in paired.records {
      switch format {
      case .text: try output.writePrintableLine(text(record))
      case .tsv:
        try output.write(tsv(record))
        for name in [record.source, record.target].compactMap(\.self) where name.onOneLine != name {
          diagnostics.note(
            "\(name.onOneLine): its name has a tab or a line break, for which TSV has a blank. "
              + "`padan align --pairs` reads --format json, too.")
        }
      case .json: try output.write(JSONReport.pair(record))
      }
    }
    try output.flush()
    var wrong = WrongSides()
    for error in paired.sideErrors(by: sides) { wrong.add(error) }
    wrong.warn(of: paired.pairing.pairs.count, in: inputs, to: diagnostics)
    for files in paired.disagreeingNames(languages: [pair.source, pair.target]) {
      diagnostics.note(
        "\(files.source) and \(files.target) share a name, but their texts do not belong together")
    }
    let pairing = paired.pairing
    diagnostics.note(
      "\(pairing.pairs.count.counted("pair")); without a partner: "
        + "\(pairing.unpairedSources.count.grouped) in \(pair.source), "
        + "\(pairing.unpairedTargets.count.grouped) in \(pair.target)")
    let failures = sources.failures + targets.failures
    if failures > 0 {
      throw Failure(
        "\(failures.counted("article")) could not be read.",
        code: Exit.partlyDone)
    }
    if pairing.pairs.isEmpty { throw ExitCode(Exit.nothingFound) }
  }

  /// Reads the two collections.
  private func collections() throws -> (source: DocumentCollection, target: DocumentCollection) {
    try pair.languages.collections(
      inputs[0], inputs[1], areLists: lists, reading: reading, rules: rules, isSegmented: segmented,
      kinds: (kinds.ofSource, kinds.ofTarget), diagnostics: diagnostics)
  }

  /// A line for a person.
  private func text(_ record: PairRecord) -> String {
    let score = record.score?.formatted(decimals: 2) ?? "   –"
    return [
      score, record.source ?? "– no source –",
      "↔ \(record.target ?? "– no target –")",
    ].joined(separator: "  ")
  }

  /// A line of tab-separated values, with the bytes of the paths as `padan align --pairs` opens them.
  private func tsv(_ record: PairRecord) -> [UInt8] {
    let columns = [
      record.source?.onOneLine ?? "", record.target?.onOneLine ?? "",
      record.score?.formatted(decimals: 4) ?? "",
    ]
    return (columns.joined(separator: "\t") + "\n").unterminatedPathBytes
  }
}

extension LanguageOptions {
  /// Reads the documents at two paths, in the source and the target language. Prints notes about
  /// them as diagnostics.
  func collections(
    _ sourcePath: String, _ targetPath: String, areLists: Bool, reading: ArticleOptions,
    rules: RuleOptions, isSegmented: Bool,
    kinds: (ofSource: [BlockKinds], ofTarget: [BlockKinds]) = ([], []),
    diagnostics: DiagnosticOptions
  ) throws -> (source: DocumentCollection, target: DocumentCollection) {
    func collection(
      _ path: String, _ language: LanguageTag, _ kinds: [BlockKinds]
    ) throws -> DocumentCollection {
      try DocumentCollection(
        of: path, isList: areLists, language: language, languages: [source, target],
        by: {
          try reading.pipeline(
            for: language, rules: rules, isSegmented: isSegmented, kinds: kinds,
            diagnostics: diagnostics)
        },
        report: { remark in
          switch remark {
          case .unreadable(let error): diagnostics.note(Failure.message(error))
          case .reading(let note): diagnostics.note(note)
          case .otherFiles: diagnostics.note("\(remark)")
          }
        })
    }
    return (
      try collection(sourcePath, source, kinds.ofSource),
      try collection(targetPath, target, kinds.ofTarget)
    )
  }
}
