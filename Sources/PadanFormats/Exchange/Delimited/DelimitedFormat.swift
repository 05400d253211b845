public import PadanModel
import PadanText

/// How a table of pairs is written: the delimiter, the quoting, the columns.
///
/// With quoting, as RFC 4180 has it, a field that holds a delimiter, a line break or a quotation mark is
/// put between quotation marks, and those in it are doubled: nothing is lost. Without, as the plain
/// tab-separated files of corpora are, a quotation mark is a character like any other, and tabs and line
/// breaks in a text become blanks.
public struct DelimitedFormat: Sendable {
  public var delimiter: UInt8
  public var isQuoted: Bool
  /// Whether the first line names the columns; `nil` in reading: it does if it holds `source` and
  /// `target`.
  public var hasHeader: Bool?
  /// Which columns there are, in order; `nil` for one that is passed over. `nil` altogether: those the
  /// header names, else source and target.
  public var columns: [PairColumn?]?

  public init(
    delimiter: UInt8, isQuoted: Bool, hasHeader: Bool? = nil, columns: [PairColumn?]? = nil
  ) {
    self.delimiter = delimiter
    self.isQuoted = isQuoted
    self.hasHeader = hasHeader
    self.columns = columns
  }

  /// Plain tab-separated pairs.
  public static let tsv = DelimitedFormat(delimiter: 0x09, isQuoted: false)
  /// RFC 4180.
  public static let csv = DelimitedFormat(delimiter: UInt8(ascii: ","), isQuoted: true)
}

/// Reads tables of pairs, line by line.
public enum DelimitedReader {
  /// Reads a file; `-` is standard input.
  ///
  /// - Parameter body: Called with each pair and where it begins.
  /// - Returns: The lines that were left out, because they lack a column or a text.
  /// - Throws: `InputError`, and whatever `body` throws.
  public static func read(
    _ path: String, format: DelimitedFormat, from source: LanguageTag, to target: LanguageTag,
    tolerance: Tolerance = .deviations,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(path: path, remedy: "Write a source and a target on each line.")
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
        guard tolerance != .damage else {
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
      try read(
        fields, as: columns ?? [.source, .target], at: place, from: source, to: target, &report,
        body)
    }
    return report
  }

  private static func read(
    _ fields: [String], as columns: [PairColumn?], at place: SourceLocation,
    from source: LanguageTag, to target: LanguageTag, _ report: inout ReadingReport,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws {
    var unit = TranslationUnit(sourceLanguage: source, variants: [])
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
      Variant(language: source, text: sourceText), Variant(language: target, text: targetText),
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

/// A record in the making: fields of one line or, where one is quoted, of several.
struct DelimitedRecord {
  private let format: DelimitedFormat
  /// The fields one behind the other.
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// Whether a quoted field goes on in the next line.
  private(set) var isOpen = false
  private(set) var size = 0

  init(format: DelimitedFormat) {
    self.format = format
  }

  var fields: [String] {
    starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
      return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
    }
  }

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    isOpen = false
    size = 0
  }

  /// Takes a line in, without its line feed.
  mutating func feed(_ line: ArraySlice<UInt8>, afterBreak: Bool = false) {
    size += line.count
    var line = line
    if afterBreak { bytes.append(0x0A) }
    let quote = UInt8(ascii: "\"")
    while true {
      if isOpen {
        guard let end = line.firstIndex(of: quote) else { return bytes.append(contentsOf: line) }
        bytes.append(contentsOf: line[..<end])
        line = line[(end + 1)...]
        if line.first == quote {
          bytes.append(quote)
          line.removeFirst()
          continue
        }
        isOpen = false
      } else if format.isQuoted, bytes.count == starts.last, line.first == quote {
        isOpen = true
        line.removeFirst()
        continue
      }
      let end = line.firstIndex(of: format.delimiter)
      var field = line[..<(end ?? line.endIndex)]
      if end == nil, field.last == 0x0D { field.removeLast() }
      bytes.append(contentsOf: field)
      guard let end else { return }
      starts.append(bytes.count)
      line = line[(end + 1)...]
    }
  }
}

/// Writes tables of pairs, a pair a line or, in quoted fields, over several.
public struct DelimitedWriter: ExchangeWriter {
  private let format: DelimitedFormat
  private let columns: [PairColumn]
  private var bytes: [UInt8] = []
  public private(set) var losses = WritingLosses()

  /// Begins a file: with a header line where the format wants one.
  public init(format: DelimitedFormat) {
    self.format = format
    columns = format.columns?.compactMap { $0 } ?? [.source, .target]
    if format.hasHeader ?? false { writeLine(columns.map(\.name)) }
  }

  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    writeLine(columns.map { $0.text(of: pair, name: name) })
  }

  public mutating func end() {}

  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public var pendingCount: Int { bytes.count }

  private mutating func writeLine(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(format.delimiter) }
      write(field)
    }
    bytes.append(0x0A)
  }

  private mutating func write(_ field: String) {
    let quote = UInt8(ascii: "\"")
    guard format.isQuoted else {
      for byte in field.utf8 {
        let isBreak = byte == format.delimiter || byte == 0x0A || byte == 0x0D
        bytes.append(isBreak ? 0x20 : byte)
        losses.breaks += isBreak ? 1 : 0
      }
      return
    }
    let needsQuotes = field.utf8.contains {
      $0 == format.delimiter || $0 == 0x0A || $0 == 0x0D || $0 == quote
    }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(quote)
    for byte in field.utf8 {
      bytes.append(byte)
      if byte == quote { bytes.append(quote) }
    }
    bytes.append(quote)
  }
}
