public import PadanModel

/// A file of pairs in one of the exchange formats, or several that belong together.
///
///     let input = ExchangeInput(.tmx, "padan.tmx")
///     let lines = ExchangeInput(.moses, "train.id", "train.en")
public struct ExchangeInput: Sendable {
  public let format: ExchangeFormat
  /// The files, the one that names the import first; `-` is standard input.
  public let paths: [String]
  /// What is different in a table from the format's own layout.
  public var table: DelimitedFormat.Changes

  /// Names an input.
  ///
  /// - Precondition: There are as many paths as the format has files.
  public init(
    _ format: ExchangeFormat, _ paths: String..., table: DelimitedFormat.Changes = .init()
  ) {
    precondition(
      paths.count == format.files.count, "\(format.name) is read from \(format.files.count) files")
    self.format = format
    self.paths = paths
    self.table = table
  }

  /// Reads the units one by one, in memory that does not depend on their number.
  ///
  /// - Parameters:
  ///   - source: The language of the source side, where the format does not tell.
  ///   - body: Called with each unit and where it begins.
  /// - Returns: What was left out, and what was put up with.
  /// - Throws: `InputError`, the errors of the format, and whatever `body` throws; in a strict reading,
  ///   also for the first thing that would be left out.
  public func read(
    from source: LanguageTag, to target: LanguageTag, tolerance: Tolerance = .deviations,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    guard let reader = format.reader else {
      throw InputError(paths[0], .onlyWritten(format.name))
    }
    var options = ReadingOptions(source: source, target: target)
    options.tolerance = tolerance
    options.table = table
    let report = try reader(paths, options, body)
    let faults = (report.skipped.first + report.warnings.first).filter(\.kind.isFault)
    if tolerance == .strict, let first = faults.first {
      throw InputError(first.location, .deviation(first))
    }
    return report
  }
}

extension InputError.Reason {
  /// Padan writes the format and does not read it.
  fileprivate static func onlyWritten(_ format: String) -> Self {
    Self("exchange.only-written", "\(format) is a format that is only written.")
  }
}
