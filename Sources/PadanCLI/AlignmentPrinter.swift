import ArgumentParser
import Padan

/// Prints the alignments of a run one after the other.
struct AlignmentPrinter: ~Copyable {
  private let format: Align.Format
  private let languages: LanguageOptions
  /// The names of the lexicons in use, which every result states.
  private let lexicons: [String]
  /// Whether the result has several documents, so that each must say which it is.
  private let isMany: Bool
  /// Whether JSON repeats the texts, as it does where the reader has not split them.
  private let withTexts: Bool
  /// Whether pairs are saved too.
  private let isSaved: Bool
  private let talk: TalkOptions
  private var output: StandardOutput
  private var page: AlignmentPage?
  private var units: TMXWriter?
  private(set) var failures = 0

  init(_ command: borrowing Align, aligner: Aligner, inputs: Align.Inputs) throws {
    format = command.shape
    languages = command.pair.languages
    lexicons = aligner.lexicon?.names ?? []
    isMany = !inputs.isAlone
    let title: String
    switch inputs {
    case .lines(let path): (withTexts, title) = (false, path)
    case .files: (withTexts, title) = (true, command.inputs.first ?? "Padan")
    }
    isSaved = command.save
    talk = command.talk
    output = try command.output.map { try StandardOutput(path: $0) } ?? StandardOutput()
    if format == .html {
      page = AlignmentPage(source: languages.source, target: languages.target, title: title)
    }
    if format == .tmx {
      units = TMXWriter(
        source: languages.source, toolVersion: Padan.version)
    }
  }

  mutating func print(_ documents: AlignedDocuments) throws {
    let names = [documents.source.name, documents.target.name].filter { !$0.isEmpty }
      .joined(separator: " ↔ ")
    if !documents.alignment.isTranslation {
      talk.note(
        "Warning: \(names): these texts do not look like translations of each other"
          + (isSaved ? "; their pairs are not saved." : ".")
          + " Check that they belong together.")
    }
    switch format {
    case .text:
      for line in AlignmentText(width: Terminal.width).lines(documents, title: names) {
        try output.writeLine(line)
      }
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

  /// Says what cannot be aligned; JSON has it in its place.
  mutating func printFault(_ message: String, id: String?) throws {
    failures += 1
    talk.note(message)
    if format == .json { try output.write(JSONReport.fault(message, id: id)) }
  }

  /// Source, target, confidence, kind, crossing; and the document's name, where there are several.
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

  /// Hands out what is printed so far, for a reader who waits for it.
  mutating func flush() throws {
    try output.flush()
  }

  mutating func finish() throws {
    page?.end()
    units?.end()
    try output.write(page?.takeBytes() ?? units?.takeBytes() ?? [])
    try output.finish()
  }
}
