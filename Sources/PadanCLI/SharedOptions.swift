public import ArgumentParser
public import Padan
import Synchronization

/// A language is a value on the command line, by its tag or its name. Anything else is a wrong use.
extension LanguageTag: ExpressibleByArgument {
  /// The language; `nil` if the argument names none.
  public init?(argument: String) {
    guard let language = LanguageNames.language(argument) else { return nil }
    self = language
  }
}

extension NameSpecification {
  /// The names of the option for the one language of a verb: `--lang`, and `--from` as in verbs of
  /// two languages.
  static let language: NameSpecification = [.customLong("lang"), .customLong("from")]
}

/// Options for diagnostics, the messages on standard error.
struct DiagnosticOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print no notes, only results and errors.")
  var quiet = false

  /// Prints a diagnostic, unless `--quiet` is used.
  func note(_ message: String) {
    if !quiet { Diagnostics.say(message) }
  }

  /// The notes that `noteOnce` has printed, in the whole process.
  private static let said = Mutex<Set<String>>([])

  /// Prints a diagnostic once in a process, however often it is called.
  func noteOnce(_ message: String) {
    if Self.said.withLock({ $0.insert(message).inserted }) { note(message) }
  }

  /// Shows the progress of work that may take long; see `Progress.begin`.
  func progress(_ work: String, counting unit: String = "", of total: Int? = nil) {
    if !quiet { Progress.begin(work, counting: unit, of: total) }
  }

  /// Prints what was guessed or repaired in reading a document.
  func note(_ note: DocumentReader.Note) {
    self.note(note.description + (note.remedy.map { " \($0.inOptions)" } ?? ""))
  }

  /// How many findings of a kind are printed one by one.
  private static let namedFindings = 5

  /// Prints the findings of a reader: the first few of each kind with their locations, and the
  /// number of the others.
  ///
  /// - Parameters:
  ///   - label: A word before each line, such as `left out`.
  ///   - followed: A remedy that the person has followed already.
  func note(_ label: String, _ findings: Findings, followed: Remedy? = nil) {
    for group in findings.groups {
      let remedy = group.kind.remedy.flatMap { $0 == followed ? nil : ". \($0.inOptions)" } ?? ""
      for finding in group.first.prefix(Self.namedFindings) {
        note("\(label): \(finding)\(remedy)")
      }
      let rest = group.count - min(group.first.count, Self.namedFindings)
      if rest > 0 { note("\(label): \(rest.grouped) more like this: \(group.kind.reason)") }
    }
  }
}

/// Options for reading and segmenting articles.
struct ArticleOptions: ParsableArguments {
  @Option(
    name: .customLong("type"),
    help: "What articles are: text, html or markdown; by default their names and first bytes tell.")
  var type: ArticleType?

  @Option(
    defaultAsFlag: .yes, parsing: .next,
    help: ArgumentHelp(
      "Whether blank lines part the paragraphs of plain text, not line ends: yes, no, or auto, the "
        + "default, which joins the lines of text that its first 64 kB show to be hard-wrapped. Alone "
        + "it means yes.", valueName: "yes|no|auto"))
  var wrapped: Wrapping?

  @OptionGroup var encoding: EncodingOption

  @Flag(help: "Refuse ill-formed text instead of reading it as U+FFFD.")
  var strict = false

  /// What a line end in plain text means.
  var layout: Segmenter.Layout { (wrapped ?? .auto).layout }

  /// Rejects a value of `--wrapped` that the parser would take for none.
  func validate() throws {
    for word in PadanCommand.arguments where word.hasPrefix("--wrapped=") {
      let value = String(word.dropFirst("--wrapped=".count))
      guard Wrapping(rawValue: value) == nil else { continue }
      throw ValidationError("--wrapped is yes, no or auto, not “\(value)”.")
    }
  }

  /// The articles of a folder in a language, or the path of a file itself.
  ///
  /// - Parameter takesBilingual: Whether the XLIFF and PO files of a folder are taken, too.
  static func files(
    at path: String, in language: LanguageTag, takesBilingual: Bool = false
  ) throws -> [String] {
    guard ArticleFolder.isFolder(path) else { return [path] }
    let folder = try ArticleFolder(
      path, language: language, of: [language, UsualLanguages.source, UsualLanguages.target])
    let bilingual = takesBilingual ? folder.others.filter(BilingualFormat.isNamed) : []
    guard !folder.articles.isEmpty || !bilingual.isEmpty else {
      throw Failure("\(path): the folder has no articles in \(language).", code: Exit.badInput)
    }
    return folder.articles + bilingual
  }

  /// The reader of the articles.
  var reader: DocumentReader {
    DocumentReader(format: type?.format, encoding: encoding.name, isStrict: strict)
  }
}

/// The values of `--wrapped`: what a line end in plain text means.
enum Wrapping: String, CaseIterable, ExpressibleByArgument {
  case yes, no, auto

  /// What separates the blocks of plain text.
  var layout: Segmenter.Layout {
    switch self {
    case .yes: .wrapped
    case .no: .lines
    case .auto: .automatic
    }
  }
}

/// The option that names the encoding of texts.
struct EncodingOption: ParsableArguments {
  @Option(
    name: .customLong("encoding"),
    help: ArgumentHelp(
      "The encoding of the input, such as UTF-8, UTF-16LE, windows-1252 or GB18030; by default what "
        + "it declares, or its bytes show.", valueName: "name"))
  var name: String?

  /// Rejects an encoding that ICU does not know.
  func validate() throws {
    if let name, !TextEncoding.isKnown(name) {
      throw ValidationError(TextEncodingError.unknownEncoding(name).message)
    }
  }
}

/// A document format, by its name: the value of `--type`.
struct ArticleType: ExpressibleByArgument {
  let format: any DocumentFormat

  /// The format with this name; `nil` if there is none.
  init?(argument: String) {
    guard let format = DocumentFormats.named(argument) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { DocumentFormats.all.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// Options for the languages, weights and lexicons of an alignment.
struct PairOptions: ParsableArguments {
  @OptionGroup var languages: LanguageOptions

  @Option(help: "Use this weight file in place of Padan's own.", completion: .file())
  var weights: String?

  @Flag(
    name: .customLong("self-train"), inversion: .prefixedNo,
    help: "Learn words from the likely beads of the texts, then align them again.")
  var isSelfTraining = true

  /// The source language.
  var source: LanguageTag { languages.source }
  /// The target language.
  var target: LanguageTag { languages.target }

  @OptionGroup var lexicons: LexiconOptions

  /// The files that the options name.
  var files: [String] {
    lexicons.files.flatMap(LexiconReader.paths) + (weights.map { [$0] } ?? [])
  }

  /// The aligner for the pair of languages. Prints the lexicons it uses as diagnostics.
  ///
  /// - Parameter memory: The memory whose lexicon is used too; `nil` if the command line names
  ///   none.
  func aligner(diagnostics: DiagnosticOptions, memory: Memory? = nil) throws -> Aligner {
    let lexicon = try lexicons.merged(
      from: source, to: target, memory: memory, diagnostics: diagnostics)
    var weights = Bundled.alignmentWeights(source: source, target: target)
    if let path = self.weights {
      weights = try AlignmentWeights(
        parsing: String(decoding: InputFile.read(path, limit: Limits.largestRules), as: UTF8.self),
        file: path)
    }
    return Aligner(source: source, target: target, lexicon: lexicon, weights: weights)
  }
}

extension TMXFlavor: ExpressibleByArgument {}
extension DifferentTargetPolicy: ExpressibleByArgument {}
