public import PadanModel

/// Writes gettext PO files. What PO has no place for stands in a comment, `#. padan: {…}`, and comes
/// back through `POReader`.
public struct POWriter: OneFileWriter {
  private var bytes: [UInt8] = []
  public private(set) var losses = WritingLosses()
  private let target: LanguageTag
  private let source: LanguageTag
  /// How often each context and text was met, by a hash of both: PO wants every one to be unique.
  private var seen: [UInt64: Int] = [:]

  public init(source: LanguageTag, target: LanguageTag, toolVersion: String) {
    self.source = source
    self.target = target
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
  }

  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    append("\n")
    for case let note in pair.provenance.properties where note.kind == .note {
      for line in note.value.split(whereSeparator: \.isNewline) { append("# \(line)\n") }
    }
    let hasOtherLanguage = pair.source.language != source || pair.target.language != target
    if let record = JSONWriter.record(of: pair, name: name, withLanguages: hasOtherLanguage) {
      append("#. \(POEntry.recordMark)\(record)\n")
    }
    if let document = pair.provenance.document {
      let line = pair.provenance.sentence.map { ":\($0 + 1)" } ?? ""
      // Marks that gettext itself puts around names with blanks.
      let isPlain = !document.contains(where: \.isWhitespace)
      let file = isPlain ? document : "\u{2068}\(document.onOneLine)\u{2069}"
      append("#: \(file)\(line)\n")
    }
    if let context = context(of: pair, name: name) { string("msgctxt", context) }
    string("msgid", pair.source.text)
    string("msgstr", pair.target.text)
  }

  public mutating func end() {}

  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public var pendingCount: Int { bytes.count }

  private mutating func context(of pair: TranslationPair, name: String?) -> String? {
    let count = seen[Self.hash(name ?? "", pair.source.text), default: 0] + 1
    seen[Self.hash(name ?? "", pair.source.text)] = count
    if count == 1 { return name }
    return POEntry.numberedContext + (name.map { "\($0):" } ?? "") + "\(count)"
  }

  private static func hash(_ context: String, _ text: String) -> UInt64 {
    var hash = StableHash()
    hash.add(field: context)
    hash.add(field: text)
    return hash.value
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A keyword and its text; one of several lines begins on a line of its own.
  private mutating func string(_ keyword: String, _ text: String) {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    append(keyword)
    if lines.count > 1 { append(" \"\"\n") }
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      if isLast, line.isEmpty, lines.count > 1 { break }
      append(lines.count > 1 ? "\"" : " \"")
      for byte in line { appendEscaped(byte) }
      append(isLast ? "\"\n" : "\\n\"\n")
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x09: append("\\t")
    case 0x0D: append("\\r")
    case ..<0x20, 0x7F:
      let octal = String(byte, radix: 8)
      append("\\" + String(repeating: "0", count: 3 - octal.count) + octal)
    default: bytes.append(byte)
    }
  }
}

extension LanguageTag {
  /// As gettext writes it: `en_US`.
  fileprivate var posixName: String { String(description.map { $0 == "-" ? "_" : $0 }) }
}

extension String {
  fileprivate var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
