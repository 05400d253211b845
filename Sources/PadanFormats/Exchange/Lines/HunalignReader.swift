import PadanModel
import PadanText

extension ExchangeFormat {
  /// hunalign's text output.
  public static let hunalign = ExchangeFormat(
    name: "hunalign", summary: "hunalign's text", endings: [".hunalign"], statesLanguages: false,
    reader: HunalignReader.read)
}

/// Reads hunalign's text output: the source, the target and a score of each bead, separated by tabs.
/// Segments of one side are joined by ` ~~~ `.
enum HunalignReader {
  /// Reads a file.
  ///
  /// - Returns: The beads with an empty side and the lines without a tab, which were skipped.
  /// - Throws: `InputError`, and any error that `body` throws.
  static func read(
    _ paths: [String], _ options: ReadingOptions,
    _ body: (ExchangeUnit, SourceLocation) throws -> Void
  ) throws -> ReadingReport {
    let lines = try LineReader(
      path: paths[0], encoding: options.encoding, tolerance: options.tolerance,
      remedy: "Name hunalign's text output.")
    var report = ReadingReport()
    while let line = try lines.next() {
      if line.isBlank { continue }
      let fields = line.text.split(
        separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count >= 2 else {
        report.skipped.add(Finding(.noTab, at: lines.location))
        continue
      }
      let sides = fields.prefix(2).map { segments(String($0)) }
      guard !sides.contains([]) else {
        report.skipped.add(Finding(.emptySide, at: lines.location))
        continue
      }
      var provenance = Provenance()
      provenance.beadKind = "\(sides[0].count)-\(sides[1].count)"
      if fields.count > 2, !fields[2].isEmpty {
        provenance.properties = [.init(type: "x-hunalign-score", value: String(fields[2]))]
      }
      let unit = ExchangeUnit(
        sourceLanguage: options.source,
        variants: [
          Variant(language: options.source, text: sides[0].joined(separator: " ")),
          Variant(language: options.target, text: sides[1].joined(separator: " ")),
        ], provenance: provenance)
      try body(unit, lines.location)
    }
    report.skipped.add(lines.skipped)
    report.warnings.add(lines.repairs)
    return report
  }

  /// A text of a table, with blanks in place of the marks of a table that hunalign wrote.
  static func joined(_ text: String) -> String {
    // The fast path: few texts have a tilde.
    guard text.hasByte(UInt8(ascii: "~")), text.contains(BeadFileWriter.hunalignSeparator)
    else { return text }
    return segments(text).joined(separator: " ")
  }

  /// The segments of one side that are not blank.
  private static func segments(_ field: String) -> [String] {
    field.split(separator: BeadFileWriter.hunalignSeparator).map(String.init)
      .filter { !TextForm.isBlank($0) }
  }
}

extension Finding.Kind {
  fileprivate static let noTab = Self("hunalign.no-tab", "the line has no tab")
}
