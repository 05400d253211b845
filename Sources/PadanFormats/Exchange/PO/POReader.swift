import PadanModel

/// Reads gettext PO files.
///
/// `msgctxt` becomes the unit's name, and comments become notes. Untranslated and fuzzy entries are
/// skipped. A plural entry gives a pair for each of its forms.
enum POReader {
  /// Reads a file.
  ///
  /// The languages are those of the options, unless the header has `X-Source-Language` and
  /// `Language`. With `.damage` an entry with a malformed line is skipped.
  ///
  /// - Parameters:
  ///   - paths: The file; `-` is standard input.
  ///   - options: The languages and the tolerance.
  ///   - body: Called with each unit and the place where its entry begins.
  /// - Returns: The entries that were skipped.
  /// - Throws: `InputError` with the line that is malformed, and any error that `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(path: paths[0], remedy: "Name a PO file.")
    var report = ReadingReport()
    var languages = (source: options.source, target: options.target)
    var entry = POEntry()
    func finish() throws {
      defer { entry = POEntry() }
      guard entry.id != nil || !entry.translations.isEmpty || entry.damage != nil else { return }
      if entry.isHeader {
        languages.source = entry.headerLanguage("X-Source-Language") ?? options.source
        languages.target = entry.headerLanguage("Language") ?? options.target
        return
      }
      if let damage = entry.damage {
        return report.skipped.add(Finding(.damagedEntry, at: damage))
      }
      if let kind = entry.reasonToSkip {
        return report.skipped.add(Finding(kind, at: entry.place))
      }
      for unit in entry.units(from: languages.source, to: languages.target) {
        try body(unit, entry.place)
      }
    }
    while let line = try lines.next() {
      let text = line.text
      if line.isBlank {
        try finish()
        continue
      }
      if entry.isComplete, entry.begins(with: text) { try finish() }
      if entry.take(text, at: lines.location) { continue }
      guard options.tolerance == .damage else {
        throw InputError(lines.location, .notPO)
      }
      entry.damage = entry.damage ?? lines.location
    }
    try finish()
    return report
  }
}

/// An entry of a PO file whose lines are being read.
struct POEntry {
  /// The first line of the entry.
  private(set) var place = SourceLocation(file: "")
  /// The `msgid`: the source text.
  private(set) var id: String?
  /// The `msgstr` texts by the number of the plural form.
  private(set) var translations: [Int: String] = [:]
  /// The first malformed line; `nil` if there is none.
  var damage: SourceLocation?
  /// The `msgctxt`.
  private var context: String?
  /// The `msgid_plural`.
  private var plural: String?
  /// Whether the entry is marked as fuzzy.
  private var isFuzzy = false
  /// The comments of translators and programmers.
  private var notes: [String] = []
  /// The references to source files: `main.c:12`.
  private var references: [String] = []
  /// The pair as Padan's own comment holds it; `nil` if there is no such comment.
  private var record: JSONPairRecord?
  /// The field that a quoted line continues; `nil` before the first keyword.
  private var field: Field?

  /// A keyword of PO.
  private enum Field: Equatable {
    case context, id, plural
    case translation(Int)
    /// The previous text of a fuzzy entry, which is ignored.
    case passedOver
  }

  /// The beginning of Padan's own comment, which holds what PO has no place for.
  static let recordMark = "padan: "
  /// The beginning of a context that Padan made up: a number distinguishes entries with the same
  /// `msgid`.
  static let numberedContext = "padan:"

  /// Whether a translation has been read, so that another keyword or a comment begins a new entry.
  var isComplete: Bool { !translations.isEmpty }
  /// Whether the entry is the header of the file: its `msgid` is empty.
  var isHeader: Bool { id == "" && context == nil }

  /// Whether a line begins an entry.
  func begins(with line: String) -> Bool {
    let line = Self.withoutObsoleteMark(line)
    return line.hasPrefix("#") || line.hasPrefix("msgid ") || line.hasPrefix("msgctxt")
  }

  /// Reads a line of the entry. Returns `false` if it is malformed.
  mutating func take(_ line: String, at location: SourceLocation) -> Bool {
    if place.line == nil { place = location }
    let line = Self.withoutObsoleteMark(line)
    if line.hasPrefix("#") {
      takeComment(line)
      return true
    }
    var rest = Substring(line)
    for (keyword, field) in [
      ("msgctxt", Field.context), ("msgid_plural", .plural), ("msgid", .id),
    ] where rest.hasPrefix(keyword) {
      return begin(field, rest.dropFirst(keyword.count))
    }
    if rest.hasPrefix("msgstr") {
      rest = rest.dropFirst(6)
      var number = 0
      if rest.hasPrefix("[") {
        guard let end = rest.firstIndex(of: "]"), let form = Int(rest[..<end].dropFirst()),
          (0..<100).contains(form)
        else { return false }
        number = form
        rest = rest[end...].dropFirst()
      }
      return begin(.translation(number), rest)
    }
    guard let field, let text = Self.unquoted(rest) else { return false }
    append(text, to: field)
    return true
  }

  /// Begins a field with the quoted text after its keyword.
  private mutating func begin(_ field: Field, _ rest: Substring) -> Bool {
    guard let text = Self.unquoted(rest) else { return false }
    self.field = field
    append(text, to: field)
    return true
  }

