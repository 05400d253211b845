import PadanModel
import PadanText

/// Reads tables of pairs, record by record.
enum DelimitedReader {
  /// Reads a file.
  ///
  /// With `.damage` a line whose quotation mark is not closed is skipped, and so is one whose mark is closed by
  /// that of a later record, so that the number of columns is wrong. The lines behind it are read again.
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
    let lines = try LineReader(
      path: paths[0], encoding: options.encoding, tolerance: options.tolerance,
      remedy: "Write a source and a target on each line.")
    let sample = DelimitedSample(
      lines.ahead(DelimitedSample.size), format, isNamed: options.table.delimiter != nil
    ) { TableHeader.columns(namedBy: $0, above: $1, options) != nil }
    if sample.hasDelimiterLine { _ = try lines.nextRaw() }
    let format = format.with(.init(delimiter: sample.delimiter))
    var report = ReadingReport()
    var table: Table?
    var record = DelimitedRecord(format: format)
    // Lines that are read again, the last one first.
    var held: [(line: ArraySlice<UInt8>, place: SourceLocation)] = []
    func next() throws -> (line: ArraySlice<UInt8>, place: SourceLocation)? {
      if let line = held.popLast() { return line }
      return try lines.nextRaw().map { ($0, lines.location) }
    }
    while let (line, place) = try next() {
      var others: [(line: ArraySlice<UInt8>, place: SourceLocation)] = []
      record.begin()
      record.feed(line)
      while record.isOpen, record.size <= Limits.longestText, let more = try next() {
        record.feed(more.line, afterBreak: true)
        if options.tolerance == .damage { others.append(more) }
      }
      let isTorn = !others.isEmpty && record.fieldCount != sample.width
      if record.isOpen || isTorn {
        guard options.tolerance == .damage else { throw InputError(place, .openQuotation) }
        report.skipped.add(Finding(.openQuotation, at: place))
        held += others.reversed()
        continue
      }
      guard record.fieldCount <= Limits.mostColumns else {
        report.skipped.add(Finding(.manyColumns, at: place))
        continue
      }
      let fields = record.fields
      if fields.allSatisfy(TextForm.isBlank) { continue }
      if table == nil {
        let (begun, isHeader) = try begin(fields, at: place, format, sample, options, &report)
        table = begun
        if isHeader { continue }
      }
      if let table { try read(fields, of: table, at: place, options, &report, body) }
    }
    report.skipped.add(lines.skipped)
    report.warnings.add(lines.repairs)
    return report
  }

  /// The columns of a table.
  private struct Table {
    /// The columns in order; `nil` for one that is passed over.
    let columns: [PairColumn?]
    /// The number of fields that a record may have.
    let width: Int
    /// The number of fields that a record must have: those up to the last source or target.
    let least: Int

    init(columns: [PairColumn?], width: Int) {
      self.columns = columns
      self.width = width
      least = (columns.lastIndex { $0 == .source || $0 == .target } ?? -1) + 1
    }
  }

  /// The columns of a table, and whether its first record names them.
  ///
  /// - Throws: `InputError` if they are to be named and are not.
  private static func begin(
    _ fields: [String], at place: SourceLocation, _ format: DelimitedFormat,
    _ sample: DelimitedSample, _ options: ReadingOptions, _ report: inout ReadingReport
  ) throws -> (Table, isHeader: Bool) {
    let named = TableHeader.columns(namedBy: fields, above: sample.rows, options)
    let isHeader = format.hasHeader ?? (named != nil)
    let width = isHeader ? fields.count : sample.width
    if let columns = format.columns {
      return (Table(columns: columns, width: max(width, columns.count)), isHeader)
    }
    if isHeader {
      guard let named, TableHeader.namePairs(named) else {
        throw InputError(place, .unnamedColumns)
      }
      let others = zip(named, fields).filter { $0 == nil && !TextForm.isBlank($1) }.map(\.1)
      if !others.isEmpty {
        report.warnings.add(
          Finding(.passedOver, at: place, detail: others.joined(separator: ", ")))
      }
      return (Table(columns: named, width: width), true)
    }
    if width > 2 {
      // The tables of corpora have the texts first. Those of offices have them anywhere.
      guard sample.holdTexts(in: 0..<2), !format.isQuoted || format.hasHeader == false else {
        throw InputError(place, .manyColumns(width))
      }
      report.warnings.add(Finding(.firstColumns, at: place))
    }
    return (Table(columns: [.source, .target], width: max(2, width)), false)
  }

  /// Passes a record to the caller as a unit, or skips it with a finding.
  private static func read(
    _ fields: [String], of table: Table, at place: SourceLocation,
    _ options: ReadingOptions, _ report: inout ReadingReport,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws {
    guard fields.dropFirst(table.width).allSatisfy(TextForm.isBlank) else {
      return report.skipped.add(Finding(.moreColumns, at: place))
    }
    var unit = ExchangeUnit(sourceLanguage: options.source, variants: [])
    var isComplete = true
    for (column, text) in zip(table.columns, fields) {
      guard let column else { continue }
      if column.marksFuzzy(text) { return report.skipped.add(Finding(.fuzzyRow, at: place)) }
      if let language = column.language(options) {
        guard !TextForm.isBlank(text) else {
          isComplete = isComplete && !options.asks(for: language)
          continue
        }
        // The source stands first, whatever the order of the columns.
        unit.variants.insert(
          Variant(language: language, text: HunalignReader.joined(text)),
          at: column == .source ? 0 : unit.variants.count)
      }
      if !column.apply(text, to: &unit) {
        report.warnings.add(Finding(.senseless(column), at: place, detail: text))
      }
    }
    guard fields.count >= table.least else {
      return report.skipped.add(
        Finding(fields.count < 2 ? .oneColumn : .fewColumns, at: place))
    }
    guard isComplete, unit.variants.count > 1 else {
      return report.skipped.add(Finding(.emptySide, at: place))
    }
    try body(unit, place)
  }
}

