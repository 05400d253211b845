package import PadanModel
import PadanText

extension ExchangeFormat {
  /// Two texts with a segment on each line.
  public static let moses = ExchangeFormat(
    name: "moses", summary: "two texts, line by line", files: .sourceAndTarget,
    statesLanguages: false,
    reader: MosesReader.read, writer: { _ in MosesWriter() })
}

/// Reads two texts in the format of Moses and later machine translation systems: line 7 of one
/// translates line 7 of the other.
enum MosesReader {
  /// Reads two files with the same number of lines.
  ///
  /// - Parameters:
  ///   - paths: The source text and the target text; `-` is standard input.
  ///   - options: The languages.
  ///   - body: Called with each unit and its place in the source text.
  /// - Returns: The lines with an empty side, which were skipped.
  /// - Throws: `InputError`, also if one file has more lines, and any error that `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let remedy = "Write a segment on each line."
    let sources = try LineReader(path: paths[0], encoding: options.encoding, remedy: remedy)
    let targets = try LineReader(path: paths[1], encoding: options.encoding, remedy: remedy)
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
        for lines in [sources, targets] { report.warnings.add(lines.repairs) }
        return report
      }
      let (source, target) = (sourceLine.text, targetLine.text)
      if TextForm.isBlank(source) || TextForm.isBlank(target) {
        report.skipped.add(Finding(.emptySide, at: sources.location))
        continue
      }
      let unit = ExchangeUnit(
        sourceLanguage: options.source,
        variants: [
          Variant(language: options.source, text: source),
          Variant(language: options.target, text: target),
        ])
      try body(unit, sources.location)
    }
  }
}

/// Writes pairs as two texts, a line for each pair. A line break in a text becomes a space.
package struct MosesWriter: ExchangeWriter, Sendable {
  /// The lines of the source not taken yet.
  private var source: [UInt8] = []
  /// The lines of the target not taken yet.
  private var target: [UInt8] = []
  /// The line breaks that became spaces, and the codes that were left out.
  package private(set) var losses = WritingLosses()

  /// A writer without output.
  package init() {}

  /// Writes a line to each text. The name is ignored.
  package mutating func write(_ pair: TranslationPair, name: String? = nil) {
    losses.codes += pair.codeCount
    losses.breaks += pair.source.text.appendOnOneLine(to: &source)
    losses.breaks += pair.target.text.appendOnOneLine(to: &target)
    source.append(0x0A)
    target.append(0x0A)
  }

  /// The number of bytes of both texts that have not been taken.
  package var pendingCount: Int { source.count + target.count }

  /// Does nothing: texts have no end mark.
  package mutating func end() {}

  /// Returns the bytes of the source and of the target written since the last call.
  package mutating func takeParts() -> [[UInt8]] {
    defer {
      source.removeAll(keepingCapacity: true)
      target.removeAll(keepingCapacity: true)
    }
    return [source, target]
  }
}

extension InputError.Reason {
  /// One of the texts has more lines than the other.
  fileprivate static func moreLines(than shorter: String, count: Int) -> Self {
    Self(
      "moses.lines", "this file has more lines than \(shorter), which has \(count).",
      advice: "Line pairs need as many on both sides.")
  }
}
