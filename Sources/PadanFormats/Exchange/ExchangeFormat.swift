public import PadanModel

/// A format in which pairs are exchanged: what it is called, how it is read and how it is written.
///
/// A new format is one file with a value of this type, and one line in `all`.
///
///     ExchangeFormat(fileName: "lama.tmx.gz")?.name  // "tmx"
public struct ExchangeFormat: Sendable {
  /// Reads the units of one input, whose files stand in the order of `files`.
  public typealias Reader =
    @Sendable (
      _ paths: [String], _ options: ReadingOptions,
      _ body: (TranslationUnit, SourceLocation) throws -> Void
    ) throws -> ReadingReport

  /// Which files make one input or output.
  public enum Files: Sendable {
    case one
    /// A source text and a target text, line by line.
    case sourceAndTarget
    /// A file of positions, and the source and the target text that they are positions in.
    case positionsAndTexts

    /// How many files that is.
    public var count: Int {
      switch self {
      case .one: 1
      case .sourceAndTarget: 2
      case .positionsAndTexts: 3
      }
    }
  }

  /// The word by which options and messages name it: `tmx`.
  public let name: String
  /// What its files hold, in a few words: `TMX 1.4b`.
  public let summary: String
  /// How the names of its files end, in lower case with the full stop. Gzip's `.gz` may follow.
  public let endings: [String]
  public let files: Files
  /// Reads it; `nil` where Padan only writes it.
  public let reader: Reader?
  /// Begins an output; `nil` where Padan only reads it.
  public let writer: (@Sendable (_ options: WritingOptions) -> any ExchangeWriter)?
  /// Whether its files say things of the whole that are no pair's: `WritingOptions.header`.
  public let hasHeader: Bool

  public init(
    name: String, summary: String, endings: [String] = [], files: Files = .one,
    hasHeader: Bool = false, reader: Reader? = nil,
    writer: (@Sendable (WritingOptions) -> any ExchangeWriter)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.endings = endings
    self.files = files
    self.hasHeader = hasHeader
    self.reader = reader
    self.writer = writer
  }

  /// Every format, in the order in which help lists them.
  public static let all: [ExchangeFormat] = [
    .tmx, .tsv, .csv, .xliff, .xliff2, .po, .jsonl, .moses, .ladder, .vecalign,
  ]

  /// The formats whose files can be named one by one and read.
  public static var readable: [ExchangeFormat] {
    all.filter { $0.reader != nil && $0.files != .sourceAndTarget }
  }

  /// The formats that can be written to one file.
  public static var writable: [ExchangeFormat] {
    all.filter { $0.writer != nil && $0.files == .one }
  }

  /// The readable format that a file's ending tells; `nil` where it tells none.
  public init?(fileName: String) {
    var name = fileName.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let format = Self.readable.first { $0.endings.contains { name.hasSuffix($0) } }
    guard let format else { return nil }
    self = format
  }
}
