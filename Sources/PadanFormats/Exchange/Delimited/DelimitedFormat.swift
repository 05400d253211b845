/// The layout of a table of pairs: delimiter, quoting and columns.
///
/// With quoting (RFC 4180) a field that holds a delimiter, a line break or a quotation mark is put
/// in quotation marks, and its quotation marks are doubled. So nothing is lost. Without quoting, as
/// in the tab-separated files of corpora, a quotation mark is an ordinary character. Then
/// delimiters and line breaks in a text become spaces.
///
///     let semicolons = DelimitedFormat(delimiter: UInt8(ascii: ";"), isQuoted: true)
package struct DelimitedFormat: Sendable {
  /// The byte between two fields, in ASCII.
  package var delimiter: UInt8
  /// Whether fields may be in quotation marks.
  package var isQuoted: Bool
  /// Whether the first line names the columns.
  ///
  /// For a reader `nil` means that it does if it names `source` and `target`, or languages. A writer
  /// takes `nil` for `false`.
  package var hasHeader: Bool?
  /// The columns in order; `nil` for a column that is ignored.
  ///
  /// If the whole value is `nil`, they are those that the header names, or else source and target.
  package var columns: [PairColumn?]?
  /// Whether cells that a spreadsheet would take for formulas have an apostrophe before them.
  package var escapesFormulas: Bool

  /// A layout.
  package init(
    delimiter: UInt8, isQuoted: Bool, hasHeader: Bool? = nil, columns: [PairColumn?]? = nil,
    escapesFormulas: Bool = false
  ) {
    self.delimiter = delimiter
    self.isQuoted = isQuoted
    self.hasHeader = hasHeader
    self.columns = columns
    self.escapesFormulas = escapesFormulas
  }

  /// Tab-separated pairs without quoting.
  package static let tsv = DelimitedFormat(delimiter: 0x09, isQuoted: false)
  /// Comma-separated values after RFC 4180.
  package static let csv = DelimitedFormat(delimiter: UInt8(ascii: ","), isQuoted: true)
}

extension DelimitedFormat {
  /// Changes of a layout. `nil` keeps the value of the layout.
  package struct Changes: Sendable {
    /// Another delimiter.
    package var delimiter: UInt8?
    /// Whether fields may be in quotation marks.
    package var isQuoted: Bool?
    /// Whether the first line names the columns.
    package var hasHeader: Bool?
    /// Other columns, in order; `nil` for a column that is ignored.
    package var columns: [PairColumn?]?
    /// Whether formulas have an apostrophe before them.
    package var escapesFormulas: Bool?

    /// Changes; none by default.
    package init(
      delimiter: UInt8? = nil, isQuoted: Bool? = nil, hasHeader: Bool? = nil,
      columns: [PairColumn?]? = nil, escapesFormulas: Bool? = nil
    ) {
      self.delimiter = delimiter
      self.isQuoted = isQuoted
      self.hasHeader = hasHeader
      self.columns = columns
      self.escapesFormulas = escapesFormulas
    }
  }

  /// This layout with some changes.
  func with(_ changes: Changes) -> DelimitedFormat {
    DelimitedFormat(
      delimiter: changes.delimiter ?? delimiter, isQuoted: changes.isQuoted ?? isQuoted,
      hasHeader: changes.hasHeader ?? hasHeader, columns: changes.columns ?? columns,
      escapesFormulas: changes.escapesFormulas ?? escapesFormulas)
  }
}

extension ExchangeFormat {
  /// Tab-separated pairs: source, tab, target.
  public static let tsv = table(
    "tsv", "source, tab, target", [".tsv", ".tab"], layout: .tsv
  ) { $0.contains("\t") }
  /// Comma-separated values, with quoting.
  public static let csv = table(
    "csv", "comma-separated fields, quoted where they must be", [".csv"], layout: .csv
  ) { !$0.contains("\t") && ($0.contains(",") || $0.contains(";")) }

  /// A format that is a table with a layout of its own.
  private static func table(
    _ name: String, _ summary: String, _ endings: [String], layout: DelimitedFormat,
    isRecord: @escaping @Sendable (_ firstLine: Substring) -> Bool
  ) -> ExchangeFormat {
    ExchangeFormat(
      name: name, summary: summary, endings: endings,
      recognizes: { $0.mayBeTable && isRecord($0.firstLine) }, statesLanguages: false,
      reader: { paths, options, body in
        try DelimitedReader.read(paths, layout.with(options.table), options, body)
      },
      writer: {
        DelimitedWriter(format: layout.with($0.table), source: $0.source, target: $0.target)
      })
  }
}
