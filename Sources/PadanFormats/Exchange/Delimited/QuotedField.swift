/// Writes the fields of CSV (RFC 4180).
package enum QuotedField {
  /// Appends a field in UTF-8, in quotation marks if it needs them.
  static func append(_ field: String, delimiter: UInt8, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = field.utf8.contains {
      $0 == delimiter || $0 == 0x0A || $0 == 0x0D || $0 == quote
    }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(quote)
    for byte in field.utf8 {
      bytes.append(byte)
      if byte == quote { bytes.append(quote) }
    }
    bytes.append(quote)
  }

  /// A line of CSV without its end.
  ///
  ///     QuotedField.line(["a, b", "12"])  // "\"a, b\",12"
  package static func line(_ fields: [String]) -> String {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field, delimiter: UInt8(ascii: ","), to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
