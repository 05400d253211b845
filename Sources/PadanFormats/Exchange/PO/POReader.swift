import PadanModel
import PadanText

/// Reads gettext PO files.
///
/// `msgctxt` becomes the unit's name, comments become notes, and flags properties. Untranslated,
/// fuzzy and obsolete entries are skipped. A plural entry gives a pair for the singular and one for the
/// plural, which has further forms as properties.
enum POReader {
  /// Reads a file.
  ///
  /// The languages are those of the options, unless the header has `X-Source-Language`, `Language`
  /// or `X-Poedit-Language`. The encoding is that of the options or the header's `charset`. With
  /// `.damage` an entry with a malformed line is skipped.
  ///
  /// - Parameters:
  ///   - paths: The file; `-` is standard input.
  ///   - options: The languages and the tolerance.
  ///   - body: Called with each unit and the place where its entry begins.
  /// - Returns: The entries that were skipped.
  /// - Throws: `InputError` with the line that is malformed, or for a file that translates into the
  ///   source language, and any error that `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(
      path: paths[0], encoding: options.encoding, tolerance: options.tolerance,
      declaration: POHeader.encoding, remedy: "Name a PO file.")
    var report = ReadingReport()
    var languages = POLanguages(options)
    var entry = POEntry()
    func finish() throws {
      defer { entry = POEntry() }
      guard entry.isBegun || entry.damage != nil else { return }
      if let damage = entry.damage {
        return report.skipped.add(Finding(.damagedEntry, at: damage))
      }
      if let header = entry.header {
        try languages.read(header, at: entry.place, &report.warnings)
        // Where the language tells the rule, it need not be kept.
        if PluralForms.gettextRule(of: languages.target) == nil {
          report.header = [header.pluralRule].compactMap(\.self)
        }
        return
      }
      if let kind = entry.reasonToSkip {
        return report.skipped.add(Finding(kind, at: entry.place))
      }
      languages.noteAssumption(at: entry.place, &report)
      for unit in entry.units(from: languages.source, to: languages.target) {
        try body(unit, entry.place)
      }
    }
    while let line = try lines.next() {
      if line.isBlank {
        // A blank line ends comments and whole entries, but may stand between two fields.
        if !entry.isBegun || entry.isComplete || entry.damage != nil { try finish() }
        continue
      }
      let line = POLine(line.text)
      for token in line.tokens {
        if entry.isEnded(by: token) { try finish() }
        if line.isObsolete { entry.isObsolete = true }
        if entry.take(token, at: lines.location) {
          if entry.budget.isExhausted { throw InputError(entry.place, .endlessUnit("po")) }
          continue
        }
        guard options.tolerance == .damage else { throw InputError(lines.location, .notPO) }
        entry.damage = entry.damage ?? lines.location
      }
    }
    // What comes before damage may lack its end.
    if lines.isCut, entry.isBegun { entry.damage = entry.damage ?? lines.location }
    try finish()
    report.skipped.add(lines.skipped)
    report.warnings.add(lines.repairs)
    return report
  }
}

extension InputError.Reason {
  /// A line that is not PO.
  static let notPO = Self(
    "po.line",
    "this is no line of a PO file: a comment, a keyword such as msgid, or a quoted text.")
}

extension Finding.Kind {
  fileprivate static let damagedEntry = Self(
    "po.damaged-entry", "the entry has a line that is none of a PO file")
}
