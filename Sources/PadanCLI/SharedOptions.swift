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
