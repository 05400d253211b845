public import PadanModel

/// The word lists that correct ICU's sentence breaks in one language.
///
/// A rule file is plain text: a line `[section]` opens a list, words stand between blanks, and `#`
/// at the start of a line or after a blank begins a comment. The sections:
///
/// | section | its words | a break after one |
/// |---|---|---|
/// | `before-name` | titles, ranks, company forms: `Prof.` | never before a capital or digit |
/// | `before-number` | `No.` `hlm.` | never before a digit or Roman numeral |
/// | `after-name` | degrees, company forms: `S.H.` `Tbk.` | as ICU says, not before another one |
/// | `at-end` | `dll.` `etc.` | as ICU says |
/// | `within` | `a.n.` `i.e.` | never |
/// | `acronym` | `A.S.` `U.S.` | only before an opener |
/// | `label` | `Grup` `vitamin`: a letter after one is no initial | – |
/// | `opener` | words that begin sentences, not names: `Namun` | – |
/// | `speech-verb` | `kata` `said` | none between a quotation and name + verb |
/// | `name-with-mark` | `Yahoo!` | only before an opener |
///
/// A word with a `-` before it is taken off the list, so that a file read on top of another can undo
/// what that one says. A word in lower case also matches Capitalised and UPPER CASE; one with a capital matches as it is
/// written and in upper case; a single letter matches only as it is written. Whole words are
/// compared, never suffixes.
public struct SegmentationRules: Sendable {
  /// A list of words and what it says about them.
  public enum Section: String, CaseIterable, Hashable, Sendable {
    case beforeName = "before-name"
    case beforeNumber = "before-number"
    case afterName = "after-name"
    case atEnd = "at-end"
    case within
    case acronym
    case label
    case opener
    case speechVerb = "speech-verb"
    case nameWithMark = "name-with-mark"

    var lists: WordTable.Lists {
      switch self {
      case .beforeName: .beforeName
      case .beforeNumber: .beforeNumber
      case .afterName: .afterName
      case .atEnd: .atEnd
      case .within: .within
      case .acronym: .acronym
      case .label: .label
      case .opener: .opener
      case .speechVerb: .speechVerb
      case .nameWithMark: .nameWithMark
      }
    }

    /// Whether its words are abbreviations and end in a full stop.
    public var holdsAbbreviations: Bool { !lists.isDisjoint(with: .abbreviation) }
  }

  /// A word of a list.
  public struct Entry: Hashable, Sendable {
    public var section: Section
    /// As written, an abbreviation with its full stop.
    public var word: String
    /// Where a file says so.
    public var location: SourceLocation

    /// An entry that is made, not read.
    public init(section: Section, word: String, location: SourceLocation) {
      self.section = section
      self.word = word
      self.location = location
    }
  }

  /// The words, in the order in which they came.
  public private(set) var entries: [Entry] = []
  /// What the lists say about a word.
  package private(set) var words = WordTable([:])

  /// Rules without a list: ICU and the neighbourhood decide alone.
  public static let none = SegmentationRules()

  private init() {}

  /// Padan's own rules for a language; `nil` where it has none.
  public static func bundled(for language: LanguageTag) -> SegmentationRules? {
    LanguageProfile.of(language).rules
  }

  /// The rules that a folder of the bundled data holds; `nil` where it holds none.
  init?(folder: String) {
    let files = LanguageFile.files("rules", of: folder)
    guard !files.isEmpty else { return nil }
    var rules = SegmentationRules.none
    do throws(RuleError) {
      for file in files {
        rules = try SegmentationRules(parsing: file.text, file: file.path, onTopOf: rules)
      }
    } catch {
      preconditionFailure("A bundled rule file cannot be read: \(error)")
    }
    self = rules
  }

  /// Reads a rule file, on top of other rules where there are some.
  ///
  /// - Throws: `RuleError` with the line of a section nobody knows, of a word before
  ///   the first section, or of an abbreviation without its full stop.
  public init(
    parsing text: String, file: String, onTopOf base: SegmentationRules = .none
  ) throws(RuleError) {
    entries = base.entries
    var removed: Set<Entry> = []
    var section: Section?
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let location = SourceLocation(file: file, line: index + 1)
      for word in line.split(whereSeparator: \.isWhitespace) {
        if word.hasPrefix("#") { break }
        if word.hasPrefix("[") {
          section = try Self.section(named: word, at: location)
          continue
        }
        guard let section else {
          throw RuleError(
            location: location,
            fault: "“\(word)” stands before any section. Open one, such as [before-name].")
        }
        let isRemoval = word.hasPrefix("-") && word.count > 1
        let entry = Entry(
          section: section, word: String(isRemoval ? word.dropFirst() : word), location: location)
        guard !section.holdsAbbreviations || entry.word.hasSuffix(".") else {
          throw RuleError(
            location: location,
            fault: "“\(word)” has no full stop. Write an abbreviation with the stop it ends in.")
        }
        if isRemoval { removed.insert(entry) } else { entries.append(entry) }
      }
    }
    let names = Set(removed.map { "\($0.section) \($0.word)" })
    entries.removeAll { names.contains("\($0.section) \($0.word)") }
    words = WordTable(Self.lists(of: entries))
  }

  private static func section(
    named word: Substring, at location: SourceLocation
  ) throws(RuleError) -> Section {
    guard word.hasSuffix("]"), let section = Section(rawValue: String(word.dropFirst().dropLast()))
    else {
      let known = Section.allCases.map { "[\($0.rawValue)]" }.joined(separator: " ")
      throw RuleError(
        location: location, fault: "unknown section \(word). The sections are: \(known).")
    }
    return section
  }

  /// The forms of all words, without the marks at their ends, which the boundary supplies.
  private static func lists(of entries: [Entry]) -> [String: WordTable.Lists] {
    var lists: [String: WordTable.Lists] = [:]
    for entry in entries {
      let isMarked = entry.word.last.map { ".!?".contains($0) } ?? false
      let word = isMarked && entry.word.count > 1 ? String(entry.word.dropLast()) : entry.word
      for form in forms(of: word) { lists[form, default: []].formUnion(entry.section.lists) }
    }
    return lists
  }

  private static func forms(of word: String) -> Set<String> {
    let upper = word.uppercased()
    // A single letter in capitals is an initial, not the abbreviation `h.` for *halaman*.
    guard word.count > 1 else { return [word] }
    guard word == word.lowercased() else { return [word, upper] }
    return [word, upper, word.prefix(1).uppercased() + word.dropFirst()]
  }
}
