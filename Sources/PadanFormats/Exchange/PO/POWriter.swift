package import PadanModel
import PadanText

/// Writes gettext PO files. A singular and the plural that follows it, which come from one entry, are one entry
/// again. What PO has no place for goes into a comment, `#. padan: {…}`, which
/// `POReader` reads.
package struct POWriter: OneFileWriter {
  /// The bytes not taken yet.
  private var bytes: [UInt8] = []
  /// The codes in comments: everything else has a place or an escape.
  package private(set) var losses = WritingLosses()
  /// The target language of the header.
  private let target: LanguageTag
  /// The source language of the header.
  private let source: LanguageTag
  /// The number of entries with the same context and text, by a hash of both. PO allows one, so the
  /// others get a context of their own.
  private var seen: [UInt64: Int] = [:]
  /// Whether the header has the rule of plural forms, without which there can be none.
  private let hasPluralRule: Bool
  /// A singular that waits for its plural.
  private var singular: (pair: TranslationPair, name: String?)?

  /// Begins a file with its header.
  ///
  /// - Parameters:
  ///   - toolVersion: Padan's version.
  ///   - pluralRule: The rule of plural forms in the file from which they come; `nil` for that of the language,
  ///     which is known if it has no more than two.
  package init(
    source: LanguageTag, target: LanguageTag, toolVersion: String, pluralRule: String? = nil
  ) {
    self.source = source
    self.target = target
    let rule = pluralRule ?? PluralForms.gettextRule(of: target)
    hasPluralRule = rule != nil
    append(
      #"""
      msgid ""
      msgstr ""
      "Project-Id-Version: padan\n"
      "Language: \#(target.posixName)\n"
      "MIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=UTF-8\n"
      "Content-Transfer-Encoding: 8bit\n"
      "X-Source-Language: \#(source.posixName)\n"
      "X-Generator: Padan \#(toolVersion)\n"

      """#)
    if let rule { append("\"Plural-Forms: \(POText.escaped(rule))\\n\"\n") }
  }

  /// Writes a pair as an entry. Its name becomes the `msgctxt`.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    if let (first, firstName) = singular {
      singular = nil
      if let number = plural(pair, name, of: first, firstName) {
        let middle = pair.provenance.properties.filter(\.isMiddleForm)
        return writeEntry(
          Self.withoutForm(first), name,
          plural: (pair.source.text, pair.target.text, number, middle))
      }
      writeEntry(first, firstName)
    }
    if let form = pair.provenance.pluralForm, !form.isPlural, form.number == 0 {
      singular = (pair, name)
    } else {
      writeEntry(pair, name)
    }
  }

  /// The number of the translation of a plural, if a pair is that of a singular before it, and all that is known
  /// of both is the same; `nil` otherwise.
  private func plural(
    _ pair: TranslationPair, _ name: String?, of first: TranslationPair, _ firstName: String?
  ) -> Int? {
    guard hasPluralRule, name == firstName, let form = pair.provenance.pluralForm, form.isPlural,
      first.provenance.previousSource == nil, pair.provenance.nextSource == nil,
      first.provenance.nextSource == pair.source.text,
      pair.provenance.previousSource == first.source.text,
      form.number > 0 || pair.target.text == first.target.text,
      first.source.codes + first.target.codes + pair.source.codes + pair.target.codes == []
    else { return nil }
    let records = [first, pair].map {
      JSONWriter.record(of: Self.withoutForm($0), name: name, withLanguages: true)
    }
    return records[0] == records[1] ? form.number : nil
  }

  /// A pair without what a plural entry itself says of its forms.
  private static func withoutForm(_ pair: TranslationPair) -> TranslationPair {
    var pair = pair
    pair.provenance.pluralForm = nil
    pair.provenance.properties.removeAll(where: \.isMiddleForm)
    pair.provenance.previousSource = nil
    pair.provenance.nextSource = nil
    return pair
  }

  /// Writes an entry.
  ///
  /// - Parameter plural: The plural, its translation, the number of that, and the forms before it; `nil` for an entry
  ///   without one.
  private mutating func writeEntry(
    _ pair: TranslationPair, _ name: String?,
    plural: (id: String, text: String, number: Int, middle: [Provenance.Property])? = nil
  ) {
    append("\n")
    losses.commentedCodes += pair.codeCount
    for case let note in pair.provenance.properties where note.kind == .note {
      for line in note.value.split(whereSeparator: \.isNewline) { append("# \(line)\n") }
    }
    let hasOtherLanguage = pair.source.language != source || pair.target.language != target
    if let record = JSONWriter.record(of: pair, name: name, withLanguages: hasOtherLanguage) {
      append("#. \(POEntry.recordMark)\(record)\n")
    }
    if let document = pair.provenance.document {
      let line = pair.provenance.sentence.map { ":\($0 + 1)" } ?? ""
      // gettext puts these marks around file names with spaces.
      let isPlain = !document.contains(where: \.isWhitespace)
      let file = isPlain ? document : "\u{2068}\(document.onOneLine)\u{2069}"
      append("#: \(file)\(line)\n")
    }
    let flags = pair.provenance.properties.filter { $0.type == POEntry.flagType }.map(\.value)
    if !flags.isEmpty { append("#, \(flags.joined(separator: ", ").onOneLine)\n") }
    if let context = context(of: pair, name: name) { string("msgctxt", context) }
    string("msgid", pair.source.text)
    guard let plural else { return string("msgstr", pair.target.text) }
    string("msgid_plural", plural.id)
    string("msgstr[0]", pair.target.text)
    for number in 1..<max(1, plural.number) {
      let form = plural.middle.first { $0.type == "\(POEntry.middleType)\(number)" }
      string("msgstr[\(number)]", form?.value ?? "")
    }
    if plural.number > 0 { string("msgstr[\(plural.number)]", plural.text) }
  }

  /// Writes a singular whose plural did not come.
  package mutating func end() {
    guard let (pair, name) = singular else { return }
    singular = nil
    writeEntry(pair, name)
  }

  /// Returns the bytes written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The number of bytes that have not been taken.
  package var pendingCount: Int { bytes.count }

  /// The context of an entry: its name, or a number if name and text are repeated; `nil` for none.
  private mutating func context(of pair: TranslationPair, name: String?) -> String? {
    let count = seen[Self.hash(name ?? "", pair.source.text), default: 0] + 1
    seen[Self.hash(name ?? "", pair.source.text)] = count
    if count == 1 { return name }
    return POEntry.numberedContext + (name.map { "\($0):" } ?? "") + "\(count)"
  }

  /// A hash of a context and a text.
  private static func hash(_ context: String, _ text: String) -> UInt64 {
    var hash = StableHash()
    hash.add(field: context)
    hash.add(field: text)
    return hash.value
  }

  /// Appends text as it is.
  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a keyword and its text.
  private mutating func string(_ keyword: String, _ text: String) {
    bytes += POText.field(keyword, text)
  }
}

extension Provenance.Property {
  /// Whether it is a plural form between the first and the last.
  fileprivate var isMiddleForm: Bool { type.hasPrefix(POEntry.middleType) }
}

/// The texts of PO files.
enum POText {
  /// A text with the escapes that PO requires, without a line feed.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 where byte != 0x0A { append(byte, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A keyword and its text, in lines that end with a line feed. A text of several lines begins on the
  /// line after the keyword.
  static func field(_ keyword: String, _ text: String) -> [UInt8] {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    var bytes = Array(keyword.utf8)
    if lines.count > 1 { bytes += " \"\"\n".utf8 }
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      if isLast, line.isEmpty, lines.count > 1 { break }
      bytes += (lines.count > 1 ? "\"" : " \"").utf8
      for byte in line { append(byte, to: &bytes) }
      bytes += (isLast ? "\"\n" : "\\n\"\n").utf8
    }
    return bytes
  }

  /// Appends a byte of a text with the escape that PO requires.
  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x09: bytes += "\\t".utf8
    case 0x0D: bytes += "\\r".utf8
    case ..<0x20, 0x7F:
      let octal = String(byte, radix: 8)
      bytes += ("\\" + String(repeating: "0", count: 3 - octal.count) + octal).utf8
    default: bytes.append(byte)
    }
  }
}

extension LanguageTag {
  /// The language as gettext writes it: `en_US`.
  fileprivate var posixName: String { String(description.map { $0 == "-" ? "_" : $0 }) }
}
