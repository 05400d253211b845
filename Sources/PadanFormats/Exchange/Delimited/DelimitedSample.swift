import PadanModel
import PadanText

/// What the first lines of a table show of its layout: the delimiter, and the number of columns.
///
/// The ending of a file's name does not tell the delimiter. Where a comma is the decimal sign, as
/// in Indonesia, Excel separates the fields of a `.csv` by semicolons; its “Unicode text” has tabs.
struct DelimitedSample {
  /// The most lines to look at.
  static let size = 200

  /// The delimiter.
  private(set) var delimiter: UInt8
  /// The number of fields that most records have.
  private(set) var width = 0
  /// The fields of the first record.
  private var first: [String] = []
  /// The records behind it, but for those that would be too much to keep.
  private(set) var rows: [[String]] = []
  /// Whether the first line only names the delimiter, for Excel: `sep=;`.
  private(set) var hasDelimiterLine = false

  /// Looks at the first lines of a table.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - format: The layout that the name of the file means.
  ///   - isNamed: Whether the user names the delimiter, so that it is not looked for.
  ///   - namesColumns: Whether the fields of a first record name columns; it gets those behind it, too.
  init(
    _ lines: [ArraySlice<UInt8>], _ format: DelimitedFormat, isNamed: Bool,
    namesColumns: (_ first: [String], _ rows: [[String]]) -> Bool
  ) {
    delimiter = format.delimiter
    let named = lines.first.flatMap(Self.delimiter(namedBy:))
    hasDelimiterLine = named != nil
    let records = lines.dropFirst(named == nil ? 0 : 1)
    let views = Self.candidates(in: records, format, only: isNamed ? delimiter : named).map {
      View(records, format.with(.init(delimiter: $0)))
    }
    let wanted = format.columns?.count ?? 2
    guard
      let best = views.first(where: { namesColumns($0.first, $0.rows) })
        ?? views.enumerated().max(by: {
          ($0.element.rank(wanted), $1.offset) < ($1.element.rank(wanted), $0.offset)
        })?.element
    else { return }
    delimiter = best.delimiter
    width = best.width
    (first, rows) = (best.first, best.rows)
  }

  /// Whether the records have texts in two columns: not a number or a code of a language in all of them.
  func holdTexts(in columns: Range<Int>) -> Bool {
    columns.allSatisfy { column in
      ([first] + rows).contains { column < $0.count && !Self.isCode($0[column]) }
    }
  }

  private static func isCode(_ field: String) -> Bool {
    Double(field) != nil || LanguageTag(field).map(LanguageNames.isListed) ?? false
  }

  /// The delimiters that a table may have, the most likely first.
  private static func candidates(
    in lines: ArraySlice<ArraySlice<UInt8>>, _ format: DelimitedFormat, only: UInt8?
  ) -> [UInt8] {
    if let only { return [only] }
    // In a corpus without quoting, a semicolon or comma is mostly a mark of the text.
    if !format.isQuoted, lines.contains(where: { $0.contains(format.delimiter) }) {
      return [format.delimiter]
    }
    let others = [UInt8(ascii: ";"), 0x09, UInt8(ascii: ","), UInt8(ascii: "|")]
    return [format.delimiter] + others.filter { $0 != format.delimiter }
  }

  /// The delimiter that a line such as `sep=;` names; `nil` for any other line.
  private static func delimiter(namedBy line: ArraySlice<UInt8>) -> UInt8? {
    var line = line.filter { $0 != UInt8(ascii: "\"") }[...]
    if line.last == 0x0D { line.removeLast() }
    guard line.count == 5, let delimiter = line.last, delimiter < 0x80 else { return nil }
    return line.dropLast().text.lowercased() == "sep=" ? delimiter : nil
  }

  /// The first records of a table as a delimiter divides them.
  private struct View {
    let delimiter: UInt8
    /// The fields of the first record.
    private(set) var first: [String] = []
    /// The fields of the records behind it, but for those that would be too much to keep.
    private(set) var rows: [[String]] = []
    /// The most records to keep.
    private static let mostRows = 20
    /// The number of fields that most records have; of several numbers, that which comes first.
    let width: Int
    /// The share of the records that have so many fields, 0...1.
    private let share: Double
    /// Whether the delimiter stands between two digits in each record, as a decimal sign does.
    private let isDecimalSign: Bool

    init(_ lines: ArraySlice<ArraySlice<UInt8>>, _ format: DelimitedFormat) {
      delimiter = format.delimiter
      var widths: [Int] = []
      var decimals = 0
      var record = DelimitedRecord(format: format)
      for line in lines {
        if record.isOpen {
          record.feed(line, afterBreak: true)
        } else {
          record.begin()
          record.feed(line)
        }
        if record.isOpen { continue }
        let fields = record.fields
        if fields.allSatisfy(TextForm.isBlank) { continue }
        if widths.isEmpty {
          first = fields
        } else if rows.count < Self.mostRows {
          rows.append(fields)
        }
        widths.append(fields.count)
        if zip(fields, fields.dropFirst()).contains(where: Self.endInDigits) { decimals += 1 }
      }
      let counts = widths.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      let most = counts.values.max() ?? 0
      width = widths.first { counts[$0] == most } ?? 0
      share = width < 2 ? 0 : Double(most) / Double(widths.count)
      isDecimalSign = decimals == widths.count
    }

    /// Whether one field ends in a digit and the next begins with one.
    private static func endInDigits(_ field: String, _ next: String) -> Bool {
      (field.last?.isNumber ?? false) && (next.first?.isNumber ?? false)
    }

    /// How likely the delimiter is: the more records have the same number of fields, and the number
    /// that is wanted.
    func rank(_ wanted: Int) -> Double {
      guard share > 0 else { return 0 }
      return share * 4 + (width == wanted ? 2 : 0) - (isDecimalSign ? 1 : 0)
    }
  }
}
