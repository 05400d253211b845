import PadanModel
import PadanText

/// The header of a PO file: the translation of its empty `msgid`, with a field on each line.
struct POHeader {
  /// The values by the names of the fields in lower case.
  private var values: [String: String] = [:]

  /// The type of the property that holds the rule by which the file chooses plural forms.
  static let pluralType = "x-po-plural-forms"
  /// That rule as a property; `nil` without one.
  var pluralRule: Provenance.Property? {
    self["plural-forms"].map { Provenance.Property(type: Self.pluralType, value: $0) }
  }

  /// Reads the fields of a header.
  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = TextForm.matchKey(of: String(line[line.index(after: colon)...]))
      if !value.isEmpty { values[line[..<colon].lowercased()] = value }
    }
  }

  /// The encoding that the first bytes of a file declare in their header (GNU gettext manual,
  /// “Header Entry”); `nil` for none.
  static func encoding(in bytes: ArraySlice<UInt8>) -> String? {
    let mark = Array("charset=".utf8)
    guard
      let header = bytes.split(separator: 0x0A).first(where: {
        $0.contains(mark) && $0.contains(UInt8(ascii: "\""))
      }),
      let start = header.firstRange(of: mark)
    else { return nil }
    let name = header[start.upperBound...].prefix {
      $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";")
    }.text
    // A template has this word in place of a name.
    return name.isEmpty || name == "CHARSET" ? nil : name
  }

  /// The value of a field by its name in lower case; `nil` if it is missing or empty.
  subscript(field: String) -> String? { values[field] }
}
