/// What a spreadsheet makes of a cell of a table: one that begins in a certain way is a formula, which
/// it runs, whoever wrote it (https://owasp.org/www-community/attacks/CSV_Injection).
///
/// An apostrophe before it makes it a text. A cell that has apostrophes there already gets one more,
/// so that taking one away gives every cell back.
enum FormulaCell {
  /// Whether a spreadsheet may take the text for a formula: it begins with `=`, `+`, `-`, `@`, a tab or
  /// a line break, or with a full-width form of one of the signs.
  static func isFormula(_ text: some StringProtocol) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A,
      0x0D:
      true
    case 0xEF:
      switch text.unicodeScalars.first {
      case "＝", "＋", "－", "＠": true
      default: false
      }
    default: false
    }
  }

  /// Whether a text gets an apostrophe before it: it is a formula but for apostrophes.
  static func needsApostrophe(_ text: String) -> Bool { isFormula(text.afterApostrophes) }

  /// The text that was escaped.
  static func unescaped(_ text: String) -> String {
    let isEscaped = text.utf8.first == UInt8(ascii: "'") && needsApostrophe(text)
    return isEscaped ? String(text.unicodeScalars.dropFirst()) : text
  }
}

extension String {
  /// The text without the apostrophes at its start.
  fileprivate var afterApostrophes: Substring {
    guard utf8.first == UInt8(ascii: "'") else { return self[...] }
    return Substring(unicodeScalars.drop { $0 == "'" })
  }
}
