import ArgumentParser
import Padan

/// Prints the alignments of a run, one after the other, in the format of `--format`.
struct AlignmentPrinter: ~Copyable {
  /// The format of the results.
  private let format: Align.Format
  /// The languages of the pairs, for TMX and HTML.
  private let languages: LanguageOptions
  /// The names of the lexicons in use. JSON and HTML results state them.
  private let lexicons: [String]
  /// Whether the result has several documents, so that each line needs the name of its document.
  private let isMany: Bool
  /// Whether JSON results contain the segments. They do if Padan made them.
  private let withTexts: Bool
  /// Whether pairs are also saved in a memory.
  private let isSaved: Bool
  /// Whether text has colours.
  private let isColored: Bool
  /// Where diagnostics go.
  private let diagnostics: DiagnosticOptions
  /// Standard output, or the file of `--output`.
  private var output: StandardOutput
  /// The page that is written; `nil` unless the format is `html`.
  private var page: AlignmentPage?
  /// The writer of translation units; `nil` unless the format is `tmx`.
  private var units: TMXWriter?
  /// The number of inputs that could not be aligned.
  private(set) var failures = 0

  /// Opens the output of a run. Nothing is written before the first document.
  init(_ command: borrowing Align, aligner: Aligner, inputs: Align.Inputs) throws {
    format = command.shape
    languages = command.pair.languages
    lexicons = aligner.lexicon?.names ?? []
    isMany = !inputs.isAlone
    let title: String
    switch inputs {
    case .lines(let path): (withTexts, title) = (false, path)
    case .files(let files):
      withTexts = true
      title =
        files.count == 1
        ? "\(files[0].source) ↔ \(files[0].target)" : files.count.counted("aligned article")
    }
    isSaved = command.save
    isColored = command.color.isColored(in: command.output)
    diagnostics = command.diagnostics
    output = try command.openOutput(inputs)
    if format == .html {
      page = AlignmentPage(source: languages.source, target: languages.target, title: title)
    }
    if format == .tmx {
      units = TMXWriter(
        source: languages.source, toolVersion: Padan.version)
    }
  }

  /// Prints one alignment, and warns on standard error if the texts are judged not a translation.
  mutating func print(_ documents: AlignedDocuments) throws {
    let names = [documents.source.name, documents.target.name].filter { !$0.isEmpty }
      .joined(separator: " ↔ ")
    if !documents.alignment.isTranslation {
      diagnostics.note(
        "Warning: \(names): these texts do not look like translations of each other"
          + (isSaved ? "; their pairs are not saved." : ".")
          + " Check that they belong together.")
    }
    switch format {
    case .text:
      let text = AlignmentText(width: Terminal.width, isColored: isColored)
      for line in text.lines(documents, title: names) { try output.writeStyledLine(line) }
    case .tsv:
      for line in tsv(documents) { try output.writeLine(line) }
    case .json:
      try output.write(
        JSONReport.alignment(documents, withTexts: withTexts, lexicons: lexicons))
    case .tmx:
      for pair in documents.pairs(from: languages.source, to: languages.target) {
        units?.write(pair)
      }
      try output.write(units?.takeBytes() ?? [])
    case .html:
      page?.write(documents, lexicons: lexicons)
      try output.write(page?.takeBytes() ?? [])
    }
  }

  /// Reports an input that cannot be aligned. JSON output has an error object in its place.
  ///
  /// - Parameter id: The name of the input; `nil` if the fault hides it.
  mutating func printFault(_ message: String, id: String?) throws {
    failures += 1
    diagnostics.note(message)
    if format == .json { try output.write(JSONReport.fault(message, id: id)) }
  }

  /// One line for each bead: source, target, confidence, kind, crossing, and the name of the
  /// document if there are several.
  private func tsv(_ documents: AlignedDocuments) -> [String] {
    documents.alignment.beads.map { bead in
      var columns = [
        documents.sourceText(of: bead).onOneLine, documents.targetText(of: bead).onOneLine,
        bead.confidence.formatted(decimals: 4), bead.kind, bead.isCrossing ? "crossing" : "",
      ]
      if isMany { columns.append(documents.source.name.onOneLine) }
      return columns.joined(separator: "\t")
    }
  }

  /// Writes what has been printed so far, for a program that waits for it.
  mutating func flush() throws {
    try output.flush()
  }

  /// Writes the end of the page or TMX file, and gives an output file its name.
  mutating func finish() throws {
    page?.end()
    units?.end()
    try output.write(page?.takeBytes() ?? units?.takeBytes() ?? [])
    try output.finish()
  }
}
