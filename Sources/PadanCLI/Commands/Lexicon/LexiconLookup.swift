import ArgumentParser
import Padan

/// `padan lexicon lookup`: says what lexicons know of words.
struct LexiconLookup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Show what the lexicons say of a word, and which of them.",
    discussion: """
      Examples:
        padan lexicon lookup beras
        padan lexicon lookup "rumah sakit" memberikan --lexicon istilah.tsv
        padan lexicon lookup rice --format json

      A word is looked up in both languages, as the aligner does it: as it stands or, if no lexicon has \
      it, by a stem. Each translation has its strength, 0 to 1, and its lexicon. JSON is one object for \
      each word and language that has translations: word, from, to, and translations (text, strength, \
      headword, lexicon). Exit code 1 where nothing is known of any of the words.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "Words, or phrases in quotation marks.") var words: [String]
  @Option(help: "How to print: text or json.") var format: Format = .text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var help: HelpMemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let loaded = try lexicons.lexicons(
      from: languages.source, to: languages.target, memory: help.open(), diagnostics: diagnostics)
    let reversed = loaded.map { $0.reversed() }
    var output = StandardOutput()
    var isFound = false
    for word in words {
      let answers = [
        LexiconAnswer(of: word, in: loaded, from: languages.source, to: languages.target),
        LexiconAnswer(of: word, in: reversed, from: languages.target, to: languages.source),
      ].filter { !$0.translations.isEmpty }
      if answers.isEmpty { diagnostics.note("no lexicon in use knows “\(word.printable)”") }
      isFound = isFound || !answers.isEmpty
      for answer in answers {
        switch format {
        case .text: for line in lines(answer) { try output.writePrintableLine(line) }
        case .json: try output.write(JSONReport.lexiconAnswer(answer))
        }
      }
    }
    try output.flush()
    if !isFound { throw ExitCode(Exit.nothingFound) }
  }

  /// An answer for a person: the word, and a line for each translation.
  private func lines(_ answer: LexiconAnswer) -> [String] {
    let width = answer.translations.map(\.text.displayWidth).max() ?? 0
    return ["\(answer.word)  \(answer.source) → \(answer.target)"]
      + answer.translations.map {
        let stem = $0.headword == answer.word ? "" : ", by the stem \($0.headword)"
        return "  \($0.strength.inHundredths)  \($0.text.filled(to: width))  \($0.lexicon)\(stem)"
      }
  }
}
