import PadanModel
import PadanText

/// Reads tables of pairs, line by line.
enum DelimitedReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Returns: The lines that were left out, because they lack a column or a text.
  /// - Throws: `InputError`, and whatever `body` throws.
  static func read(
    _ paths: [String], _ format: DelimitedFormat, _ options: ReadingOptions,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(path: paths[0], remedy: "Write a source and a target on each line.")
    var report = ReadingReport()
    var columns = format.columns
    var isFirst = true
    var record = DelimitedRecord(format: format)
    while let line = try lines.nextRaw() {
      let place = lines.location
      record.begin()
      record.feed(line)
      while record.isOpen, record.size <= TMXReader.longestSegment, let more = try lines.nextRaw() {
        record.feed(more, afterBreak: true)
      }
      if record.isOpen {
        guard options.tolerance != .damage else {
          report.skipped.add(Finding(.openQuotation, at: place))
          continue
        }
        throw InputError(place, .openQuotation)
      }
      let fields = record.fields
      if isFirst {
        isFirst = false
        let named = Self.columns(namedBy: fields)
        let isHeader = format.hasHeader ?? (named != nil)
        if isHeader, columns == nil {
          guard let named else {
            throw InputError(place, .unnamedColumns)
          }
          columns = named
        }
        if isHeader { continue }
      }
      if fields.count == 1, TextForm.isBlank(fields[0]) { continue }
      try read(fields, as: columns ?? [.source, .target], at: place, options, &report, body)
    }
    return report
  }

  private static func read(
    _ fields: [String], as columns: [PairColumn?], at place: SourceLocation,
    _ options: ReadingOptions, _ report: inout ReadingReport,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws {
    var unit = TranslationUnit(sourceLanguage: options.source, variants: [])
    var sourceText: String?
    var targetText: String?
    for (column, text) in zip(columns, fields) {
      guard let column else { continue }
      if column == .source { sourceText = text }
      if column == .target { targetText = text }
      if !column.apply(text, to: &unit) {
        report.warnings.add(
          Finding(.senseless(column), at: place, detail: text))
      }
    }
    guard let sourceText, let targetText else {
      return report.skipped.add(
        Finding(fields.count < 2 ? .oneColumn : .fewColumns, at: place))
    }
    if TextForm.isBlank(sourceText) || TextForm.isBlank(targetText) {
      return report.skipped.add(Finding(.emptySide, at: place))
    }
    unit.variants = [
      Variant(language: options.source, text: sourceText),
      Variant(language: options.target, text: targetText),
    ]
    try body(unit, place)
  }

  /// The columns that a header line names; `nil` where it lacks one of the two texts.
  private static func columns(namedBy fields: [String]) -> [PairColumn?]? {
    let columns = fields.map { PairColumn(named: $0) }
    return columns.contains(.source) && columns.contains(.target) ? columns : nil
  }
}

extension InputError.Reason {
  fileprivate static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed.",
    advice: "Double those inside a quoted field.")
  fileprivate static let unnamedColumns = Self(
    "table.columns", "the header names no source and target column.", .nameColumns)
}

extension Finding.Kind {
  fileprivate static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed")
  fileprivate static let oneColumn = Self("table.one-column", "the line has one column only")
  fileprivate static let fewColumns = Self("table.few-columns", "the line has too few columns")

  fileprivate static func senseless(_ column: PairColumn) -> Self {
    Self("table.value", "a \(column.name) that makes no sense is left out")
  }
}
