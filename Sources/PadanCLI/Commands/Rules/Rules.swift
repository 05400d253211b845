public import ArgumentParser
public import Padan

/// `padan rules`: works on segmentation rules.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract:
      "Show, change and test the word lists that correct sentence breaks and kinds of lines.",
    discussion: """
      Padan's own lists ship with it. Yours stand in a file of your own, by default padan/id.rules in \
      your configuration folder, and are read on top of them:

        padan rules add "pk." --before-number
        padan rules add "Dapatkan berita" --inset
        padan rules learn-page halaman.txt --as 9-12=inset
        padan segment berita.txt

      A rule file is plain text: a line [section] opens a list, words stand between blanks, # begins a \
      comment, and a word with a - before it is taken off Padan's list. A word in lower case also \
      matches Capitalised and UPPER CASE. The lists that are named like kinds of segments hold words \
      with which lines of that kind begin, with _ for a blank; such a line has that kind, whatever \
      else it looks like.
      """,
    subcommands: [
      RulesList.self, RulesAdd.self, RulesRemove.self, RulesLearnPage.self, RulesTest.self,
      RulesExportSRX.self, RulesImportSRX.self,
    ])
}

/// Options for the language and the path of a user's rule file.
struct UserRuleOptions: ParsableArguments {
  @Option(name: .language, help: "The language of the rules.") var lang: LanguageTag =
    UsualLanguages.source

  @Option(
    help: ArgumentHelp(
      "The rule file; by default padan/LANG.rules in the user's configuration folder.",
      valueName: "file"), completion: .file())
  var rules: String?

  /// The path of the rule file.
  ///
  /// - Throws: `Failure` if the user has no folder for it.
  func path() throws -> String {
    if let path = rules ?? UserFolders().rules(for: lang) { return path }
    throw Failure.noHome(for: "rule file", option: "--rules")
  }
}

/// The sections of a rule file are flags, such as `--before-name`.
extension SegmentationRules.Section: EnumerableFlag {
  /// The flag is named after the section.
  public static func name(for value: Self) -> NameSpecification {
    .customLong(value.rawValue)
  }

  /// What the rules do with a word of the section, and an example.
  public static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .beforeName: "Never a break between the word and a capital or digit: Prof."
    case .beforeNumber: "Never a break between the word and a number or code: No."
    case .afterName: "The word follows a name and may end a sentence: S.H."
    case .atEnd: "The word may end a sentence: dll."
    case .within: "Never a break after the word: a.n."
    case .acronym: "A break after the word only before an opener: A.S."
    case .unit: "The word may end a sentence after a figure: km."
    case .label: "A single letter after the word is no initial: Grup"
    case .afterOrdinal: "Never a break between an ordinal number and the word: FC"
    case .opener: "The word begins sentences: Namun"
    case .speechVerb: "The word reports a quotation: kata"
    case .quotative: "The word joins a quotation to what follows, in a language without blanks: と"
    case .nameWithMark: "A name that ends in a mark: Yahoo!"
    case .kicker: "A label above the headline begins so: Sorotan"
    case .subheading: "A heading inside the article begins so: Kesimpulan"
    case .byline: "A line about the writer or the time begins so: Laporan:"
    case .caption: "The caption of a picture begins so: Suasana"
    case .credit: "The source of a picture begins so: Dok."
    case .inset: "A line that is not the article begins so: \"Dapatkan berita\""
    case .signoff: "A line after the article begins so: Pewarta:"
    case .body: "Running text begins so, whatever else it looks like: Follow-up"
    }
  }
}

