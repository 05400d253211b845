import ArgumentParser
import Padan

/// Prints the alignments of a run one after the other.
struct AlignmentPrinter: ~Copyable {
  private let format: Align.Format
  private let languages: LanguageOptions
  private let report: AlignmentReport
  /// Whether the result has several documents, so that each must say which it is.
  private let isMany: Bool
  /// Whether JSON repeats the texts, as it does where the reader has not split them.
  private let withTexts: Bool
  /// Whether pairs are saved too.
  private let isSaved: Bool
  private let talk: TalkOptions
  private var output: StandardOutput
  private var json = JSONWriter()
  private var page: AlignmentPage?
  private var units: TMXWriter?
  private(set) var failures = 0

  init(_ command: borrowing Align, aligner: Aligner, inputs: Align.Inputs) throws {
    format = command.shape
    languages = command.pair.languages
    report = AlignmentReport(lexicons: aligner.lexicon?.names ?? [])
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
      for line in report.tsv(documents, isNamed: isMany) { try output.writeLine(line) }
    case .json:
      json.removeAll()
      report.write(documents, withTexts: withTexts, to: &json)
      try output.write(json.bytes)
    case .tmx:
      for pair in documents.pairs(from: languages.source, to: languages.target) {
        units?.write(pair)
      }
      try output.write(units?.takeBytes() ?? [])
    case .html:
      page?.write(documents, lexicons: report.lexicons)
      try output.write(page?.takeBytes() ?? [])
    }
  }

  /// Says what cannot be aligned; JSON has it in its place.
  mutating func printFault(_ message: String, id: String?) throws {
    failures += 1
    talk.note(message)
    guard format == .json else { return }
    json.removeAll()
    report.writeFault(message, id: id, to: &json)
    try output.write(json.bytes)
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
