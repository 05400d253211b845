package import PadanModel
import PadanText

/// Writes gettext PO files. What PO has no place for goes into a comment, `#. padan: {…}`, which
/// `POReader` reads.
package struct POWriter: OneFileWriter {
  /// The bytes not taken yet.
  private var bytes: [UInt8] = []
  /// Always none: everything has a place or an escape.
  package private(set) var losses = WritingLosses()
  /// The target language of the header.
  private let target: LanguageTag
  /// The source language of the header.
  private let source: LanguageTag
  /// The number of entries with the same context and text, by a hash of both. PO allows one, so the
  /// others get a context of their own.
  private var seen: [UInt64: Int] = [:]

  /// Begins a file with its header.
  ///
  /// - Parameter toolVersion: Padan's version.
  package init(source: LanguageTag, target: LanguageTag, toolVersion: String) {
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

  /// Writes a pair as an entry. Its name becomes the `msgctxt`.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
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
      // gettext puts these marks around file names with spaces.
      let isPlain = !document.contains(where: \.isWhitespace)
      let file = isPlain ? document : "\u{2068}\(document.onOneLine)\u{2069}"
      append("#: \(file)\(line)\n")
    }
    let flags = pair.provenance.properties.filter { $0.type == POEntry.flagType }.map(\.value)
    if !flags.isEmpty { append("#, \(flags.joined(separator: ", ").onOneLine)\n") }
    if let context = context(of: pair, name: name) { string("msgctxt", context) }
    string("msgid", pair.source.text)
    string("msgstr", pair.target.text)
  }

  /// Does nothing: PO has no end mark.
  package mutating func end() {}

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

/// The texts of PO files.
enum POText {
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
