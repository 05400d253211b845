public import PadanFormats
public import PadanMemory
public import PadanModel

/// How files are imported.
public struct ImportOptions: Sendable {
  public var source: LanguageTag
  public var target: LanguageTag
  /// Only equal tags are the languages asked for: `en-US` is not `en`.
  public var isExactLanguage = false
  public var tolerance = Tolerance.deviations
  public var onDifferent = DifferentTargetPolicy.keepBoth
  /// Everything is done and counted, and the memory stays as it was.
  public var isTrial = false

  public init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

/// What importing a file did.
public struct FileReceipt: Sendable {
  /// What it brought.
  public var receipt: ImportReceipt
  /// What was left out and what was put up with, with places and reasons.
  public var report: ReadingReport
}

/// How far an import has come.
public enum ImportStage: Hashable, Sendable {
  case reading(units: Int)
  /// All units are read; what they brought is put into the index and committed.
  case indexing(units: Int)
}

extension Memory {
  /// The most pairs that are made of the variants of one unit.
  static let mostPairs = 10_000

  /// Imports a file in one transaction: all of it, or, where it cannot be read, nothing.
  ///
  /// - Parameters:
  ///   - origin: What the history calls it; `nil` is the path.
  ///   - progress: Called now and then while units are read, and when the last one is.
  /// - Throws: `InputError`, `TMXError` or `MemoryError`.
  public func importPairs(
    _ input: ExchangeInput, options: ImportOptions, origin: String? = nil,
    progress: (ImportStage) -> Void = { _ in }
  ) throws -> FileReceipt {
    var report = ReadingReport()
    var units = 0
    let receipt = try transaction(
      origin: origin ?? input.paths[0], onDifferent: options.onDifferent, isTrial: options.isTrial
    ) { writer in
      var leftOut = Findings()
      report = try input.read(
        from: options.source, to: options.target, tolerance: options.tolerance
      ) { unit, location in
        units += 1
        if units % 1000 == 0 { progress(.reading(units: units)) }
        let pairs = unit.pairs(
          from: options.source, to: options.target, isExact: options.isExactLanguage,
          limit: Self.mostPairs)
        if let kind = Self.reasonToSkip(unit, pairs, options) {
          leftOut.add(
            Finding(
              kind, at: location,
              detail: unit.variants.prefix(5).map(\.language.description).joined(separator: ", ")))
        }
        for pair in pairs { try writer.add(pair, name: unit.id) }
      }
      report.skipped.add(leftOut)
      writer.header = report.header
      writer.skip(report.skipped.count)
      progress(.indexing(units: units))
    }
    return FileReceipt(receipt: receipt, report: report)
  }

  private static func reasonToSkip(
    _ unit: TranslationUnit, _ pairs: [TranslationPair], _ options: ImportOptions
  ) -> Finding.Kind? {
    if pairs.isEmpty { return .otherLanguages(than: options) }
    return pairs.count == mostPairs ? .manyPairs : nil
  }
}

extension Finding.Kind {
  fileprivate static let manyPairs = Self(
    "unit.many-pairs", "the unit's variants make too many pairs; the rest")

  fileprivate static func otherLanguages(than options: ImportOptions) -> Self {
    Self("unit.other-languages", "the unit lacks \(options.source) or \(options.target)")
  }
}
