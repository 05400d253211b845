public import ArgumentParser
public import Padan
import Synchronization

/// A language tag on the command line; an ill-formed one is a wrong use.
extension LanguageTag: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }
}

struct TalkOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print no notes, only results and errors.")
  var quiet = false

  func note(_ message: String) {
    if !quiet { Talk.say(message) }
  }

  /// What was said once.
  private static let said = Mutex<Set<String>>([])

  /// Prints a note that has not been printed yet.
  func noteOnce(_ message: String) {
    if Self.said.withLock({ $0.insert(message).inserted }) { note(message) }
  }

  /// Says what was guessed or repaired in reading a document.
  func note(_ note: DocumentReader.Note) { self.note(note.description) }

  /// How many findings of a kind are named one by one.
  private static let namedFindings = 5

  /// Prints what a reader met in a file, the first of each kind by its place.
  func note(_ label: String, _ findings: Findings) {
    for group in findings.groups {
      for finding in group.first.prefix(Self.namedFindings) { note("\(label): \(finding)") }
      let rest = group.count - min(group.first.count, Self.namedFindings)
      if rest > 0 { note("\(label): \(rest) more like this: \(group.kind.reason)") }
    }
  }
}

/// How articles are read and cut.
struct ArticleOptions: ParsableArguments {
  @Option(
    name: .customLong("type"),
    help: "What articles are: text, html or markdown; by default their names and first bytes tell.")
  var type: ArticleType?

  @Flag(help: "Plain text is hard-wrapped: blank lines part its paragraphs, not line ends.")
  var wrapped = false

  @Flag(help: "Refuse ill-formed UTF-8 instead of reading it as U+FFFD.")
  var strict = false

  var layout: Segmenter.Layout { wrapped ? .wrapped : .lines }

  var reader: DocumentReader { DocumentReader(format: type?.format, isStrict: strict) }
}

/// A document format by its name.
struct ArticleType: ExpressibleByArgument {
  let format: any DocumentFormat

  init?(argument: String) {
    guard let format = DocumentFormats.named(argument) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { DocumentFormats.all.map(\.name) }
}

/// The pair of languages, and what an alignment uses.
struct PairOptions: ParsableArguments {
  @OptionGroup var languages: LanguageOptions

  @Option(help: "Use this weight file in place of Padan's own.")
  var weights: String?

  @Flag(
    name: .customLong("self-train"), inversion: .prefixedNo,
    help: "Learn words from the sure beads of a run of several documents, then align them again.")
  var isSelfTraining = true

  var source: LanguageTag { languages.source }
  var target: LanguageTag { languages.target }

  @OptionGroup var lexicons: LexiconOptions

  /// The aligner of the pair; says which lexicons it uses.
  ///
  /// - Parameter memory: The memory that the command line names, for its own lexicon.
  func aligner(talk: TalkOptions, memory: Memory? = nil) throws -> Aligner {
    let lexicon = try lexicons.merged(from: source, to: target, memory: memory, talk: talk)
    var weights = Bundled.alignmentWeights(source: source, target: target)
    if let path = self.weights {
      weights = try AlignmentWeights(
        parsing: String(decoding: InputFile.read(path), as: UTF8.self), file: path)
    }
    return Aligner(source: source, target: target, lexicon: lexicon, weights: weights)
  }
}

extension TMXFlavor: ExpressibleByArgument {}
extension DifferentTargetPolicy: ExpressibleByArgument {}
