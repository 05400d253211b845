public import PadanModel

extension ExchangeFormat {
  /// Two texts, a segment a line.
  public static let moses = ExchangeFormat(
    name: "moses", summary: "two texts, line by line", files: .sourceAndTarget,
    reader: MosesReader.read, writer: { _ in MosesWriter() })
}

/// Two texts line by line, as Moses and its successors train on: line 7 of one translates line 7 of the
/// other.
enum MosesReader {
  /// Reads two files with the same number of lines.
  ///
  /// - Returns: The lines that were left out, because one side has no text.
  /// - Throws: `InputError`, also where one file has more lines, and whatever `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (TranslationUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let remedy = "Write a segment on each line."
    let sources = try LineReader(path: paths[0], remedy: remedy)
    let targets = try LineReader(path: paths[1], remedy: remedy)
    var report = ReadingReport()
    while true {
      let sourceLine = try sources.next()
      let targetLine = try targets.next()
      guard let sourceLine, let targetLine else {
        guard sourceLine == nil, targetLine == nil else {
          let longer = sourceLine == nil ? targets : sources
          let shorter = sourceLine == nil ? sources : targets
          throw InputError(longer.name, .moreLines(than: shorter.name, count: shorter.number))
        }
        return report
      }
      if sourceLine.isBlank || targetLine.isBlank {
        report.skipped.add(Finding(.emptySide, at: sources.location))
        continue
      }
      let unit = TranslationUnit(
        sourceLanguage: options.source,
        variants: [
          Variant(language: options.source, text: sourceLine.text),
          Variant(language: options.target, text: targetLine.text),
        ])
      try body(unit, sources.location)
    }
  }
}

/// Writes pairs as two texts with a line a pair. A line break in a text becomes a blank.
public struct MosesWriter: ExchangeWriter, Sendable {
  private var source: [UInt8] = []
  private var target: [UInt8] = []
  public private(set) var losses = WritingLosses()

  public init() {}

  public mutating func write(_ pair: TranslationPair, name: String? = nil) {
    Self.append(pair.source.text, to: &source, &losses)
    Self.append(pair.target.text, to: &target, &losses)
  }

  /// How many bytes of both wait to be taken.
  public var pendingCount: Int { source.count + target.count }

  public mutating func end() {}

  /// What has been written of the source and of the target since the last call.
  public mutating func takeParts() -> [[UInt8]] {
    defer {
      source.removeAll(keepingCapacity: true)
      target.removeAll(keepingCapacity: true)
    }
    return [source, target]
  }

  private static func append(
    _ text: String, to bytes: inout [UInt8], _ losses: inout WritingLosses
  ) {
    for byte in text.utf8 {
      let isBreak = byte == 0x0A || byte == 0x0D
      bytes.append(isBreak ? 0x20 : byte)
      losses.breaks += isBreak ? 1 : 0
    }
    bytes.append(0x0A)
  }
}

extension InputError.Reason {
  fileprivate static func moreLines(than shorter: String, count: Int) -> Self {
    Self(
      "moses.lines", "this file has more lines than \(shorter), which has \(count).",
      advice: "Line pairs need as many on both sides.")
  }
}
