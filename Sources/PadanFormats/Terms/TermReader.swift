package import PadanModel
import PadanText

/// Reads termbases from files.
package enum TermReader {
  /// Reads a file.
  ///
  ///     let file = try TermReader.read("istilah.tbx", source: indonesian, target: english)
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - format: The format; `nil` takes it from the file's name or, failing that, its first bytes.
  ///   - encoding: The encoding of a table; `nil` to detect it. XML says its own.
  ///   - source: The language of the sources. A TBX file must have it, and the target's.
  ///   - target: The language of the targets.
  /// - Throws: `InputError` if the file cannot be read, is malformed or has no term.
  /// - Complexity: O(n) for n bytes.
  package static func read(
    _ path: String, format: TermFormat? = nil, encoding: String? = nil, source: LanguageTag,
    target: LanguageTag
  ) throws -> TermFile {
    let name = path == "-" ? InputFile.standardInput : path
    let bytes = try InputFile.read(path)
    guard !bytes.isEmpty else { throw InputError(name, .empty(advice: noTermAdvice)) }
    try FileSignature.refuseBinary(bytes.prefix(1024), name: name)
    let format = format ?? TermFormat(ofName: path) ?? TermFormat(ofContent: bytes)
    if format == .tbx {
      return try TBXReader.read(bytes, name: name, source: source, target: target)
    }
    let text: DecodedText
    do throws(TextEncodingError) {
      text =
        if let encoding { try TextEncoding.decode(bytes, as: encoding) } else {
          try TextEncoding.decode(bytes)
        }
    } catch {
      throw InputError(name, .init(error))
    }
    var table = TermTable(
      name: name, format: format, languages: ReadingOptions(source: source, target: target))
    try table.read(text.bytes)
    table.file.warnings.add(text.findings(in: name))
    guard !table.file.terms.isEmpty else { throw InputError(name, .noTerm) }
    return table.file
  }

  fileprivate static let noTermAdvice = "Write a term, a tab and its translation on a line."
}

/// Reads a table of terms.
///
/// A first line may name the columns, also by their languages. Without one they are source, target and note,
/// as OmegaT has them. A line that begins with `#` is a comment, in a table if it has one column only.
private struct TermTable {
  let name: String
  let format: TermFormat
  let languages: ReadingOptions
  var file = TermFile()
  private var columns: [TermColumn?] = [.source, .target, .note]
  private var hasHeader = false

  init(name: String, format: TermFormat, languages: ReadingOptions) {
    self.name = name
    self.format = format
    self.languages = languages
  }

  mutating func read(_ text: [UInt8]) throws(InputError) {
    let rest = text[(text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...]
    let lineEnd: UInt8 = rest.contains(0x0A) ? 0x0A : 0x0D
    let lines = rest.split(separator: lineEnd, omittingEmptySubsequences: false)
    var layout: DelimitedFormat = format == .csv ? .csv : .tsv
    let sample = DelimitedSample(
      lines.prefix(DelimitedSample.size).filter { $0.first != UInt8(ascii: "#") }, layout,
      isNamed: format == .omegat
    ) { first, _ in header(first) != nil }
    layout.delimiter = sample.delimiter
    var record = DelimitedRecord(format: layout)
    var (isFirst, start) = (true, 0)
    for (index, line) in lines.enumerated().dropFirst(sample.hasDelimiterLine ? 1 : 0) {
      let place = SourceLocation(file: name, line: record.isOpen ? start : index + 1)
      if record.isOpen {
        record.feed(line, afterBreak: true)
      } else {
        if isComment(line, layout.delimiter) { continue }
        start = index + 1
        record.begin()
        record.feed(line)
      }
      if record.isOpen {
        guard record.size <= Limits.longestText else { break }
        continue
      }
      guard record.fieldCount <= Limits.mostColumns else {
        file.skipped.add(Finding(.moreColumns, at: place))
        continue
      }
      let fields = record.fields.map(TextForm.withSingleBlanks)
      if fields.allSatisfy(\.isEmpty) { continue }
      if isFirst, let named = header(fields) {
        (columns, hasHeader) = (named, true)
        notePassedOver(fields, at: place)
      } else {
        try add(fields, at: place)
      }
      isFirst = false
    }
    if record.isOpen {
      throw InputError(SourceLocation(file: name, line: start), .openQuotation)
    }
  }

  private func isComment(_ line: ArraySlice<UInt8>, _ delimiter: UInt8) -> Bool {
    guard line.first == UInt8(ascii: "#") else { return false }
    return format == .omegat || !line.contains(delimiter)
  }

  /// The columns that a first line names; `nil` if it names no source and target. Two languages count more
  /// than names that other programs give such columns.
  private func header(_ fields: [String]) -> [TermColumn?]? {
    if format == .omegat { return nil }
    let columns = fields.map { TermColumn(named: $0) }
    let names = Set(fields.map { $0.lowercased() })
    let areNamed = names.isSuperset(of: [TermColumn.source.rawValue, TermColumn.target.rawValue])
    if !areNamed, let named = TableHeader.columns(namedBy: fields, languages) {
      let found = zip(named, columns).map { named, column -> TermColumn? in
        guard let language = named?.language else {
          return column == .source || column == .target ? nil : column
        }
        if languages.source.hasLanguage(of: language) { return .source }
        return languages.target.hasLanguage(of: language) ? .target : nil
      }
      if isWhole(found) { return found }
    }
    return isWhole(columns) ? columns : nil
  }

  private func isWhole(_ columns: [TermColumn?]) -> Bool {
    [TermColumn.source, .target].allSatisfy { wanted in columns.count { $0 == wanted } == 1 }
  }

  private mutating func notePassedOver(_ fields: [String], at place: SourceLocation) {
    let others = zip(columns, fields).filter { $0 == nil && !$1.isEmpty }.map(\.1)
    guard !others.isEmpty else { return }
    file.warnings.add(Finding(.passedOver, at: place, detail: others.joined(separator: ", ")))
  }

  private mutating func add(_ fields: [String], at place: SourceLocation) throws(InputError) {
    guard fields.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
      return file.skipped.add(Finding(.moreColumns, at: place))
    }
    var values: [TermColumn: String] = [:]
    for case (let column?, let field) in zip(columns, fields) where !field.isEmpty {
      values[column] = field
    }
    if format == .omegat { takeStatus(fromRemark: &values) }
    var status = Term.Status.preferred
    if let name = values[.status] {
      guard let named = Term.Status(named: name) else {
        return file.skipped.add(Finding(.unknownStatus, at: place, detail: name))
      }
      status = named
    }
    let source = values[.source] ?? ""
    let target = values[.target] ?? (status == .untranslated ? source : "")
    try file.add(
      Term(
        source: source, target: target, status: status, sense: values[.sense],
        subject: values[.subject], note: values[.note]), at: place)
  }

  /// A remark that begins with a status is how `TermWriter` keeps it: `forbidden; old spelling`.
  private func takeStatus(fromRemark values: inout [TermColumn: String]) {
    guard let remark = values[.note] else { return }
    let parts = remark.split(separator: TermWriter.remarkSeparator, maxSplits: 1)
    guard let first = parts.first, Term.Status(rawValue: String(first)) != nil else { return }
    values[.status] = String(first)
    values[.note] = parts.count > 1 ? String(parts[1]) : nil
  }
}

extension InputError.Reason {
  /// A table has no terms.
  fileprivate static let noTerm = Self(
    "term.none", "there is no term in it.", advice: TermReader.noTermAdvice)
}