/// `padan rules list`: prints the words of the rules.
struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print the words of the lists.",
    discussion: "A line is a section, a tab, a word, a tab and the file and line it stands in.")

  @Option(help: "Print this section alone.") var section: String?
  @OptionGroup var options: UserRuleOptions
  @Flag(help: "Print the user's own words alone.") var user = false
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if let section, SegmentationRules.Section(rawValue: section) == nil {
      let known = SegmentationRules.Section.allCases.map(\.rawValue).joined(separator: " ")
      throw ValidationError("unknown section “\(section)”. The sections are: \(known).")
    }
  }

  func run() throws {
    let bundled = SegmentationRules.bundled(for: options.lang) ?? .none
    let path = try options.path()
    let rules = try SegmentationRules(
      parsing: UserRules.text(at: path), file: path, onTopOf: user ? .none : bundled)
    var output = StandardOutput()
    for entry in rules.entries where section == nil || entry.section.rawValue == section {
      let fields = [entry.section.rawValue, entry.word, "\(entry.location)"]
      try output.writeLine(fields.map(\.printable).joined(separator: "\t"))
    }
    try output.flush()
  }
}

/// `padan rules add`: adds words to the user's rules.
struct RulesAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add words to one of the user's lists.",
    discussion: """
      Examples:
        padan rules add "pk." "pkl." --before-number
        padan rules add "Dapatkan berita" --inset

      A line that begins with the words of --kicker, --subheading, --byline, --caption, --credit, \
      --inset, --signoff or --body has that kind. Marks count where they are given: "Tag:" is not the \
      word Tag alone. A kicker or subheading has at most three other words, and a line of four \
      sentences or more is text.
      """)

  @Argument(
    help: "The words, abbreviations with their full stop; of a kind of line its first words.",
    transform: Text.argument)
  var words: [String]
  @Flag(exclusivity: .exclusive) var section: SegmentationRules.Section
  @OptionGroup var options: UserRuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// The words as the list holds them. The marks before the first words of a line do not count.
  private var entries: [String] {
    guard section.kind != nil else { return words }
    return words.map { String($0.drop { !$0.isLetter && !$0.isNumber }) }
  }

  func validate() throws {
    if let word = zip(words, entries).first(where: { $1.isEmpty && section.kind != nil })?.0 {
      throw ValidationError("“\(word)” has no letter or digit.")
    }
    let words = entries
    for word in words
    where word.isEmpty || (section.kind == nil && word.contains(where: \.isWhitespace)) {
      throw ValidationError("“\(word)” is not one word. The lists hold words without blanks.")
    }
    for word in words where word.hasPrefix("[") || word.hasPrefix("#") || word.hasPrefix("-") {
      throw ValidationError("“\(word)”: a word of the lists begins with none of [ # -.")
    }
    for word in words where section.holdsAbbreviations && !word.hasSuffix(".") {
      throw ValidationError("“\(word)” has no full stop. Write an abbreviation with the stop.")
    }
  }

  func run() throws {
    let path = try options.path()
    var (new, known): ([String], [String]) = ([], [])
    try RuleFile.edit(path) { file in
      for word in entries {
        if file.add(word, to: section) { new.append(word) } else { known.append(word) }
      }
    }
    if !new.isEmpty {
      diagnostics.note("\(path): \(new.joined(separator: " ")) → \(section.rawValue)")
    }
    if !known.isEmpty {
      diagnostics.note(
        "\(path): \(known.joined(separator: " ")) on the list \(section.rawValue) already")
    }
  }
}

/// `padan rules remove`: removes words from the rules.
struct RulesRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take words off the lists.",
    discussion: """
      A word of the user's own goes out of the file; one of Padan's is written there with a - before \
      it.
      """)

  @Argument(help: "The words, as `padan rules list` prints them.") var words: [String]
  @OptionGroup var options: UserRuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let bundled = SegmentationRules.bundled(for: options.lang) ?? .none
    let path = try options.path()
    let text = try UserRules.text(at: path)
    let current = try SegmentationRules(parsing: text, file: path, onTopOf: bundled)
    let unknown = words.filter { word in !current.entries.contains { $0.word == word } }
    guard unknown.isEmpty else {
      throw Failure(
        "\(unknown.joined(separator: " ")): on no list. `padan rules list` prints them all.",
        code: Exit.nothingFound)
    }
    try RuleFile.edit(path) { file in
      for word in words {
        file.remove(word)
        for entry in bundled.entries where entry.word == word {
          file.add("-\(word)", to: entry.section)
        }
      }
    }
    diagnostics.note("\(path): \(words.joined(separator: " ")) taken off")
  }
}
