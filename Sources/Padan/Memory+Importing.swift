public import PadanFormats
public import PadanMemory
public import PadanModel

/// What an import did.
public struct ImportReceipt: Sendable {
  public var receipt: Receipt
  /// The units that were left out, each with its place and why.
  public var skipped: [SkippedUnit]
}

extension Memory {
  /// Imports a TMX file in one transaction: all of it, or, where it cannot be read, nothing.
  ///
  /// - Throws: `InputError`, `TMXError` or `MemoryError`.
  public func importTMX(
    _ path: String, from source: LanguageTag, to target: LanguageTag
  ) throws -> ImportReceipt {
    var skipped: [SkippedUnit] = []
    let receipt = try addAll(origin: path) { writer in
      skipped += try TMXReader.read(path) { unit, location in
        let pairs = unit.pairs(from: source, to: target)
        if pairs.isEmpty {
          let languages = unit.variants.map(\.language.description).joined(separator: ", ")
          skipped.append(
            SkippedUnit(
              location: location,
              reason: "the unit has \(languages), not \(source) and \(target)"))
        }
        for pair in pairs { try writer.add(pair, name: unit.id) }
      }
    }
    skipped.sort { ($0.location.line ?? 0) < ($1.location.line ?? 0) }
    return ImportReceipt(receipt: receipt, skipped: skipped)
  }

  /// Imports tab-separated pairs in one transaction.
  ///
  /// - Throws: `InputError` or `MemoryError`.
  public func importTSV(
    _ path: String, from source: LanguageTag, to target: LanguageTag
  ) throws -> ImportReceipt {
    var skipped: [SkippedUnit] = []
    let receipt = try addAll(origin: path) { writer in
      skipped = try TSV.read(path) { sourceText, targetText, _ in
        try writer.add(
          TranslationPair(
            source: Variant(language: source, text: sourceText),
            target: Variant(language: target, text: targetText)))
      }
    }
    return ImportReceipt(receipt: receipt, skipped: skipped)
  }
}