extension PairColumn {
  /// The language of the column's texts; `nil` for a column of something else.
  fileprivate func language(_ options: ReadingOptions) -> LanguageTag? {
    switch content {
    case .source: options.source
    case .target: options.target
    case .language(let language): language
    case .id, .usage, .review, .note, .fuzzy, .field: nil
    }
  }
}

extension InputError.Reason {
  /// The file ends in a quoted field.
  static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed.",
    advice: "Double those inside a quoted field.")
  /// A header that must name the columns lacks the source or the target.
  static let unnamedColumns = Self(
    "table.columns", "the header names no source and target column.", .nameColumns)

  /// A table without a header has more columns than two texts.
  fileprivate static func manyColumns(_ count: Int) -> Self {
    Self(
      "table.columns",
      "the table has \(count) columns, and its first line does not name a source and a target.",
      .nameColumns)
  }
}

extension Finding.Kind {
  fileprivate static let openQuotation = Self(
    "table.quotation", "a quotation mark is not closed")
  fileprivate static let oneColumn = Self("table.one-column", "the line has one column only")
  fileprivate static let fewColumns = Self("table.few-columns", "the line has too few columns")
  static let moreColumns = Self(
    "table.more-columns", "the line has more columns than the others")
  fileprivate static let manyColumns = Self(
    "table.many-columns", "the line has more than \(Limits.mostColumns) columns")
  fileprivate static let fuzzyRow = Self("table.fuzzy", "the row is fuzzy", isFault: false)
  static let passedOver = Self(
    "table.passed-over", "columns are passed over", isFault: false)
  fileprivate static let firstColumns = Self(
    "table.first-columns",
    "the first two columns are taken for source and target, the others are passed over",
    isFault: false)

  /// A value that its column cannot have.
  fileprivate static func senseless(_ column: PairColumn) -> Self {
    Self("table.value", "a \(column.name) that makes no sense is left out")
  }
}
