import Padan

/// Prints alignments, one after the other, into one output.
struct AlignmentPrinter {
  /// What all outputs of a run have in common.
  struct Style {
    /// The format of the results.
    var format: Align.Format
    /// The languages of the pairs, for TMX and HTML.
    var languages: LanguageOptions
    /// The names of the lexicons in use. JSON and HTML results state them.
    var lexicons: [String]
    /// Whether an output has several documents, so that each line needs the name of its document.
    var isMany: Bool
    /// Whether JSON results contain the segments. They do if Padan made them.
    var withTexts: Bool
    /// Whether text has colours.
    var isColored: Bool
    /// Whether TSV begins with the names of its columns.
    var hasHeader: Bool
  }

  private let style: Style
  /// The file or files of the format.
  private let outputs: [OpenOutput]
  /// The page that is written; `nil` unless the format is `html`.
  private var page: AlignmentPage?
  /// The writer of pairs; `nil` unless the format is one of exchange.
  private var pairs: (any ExchangeWriter)?
  /// Whether the names of the columns are still to be written.
  private var needsHeader: Bool
  /// The writer of links; `nil` unless the format is `xces`.
  private var links: XCESWriter?
  /// The number of pairs that the format cannot hold.
  private(set) var leftOut = 0

  /// Opens a result. Nothing is written before the first document.
  ///
  /// - Parameters:
  ///   - title: The title of a page.
  ///   - outputs: The files of the format: two for `moses`, one for others.
  init(_ style: Style, title: String, outputs: [OpenOutput]) {
    self.style = style
    self.outputs = outputs
    needsHeader = style.hasHeader
    let languages = style.languages
    switch style.format {
    case .html:
      page = AlignmentPage(source: languages.source, target: languages.target, title: title)
    case .tmx: pairs = TMXWriter(source: languages.source, toolVersion: Padan.version)
    case .moses: pairs = MosesWriter()
    case .xces: links = XCESWriter()
    case .text, .json, .tsv, .hunalign, .ladder, .vecalign: break
    }
  }

  /// Prints one alignment.
  ///
  /// - Parameters:
  ///   - title: The names of both documents.
  ///   - isNumbered: Whether the name of the source is a number in JSON.
  mutating func print(
    _ documents: AlignedDocuments, title: String, isNumbered: Bool = false
  ) throws {
    switch style.format {
    case .text:
      let text = AlignmentText(width: Terminal.width, isColored: style.isColored)
      for line in text.lines(documents, title: title) { try outputs[0].writeStyledLine(line) }
    case .tsv:
      if needsHeader { try write([header]) }
      needsHeader = false
      try write(tsv(documents))
    case .hunalign: try write(BeadFileWriter.hunalign(documents))
    case .ladder:
      let ladder = BeadFileWriter.ladder(documents)
      leftOut += ladder.leftOut
      try write(ladder.lines)
    case .vecalign: try write(BeadFileWriter.vecalign(documents.alignment))
    case .json:
      try outputs[0].write(
        JSONReport.alignment(
          documents, withTexts: style.withTexts, lexicons: style.lexicons, isNumbered: isNumbered))
    case .tmx, .moses:
      let languages = style.languages
      for pair in documents.pairs(from: languages.source, to: languages.target) {
        pairs?.write(pair, name: nil)
      }
    case .html:
      let lexicons = style.lexicons
      page?.write(documents, lexicons: lexicons)
    case .xces: links?.write(documents)
    }
    try writePending()
  }

  /// Writes the fault of an input in its place, if the format is JSON.
  func printFault(_ error: any Error, id: String?, isNumbered: Bool) throws {
    guard style.format == .json else { return }
    try outputs[0].write(JSONReport.fault(error, id: id, isNumbered: isNumbered))
  }

  /// Writes what has been printed so far, for a program that waits for it.
  func flush() throws {
    for output in outputs { try output.flush() }
  }

  /// Writes the end of the result, and gives output files their names.
  mutating func finish() throws {
    page?.end()
    pairs?.end()
    links?.end()
    try writePending()
    try outputs.finish()
  }

  private func write(_ lines: [String]) throws {
    for line in lines { try outputs[0].writeLine(line) }
  }

  /// Writes what the writers have made.
  private mutating func writePending() throws {
    let bytes = page?.takeBytes() ?? links?.takeBytes() ?? []
    let parts = pairs?.takeParts() ?? [bytes]
    for (output, bytes) in zip(outputs, parts) { try output.write(bytes) }
  }

  /// The names of the columns of TSV.
  private var header: String {
    (["source", "target", "confidence", "kind", "crossing"] + (style.isMany ? ["document"] : []))
      .joined(separator: "\t")
  }

  /// One line for each bead: source, target, confidence, kind, crossing, and the name of the
  /// document if there are several.
  private func tsv(_ documents: AlignedDocuments) -> [String] {
    documents.alignment.beads.map { bead in
      var columns = [
        documents.sourceText(of: bead).onOneLine, documents.targetText(of: bead).onOneLine,
        bead.confidence.formatted(decimals: 4), bead.kind, bead.isCrossing ? "crossing" : "",
      ]
      if style.isMany { columns.append(documents.source.name.onOneLine) }
      return columns.joined(separator: "\t")
    }
  }
}
