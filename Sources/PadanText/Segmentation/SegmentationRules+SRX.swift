package import PadanLanguage
package import PadanModel

extension SegmentationRules {
  /// Converts the word lists to SRX rules, for other tools.
  ///
  /// Regular expressions can say most of what the lists say. Decisions that depend on several words
  /// at once are left out, such as a reporting clause with the name first, or a chain of degrees.
  /// Results therefore differ a little from Padan's own.
  ///
  /// - Parameter language: The language of the rules, which the language map matches.
  package func srx(for language: LanguageTag) -> SRXRules {
    let here = SourceLocation(file: "padan \(language)")
    var rules: [SRXRules.Rule] = []
    func add(_ isBreak: Bool, _ before: String, _ after: String) {
      rules.append(
        SRXRules.Rule(isBreak: isBreak, before: before, after: after, location: here))
    }
    func add(_ isBreak: Bool, _ section: Section, _ after: String) {
      guard let words = alternatives(section) else { return }
      add(isBreak, "(?<![\\p{L}\\p{N}.])(?:\(words))", after)
    }
    let opening = "[\"'“‘«(\\[]*"
    add(false, "^\\s*(?:\\d{1,3}|[A-Za-z])[.)]", "\\s")
    add(false, .within, "\\s")
    add(false, .beforeNumber, "\\s+[\\dIVXLCivxlc]")
    add(false, .beforeName, "\\s+\(opening)[\\p{Lu}\\d]")
    if let openers = alternatives(.opener) {
      let opener = "\\s+\(opening)(?:\(openers))(?![\\p{L}\\p{N}])"
      add(true, .acronym, opener)
      add(true, "(?<![\\p{L}\\p{N}.])\\p{Lu}\\.", opener)
      add(true, .nameWithMark, opener)
    }
    add(false, .acronym, "\\s+\(opening)\\p{Lu}")
    add(false, .nameWithMark, "\\s")
    add(false, .afterName, "\\s+(?:\\(|\\p{Lu}\\p{Ll}+\\s+\\p{Lu})")
    add(false, "(?<![\\p{L}\\p{N}])(?:\\p{Lu}\\.)+", "\\s+\\p{Lu}")
    add(false, "[.?!…]+[\"'”’»)\\]]*", "\\s+\(opening)\\p{Ll}")
    add(true, "[.?!…‽。！？]+[\"'”’»)\\]]*", "\\s")
    return SRXRules(
      file: here.file, cascades: false,
      languageRules: [SRXRules.LanguageRules(name: "Padan \(language)", rules: rules)],
      maps: [
        SRXRules.LanguageMap(
          pattern: "(?i)\(language.language)([-_].*)?", rulesName: "Padan \(language)",
          location: here)
      ])
  }

  /// The words of a list as alternatives of a regular expression, the longest first; `nil` if the
  /// list is empty. Words in lower case are included with a capital, too.
  private func alternatives(_ section: Section) -> String? {
    var forms: Set<String> = []
    for entry in entries where entry.section == section {
      forms.insert(entry.word)
      if entry.word == entry.word.lowercased(), entry.word.count > 2 {
        forms.insert(entry.word.prefix(1).uppercased() + entry.word.dropFirst())
      }
    }
    guard !forms.isEmpty else { return nil }
    return forms.sorted { ($1.count, $0) < ($0.count, $1) }.map { word in
      word.map { ".-()!?".contains($0) ? "\\\($0)" : String($0) }.joined()
    }.joined(separator: "|")
  }

  /// The abbreviations in SRX rules, as entries of word lists.
  ///
  /// A no-break rule counts as an abbreviation if its expression before the place is one word with
  /// a full stop, with or without a word boundary: `\bProf\.\s`. Its expression after the place
  /// decides the list: digits mean `beforeNumber`, capitals `beforeName`, anything else `within`.
  ///
  /// - Returns: The entries, and the number of rules that are not abbreviations and still need SRX.
  package static func abbreviations(
    in rules: [SRXRules.Rule]
  ) -> (entries: [Entry], remaining: Int) {
    var entries: [Entry] = []
    for rule in rules where !rule.isBreak {
      guard let word = abbreviation(in: rule.before) else { continue }
      let section: Section =
        rule.after.contains("\\d") || rule.after.contains("0-9")
        ? .beforeNumber
        : rule.after.contains("Lu") || rule.after.contains("A-Z") ? .beforeName : .within
      entries.append(Entry(section: section, word: word, location: rule.location))
    }
    return (entries, rules.count - entries.count)
  }

  /// The abbreviation that an expression consists of, with its full stop; `nil` if it is anything
  /// else.
  private static func abbreviation(in expression: String) -> String? {
    var rest = Substring(expression)
    for prefix in ["(?i)", "\\b", "(?<!\\p{L})", "(?<![\\p{L}\\p{N}])"] where rest.hasPrefix(prefix)
    {
      rest = rest.dropFirst(prefix.count)
    }
    for suffix in ["\\s+", "\\s*", "\\s", " "] where rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
      break
    }
    let word = rest.split(separator: "\\.", omittingEmptySubsequences: false).joined(separator: ".")
    guard word.hasSuffix("."), word.count > 1,
      word.allSatisfy({ $0.isLetter || $0 == "." || $0 == "-" })
    else { return nil }
    return word
  }
}
