public import PadanModel

/// The word lists that correct ICU's sentence breaks in one language.
///
/// A rule file is plain text. A line `[section]` begins a list, blanks separate its words, and a
/// `#` at the start of a line or after a blank begins a comment. The sections:
///
/// | section | its words | a break after one |
/// |---|---|---|
/// | `before-name` | titles, ranks, company forms: `Prof.` | never before a capital or digit |
/// | `before-number` | `No.` `hlm.` | never before a number, a code (`A5`) or a single capital |
/// | `unit` | `km.` | after a figure, as after an ordinary word |
/// | `after-name` | degrees, company forms: `S.H.` `Tbk.` | as ICU says, not before another one |
/// | `at-end` | `dll.` `etc.` | as ICU says |
/// | `within` | `a.n.` `i.e.` | never |
/// | `acronym` | `A.S.` `U.S.` | only before an opener |
/// | `label` | `Grup` `vitamin`: a letter after one is not an initial | – |
/// | `after-ordinal` | `FC` `May`: names after an ordinal number | none in `1. FC`, `23rd. May` |
/// | `opener` | words that begin sentences, not names: `Namun` | – |
/// | `speech-verb` | `kata` `said` | none between a quotation and name + verb |
/// | `quotative` | `と`: joins a quotation to the words after it | none between the two |
/// | `name-with-mark` | `Yahoo!` | only before an opener |
/// | `kicker` `subheading` `byline` `caption` `credit` `inset` `signoff` `body` | words with which a line of this kind begins; `_` is a blank: `Baca_juga` | – |
///
/// A word of both `before-name` and `at-end`, such as a rank, is followed by a break before an opener
/// that is no part of a name.
///
/// A word with a `-` before it is removed from its list. So a file that is read on top of another
/// can undo an entry of that one.
///
/// Whole words are compared, never parts of words. A word in small letters also matches capitalised
/// and, except in `within`, in capitals. A word with a capital matches as written and in capitals. A
/// single letter matches only as written. In `opener` and the lists of abbreviations, dots before an ending
/// stand for the letters that a word must have there: `...nya` matches `Ibunya`, not `Tanya`.
///
///     let rules = try SegmentationRules(parsing: "[before-name] Ust. Hj.", file: "my-rules")
///     rules.entries.map(\.word)  // ["Ust.", "Hj."]
public struct SegmentationRules: Sendable {
  /// The lists of a rule file. `SegmentationRules` says what each does.
  public enum Section: String, CaseIterable, Hashable, Sendable {
    /// Titles, ranks and company forms that stand before a name: `Prof.`
    case beforeName = "before-name"
    /// Abbreviations that stand before a number: `No.`
    case beforeNumber = "before-number"
    /// Degrees and company forms that stand after a name: `S.H.`
    case afterName = "after-name"
    /// Abbreviations that may end a sentence: `etc.`
    case atEnd = "at-end"
    /// Abbreviations that never end a sentence: `i.e.`
    case within
    /// Acronyms with full stops: `U.S.`
    case acronym
    /// Abbreviations of units, after which a sentence may end if a figure stands before them: `km.`
    case unit
    /// Words before a letter that is not an initial: `vitamin`
    case label
    /// Names that follow an ordinal number with a full stop: `FC`
    case afterOrdinal = "after-ordinal"
    /// Words that begin sentences and are not names: `Namun`
    case opener
    /// Verbs that report a quotation: `said`
    case speechVerb = "speech-verb"
    /// Particles of languages without blanks that join a quotation to the words after it: `と`
    case quotative
    /// Names that end in a question or exclamation mark: `Yahoo!`
    case nameWithMark = "name-with-mark"
    /// Words with which a label above the headline begins, or of which it consists
    case kicker
    /// Words with which a heading inside the article begins
    case subheading
    /// Words with which a line about the writer and the time begins: `Laporan:`
    case byline
    /// Words with which the caption of a picture begins
    case caption
    /// Words with which the source of a picture begins
    case credit
    /// Words with which a line begins that is no part of the article: `Baca juga`
    case inset
    /// Words with which a line after the article begins: `Penulis:`
    case signoff
    /// Words with which running text begins
    case body

    /// The kind of the lines that begin with the words of the section; `nil` if its words are about
    /// sentence breaks.
    package var kind: SegmentKind? {
      switch self {
      case .kicker: .kicker
      case .subheading: .subheading
      case .byline: .byline
      case .caption: .caption
      case .credit: .credit
      case .inset: .inset
      case .signoff: .signoff
      case .body: .body
      default: nil
      }
    }

