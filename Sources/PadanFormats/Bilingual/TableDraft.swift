import PadanModel
import PadanText

/// A table with the places of its cells, into which proposals are written: the translation in the target
/// column, and its score, kind and unit in columns of their own, which the table gets if it lacks them.
///
/// A table whose first line names no columns has the source first and the target second; a table of one
/// column gets a second one, and one that names only its sources a column for the target.
struct TableDraft: BilingualBody {
  /// A record: the places of its cells, with their quotation marks.
  private struct Record {
    var cells: [Range<Int>]
    /// Its end, before the line break.
    var end: Int
    /// The number of its segment; `nil` for the header and for a record without a source.
    var segment: Int?
  }

  private let text: [UInt8]
  private let targetLanguage: LanguageTag
  private let layout: DelimitedFormat
  private(set) var segments: [BilingualFile.Segment] = []
  private var records: [Record] = []
  private var hasHeader = false
  /// The numbers of the columns of the source, the target, and what is said of a proposal.
  private var source = 0
  private var target = 1
  private var remarks: [Int]
  /// The name of the target's column, if the table lacks it.
  private var targetName: String?

  /// The names of the columns that are said of a proposal.
  private static let names = ["score", "match", "unit"]

  /// Reads a file.
  ///
  /// - Throws: `InputError` if a quotation mark is not closed, a record has too many columns, or no
  ///   column is the source.
  init(
    _ text: [UInt8], _ name: String, _ layout: DelimitedFormat, _ options: ReadingOptions
  ) throws {
    guard !text.isEmpty else {
      throw InputError(name, .empty(advice: "Write a source on each line."))
    }
    self.text = text
    targetLanguage = options.target
    let lines = text.split(separator: 0x0A, maxSplits: DelimitedSample.size).prefix(
      DelimitedSample.size)
    let sample = DelimitedSample(
      Array(lines), layout, isNamed: false
    ) { TableHeader.columns(namedBy: $0, above: $1, options) != nil }
    self.layout = layout.with(.init(delimiter: sample.delimiter))
    remarks = []
    var start = 0
    if sample.hasDelimiterLine { start = (text.firstIndex(of: 0x0A) ?? text.count - 1) + 1 }
    var line = sample.hasDelimiterLine ? 2 : 1
    var width = 2
    while start < text.count {
      let place = SourceLocation(file: name, line: line)
      guard let cells = cells(from: start), let last = cells.last else {
        throw InputError(place, .openQuotation)
      }
      guard cells.count <= Limits.mostColumns else {
        throw InputError(place, .manyCells)
      }
      let next = min(text.count, (text[last.upperBound...].firstIndex(of: 0x0A) ?? text.count) + 1)
      line += text[start..<next].count { $0 == 0x0A }
      start = next
      if cells.allSatisfy({ TextForm.isBlank(value($0)) }) { continue }
      var record = Record(cells: cells, end: last.upperBound)
      if records.isEmpty {
        try begin(cells.map(value), above: sample.rows, options, at: place, &width)
      }
      if !(records.isEmpty && hasHeader) { add(&record) }
      records.append(record)
    }
    width = max(width, target + 1)
    if remarks.isEmpty { remarks = Self.names.indices.map { width + $0 } }
  }

  /// Finds the columns by the first record.
  private mutating func begin(
    _ fields: [String], above rows: [[String]], _ options: ReadingOptions, at place: SourceLocation,
    _ width: inout Int
  ) throws {
    width = max(width, fields.count)
    guard let named = TableHeader.columns(namedBy: fields, above: rows, options) else {
      if fields.count > 2, layout.isQuoted { throw InputError(place, .unnamedColumns) }
      return
    }
    hasHeader = true
    func column(_ wanted: PairColumn, _ language: LanguageTag) -> Int? {
      named.firstIndex(of: wanted)
        ?? named.firstIndex { $0?.language.map { $0.hasLanguage(of: language) } ?? false }
    }
    let found = column(.target, options.target)
    guard let source = column(.source, options.source), source != found,
      found != nil || !TableHeader.namePairs(named)
    else { throw InputError(place, .unnamedColumns) }
    (self.source, target) = (source, found ?? fields.count)
    if found == nil {
      targetName = named[source] == .source ? PairColumn.target.name : options.target.description
    }
    let places = Self.names.map { name in fields.firstIndex { $0.lowercased() == name } }
    if !places.contains(nil) { remarks = places.compactMap(\.self) }
  }

