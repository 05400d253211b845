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
  /// The context of its text in the program; `nil` without one. A number that Padan made up is none.
  var context: String? {
    texts[.context].flatMap { $0.hasPrefix(Self.numberedContext) ? nil : $0 }
  }
  /// The type of the property that holds a flag.
  static let flagType = "x-po-flag"
  /// The beginning of the type of the property that holds a form between the first and the last; its number follows.
  static let middleType = "x-po-form-"

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
      unit.id = context
      unit.provenance.document = references.first.map { Self.file(of: $0) }
      unit.provenance.properties =
        notes.map { .note($0) } + references.map { .init(type: "x-po-reference", value: $0) }
        + flags.map { .init(type: Self.flagType, value: $0) }
    }
    let forms = forms
    return forms.map { sourceText, targetText, form in
      var unit = unit
      if let form, let id = texts[.id], let plural = texts[.plural] {
        unit.provenance.pluralForm = form
        // Each is the context of the other: the texts of both may be the same.
        unit.provenance.previousSource = form.isPlural ? id : nil
        unit.provenance.nextSource = form.isPlural ? nil : plural
        if form.isPlural {
          unit.provenance.properties += middleForms.map {
            Provenance.Property(type: "\(Self.middleType)\($0.form)", value: $0.text)
          }
        }
      }
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
  private var forms: [(String, String, Provenance.PluralForm?)] {
    let id = texts[.id] ?? ""
    guard let plural = texts[.plural] else {
      return translated.prefix(1).map { (id, $0.text, nil) }
    }
    let (singular, last) = ends
    if let singular, let last, id == plural, singular.text == last.text {
      return [(id, last.text, nil)]
    }
    return [
      singular.map { (id, $0.text, .init(isPlural: false, number: $0.form)) },
      last.map { (plural, $0.text, .init(isPlural: true, number: $0.form)) },
    ].compactMap(\.self)
  }

  /// The translations that have a text.
  private var translated: [(form: Int, text: String)] {
    translations.filter { !TextForm.isBlank($0.text) }
  }

  /// The translations of the singular and of the plural.
  private var ends: (singular: (form: Int, text: String)?, plural: (form: Int, text: String)?) {
    let translated = translated
    return (
      translated.first { $0.form == 0 }, translated.last { $0.form > 0 || translations.count == 1 }
    )
  }

  /// The translations between those of the singular and of the plural. They are for small numbers, and the plural has
  /// them as properties.
  private var middleForms: [(form: Int, text: String)] {
    let ends = ends
    return translated.filter { $0.form != ends.singular?.form && $0.form != ends.plural?.form }
  }

  /// The file of a reference, without the line number.
  private static func file(of reference: String) -> String {
    guard let colon = reference.lastIndex(of: ":"), Int(reference[colon...].dropFirst()) != nil
    else { return reference }
    return String(reference[..<colon])
  }
}

extension Provenance {
  /// The translations between those of the singular and of the plural, if the pair is the plural of an entry of a PO
  /// file whose last translation has this number, and all of them are known; `nil` otherwise.
  func middleForms(before last: Int) -> [String]? {
    guard let form = pluralForm, form.isPlural, form.number == last else { return nil }
    let forms = (1..<max(1, last)).compactMap { number in
      properties.first { $0.type == "\(POEntry.middleType)\(number)" }?.value
    }
    return forms.count == max(0, last - 1) ? forms : nil
  }
}

extension Finding.Kind {
  fileprivate static let noID = Self("po.no-msgid", "the entry has no msgid")
  fileprivate static let obsolete = Self("po.obsolete", "the entry is obsolete", isFault: false)
  fileprivate static let fuzzy = Self("po.fuzzy", "the entry is fuzzy", isFault: false)
  fileprivate static let untranslated = Self(
    "po.untranslated", "the entry is not translated", isFault: false)
}
