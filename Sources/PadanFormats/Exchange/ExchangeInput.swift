public import PadanModel

/// A file of pairs in one of the exchange formats, or several that belong together.
public enum ExchangeInput: Sendable {
  case tmx(String)
  case delimited(String, DelimitedFormat)
  /// Two texts, line by line.
  case moses(source: String, target: String)
  case xliff(String)
  case po(String)
  case jsonLines(String)
  /// Beads of another aligner, with the texts that it aligned.
  case beads(String, BeadFileReader.Format, source: String, target: String)

  /// The files, the one that names the import first.
  public var paths: [String] {
    switch self {
    case .tmx(let path), .delimited(let path, _), .xliff(let path), .po(let path),
      .jsonLines(let path):
      [path]
    case .moses(let source, let target): [source, target]
    case .beads(let path, _, let source, let target): [path, source, target]
    }
  }

  /// Reads the units one by one, in memory that does not depend on their number.
  ///
  /// - Parameters:
  ///   - source: The language of the source side, where the format does not tell.
  ///   - body: Called with each unit and where it begins.
  /// - Returns: What was left out, and what was put up with.
  /// - Throws: `InputError`, `TMXError`, and whatever `body` throws; in a
  ///   strict reading, also for the first thing that would be left out.
  public func read(
    from source: LanguageTag, to target: LanguageTag, tolerance: Tolerance = .deviations,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let report =
      switch self {
      case .tmx(let path): try TMXReader.read(path, tolerance: tolerance, body)
      case .delimited(let path, let format):
        try DelimitedReader.read(
          path, format: format, from: source, to: target, tolerance: tolerance, body)
      case .moses(let sourcePath, let targetPath):
        try MosesReader.read(sourcePath, targetPath, from: source, to: target, body)
      case .xliff(let path): try XLIFFReader.read(path, tolerance: tolerance, body)
      case .po(let path):
        try POReader.read(path, from: source, to: target, tolerance: tolerance, body)
      case .jsonLines(let path):
        try JSONPairReader.read(path, from: source, to: target, tolerance: tolerance, body)
      case .beads(let path, let format, let sourceText, let targetText):
        try BeadFileReader.read(
          path, format: format, sourceText: sourceText, targetText: targetText, from: source,
          to: target, body)
      }
    let faults = (report.skipped.first + report.warnings.first).filter(\.kind.isFault)
    if tolerance == .strict, let first = faults.first {
      throw InputError(first.location, .deviation(first))
    }
    return report
  }
}
