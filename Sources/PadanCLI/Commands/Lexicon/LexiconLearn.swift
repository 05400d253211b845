import ArgumentParser
import Padan

/// `padan lexicon learn`: learns word translations from pairs.
struct LexiconLearn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Learn a lexicon from translated pairs.",
    discussion: """
      Examples:
        padan lexicon learn --memory padan.sqlite
        padan lexicon learn lama.tmx --output kamus.tsv
        padan lexicon learn pasangan.tsv.gz --memory padan.sqlite

      Learns from the memory's pairs, or from the files that are named (TMX, TSV with source, tab, \
      target, and the others that `padan import` reads, also as .gz), by IBM Model 1 in both \
      directions; a translation is as strong as the geometric mean of the two probabilities. What is learnt goes into the memory, in place of what was learnt before, \
      or into a TSV file. Pairs a person rejected are left out; pairs made by alignment count by their \
      confidence. --tally learns from what padan lexicon tally has counted in the parts of a corpus.
      """)

  @Argument(
    help: "Files of pairs to learn from instead of the memory; - is TSV.",
    completion: .file())
  var files: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write TSV to this file instead of the memory.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Learn from the last counts of a corpus instead; again for further files.", valueName: "file"
    ), completion: .file())
  var tally: [String] = []
  @Flag(help: "Replace an output file that is there.") var force = false
  @Option(help: "In how many pairs a word must stand.") var leastCount =
    LexiconLearner.Options().leastCount
  @Option(help: "The weakest translation to keep, above 0 and up to 1.") var leastStrength =
    LexiconLearner.Options().leastStrength
  @OptionGroup var encoding: EncodingOption
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard leastCount > 0 else { throw ValidationError("--least-count is at least 1.") }
    guard leastStrength > 0, leastStrength <= 1 else {
      throw ValidationError("--least-strength is above 0 and up to 1.")
    }
    for file in files where Self.input(file) == nil {
      throw ValidationError(
        "\(file): its name does not tell what it is. Rename it to .tmx, .tsv, .csv, .xlf, .po or "
          + ".jsonl.")
    }
    if !files.isEmpty, !tally.isEmpty {
      throw ValidationError("--tally has the counts of all pairs; name no files of pairs.")
    }
    if output != nil, !(files + tally).isEmpty, memory.memory != nil {
      throw ValidationError("with files and --output no memory is used; leave --memory out.")
    }
  }

  func run() throws {
    try outputs.check(output)
    var options = LexiconLearner.Options()
    options.leastCount = leastCount
    options.leastStrength = leastStrength
    diagnostics.progress("learning")
    let (lexicon, pairs) = try tally.isEmpty ? learn(options) : learnFromTally(options)
    Progress.end()
    guard lexicon.count > 0 else {
      throw Failure(
        "nothing was learnt: no word stands in \(leastCount) of the \(pairs) "
          + "with a translation of its own. Give more pairs, or a lower --least-count.",
        code: Exit.nothingFound)
    }
    try store(lexicon)
    diagnostics.note(
      "\(pairs): \(lexicon.count.counted("headword")), "
        + "\(lexicon.translationCount.counted("translation")) learnt")
  }

  private var name: String { output ?? Memory.learntOrigin }

  /// Learns from counts.
  ///
  /// - Returns: The lexicon, and what it was learnt from in words.
  private func learnFromTally(_ options: LexiconLearner.Options) throws -> (Lexicon, String) {
    let uses = try LexiconTally(files: tally)
    guard uses.kind == .uses else {
      throw Failure(
        "\(tally[0].shownPath) counts \(uses.kind.rawValue). Count on with padan lexicon tally --given, until "
          + "uses were counted \(LexiconTally.rounds) times.", code: Exit.wrongUse)
    }
    let lexicon = LexiconLearner.lexicon(
      named: name, of: uses, source: languages.source, target: languages.target, options: options)
    return (lexicon, "counts of \(tally.count.counted("file"))")
  }

  /// Learns from pairs.
  ///
  /// - Returns: The lexicon, and what it was learnt from in words.
  private func learn(_ options: LexiconLearner.Options) throws -> (Lexicon, String) {
    var learner = LexiconLearner(
      source: languages.source, target: languages.target, options: options)
    for file in files {
      var input = Self.input(file)!
      input.encoding = encoding.name
      let report = try learner.add(input)
      diagnostics.note("left out", report.skipped)
      diagnostics.note("note", report.warnings)
    }
    if files.isEmpty { try learner.add(memory.open()) }
    guard learner.pairCount > 0 else {
      throw Failure(
        "there are no pairs of \(languages.source) and \(languages.target) to learn from.",
        code: Exit.nothingFound)
    }
    return (learner.lexicon(named: name), learner.pairCount.counted("pair"))
  }

  private var outputs: OutputGuard {
    OutputGuard(inputs: files + tally, memories: memory.paths, mayReplace: force)
  }

  /// Writes the lexicon to the output file or to the memory.
  private func store(_ lexicon: Lexicon) throws {
    if let path = output {
      var output = try outputs.open(path)
      try output.write(LexiconWriter.tsv(lexicon))
      try output.finish()
    } else {
      let origin = ([Memory.learntOrigin] + files + tally).joined(separator: " ")
      var maker = try memory.maker()
      try maker.memory.store(lexicon, origin: origin, person: MemoryOptions.person)
      try maker.keep()
    }
  }

  /// A file of pairs with its format; `nil` if the name does not show the format.
  private static func input(_ file: String) -> ExchangeInput? {
    let format = file == "-" ? .tsv : ExchangeFormat(fileName: file)
    // A file of positions has no pairs without its texts.
    return format.flatMap { $0.files == .one ? ExchangeInput($0, file) : nil }
  }
}
