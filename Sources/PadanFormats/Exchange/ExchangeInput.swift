public import PadanModel

/// A file of pairs in an exchange format, or several files that form one input.
///
///     let input = ExchangeInput(.tmx, "padan.tmx")
///     let lines = ExchangeInput(.moses, "train.id", "train.en")
public struct ExchangeInput: Sendable {
  /// The format of the files.
  public let format: ExchangeFormat
  /// The files in the order of the format's `files`; `-` is standard input.
  public let paths: [String]
  /// The encoding of the files, by a name that ICU knows; `nil` for the one that a file declares, or
  /// that its bytes show.
  public var encoding: String?
  /// How a table differs from the format's own layout. Other formats ignore it.
  package var table = DelimitedFormat.Changes()

  /// An input of one or more files.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - paths: The files, in the order of the format's `files`.
  ///
  /// - Precondition: There are as many paths as the format has files.
  public init(_ format: ExchangeFormat, _ paths: String...) {
    precondition(
      paths.count == format.files.count, "\(format.name) is read from \(format.files.count) files")
    self.format = format
    self.paths = paths
  }

  /// Reads the units one by one. Memory does not depend on their number, except for formats of
  /// positions, which hold their two texts.
  ///
  /// - Parameters:
  ///   - source: The language of the sources, if the file has none.
  ///   - target: The language of the targets, if the file has none.
  ///   - tolerance: How to treat violations of the format.
  ///   - body: Called with each unit and the place where it begins.
  /// - Returns: What was skipped or tolerated.
  /// - Throws: `InputError`, the format's own errors, and any error that `body` throws. With
  ///   `.strict`, also an `InputError` for the first violation, in some formats only after all
  ///   units were read.
  public func read(
    from source: LanguageTag, to target: LanguageTag, tolerance: Tolerance = .deviations,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    guard let reader = format.reader else {
      throw InputError(paths[0], .onlyWritten(format.name))
    }
    var options = ReadingOptions(source: source, target: target)
    options.tolerance = tolerance
    options.encoding = encoding
    options.table = table
    var oversized = Findings()
    var report = try reader(paths, options) { unit, place in
      if let fault = unit.excess {
        oversized.add(Finding(fault, at: place))
      } else {
        try body(unit, place)
      }
    }
    report.skipped.add(oversized)
    let faults = (report.skipped.first + report.warnings.first).filter(\.kind.isFault)
    if tolerance == .strict, let first = faults.first {
      throw InputError(first.location, .deviation(first))
    }
    return report
  }
}

extension ExchangeUnit {
  /// Which limit of a unit it passes; `nil` if none.
  fileprivate var excess: Finding.Kind? {
    var parts = provenance.properties.count + variantProperties.reduce(0) { $0 + $1.count }
    for variant in variants {
      if variant.text.utf8.count > Limits.longestText { return .longText }
      parts += variant.codes.reduce(0) { $0 + 1 + $1.attributes.count }
    }
    return parts > Limits.mostParts ? .largeUnit : nil
  }
}

extension Finding.Kind {
  /// A text that is longer than a segment is.
  static let longText = Self(
    "unit.long-text", "a text is longer than \(Limits.longestText) bytes")
}

extension InputError.Reason {
  /// The format has no reader.
  fileprivate static func onlyWritten(_ format: String) -> Self {
    Self("exchange.only-written", "\(format) is a format that is only written.")
  }
}
