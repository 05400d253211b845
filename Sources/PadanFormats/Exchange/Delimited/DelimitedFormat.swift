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

extension DelimitedFormat {
  /// What someone wants different from a layout; `nil` leaves it as it is.
  public struct Changes: Sendable {
    public var delimiter: UInt8?
    public var isQuoted: Bool?
    public var hasHeader: Bool?
    public var columns: [PairColumn?]?

    public init(
      delimiter: UInt8? = nil, isQuoted: Bool? = nil, hasHeader: Bool? = nil,
      columns: [PairColumn?]? = nil
    ) {
      self.delimiter = delimiter
      self.isQuoted = isQuoted
      self.hasHeader = hasHeader
      self.columns = columns
    }
  }

  /// The layout with some changes.
  func with(_ changes: Changes) -> DelimitedFormat {
    DelimitedFormat(
      delimiter: changes.delimiter ?? delimiter, isQuoted: changes.isQuoted ?? isQuoted,
      hasHeader: changes.hasHeader ?? hasHeader, columns: changes.columns ?? columns)
  }
}

extension ExchangeFormat {
  /// Tab-separated pairs.
  public static let tsv = table("tsv", "source, tab, target", [".tsv", ".tab"], layout: .tsv)
  /// Comma-separated values.
  public static let csv = table(
    "csv", "comma-separated fields, quoted where they must be", [".csv"], layout: .csv)

  private static func table(
    _ name: String, _ summary: String, _ endings: [String], layout: DelimitedFormat
  ) -> ExchangeFormat {
    ExchangeFormat(
      name: name, summary: summary, endings: endings,
      reader: { paths, options, body in
        try DelimitedReader.read(paths, layout.with(options.table), options, body)
      },
      writer: { DelimitedWriter(format: layout.with($0.table)) })
  }
}