    /// The list of `WordTable` that holds the words of the section.
    var lists: WordTable.Lists {
      switch self {
      case .beforeName: .beforeName
      case .beforeNumber: .beforeNumber
      case .afterName: .afterName
      case .atEnd: .atEnd
      case .within: .within
      case .acronym: .acronym
      case .unit: .unit
      case .label: .label
      case .afterOrdinal: .afterOrdinal
      case .opener: .opener
      case .speechVerb: .speechVerb
      case .quotative: .quotative
      case .nameWithMark: .nameWithMark
      case .kicker, .subheading, .byline, .caption, .credit, .inset, .signoff, .body: []
      }
    }

    /// Whether the words of the section are abbreviations, which end in a full stop.
    public var holdsAbbreviations: Bool {
      self == .unit || !lists.isDisjoint(with: .abbreviation)
    }
  }

  /// A word of a list.
  public struct Entry: Hashable, Sendable {
    /// The list that holds the word.
    public var section: Section
    /// The word as written, with its full stop if it is an abbreviation; of a line's kind the words,
    /// with blanks between them.
    public var word: String
    /// Where the word stands in a file.
    public var location: SourceLocation

    /// Makes an entry that does not come from a rule file.
    public init(section: Section, word: String, location: SourceLocation) {
      self.section = section
      self.word = word
      self.location = location
    }
  }

  /// The words, in the order in which the files give them.
  public private(set) var entries: [Entry] = []
  /// The lists of each word, for lookup by UTF-8 bytes.
  package private(set) var words = WordTable([:])
  /// The entries that show the kinds of lines. Every segmenter asks for them.
  package private(set) var cues: [Entry] = []
  /// The endings of words, and the lists that hold these.
  private var endings: [(ending: WordEnding, lists: WordTable.Lists)] = []

  /// Rules without words. ICU and the text around a mark alone decide.
  public static let none = SegmentationRules()

  private init() {}

  /// Padan's own rules for a language; `nil` if it has none.
  public static func bundled(for language: LanguageTag) -> SegmentationRules? {
    LanguageProfile.of(language).rules
  }

  /// The rules that the built-in data has for a folder; `nil` if it has none.
  init?(folder: String) {
    let files = LanguageFile.files("rules", of: folder)
    guard !files.isEmpty else { return nil }
    var rules = SegmentationRules.none
    do throws(ReadingError) {
      for file in files {
        rules = try SegmentationRules(parsing: file.text, file: file.path, onTopOf: rules)
      }
    } catch {
      preconditionFailure("A bundled rule file cannot be read: \(error)")
    }
    self = rules
  }

  /// Reads a rule file on top of other rules.
  ///
  /// - Parameters:
  ///   - text: The content of the file.
  ///   - file: The file's name, for messages.
  ///   - base: The rules to which the file adds words, or from which it removes them.
  /// - Throws: `ReadingError` with the line of an unknown section, of a word before the first section,
  ///   or of an abbreviation without its full stop.
  public init(
    parsing text: String, file: String, onTopOf base: SegmentationRules = .none
  ) throws(ReadingError) {
    entries = base.entries
    var removed: Set<Entry> = []
    var section: Section?
    for (index, words) in Self.lines(of: text).enumerated() {
      let location = SourceLocation(file: file, line: index + 1)
      for word in words {
        if word.utf8.first == UInt8(ascii: "#") { break }
        if word.utf8.first == UInt8(ascii: "[") {
          section = try Self.section(named: word, at: location)
          continue
        }
        guard let section else {
          throw ReadingError(
            location: location,
            fault: "“\(word)” stands before any section. Open one, such as [before-name].")
        }
        let isRemoval = word.hasPrefix("-") && word.count > 1
        let name = String(isRemoval ? word.dropFirst() : word)
        let entry = Entry(
          section: section, word: section.kind == nil ? name : name.replacing("_", with: " "),
          location: location)
        guard !section.holdsAbbreviations || entry.word.hasSuffix(".") else {
          throw ReadingError(
            location: location,
            fault: "“\(word)” has no full stop. Write an abbreviation with the stop it ends in.")
        }
        if isRemoval { removed.insert(entry) } else { entries.append(entry) }
      }
    }
    if !removed.isEmpty {
      let names = Set(removed.map { "\($0.section) \($0.word)" })
      entries.removeAll { names.contains("\($0.section) \($0.word)") }
    }
    cues = entries.filter { $0.section.kind != nil }
    holdsAbbreviations = entries.contains { $0.section.holdsAbbreviations }
    words = WordTable(Self.lists(of: entries))
    endings = entries.compactMap { entry in
      let stop = entry.section.holdsAbbreviations ? 1 : 0
      return WordEnding(String(entry.word.dropLast(stop))).map {
        (ending: $0, lists: entry.section.lists)
      }
    }
  }

