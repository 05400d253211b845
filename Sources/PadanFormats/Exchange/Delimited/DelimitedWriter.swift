package import PadanModel
import PadanText

/// Writes tables of pairs. A pair is one line, or several if quoted fields have line breaks.
package struct DelimitedWriter: OneFileWriter {
  /// The layout.
  private let format: DelimitedFormat
  /// The columns, in order.
  private let columns: [PairColumn]
  /// The languages of the pairs.
  private let languages: ReadingOptions
  /// Whether the next record is the first line of the file.
  private var isFirst = true
  /// The bytes not taken yet.
  private var bytes: [UInt8] = []
  /// Delimiters and line breaks that became spaces, in a layout without quoting; and formulas.
  package private(set) var losses = WritingLosses()

  /// Begins a file, with a header if the layout has one.
  package init(format: DelimitedFormat, source: LanguageTag, target: LanguageTag) {
    self.format = format
    languages = ReadingOptions(source: source, target: target)
    columns = format.columns?.compactMap { $0 } ?? [.source, .target]
    if format.hasHeader ?? false { writeLine(columns.map(\.name)) }
  }

  /// Writes a pair as a record.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    let fields = columns.map { $0.text(of: pair, name: name) }
    // A reader takes texts such as “source” and “target” in the first line for names of columns.
    if isFirst, format.hasHeader == nil, TableHeader.columns(namedBy: fields, languages) != nil {
      writeLine(columns.map(\.name))
    }
    // Without quoting, a tab or line break at the start of a field is written as a blank.
    let cells = format.isQuoted ? fields : fields.map(\.onOneLine)
    losses.codes += pair.codeCount
    losses.formulas += cells.count(where: FormulaCell.isFormula)
    guard format.escapesFormulas else { return writeLine(fields) }
    writeLine(zip(fields, cells).map { FormulaCell.needsApostrophe($1) ? "'" + $0 : $0 })
  }

  /// Does nothing: a table has no end mark.
  package mutating func end() {}

  /// Returns the bytes written since the last call, in UTF-8.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The number of bytes that have not been taken.
  package var pendingCount: Int { bytes.count }

  /// Writes a record and its line feed.
  private mutating func writeLine(_ fields: [String]) {
    isFirst = false
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(format.delimiter) }
      write(field)
    }
    bytes.append(0x0A)
  }

  /// Writes a field, in quotation marks if it needs them.
  private mutating func write(_ field: String) {
    guard format.isQuoted else {
      losses.breaks += field.appendOnOneLine(to: &bytes, without: format.delimiter)
      return
    }
    QuotedField.append(field, delimiter: format.delimiter, to: &bytes)
  }
}
