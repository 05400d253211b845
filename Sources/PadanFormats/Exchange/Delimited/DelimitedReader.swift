import PadanModel
import PadanText

/// Reads tables of pairs, record by record.
enum DelimitedReader {
  /// Reads a file.
  ///
  /// With `.damage` a record whose quotation mark is not closed is skipped. It may have taken lines
  /// of later records with it, up to the limit of a segment.
  ///
  /// - Parameters:
  ///   - paths: The file; `-` is standard input.
  ///   - format: The layout.
  ///   - options: The languages and the tolerance.
  ///   - body: Called with each unit and the place where its record begins.
  /// - Returns: The records that lack a column or a text, and the values that were left out.
  /// - Throws: `InputError` if a quotation mark is not closed or the header lacks a column, and any
  ///   error that `body` throws.
  static func read(
    _ paths: [String], _ format: DelimitedFormat, _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
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
      while record.isOpen, record.size <= ExchangeLimits.longestText,
        let more = try lines.nextRaw()
      {
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

  /// Passes a record to the caller as a unit, or skips it with a finding.
  private static func read(
    _ fields: [String], as columns: [PairColumn?], at place: SourceLocation,
    _ options: ReadingOptions, _ report: inout ReadingReport,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws {
    var unit = ExchangeUnit(sourceLanguage: options.source, variants: [])
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

  /// The columns that a header names, `nil` for unknown names; `nil` altogether without both texts.
  private static func columns(namedBy fields: [String]) -> [PairColumn?]? {
    let columns = fields.map { PairColumn(named: $0) }
    return columns.contains(.source) && columns.contains(.target) ? columns : nil
  }
}

extension InputError.Reason {
  /// The file ends in a quoted field.
  fileprivate static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed.",
    advice: "Double those inside a quoted field.")
  /// A header that must name the columns lacks the source or the target.
  fileprivate static let unnamedColumns = Self(
    "table.columns", "the header names no source and target column.", .nameColumns)
}

extension Finding.Kind {
  fileprivate static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed")
  fileprivate static let oneColumn = Self("table.one-column", "the line has one column only")
  fileprivate static let fewColumns = Self("table.few-columns", "the line has too few columns")

  /// A value that its column cannot have.
  fileprivate static func senseless(_ column: PairColumn) -> Self {
    Self("table.value", "a \(column.name) that makes no sense is left out")
  }
}
