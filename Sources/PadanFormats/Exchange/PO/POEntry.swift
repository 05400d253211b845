import PadanModel
import PadanText

/// An entry of a PO file whose tokens are being read.
struct POEntry {
  /// The first line of the entry.
  private(set) var place = SourceLocation(file: "")
  /// The first malformed line; `nil` if there is none.
  var damage: SourceLocation?
  /// Whether the program that is translated has the text no more.
  var isObsolete = false
  /// What the entry has of what a unit may hold.
  private(set) var budget = UnitBudget()
  /// The texts of the fields: `msgid`, `msgstr` and so on.
  private(set) var texts: [POLine.Field: String] = [:]
  /// The field that a quoted text continues; `nil` before the first keyword.
  private(set) var field: POLine.Field?
  /// The marks after `#,`, such as `c-format`.
  private(set) var flags: [String] = []
  /// The comments of translators and programmers.
  private var notes: [String] = []
  /// The references to source files: `main.c:12`.
  private var references: [String] = []
  /// The pair as Padan's own comment holds it; `nil` if there is no such comment.
  private var record: JSONPairRecord?

  /// The beginning of Padan's own comment, which holds what PO has no place for.
  static let recordMark = "padan: "
  /// The beginning of a context that Padan made up: a number distinguishes entries with the same
  /// `msgid`.
  static let numberedContext = "padan:"
  /// The flag of an entry that a translator has yet to check.
  static let fuzzyFlag = "fuzzy"
  /// The type of the property that holds a flag.
  static let flagType = "x-po-flag"

  /// Whether a keyword has been read.
  var isBegun: Bool { field != nil }
  /// Whether a translation has been read.
  var isComplete: Bool { !translations.isEmpty }
  /// The header of the file, if the entry is that: its `msgid` is empty.
  var header: POHeader? {
    guard texts[.id] == "", texts[.context] == nil, !isObsolete, !budget.isExceeded
    else { return nil }
    return POHeader(texts[.translation(0)] ?? "")
  }

  /// The translations by the number of the plural form, ascending.
  private var translations: [(form: Int, text: String)] {
    texts.compactMap { field, text in
      if case .translation(let form) = field { (form, text) } else { nil }
    }.sorted { $0.form < $1.form }
  }

  /// Whether a token belongs to the next entry.
  func isEnded(by token: POLine.Token) -> Bool {
    switch token {
    case .comment: isComplete
    case .keyword(.context): isComplete || texts[.context] != nil || texts[.id] != nil
    case .keyword(.id): isComplete || texts[.id] != nil
    case .keyword, .text, .malformed: false
    }
  }

  /// Reads a token of the entry. Returns `false` if it is malformed or out of place.
  mutating func take(_ token: POLine.Token, at location: SourceLocation) -> Bool {
    if place.line == nil { place = location }
    budget.add(parts: 1, bytes: token.size)
    if budget.isExceeded, !token.isKeyword { return true }
    switch token {
    case .comment(let mark, let text): takeComment(mark, text)
    case .keyword(let field):
      guard texts[field] == nil else { return false }
      self.field = field
      texts[field] = ""
    case .text(let bytes):
      guard let field else { return false }
      texts[field]? += String(decoding: bytes, as: UTF8.self)
    case .malformed: return false
    }
    return true
  }

  /// Reads a comment by the mark after its `#`.
  private mutating func takeComment(_ mark: Character?, _ text: String) {
    switch mark {
    case ",", "=":
      let found = text.split(separator: ",").map { TextForm.matchKey(of: String($0)) }
      budget.add(parts: found.count, bytes: 0)
      flags += found
    case ":":
      let found = Self.references(in: text)
      budget.add(parts: found.count, bytes: 0)
      references += found
    case "|": break  // the previous msgid
    case ".":
      if text.hasPrefix(Self.recordMark),
        let record = JSONPairRecord.record(in: String(text.dropFirst(Self.recordMark.count)))
      {
        self.record = record
      } else if !text.isEmpty {
        notes.append(text)
      }
    default: if !text.isEmpty { notes.append(text) }
    }
  }

  /// The references of a comment. File names with blanks stand between U+2068 and U+2069.
  private static func references(in text: String) -> [String] {
    var references = [""]
    var isIsolated = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{2068}": isIsolated = true
      case "\u{2069}": isIsolated = false
      case " " where !isIsolated, "\t" where !isIsolated: references.append("")
      default: references[references.count - 1].unicodeScalars.append(scalar)
      }
    }
    return references.filter { !$0.isEmpty }
  }
}

// MARK: Units

extension POEntry {
  /// Why the entry gives no units; `nil` if it gives some.
  var reasonToSkip: Finding.Kind? {
    if budget.isExceeded { return .largeUnit }
    if isObsolete { return .obsolete }
    if flags.contains(Self.fuzzyFlag) { return .fuzzy }
    if TextForm.isBlank(texts[.id] ?? "") { return .noID }
    if translations.allSatisfy({ TextForm.isBlank($0.text) }) { return .untranslated }
    return nil
  }

  /// A unit for each pair of forms.
  func units(from source: LanguageTag, to target: LanguageTag) -> [ExchangeUnit] {
    var unit = record?.unit ?? ExchangeUnit(variants: [])
    unit.sourceLanguage = source
    if record == nil {
      unit.id = texts[.context].flatMap { $0.hasPrefix(Self.numberedContext) ? nil : $0 }
      unit.provenance.document = references.first.map { Self.file(of: $0) }
      unit.provenance.properties =
        notes.map { .note($0) } + references.map { .init(type: "x-po-reference", value: $0) }
        + flags.map { .init(type: Self.flagType, value: $0) }
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

  /// The source and target texts of the forms that translate each other.
  ///
  /// The first form translates the singular and the last one the plural: those between are for small
  /// numbers. If a language has one form only, it translates both.
  private var forms: [(String, String)] {
    let id = texts[.id] ?? ""
    let translated = translations.filter { !TextForm.isBlank($0.text) }
    guard let plural = texts[.plural] else { return translated.prefix(1).map { (id, $0.text) } }
    let singular = translated.first { $0.form == 0 }
    let last = translated.last { $0.form > 0 || translations.count == 1 }
    let pairs = [singular.map { (id, $0.text) }, last.map { (plural, $0.text) }].compactMap(\.self)
    return pairs.count == 2 && pairs[0] == pairs[1] ? [pairs[0]] : pairs
  }

  /// The file of a reference, without the line number.
  private static func file(of reference: String) -> String {
    guard let colon = reference.lastIndex(of: ":"), Int(reference[colon...].dropFirst()) != nil
    else { return reference }
    return String(reference[..<colon])
  }
}

extension Finding.Kind {
  fileprivate static let noID = Self("po.no-msgid", "the entry has no msgid")
  fileprivate static let obsolete = Self("po.obsolete", "the entry is obsolete", isFault: false)
  fileprivate static let fuzzy = Self("po.fuzzy", "the entry is fuzzy", isFault: false)
  fileprivate static let untranslated = Self(
    "po.untranslated", "the entry is not translated", isFault: false)
}