  /// Adds the segment of a record, if it has a source.
  private mutating func add(_ record: inout Record) {
    guard record.cells.indices.contains(source) else { return }
    let text = value(record.cells[source])
    guard !TextForm.isBlank(text) else { return }
    let old = record.cells.indices.contains(target) ? value(record.cells[target]) : ""
    let score = remarks.first.flatMap {
      record.cells.indices.contains($0) ? Double(value(record.cells[$0])) : nil
    }
    record.segment = segments.count
    segments.append(
      .init(
        source: text,
        target: TextForm.isBlank(old) ? nil : Variant(language: targetLanguage, text: old),
        state: TextForm.isBlank(old) ? .open : score.map { $0 < 100 } ?? false ? .draft : .done))
  }

  /// The cells of the record that begins at an offset; `nil` if a quotation mark is not closed.
  private func cells(from start: Int) -> [Range<Int>]? {
    let quote = UInt8(ascii: "\"")
    var cells: [Range<Int>] = []
    var index = start
    while true {
      let begin = index
      if layout.isQuoted, index < text.count, text[index] == quote {
        index += 1
        while true {
          guard let end = text[index...].firstIndex(of: quote) else { return nil }
          index = end + 1
          guard index < text.count, text[index] == quote else { break }
          index += 1
        }
      }
      while index < text.count, text[index] != layout.delimiter, text[index] != 0x0A { index += 1 }
      let isLast = index == text.count || text[index] == 0x0A
      let end = isLast && index > begin && text[index - 1] == 0x0D ? index - 1 : index
      cells.append(begin..<end)
      if isLast { return cells }
      index += 1
    }
  }

  /// The text of a cell.
  private func value(_ range: Range<Int>) -> String {
    var record = DelimitedRecord(format: layout)
    record.begin()
    for (index, line) in text[range].split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    { record.feed(line, afterBreak: index > 0) }
    return record.fields.first ?? ""
  }

  func text(with proposals: [Int: BilingualFile.Proposal]) -> [UInt8] {
    var edits = TextEdits()
    for (number, record) in records.enumerated() {
      if number == 0, hasHeader {
        let names = zip(remarks, Self.names).map { ($0, $1) }
        set((targetName.map { [(target, $0)] } ?? []) + names, of: record, &edits)
      } else if let proposal = record.segment.flatMap({ proposals[$0] }) {
        let values =
          proposal.match.map { [$0.printedScore, $0.kind, "\($0.unit)"] } ?? ["", "", ""]
        set([(target, proposal.text)] + zip(remarks, values).map { ($0, $1) }, of: record, &edits)
      } else {
        // All records of a table have as many cells.
        let missing = (remarks.max() ?? 0) + 1 - record.cells.count
        if missing > 0 {
          edits.insert([UInt8](repeating: layout.delimiter, count: missing), at: record.end)
        }
      }
    }
    return edits.applied(to: text)
  }

  func text(correcting targets: [Int: Variant]) -> [UInt8] {
    var edits = TextEdits()
    for record in records {
      guard let corrected = record.segment.flatMap({ targets[$0] }) else { continue }
      set([(target, corrected.text)], of: record, &edits)
    }
    return edits.applied(to: text)
  }

  /// Sets cells of a record, which gets those that it lacks.
  private func set(
    _ values: [(column: Int, text: String)], of record: Record, _ edits: inout TextEdits
  ) {
    var added: [UInt8] = []
    var count = record.cells.count
    for (column, value) in values.sorted(by: { $0.column < $1.column }) {
      var cell: [UInt8] = []
      if layout.isQuoted {
        QuotedField.append(value, delimiter: layout.delimiter, to: &cell)
      } else {
        _ = value.appendOnOneLine(to: &cell, without: layout.delimiter)
      }
      if column < record.cells.count {
        edits.replace(record.cells[column], with: cell)
      } else {
        while count <= column {
          added.append(layout.delimiter)
          count += 1
        }
        added += cell
      }
    }
    if !added.isEmpty { edits.insert(added, at: record.end) }
  }
}

extension InputError.Reason {
  /// A record with more columns than a table may have.
  fileprivate static let manyCells = Self(
    "table.many-columns", "the line has more than \(Limits.mostColumns) columns.",
    advice: "Name a table of texts.")
}
