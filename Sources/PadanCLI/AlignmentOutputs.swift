import FoundationEssentials
import Padan

/// Prints the alignments of a run: all into one output, or with `--output-dir` each into a file of
/// its own.
struct AlignmentOutputs {
  private let style: AlignmentPrinter.Style
  private let outputs: OutputGuard
  /// The folder of `--output-dir`; `nil` without it.
  private let folder: String?
  /// The printer of all documents; `nil` with a folder.
  private var printer: AlignmentPrinter?
  /// The names of files in the folder that are taken.
  private var names: Set<String> = []
  /// Whether pairs are also saved in a memory.
  private let isSaved: Bool
  private let diagnostics: DiagnosticOptions
  /// The number of inputs that could not be aligned.
  private(set) var failures = 0
  /// The number of pairs that the format cannot hold, of the files that are finished.
  private var leftOut = 0

  /// Opens the output of a run, or makes its folder.
  init(_ command: Align, aligner: Aligner, inputs: Align.Inputs) throws {
    let title: String
    let withTexts: Bool
    switch inputs {
    case .lines(let path): (withTexts, title) = (command.texts, path.shownPath)
    case .files(let files):
      withTexts = true
      title =
        files.count == 1
        ? "\(files[0].source) ↔ \(files[0].target)".shownPath
        : files.count.counted("aligned article")
    }
    folder = command.outputDir
    style = AlignmentPrinter.Style(
      format: command.shape, languages: command.pair.languages,
      lexicons: aligner.lexicon?.names ?? [], isMany: folder == nil && !inputs.isAlone,
      withTexts: withTexts, isColored: folder == nil && command.color.isColored(in: command.output),
      hasHeader: command.header)
    outputs = command.outputGuard(inputs)
    isSaved = command.save
    diagnostics = command.diagnostics
    if let folder {
      try Self.makeFolder(folder)
      if case .files(let files) = inputs { try check(files.map(\.source)) }
    } else {
      printer = try AlignmentPrinter(style, title: title, outputs: open(command.output))
    }
  }

  /// Prints one alignment, and warns on standard error if the texts are judged not a translation.
  ///
  /// - Parameter isNumbered: Whether the name of the source is a number in JSON.
  mutating func print(_ documents: AlignedDocuments, isNumbered: Bool) throws {
    let path = documents.source.name
    var documents = documents
    documents.source.name = path.shownPath
    documents.target.name = documents.target.name.shownPath
    let title = [documents.source.name, documents.target.name].filter { !$0.isEmpty }
      .joined(separator: " ↔ ")
    if !documents.alignment.isTranslation {
      diagnostics.note(
        "Warning: \(title): these texts do not look like translations of each other"
          + (isSaved ? "; their pairs are not saved." : ".")
          + " Check that they belong together.")
    }
    guard let output = newPath(for: path) else {
      try printer?.print(documents, title: title, isNumbered: isNumbered)
      return
    }
    var printer = try AlignmentPrinter(style, title: title, outputs: open(output))
    try printer.print(documents, title: title, isNumbered: isNumbered)
    try printer.finish()
    leftOut += printer.leftOut
  }

  /// Reports an input that cannot be aligned. JSON output has an error object in its place.
  ///
  /// - Parameters:
  ///   - id: The name of the input; `nil` if the fault hides it.
  ///   - isNumbered: Whether it is a number in JSON.
  mutating func printFault(_ error: any Error, id: String?, isNumbered: Bool) throws {
    failures += 1
    diagnostics.note(Failure.message(error))
    try printer?.printFault(error, id: id, isNumbered: isNumbered)
  }

  /// Writes what has been printed so far, for a program that waits for it.
  func flush() throws { try printer?.flush() }

  /// Writes the end of the result, and gives an output file its name.
  mutating func finish() throws {
    try printer?.finish()
    leftOut += printer?.leftOut ?? 0
    guard leftOut > 0 else { return }
    diagnostics.note(
      "\(leftOut.counted("crossing pair")) left out: \(style.format.rawValue) cannot hold them; vecalign can"
    )
  }

  /// Checks the files that the folder will get, so that a refusal comes before the work.
  private func check(_ sources: [String]) throws {
    var trial = self
    for source in sources { try paths(trial.newPath(for: source)).forEach(outputs.check) }
  }

  /// Opens the output or outputs of the format.
  private func open(_ path: String?) throws -> [OpenOutput] {
    try paths(path).map { OpenOutput(try outputs.open($0)) }
  }

  /// The files that an output consists of. `moses` writes one for each language.
  private func paths(_ path: String?) -> [String?] {
    guard style.format == .moses, let path else { return [path] }
    return [style.languages.source, style.languages.target].map { "\(path).\($0)" }
  }

  /// The path of a file in the folder that no document has had: the name of the source, without
  /// its folder and language, and the ending of the format; `nil` without a folder.
  private mutating func newPath(for source: String) -> String? {
    guard let folder else { return nil }
    let languages = [style.languages.source, style.languages.target]
    let base = DocumentName.base(source, languages: languages)
    let stem = base.isEmpty ? "document" : base
    let ending = style.format.ending
    var name = stem + ending
    var number = 2
    while !names.insert(name).inserted {
      name = "\(stem)-\(number)\(ending)"
      number += 1
    }
    return "\(folder)/\(name)"
  }

  private static func makeFolder(_ path: String) throws {
    guard Folder.make(path) else { throw OutputError(path: path) }
  }
}
