import CData
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
/// A word in lower case also matches Capitalised and UPPER CASE; one with a capital matches as it is
/// written and in upper case; a single letter matches only as it is written. Whole words are
/// compared, never suffixes.
public struct SegmentationRules: Sendable {
  let words: WordTable
  /// How many words the lists hold.
  public let count: Int

  /// Rules without a list: ICU and the neighbourhood decide alone.
  public static let none = SegmentationRules(lists: [:])

  /// Padan's own rules for a language, where it has some: Indonesian and English.
  public static func bundled(for language: LanguageTag) -> SegmentationRules? {
    switch language.language {
    case "id": indonesian
    case "en": english
    default: nil
    }
  }

  private static let indonesian = SegmentationRules(bundled: cdata_rules_id(), name: "id.rules")
  private static let english = SegmentationRules(bundled: cdata_rules_en(), name: "en.rules")

  private init(bundled file: cdata_file, name: String) {
    let text = String(
      decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    do throws(SegmentationError) {
      try self.init(parsing: text, file: name)
    } catch {
      preconditionFailure("A bundled rule file cannot be read: \(error)")
    }
  }

  /// Reads a rule file.
  ///
  /// - Throws: `SegmentationError.rule` with the line of a section nobody knows, of a word before
  ///   the first section, or of an abbreviation without its full stop.
  public init(parsing text: String, file: String) throws(SegmentationError) {
    var lists: [String: WordTable.Lists] = [:]
    var section: WordTable.Lists?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func fail(_ fault: String) -> SegmentationError {
        .rule(SourceLocation(file: file, line: index + 1), fault)
      }
      for word in line.split(whereSeparator: \.isWhitespace) {
        if word.hasPrefix("#") { break }
        if word.hasPrefix("[") {
          guard let named = Self.sections[String(word)] else {
            let known = Self.sections.keys.sorted().joined(separator: " ")
            throw fail("unknown section \(word). The sections are: \(known).")
          }
          section = named
          continue
        }
        guard let section else {
          throw fail("“\(word)” stands before any section. Open one, such as [before-name].")
        }
        guard section.isDisjoint(with: .abbreviation) || word.hasSuffix(".") else {
          throw fail("“\(word)” has no full stop. Write an abbreviation with the stop it ends in.")
        }
        for form in Self.forms(of: Self.key(word)) { lists[form, default: []].formUnion(section) }
      }
    }
    self.init(lists: lists)
  }

  private init(lists: [String: WordTable.Lists]) {
    words = WordTable(lists)
    count = lists.count
  }

  private static let sections: [String: WordTable.Lists] = [
    "[before-name]": .beforeName, "[before-number]": .beforeNumber, "[after-name]": .afterName,
    "[at-end]": .atEnd, "[within]": .within, "[acronym]": .acronym, "[label]": .label,
    "[opener]": .opener, "[speech-verb]": .speechVerb, "[name-with-mark]": .nameWithMark,
  ]

  /// A word as the table keeps it: without the mark at its end, which the boundary supplies.
  private static func key(_ word: Substring) -> String {
    let isMarked = word.last.map { ".!?".contains($0) } ?? false
    return String(isMarked && word.count > 1 ? word.dropLast() : word)
  }

  private static func forms(of word: String) -> Set<String> {
    let upper = word.uppercased()
    // A single letter in capitals is an initial, not the abbreviation `h.` for *halaman*.
    guard word.count > 1 else { return [word] }
    guard word == word.lowercased() else { return [word, upper] }
    return [word, upper, word.prefix(1).uppercased() + word.dropFirst()]
  }
}