  /// Adds a text to a field.
  private mutating func append(_ text: String, to field: Field) {
    switch field {
    case .context: context = (context ?? "") + text
    case .id: id = (id ?? "") + text
    case .plural: plural = (plural ?? "") + text
    case .translation(let number): translations[number, default: ""] += text
    case .passedOver: break
    }
  }

  /// Reads a comment by the mark after `#`.
  private mutating func takeComment(_ line: String) {
    let mark = line.dropFirst().first
    let text = String(line.dropFirst(2).drop { $0 == " " })
    switch mark {
    case ",": isFuzzy = isFuzzy || text.split(separator: ",").contains { $0.trimmed == "fuzzy" }
    case ":": references += text.split(separator: " ").map(String.init)
    case ".":
      if text.hasPrefix(Self.recordMark),
        let record = JSONPairRecord.record(in: String(text.dropFirst(Self.recordMark.count)))
      {
        self.record = record
      } else if !text.isEmpty {
        notes.append(text)
      }
    case " ": if !text.isEmpty { notes.append(text) }
    default: break  // the previous msgid, and marks that later versions may bring
    }
  }

  /// Why the entry gives no units; `nil` if it gives some.
  var reasonToSkip: Finding.Kind? {
    if isFuzzy { return .fuzzy }
    if (id ?? "").allSatisfy(\.isWhitespace) { return .noID }
    if translations.values.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return .untranslated }
    return nil
  }

  /// The language in a field of the header; `nil` if it is missing or malformed.
  func headerLanguage(_ name: String) -> LanguageTag? {
    for line in (translations[0] ?? "").split(separator: "\n") where line.hasPrefix(name + ":") {
      return LanguageTag(line.dropFirst(name.count + 1).trimmed)
    }
    return nil
  }

  /// A unit for each translated form.
  func units(from source: LanguageTag, to target: LanguageTag) -> [ExchangeUnit] {
    var unit = record?.unit ?? ExchangeUnit(variants: [])
    unit.sourceLanguage = source
    if record == nil {
      unit.id = context.flatMap { $0.hasPrefix(Self.numberedContext) ? nil : $0 }
      unit.provenance.document = references.first.map { Self.file(of: $0) }
      unit.provenance.properties =
        notes.map { .note($0) } + references.map { .init(type: "x-po-reference", value: $0) }
    }
    return forms.map { sourceText, targetText in
      var unit = unit
      unit.variants = [
        Variant(
          language: record?.from.flatMap(LanguageTag.init) ?? source, text: sourceText,
          codes: record?.codes(record?.sourceCodes) ?? []),
        Variant(
          language: record?.to.flatMap(LanguageTag.init) ?? target, text: targetText,
          codes: record?.codes(record?.targetCodes) ?? []),
      ]
      return unit
    }
  }

  /// The source and target texts of the translated forms.
  private var forms: [(String, String)] {
    let sorted = translations.sorted { $0.key < $1.key }.filter {
      !$0.value.allSatisfy(\.isWhitespace)
    }
    guard let plural else { return sorted.prefix(1).map { (id ?? "", $0.value) } }
    // The first form translates the singular. If a language has one form only, it translates both.
    return sorted.flatMap { number, text in
      if translations.count == 1 { return [(id ?? "", text), (plural, text)] }
      return [(number == 0 ? id ?? "" : plural, text)]
    }
  }

  /// A line without the mark of an obsolete entry. Obsolete entries are read like others.
  private static func withoutObsoleteMark(_ line: String) -> String {
    guard line.hasPrefix("#~") else { return line }
    let rest = line.dropFirst(2).drop { $0 == " " }
    // The previous text of an obsolete entry is a comment, too.
    return rest.hasPrefix("|") ? "#|" : String(rest)
  }

  /// The file of a reference, without the line number.
  private static func file(of reference: String) -> String {
    guard let colon = reference.lastIndex(of: ":"), Int(reference[colon...].dropFirst()) != nil
    else { return reference }
    return String(reference[..<colon])
  }

  /// The text between quotation marks, its escapes resolved; `nil` if it is not quoted correctly.
  private static func unquoted(_ field: Substring) -> String? {
    let trimmed = field.trimmed
    guard trimmed.utf8.count >= 2, trimmed.utf8.first == 0x22, trimmed.utf8.last == 0x22 else {
      return nil
    }
    var bytes: [UInt8] = []
    var rest = Array(trimmed.utf8)[1...].dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        if byte == 0x22 { return nil }
        bytes.append(byte)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      switch escaped {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "a"): bytes.append(0x07)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "v"): bytes.append(0x0B)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var value = Int(escaped) - 0x30
        while value < 32, let digit = rest.first, (0x30...0x37).contains(digit) {
          value = value * 8 + Int(digit) - 0x30
          rest.removeFirst()
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
      default: bytes.append(escaped)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

extension InputError.Reason {
  /// A line that is not PO.
  fileprivate static let notPO = Self(
    "po.line",
    "this is no line of a PO file: a comment, a keyword such as msgid, or a quoted text.")
}

extension Finding.Kind {
  fileprivate static let damagedEntry = Self(
    "po.damaged-entry", "the entry has a line that is none of a PO file")
  fileprivate static let noID = Self("po.no-msgid", "the entry has no msgid")
  fileprivate static let fuzzy = Self("po.fuzzy", "the entry is fuzzy", isFault: false)
  fileprivate static let untranslated = Self(
    "po.untranslated", "the entry is not translated", isFault: false)
}
