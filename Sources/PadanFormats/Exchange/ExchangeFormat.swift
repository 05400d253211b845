package import PadanModel

/// A format in which pairs are exchanged: its name, its reader and its writer.
///
/// To add a format, add a file with a value of this type, and a line to `all`.
///
///     ExchangeFormat(fileName: "lama.tmx.gz")?.name  // "tmx"
public struct ExchangeFormat: Sendable {
  /// Reads the units of an input. The paths come in the order of `Files`.
  ///
  /// - Parameters:
  ///   - paths: The files of the input; `-` is standard input.
  ///   - options: What the files do not tell, and how to treat violations.
  ///   - body: Called with each unit and the place where it begins.
  /// - Returns: What was skipped or tolerated.
  /// - Throws: `InputError` or the format's own errors, and any error that `body` throws.
  package typealias Reader =
    @Sendable (
      _ paths: [String], _ options: ReadingOptions,
      _ body: (ExchangeUnit, SourceLocation) throws -> Void
    ) throws -> ReadingReport

  /// The files that form an input or an output.
  public enum Files: Sendable {
    /// One file with both sides.
    case one
    /// A source text and a target text with a segment on each line.
    case sourceAndTarget
    /// A file of positions, then the source text and the target text that the positions refer to.
    case positionsAndTexts

    /// The number of files.
    public var count: Int {
      switch self {
      case .one: 1
      case .sourceAndTarget: 2
      case .positionsAndTexts: 3
      }
    }
  }

  /// The name in options and messages: `tmx`.
  public let name: String
  /// The content of its files in a few words: `TMX 1.4b`.
  public let summary: String
  /// The endings of its files' names, in lower case with the full stop. `.gz` may follow.
  public let endings: [String]
  /// The files of an input or output.
  public let files: Files
  /// Reads an input; `nil` for a format that Padan only writes.
  package let reader: Reader?
  /// Begins an output; `nil` for a format that Padan only reads.
  package let writer: (@Sendable (_ options: WritingOptions) -> any ExchangeWriter)?
  /// Whether a text with this beginning is in the format; `nil` for a format that only the name of
  /// a file shows.
  let recognizes: (@Sendable (_ start: Substring) -> Bool)?
  /// Whether its files have a header with properties of the whole: see `WritingOptions.header`.
  public let hasHeader: Bool
  /// Whether its files can say in which languages their texts are.
  package let statesLanguages: Bool

  /// A format.
  ///
  /// - Parameters:
  ///   - name: The name in options and messages.
  ///   - summary: The content of its files in a few words.
  ///   - endings: The endings of file names, in lower case with the full stop.
  ///   - files: The files of an input or output.
  ///   - recognizes: Whether a text with this beginning is in the format.
  ///   - hasHeader: Whether files have a header with properties of the whole.
  ///   - statesLanguages: Whether files can say in which languages their texts are.
  ///   - reader: Reads an input; `nil` if Padan only writes the format.
  ///   - writer: Begins an output; `nil` if Padan only reads the format.
  package init(
    name: String, summary: String, endings: [String] = [], files: Files = .one,
    recognizes: (@Sendable (_ start: Substring) -> Bool)? = nil, hasHeader: Bool = false,
    statesLanguages: Bool = true, reader: Reader? = nil,
    writer: (@Sendable (WritingOptions) -> any ExchangeWriter)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.endings = endings
    self.files = files
    self.recognizes = recognizes
    self.hasHeader = hasHeader
    self.statesLanguages = statesLanguages
    self.reader = reader
    self.writer = writer
  }

  /// All formats, in the order of the help text.
  public static let all: [ExchangeFormat] = [
    .tmx, .tsv, .csv, .xliff, .xliff2, .po, .jsonl, .moses, .hunalign, .ladder, .vecalign,
  ]

  /// The formats that are read from files named one after the other. Two parallel texts are not
  /// among them.
  public static var readable: [ExchangeFormat] {
    all.filter { $0.reader != nil && $0.files != .sourceAndTarget }
  }

  /// The formats that can be written to a single file.
  public static var writable: [ExchangeFormat] {
    all.filter { $0.writer != nil && $0.files == .one }
  }

  /// The readable format of a file's ending, in any case and before `.gz`; `nil` for an unknown
  /// ending.
  public init?(fileName: String) {
    var name = fileName.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let format = Self.readable.first { $0.endings.contains { name.hasSuffix($0) } }
    guard let format else { return nil }
    self = format
  }
}