  /// The words of each line of a text.
  private static func lines(of text: String) -> [[Substring]] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).flatMap {
      line -> [[Substring]] in
      // Nearly all lines are of ASCII. Bytes are split many times as fast as characters.
      if line.allSatisfy({ 0x20..<0x7F ~= $0 || $0 == 0x09 }) {
        return [line.split { $0 == 0x20 || $0 == 0x09 }.map { Substring($0) }]
      }
      return Substring(line.last == 0x0D ? line.dropLast() : line)
        .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .map { $0.split(whereSeparator: \.isWhitespace) }
    }
  }

  /// Whether there are words about sentence breaks.
  package var holdsWords: Bool { cues.count < entries.count }
  /// Whether there are abbreviations.
  package private(set) var holdsAbbreviations = false

  /// Whether a word begins sentences, by itself or by its ending.
  ///
  /// - Parameter range: UTF-8 byte offsets.
  package func isOpener(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    lists(of: range, in: text).contains(.opener)
  }

  /// The lists that hold a word, by itself or by its ending.
  ///
  /// - Parameter range: UTF-8 byte offsets.
  package func lists(of range: Range<Int>, in text: Span<UInt8>) -> WordTable.Lists {
    endings.reduce(words.lists(of: range, in: text)) { lists, entry in
      entry.ending.matches(range, in: text) ? lists.union(entry.lists) : lists
    }
  }

  /// The section of a line such as `[before-name]`.
  ///
  /// - Throws: `ReadingError` if the section is unknown.
  private static func section(
    named word: Substring, at location: SourceLocation
  ) throws(ReadingError) -> Section {
    guard word.hasSuffix("]"), let section = Section(rawValue: String(word.dropFirst().dropLast()))
    else {
      let known = Section.allCases.map { "[\($0.rawValue)]" }.joined(separator: " ")
      throw ReadingError(
        location: location, fault: "unknown section \(word). The sections are: \(known).")
    }
    return section
  }

  /// The lists of each form of each word. The mark at the end of a word is left out: the text
  /// around a boundary supplies it.
  private static func lists(of entries: [Entry]) -> [String: WordTable.Lists] {
    var lists: [String: WordTable.Lists] = [:]
    for entry in entries where entry.section.kind == nil {
      let last = entry.word.utf8.last
      let isMarked =
        last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
      let word = isMarked && entry.word.utf8.count > 1 ? String(entry.word.dropLast()) : entry.word
      for form in forms(of: word, in: entry.section) {
        lists[form, default: []].formUnion(entry.section.lists)
      }
    }
    return lists
  }

  /// The forms in which a word matches: as written, in capitals and, if it is in small letters,
  /// capitalised. A form may occur twice.
  private static func forms(of word: String, in section: Section) -> [String] {
    // A single letter in capitals is an initial, not the abbreviation `h.` for *halaman*.
    guard word.utf8.count > 1, word.count > 1 else { return [word] }
    // Nearly all words are of ASCII, and a start reads hundreds of them.
    let bytes = Array(word.utf8)
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    let upper = isASCII ? String(decoding: bytes.map(capital), as: UTF8.self) : word.uppercased()
    let isSmall =
      isASCII ? !bytes.contains { $0 &- 0x41 < 26 } : word == word.lowercased()
    guard isSmall else { return [word, upper] }
    let capitalised =
      isASCII
      ? String(decoding: [capital(bytes[0])] + bytes.dropFirst(), as: UTF8.self)
      : word.prefix(1).uppercased() + word.dropFirst()
    // A small word in capitals is mostly an acronym, which may end a sentence: `SPT`.
    return section == .within ? [word, capitalised] : [word, upper, capitalised]
  }

  /// A letter of ASCII as a capital; any other byte as it is.
  private static func capital(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte & ~0x20 : byte
  }
}
