import ArgumentParser
import Padan

/// `padan lexicon tally`: counts a part of a corpus, so that a lexicon can be learnt of the whole.
struct LexiconTallyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Count a part of a corpus, to learn a lexicon of the whole.",
    discussion: """
      Example, a corpus in two parts:
        for part in a b; do padan lexicon tally $part.jsonl > $part.words; done
        for part in a b; do padan lexicon tally $part.jsonl --given a.words --given b.words > $part.cells; done
        …
        padan lexicon learn --tally a.uses5 --tally b.uses5 --output kamus.tsv

      Each round counts with the help of all counts of the round before: the words, then which of them meet, then \
      their uses, \(LexiconTally.rounds) times. What is learnt is what padan lexicon learn learns of the whole corpus, \
      but for rounding. A line has the kind, a source word, a target word and two counts, parted by tabs. Lines may come in any order, \
      and those of equal words may be added: Scripts/spark/lexicon.py does so on a cluster.
      """)

  @OptionGroup var pairs: PairFiles
  @Option(
    help: ArgumentHelp(
      "Counts of the round before; again for further files. Without any, words are counted.",
      valueName: "file"),
    completion: .file())
  var given: [String] = []
  @Option(help: "In how many pairs a word must stand.") var leastCount =
    LexiconLearner.Options().leastCount
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    guard leastCount > 0 else { throw ValidationError("--least-count is at least 1.") }
    _ = try StandardInput.ifUnnamed(pairs.files, "a file of pairs")
  }

  func run() throws {
    let tally = try given.isEmpty ? nil : LexiconTally(files: given)
    var options = LexiconLearner.Options()
    options.leastCount = leastCount
    let (source, target) = (languages.source, languages.target)
    var learner =
      tally.map {
        LexiconLearner(source: source, target: target, options: options, given: $0)
      } ?? LexiconLearner(source: source, target: target, options: options)
    try pairs.read(languages, diagnostics, for: "counting") {
      learner.add($0.pair.source.text, $0.pair.target.text)
    }
    Progress.end()
    let kind = LexiconLearner.kind(after: tally)
    let output = OpenOutput(StandardOutput())
    try learner.count(given: tally) {
      try output.write(Array(LexiconTally.line($0, of: kind).utf8))
    }
    try output.finish()
  }
}
