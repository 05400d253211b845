public import ArgumentParser
public import Padan

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
}

/// How articles are read and cut.
struct ArticleOptions: ParsableArguments {
  @Option(
    name: .customLong("type"),
    help: "What articles are: text, html or markdown; by default their names and first bytes tell.")
  var format: DocumentReader.Format?

  @Flag(help: "Plain text is hard-wrapped: blank lines part its paragraphs, not line ends.")
  var wrapped = false

  /// Reads an article and says what was guessed.
  func read(_ path: String, talk: TalkOptions) throws -> Document {
    let (document, notes) = try DocumentReader(format: format).read(path: path)
    for note in notes { talk.note("\(note)") }
    return document
  }

  func segmenter(for language: LanguageTag) throws -> Segmenter {
    try Segmenter(language: language, layout: wrapped ? .wrapped : .lines)
  }
}

extension DocumentReader.Format: ExpressibleByArgument {}

/// The pair of languages, and what an alignment uses.
struct PairOptions: ParsableArguments {
  @OptionGroup var languages: LanguageOptions

  @Option(help: "Use this weight file in place of Padan's own.")
  var weights: String?

  var source: LanguageTag { languages.source }
  var target: LanguageTag { languages.target }

  /// The aligner of the pair; says which lexicon it uses.
  func aligner(talk: TalkOptions) throws -> Aligner {
    let lexicon = Bundled.lexicon(source: source, target: target)
    if let lexicon {
      talk.note("lexicon: \(lexicon.name) (\(lexicon.count) headwords)")
    } else {
      talk.note(
        "lexicon: none for \(source)–\(target); lengths, numbers, names and spelling decide")
    }
    var weights = Bundled.alignmentWeights
    if let path = self.weights {
      weights = try AlignmentWeights(
        parsing: String(decoding: InputFile.read(path), as: UTF8.self), file: path)
    }
    return Aligner(source: source, target: target, lexicon: lexicon, weights: weights)
  }
}
