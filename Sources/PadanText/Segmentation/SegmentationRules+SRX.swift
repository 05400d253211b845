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
    func addNoBreak(_ section: Section) {
      if let after = Self.afterNoBreak[section] { add(false, section, after) }
    }
    let opening = Self.opening
    add(false, "^\\s*(?:\\d{1,3}|[A-Za-z])[.)]", "\\s")
    addNoBreak(.within)
    if let units = alternatives(.unit) { add(true, "(?<=\\d\\s)(?:\(units))", "\\s+\\d") }
    addNoBreak(.beforeNumber)
    if let names = alternatives(.afterOrdinal) {
      add(
        false, "(?<![\\p{L}\\p{N}.])\\d{1,2}(?:\\p{Ll}{2})?\\.",
        "\\s+(?:\(names))(?![\\p{L}\\p{N}])")
    }
    addNoBreak(.beforeName)
    if let openers = alternatives(.opener) {
      let opener = "\\s+\(opening)(?:\(openers))(?![\\p{L}\\p{N}])"
      add(true, .acronym, opener)
      add(true, "(?<![\\p{L}\\p{N}.])\\p{Lu}\\.", opener)
      add(true, .nameWithMark, opener)
    }
    addNoBreak(.acronym)
    add(false, .nameWithMark, "\\s")
    addNoBreak(.afterName)
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

  /// Marks that may stand before the first word of a sentence, as a regular expression.
  private static let opening = "[\"'“‘«(\\[]*"

  /// What follows the words of a list where no sentence ends, as a regular expression.
  private static let afterNoBreak: [Section: String] = [
    .within: "\\s",
    .beforeNumber: "\\s+(?:\\+?\\d|[IVXLCivxlc]|\\p{Lu}(?!\\p{L})|\\p{Lu}+[-/]?\\d)",
    .beforeName: "\\s+\(opening)[\\p{Lu}\\d]", .acronym: "\\s+\(opening)\\p{Lu}",
    .afterName: "\\s+(?:\\(|\\p{Lu}\\p{Ll}+\\s+\\p{Lu})",
  ]

  /// The words of a list as alternatives of a regular expression, the longest first; `nil` if the
  /// list is empty. Words in lower case are included with a capital, too. The dots before an ending
  /// become letters.
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
      let stem = word.prefix { $0 == "." }
      let letters = word.dropFirst(stem.count).map {
        ".-()!?".contains($0) ? "\\\($0)" : String($0)
      }
      return (stem.isEmpty ? "" : "\\p{L}{\(stem.count),}") + letters.joined()
    }.joined(separator: "|")
  }

  /// The abbreviations in SRX rules, as entries of word lists.
  ///
  /// A no-break rule holds abbreviations if its expression before the place is one word with a full
  /// stop, or several alternatives, with or without a word boundary: `\bProf\.\s`,
  /// `(?:Dr\.|Prof\.)`. Its expression after the place decides the list: digits mean
  /// `beforeNumber`, capitals `beforeName`, anything else `within`; the rules that `srx(for:)` makes
  /// of the lists in `afterNoBreak` go back into these. A capitalised alternative beside the same word in lower case is
  /// left out: the lists mean both by the latter.
  ///
  /// - Returns: The entries, and the number of rules that are not abbreviations and still need SRX.
  package static func abbreviations(
    in rules: [SRXRules.Rule]
  ) -> (entries: [Entry], remaining: Int) {
    var entries: [Entry] = []
    var remaining = rules.count
    for rule in rules where !rule.isBreak {
      let words = abbreviations(in: rule.before)
      if words.isEmpty { continue }
      remaining -= 1
      let section = section(followedBy: rule.after)
      let known = Set(words)
      for word in words where word == word.lowercased() || !known.contains(word.lowercased()) {
        entries.append(Entry(section: section, word: word, location: rule.location))
      }
    }
    return (entries, remaining)
  }

  /// The list whose words are followed by what an expression matches.
  private static func section(followedBy after: String) -> Section {
    if let own = afterNoBreak.first(where: { $0.value == after }) { return own.key }
    if after.contains("\\d") || after.contains("0-9") { return .beforeNumber }
    return after.contains("Lu") || after.contains("A-Z") ? .beforeName : .within
  }

  /// The abbreviations that an expression consists of, with their full stops; empty if it is
  /// anything else.
  private static func abbreviations(in expression: String) -> [String] {
    var rest = Substring(expression)
    for prefix in [
      "(?i)", "\\b", "(?<!\\p{L})", "(?<![\\p{L}\\p{N}])", "(?<![\\p{L}\\p{N}.])",
    ] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    for suffix in ["\\s+", "\\s*", "\\s", " "] where rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
      break
    }
    for opening in ["(?:", "("] where rest.hasPrefix(opening) && rest.hasSuffix(")") {
      rest = rest.dropFirst(opening.count).dropLast()
    }
    let words = rest.split(separator: "|", omittingEmptySubsequences: false).map { word in
      word.replacing("\\.", with: ".").replacing("\\-", with: "-")
    }
    let isAll = words.allSatisfy { word in
      word.hasSuffix(".") && word.count > 1
        && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
    }
    return isAll ? words.map(String.init) : []
  }
}
