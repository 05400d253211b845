import ArgumentParser
import Padan

/// `padan align`: aligns articles with their translations, prints the pairs and saves them.
struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Find which segments of an article and its reference translate each other.",
    discussion: """
      Examples:
        padan align berita.id.txt berita.en.txt
        padan align berita.id.txt berita.en.txt --output berita.html --words
        padan align berita.id.txt berita.en.txt --save
        padan align berita.id.txt berita.en.txt --lexicon istilah.tsv
        padan align berita.id berita.en --format tmx > berita.tmx
        padan align berita.id berita.en --format hunalign --output-dir sejajar
        padan pair berita.id berita.en --format tsv | padan align --pairs - --format json
        padan align --segmented kalimat.id kalimat.en --format json
        padan align --jsonl documents.jsonl

      Two folders are paired by the names of their files (berita.id.txt with berita.en.txt), with \
      --by-content by their texts, as `padan pair` does. Several pairs of files may follow each other.

      Every segment is in exactly one bead, paired or unpaired; its confidence is the probability \
      that it is right. Texts that are no translations of each other give low confidences and a \
      warning. JSON is one object a document: id, reference (the translation's file), source and target \
      (the segments, for articles), translation (whether the texts are translations of each other), \
      beads (source and target positions, confidence, crossing) and the lexicons used. With --words each \
      bead has its words: pairs of words that translate each other, with the segments and the UTF-8 bytes \
      where they stand, and a probability. --jsonl reads \
      {"id","source":[…],"target":[…]} (or src, tgt) a line and answers each in its place; what cannot \
      be read gives {"id","error":{"message"}} and exit code 4. TSV has the columns source, target, \
      confidence, kind, crossing and, for several documents, document. moses writes the pairs to \
      OUTPUT.id and OUTPUT.en; hunalign, ladder and vecalign write what these aligners write, with \
      confidences as scores and 1 − confidence as cost, and positions that count segments: padan segment \
      writes them a line each; xces writes OPUS's links, whose sentences \
      count from 1. --output-dir names each file after its source.

      A memory knows an article by its file, wherever it is named from. When a revised article or reference \
      is saved again, the pairs of its earlier alignment that it no longer has are withdrawn, but for \
      those that a person approved or edited; --keep-old keeps them all, and `padan undo` brings them \
      back. A name that now stands for another text withdraws nothing. With the pairs of two web pages those of their titles, \
      descriptions and image texts are saved, where both have them. With --force texts whose sides look wrong are saved, too.

      Padan's own lexicon is used or, for languages that it has none for, what numbers, months, days, \
      countries, cities and units are called in them by Unicode's CLDR, and the dictionary of Debian's \
      packages dict-freedict-… if it is installed (in /usr/share/dictd, or the folder that \
      PADAN_DICTIONARIES names; --no-dictionaries leaves it out), each that --lexicon names (see `padan lexicon import --help`), and \
      the lexicon and review decisions of the memory that --memory or PADAN_MEMORY names or --save \
      writes to; --no-memory leaves them out.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, tmx, html, moses, hunalign, ladder, vecalign, xces

    /// The ending of a file in this format. `moses` adds the languages.
    var ending: String {
      switch self {
      case .text: ".txt"
      case .json: ".json"
      case .moses: ""
      case .xces: ".xml"
      case .tsv, .tmx, .html, .hunalign, .ladder, .vecalign: ".\(rawValue)"
      }
    }

    /// The format of an output's ending; `nil` for an unknown ending.
    init?(outputName: String) {
      let name = outputName.lowercased()
      guard let dot = name.lastIndex(of: ".") else { return nil }
      let ending = String(name[name.index(after: dot)...])
      switch ending {
      case "txt": self = .text
      case "jsonl": self = .json
      case "htm": self = .html
      case "xml": self = .xces
      default: self.init(rawValue: ending)
      }
    }
  }

  @Argument(
    help: "The source article and its reference, or two folders; with --jsonl one file or -.",
    completion: .file())
  var inputs: [String] = []

  @Flag(help: "The inputs hold one segment a line.")
  var segmented = false

  @Flag(help: "The input holds one document a line, already in segments, as JSON.")
  var jsonl = false

  @Option(
    help: ArgumentHelp("Align the pairs that `padan pair` lists: TSV or JSON.", valueName: "file"),
    completion: .file())
  var pairs: String?

  @Flag(help: "Pair the articles of two folders by their texts, not their names.")
  var byContent = false

  @Flag(help: "Answer each document as it comes, in flat memory.")
  var stream = false

  @Option(
    help: ArgumentHelp(
      "How to print: text, json, tsv, tmx, html, moses, hunalign, ladder, vecalign or xces; by "
        + "default the name of --output tells, or else text, with --jsonl json."))
  var format: Format?

  @Flag(help: "Begin TSV with a line that names the columns.") var header = false

  @OptionGroup var outputs: FolderOutputOptions

  @Option(
    help: ArgumentHelp(
      "Leave the segments of a bead below this confidence, 0 to 1, unpaired.",
      valueName: "confidence"))
  var minConfidence = 0.0

  @Flag(help: "Put the pairs into the memory, with where they come from.")
  var save = false

  @Flag(help: "With --save, keep what earlier alignments of the same articles brought.")
  var keepOld = false

  @Flag(help: "With --jsonl, repeat the segments in the answers, as padan filter wants them.")
  var texts = false

  @Flag(help: "Mark which words translate each other, in JSON and HTML.") var words = false

  @OptionGroup var pair: PairOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var kinds: SideKindOptions
  @OptionGroup var encoder: EncoderOptions
  @OptionGroup var help: HelpMemoryOptions
  @OptionGroup var color: ColorOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// The file of the results; `nil` and `-` are standard output.
  var output: String? { outputs.file.output }
  /// The folder of the results.
  var outputDir: String? { outputs.outputDir }
  /// Whether outputs replace files, and texts whose sides look wrong are saved.
  var force: Bool { outputs.file.force }

  /// The format of the results.
  var shape: Format {
    format ?? output.flatMap { Format(outputName: $0) } ?? (jsonl ? .json : .text)
  }

  func validate() throws {
    if keepOld, !save { throw ValidationError("--keep-old goes with --save.") }
    if jsonl, pairs != nil { throw ValidationError("--jsonl and --pairs do not go together.") }
    if save, help.noMemory {
      throw ValidationError("--save and --no-memory do not go together.")
    }
    guard (0...1).contains(minConfidence) else {
      throw ValidationError("--min-confidence is 0 to 1.")
    }
    if shape == .moses, outputDir == nil, output == nil || output == "-" {
      throw ValidationError(
        "--format moses writes two files. Name their prefix with --output, or --output-dir.")
    }
    if words, shape != .json, shape != .html {
      throw ValidationError("--words goes with --format json or html.")
    }
    if header, shape != .tsv { throw ValidationError("--header goes with --format tsv.") }
    if texts, !jsonl { throw ValidationError("--texts goes with --jsonl.") }
    try kinds.validate(
      isOneArticle: inputs.count == 2 && !jsonl && !segmented && pairs == nil
        && !inputs.contains(where: ArticleFolder.isFolder))
    if byContent, jsonl || pairs != nil {
      throw ValidationError("--by-content takes two folders.")
    }
    if jsonl {
      guard inputs.count <= 1 else {
        throw ValidationError("--jsonl takes one file, or - for standard input.")
      }
      _ = try StandardInput.ifUnnamed(inputs, "a file of documents")
      if segmented { throw ValidationError("--jsonl and --segmented do not go together.") }
    } else if pairs != nil {
      guard inputs.isEmpty else { throw ValidationError("--pairs names the files; add none.") }
    } else {
      guard inputs.count >= 2, inputs.count.isMultiple(of: 2) else {
        throw ValidationError("name two files, the source and its translation.")
      }
      if inputs.count(where: { $0 == "-" }) > 1 {
        throw ValidationError("only one of the inputs can be -.")
      }
    }
  }

  func run() throws {
    if save { return try runAndSave() }
    let memory = try help.open(mayBeMissing: encoder.isNamed)
    let vectors = help.namedPath.map { VectorMemory(memory, path: $0) }
    let pipeline = try pipeline(lexicon: memory, decisions: memory, vectors: vectors)
    let inputs = try inputs(for: pipeline.aligner)
    var printer = try AlignmentOutputs(self, aligner: pipeline.aligner, inputs: inputs)
    try align(inputs, by: pipeline, &printer) { _ in }
    try check(printer.failures)
  }

  /// Aligns, and saves the alignments in one transaction. A new memory appears with them.
  private func runAndSave() throws {
    var maker = try help.memory.maker()
    let memory = try maker.memory
    // A new memory has no decisions, and does not have to be asked for them while it is written.
    let pipeline = try pipeline(
      lexicon: memory, decisions: maker.isNew ? nil : memory,
      vectors: help.namedPath.map { VectorMemory(memory, path: $0) })
    let inputs = try inputs(for: pipeline.aligner)
    var printer = try AlignmentOutputs(self, aligner: pipeline.aligner, inputs: inputs)
    let origin = "align \((pairs.map { [$0] } ?? self.inputs).joined(separator: " "))"
    let receipt: ImportReceipt
    do {
      receipt = try pipeline.save(
        into: memory, origin: origin, person: MemoryOptions.person, areFiles: inputs.areFiles,
        keepsOld: keepOld
      ) { save in
        try align(inputs, by: pipeline, &printer, save: save)
      }
    } catch {
      try? maker.keep()  // sentence vectors are worth keeping
      throw error
    }
    try maker.keep()
    diagnostics.note("\(memory.path): \(receipt.summary)")
    if receipt.read == 0, printer.failures == 0 { throw ExitCode(Exit.nothingFound) }
    try check(printer.failures)
  }

  /// The pipeline that the options describe.
  private func pipeline(
    lexicon: Memory?, decisions: Memory?, vectors: VectorMemory?
  ) throws -> AlignmentPipeline {
    let aligner = try pair.aligner(diagnostics: diagnostics, memory: lexicon)
    var pipeline = AlignmentPipeline(
      aligner,
      help: AlignmentHelp(
        decisions: decisions,
        encoder: try encoder.source(memory: vectors, diagnostics: diagnostics)))
    pipeline.isSelfTraining = pair.isSelfTraining
    pipeline.sides = force ? nil : SideJudge(aligner)
    pipeline.refusesWrongSides = save
    pipeline.leastConfidence = minConfidence
    pipeline.isStreamed = stream
    pipeline.linksWords = words
    pipeline.firstPass = { Progress.show($0) }
    return pipeline
  }

  /// The inputs that the command line names.
  private func inputs(for aligner: Aligner) throws -> Inputs {
    try jsonl ? .lines(self.inputs.first ?? "-") : pairedFiles(aligner)
  }

  /// Aligns the inputs, prints the alignments and passes them to `save`.
  private func align(
    _ inputs: Inputs, by pipeline: AlignmentPipeline, _ printer: inout AlignmentOutputs,
    save: (AlignedDocuments) throws -> Void
  ) throws {
    let isTwice = pair.isSelfTraining && !stream
    let work = isTwice ? "aligning, first pass" : "aligning"
    diagnostics.progress(work, counting: "documents", of: inputs.count)
    var wrong = WrongSides()
    var count = 0
    func emit(_ outcome: AlignmentPipeline.Outcome) throws {
      if count == 0 { diagnostics.progress("aligning", counting: "documents", of: inputs.count) }
      count += 1
      Progress.show(count)
      outcome.notes.forEach(diagnostics.note)
      switch outcome.result {
      case .success(let documents):
        if let error = outcome.sideError { wrong.add(error) }
        try printer.print(documents, isNumbered: outcome.isNumbered)
        try save(documents)
      case .failure(let error):
        if inputs.isAlone { throw error }
        if let error = error as? SideError { wrong.add(error) }
        try printer.printFault(error, id: outcome.name, isNumbered: outcome.isNumbered)
      }
      if stream { try printer.flush() }
    }
    switch inputs {
    case .lines(let path): try pipeline.alignLines(of: path, emit: emit)
    case .files(let files):
      try pipeline.align(
        files, source: articles(pair.source, kinds.ofSource),
        target: articles(pair.target, kinds.ofTarget), emit: emit)
    }
    if pipeline.refusesWrongSides {
      if let error = wrong.common(of: count, in: self.inputs) {
        throw Failure(
          error.refusal(swapping: wrong.swaps(of: self.inputs)), code: Exit.wrongUse)
      }
    } else {
      wrong.warn(of: count, in: self.inputs, to: diagnostics)
    }
    try printer.finish()
    Progress.end()
  }

  /// The pipeline for the articles of one language.
  private func articles(
    _ language: LanguageTag, _ kinds: [BlockKinds]
  ) throws -> ArticlePipeline {
    try reading.pipeline(
      for: language, rules: rules, isSegmented: segmented, kinds: kinds, diagnostics: diagnostics)
  }

  /// Ends the command with an exit code for partial work if an input was left out.
  private func check(_ failures: Int) throws {
    guard failures > 0 else { return }
    throw Failure.leftOut(
      failures, jsonl ? "line" : "pair", of: jsonl ? inputs.first ?? "-" : pairs ?? "the inputs")
  }

  /// Opens outputs, but never over an input or a memory.
  func outputGuard(_ inputs: Inputs) -> OutputGuard {
    let files =
      switch inputs {
      case .lines(let path): [path]
      case .files(let files): files.flatMap { [$0.source, $0.target] }
      }
    return OutputGuard(
      inputs: files + pair.files + rules.files(for: pair.source, pair.target)
        + (pairs.map { [$0] } ?? []),
      memories: help.memory.paths, mayReplace: force, outlivesReader: save)
  }

  // MARK: Inputs

  /// The inputs of a run.
  enum Inputs {
    /// JSON Lines of segmented documents, at this path.
    case lines(String)
    /// Pairs of files.
    case files([PairedFiles])

    /// The number of documents, if it is known.
    var count: Int? { if case .files(let files) = self { files.count } else { nil } }

    /// Whether the names of documents are paths.
    var areFiles: Bool { if case .files = self { true } else { false } }

    /// Whether the input is a single pair of files. Then a fault in it ends the run.
    var isAlone: Bool { if case .files(let files) = self { files.count == 1 } else { false } }
  }

  /// The pairs of files to align: those of a list, those named on the command line, or those of two
  /// folders, paired by name or content.
  private func pairedFiles(_ aligner: Aligner) throws -> Inputs {
    if let pairs {
      let files = try PairedFiles.listed(in: pairs)
      if files.isEmpty {
        let name = pairs == "-" ? InputFile.standardInput : pairs
        throw Failure("\(name): no pairs. Write source, tab, target.", code: Exit.nothingFound)
      }
      return .files(files)
    }
    let folders = inputs.filter(ArticleFolder.isFolder)
    guard !folders.isEmpty else {
      return .files(
        stride(from: 0, to: inputs.count, by: 2).map {
          PairedFiles(source: inputs[$0], target: inputs[$0 + 1])
        })
    }
    guard folders.count == 2, inputs.count == 2 else {
      throw InputError.folder(folders[0])
    }
    return .files(try byContent ? filesByContent(aligner) : filesByName())
  }

  /// The articles of two folders, paired by name. Prints those without a partner.
  private func filesByName() throws -> [PairedFiles] {
    let (files, unpaired) = try PairedFiles.named(
      in: inputs[0], and: inputs[1], languages: (pair.source, pair.target))
    for path in unpaired { diagnostics.note("\(path): no file of that name on the other side") }
    if files.isEmpty {
      throw Failure(
        "no names in \(inputs[0]) and \(inputs[1]) belong together. "
          + "Add --by-content to pair the articles by their texts.", code: Exit.nothingFound)
    }
    return files
  }

  /// The articles of two folders, paired by their texts. Prints those without a partner.
  private func filesByContent(_ aligner: Aligner) throws -> [PairedFiles] {
    let (sources, targets) = try pair.languages.collections(
      inputs[0], inputs[1], areLists: false, reading: reading, rules: rules,
      isSegmented: segmented, diagnostics: diagnostics)
    let paired = PairedCollections(sources, targets, by: aligner, sides: SideJudge(aligner))
    for path in paired.unpairedNames { diagnostics.note("\(path): no partner") }
    if paired.files.isEmpty {
      throw Failure(
        "no articles of \(inputs[0]) and \(inputs[1]) belong together.", code: Exit.nothingFound)
    }
    return paired.files
  }
}
