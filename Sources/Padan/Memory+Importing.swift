public import PadanFormats
public import PadanMemory
public import PadanModel

/// The languages and rules of an import.
public struct ImportOptions: Sendable {
  /// The language of the source texts.
  public var source: LanguageTag
  /// The language of the target texts.
  public var target: LanguageTag
  /// Whether only texts with exactly these tags are imported. If not, `en` also takes `en-US`.
  public var isExactLanguage = false
  /// How violations of the file's format are treated.
  public var tolerance = Tolerance.deviations
  /// What happens to a pair whose source the memory has with another target.
  public var onDifferent = DifferentTargetPolicy.keepBoth
  /// Judges the sides of files that do not name the languages of their texts; `nil` if they are
  /// not judged.
  package var sides: SideJudge?
  /// Whether the import is only tried: it is done and counted, and then rolled back.
  public var isTrial = false

  /// Options with the default rules.
  public init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

extension Memory {
  /// The result of importing a file.
  public struct FileReceipt: Sendable {
    /// What the file added to the memory.
    public var receipt: ImportReceipt
    /// What was skipped and what was tolerated in the file, with locations and reasons.
    public var report: ReadingReport
    /// For a trial: what is wrong with the sides of the file, which an import would refuse.
    package var sides: SideError?

    /// What came of a file.
    package init(receipt: ImportReceipt, report: ReadingReport, sides: SideError? = nil) {
      self.receipt = receipt
      self.report = report
      self.sides = sides
    }
  }

  /// The progress of an import.
  public enum ImportStage: Hashable, Sendable {
    /// So many units have been read.
    case reading(units: Int)
    /// All units have been read. Their pairs are being indexed and committed.
    case indexing(units: Int)
  }

  /// Imports a file in one transaction. If it cannot be read, nothing is imported.
  ///
  /// - Parameters:
  ///   - input: The file and its format.
  ///   - options: The languages and rules of the import.
  ///   - origin: The name of the import in the memory's history; `nil` means the path.
  ///   - person: Who imports it; `nil` if it is not known.
  ///   - progress: Called after every 1000 units read, and once when all are read.
  /// - Throws: `InputError`, `TMXError` or `MemoryError`.
  public func importPairs(
    _ input: ExchangeInput, options: ImportOptions, origin: String? = nil,
    person: String? = nil, progress: (ImportStage) -> Void = { _ in }
  ) throws -> FileReceipt {
    var report = ReadingReport()
    var sides = SideCheck(of: input, judge: options.sides, isTrial: options.isTrial)
    var units = 0
    let receipt = try transaction(
      origin: origin ?? input.paths[0], person: person, onDifferent: options.onDifferent,
      isTrial: options.isTrial
    ) { writer in
      var leftOut = Findings()
      var replaced = Findings()
      // The file is read on a thread of its own, while this one writes.
      report = try OrderedWork.run { add in
        var namer = PairNamer()
        return try input.read(
          from: options.source, to: options.target, tolerance: options.tolerance
        ) { unit, location in
          try add(ReadUnit(unit, at: location, options, by: &namer), unit.byteCount)
        }
      } emit: { unit in
        units += 1
        if units % 1000 == 0 { progress(.reading(units: units)) }
        if let finding = unit.leftOut { leftOut.add(finding) }
        for pair in unit.pairs {
          if pair.hadNUL { replaced.add(Finding(.nul, at: unit.location)) }
          try sides.add(pair.pair)
          try writer.add(pair)
        }
      }
      try sides.finish(report)
      report.skipped.add(leftOut)
      report.warnings.add(replaced)
      writer.header = report.header
      writer.skip(report.skipped.count)
      progress(.indexing(units: units))
    }
    return FileReceipt(receipt: receipt, report: report, sides: sides.error)
  }
}

/// What an import takes of a unit of a file.
private struct ReadUnit: Sendable {
  var pairs: [NamedPair]
  /// Where the unit begins.
  var location: SourceLocation
  /// Why the unit, or a part of it, is not imported; `nil` if all of it is.
  var leftOut: Finding?

  init(
    _ unit: ExchangeUnit, at location: SourceLocation, _ options: ImportOptions,
    by namer: inout PairNamer
  ) {
    self.location = location
    let pairs = unit.pairs(
      from: options.source, to: options.target, isExact: options.isExactLanguage,
      limit: unit.mostPairs)
    self.pairs = pairs.map { namer.named($0, name: unit.id) }
    let reason: Finding.Kind? =
      pairs.isEmpty
      ? .otherLanguages(than: options)
      : pairs.count > 1 && pairs.count == unit.mostPairs ? .manyPairs : nil
    leftOut = reason.map { reason in
      let languages = unit.variants.prefix(5).map(\.language.description)
      return Finding(reason, at: location, detail: languages.joined(separator: ", "))
    }
  }
}

extension ExchangeUnit {
  /// The size of its texts and properties in UTF-8 bytes.
  fileprivate var byteCount: Int {
    variants.reduce(0) { $0 + $1.text.utf8.count }
      + (variantProperties.joined() + provenance.properties).reduce(0) { $0 + $1.value.utf8.count }
  }

  /// The most pairs that are made of it: the fewer, the more properties each of them has.
  fileprivate var mostPairs: Int {
    let properties = provenance.properties.count + variantProperties.reduce(0) { $0 + $1.count }
    return max(1, min(Limits.mostPairs, Limits.mostPairProperties / max(1, properties)))
  }
}

extension Finding.Kind {
  fileprivate static let manyPairs = Self(
    "unit.many-pairs", "the unit's variants make too many pairs; the rest")
  fileprivate static let nul = Self(
    "unit.nul", "a text or name holds U+0000, which a memory cannot keep; U+FFFD stands for it")

  fileprivate static func otherLanguages(than options: ImportOptions) -> Self {
    Self("unit.other-languages", "the unit lacks \(options.source) or \(options.target)")
  }
}
