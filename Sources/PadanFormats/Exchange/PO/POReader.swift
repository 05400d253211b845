import PadanModel

/// Reads gettext PO files.
///
/// `msgctxt` becomes the unit's name, comments become notes. Entries without a translation, and fuzzy
/// ones, are left out; a plural entry gives a pair for each of its forms.
enum POReader {
  /// Reads a file; `-` is standard input.
  ///
  /// The languages of `msgid` and `msgstr` are those of the options, unless the header has an
  /// `X-Source-Language` and a `Language`. With `.damage` an entry with a line that is none of PO is left
  /// out, not an error.
  ///
  /// - Returns: The entries that were left out.
  /// - Throws: `InputError` with the line that is no PO, and whatever `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
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

/// An entry of a PO file in the making.
struct POEntry {
  private(set) var place = SourceLocation(file: "")
  private(set) var id: String?
  private(set) var translations: [Int: String] = [:]
  /// Where the first line stands that is none of PO.
  var damage: SourceLocation?
  private var context: String?
  private var plural: String?
  private var isFuzzy = false
  private var notes: [String] = []
  private var references: [String] = []
  private var record: JSONPairRecord?
  /// What a quoted line goes on with.
  private var field: Field?

  private enum Field: Equatable {
    case context, id, plural
    case translation(Int)
    /// What stood there before: a comment for people.
    case passedOver
  }

  /// What marks the comment that holds everything PO has no place for.
  static let recordMark = "padan: "
  /// Before the number that tells apart entries of one `msgid`.
  static let numberedContext = "padan:"

  /// Whether a translation has been read, so that anything but its continuation begins a new entry.
  var isComplete: Bool { !translations.isEmpty }
  var isHeader: Bool { id == "" && context == nil }

  func begins(with line: String) -> Bool {
    let line = Self.withoutObsoleteMark(line)
    return line.hasPrefix("#") || line.hasPrefix("msgid ") || line.hasPrefix("msgctxt")
  }

  /// Takes a line in; `false` where it is none of PO.
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

  private mutating func begin(_ field: Field, _ rest: Substring) -> Bool {
    guard let text = Self.unquoted(rest) else { return false }
    self.field = field
    append(text, to: field)
    return true
  }

  private mutating func append(_ text: String, to field: Field) {
    switch field {
    case .context: context = (context ?? "") + text
    case .id: id = (id ?? "") + text
    case .plural: plural = (plural ?? "") + text
    case .translation(let number): translations[number, default: ""] += text
    case .passedOver: break
    }
  }

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

  var reasonToSkip: Finding.Kind? {
    if isFuzzy { return .fuzzy }
    if (id ?? "").allSatisfy(\.isWhitespace) { return .noID }
    if translations.values.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return .untranslated }
    return nil
  }

  /// The value of a field of the header.
  func headerLanguage(_ name: String) -> LanguageTag? {
    for line in (translations[0] ?? "").split(separator: "\n") where line.hasPrefix(name + ":") {
      return LanguageTag(line.dropFirst(name.count + 1).trimmed)
    }
    return nil
  }

  /// A unit for each form that has a translation.
  func units(from source: LanguageTag, to target: LanguageTag) -> [TranslationUnit] {
    var unit = record?.unit ?? TranslationUnit(variants: [])
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

  private var forms: [(String, String)] {
    let sorted = translations.sorted { $0.key < $1.key }.filter {
      !$0.value.allSatisfy(\.isWhitespace)
    }
    guard let plural else { return sorted.prefix(1).map { (id ?? "", $0.value) } }
    // The first form goes with the singular; the only one of a language without plurals with both.
    return sorted.flatMap { number, text in
      if translations.count == 1 { return [(id ?? "", text), (plural, text)] }
      return [(number == 0 ? id ?? "" : plural, text)]
    }
  }

  private static func withoutObsoleteMark(_ line: String) -> String {
    guard line.hasPrefix("#~") else { return line }
    let rest = line.dropFirst(2).drop { $0 == " " }
    // What stood there before is a comment, obsolete or not.
    return rest.hasPrefix("|") ? "#|" : String(rest)
  }

  /// A reference without its line number.
  private static func file(of reference: String) -> String {
    guard let colon = reference.lastIndex(of: ":"), Int(reference[colon...].dropFirst()) != nil
    else { return reference }
    return String(reference[..<colon])
  }

  /// The text between quotation marks, its escapes undone; `nil` where there are none.
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
  /// Without white space at either end.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

extension InputError.Reason {
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
