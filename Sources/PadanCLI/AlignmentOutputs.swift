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

  /// Opens the output of a run, or makes its folder.
  init(_ command: Align, aligner: Aligner, inputs: Align.Inputs) throws {
    let title: String
    let withTexts: Bool
    switch inputs {
    case .lines(let path): (withTexts, title) = (false, path.shownPath)
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
      withTexts: withTexts, isColored: folder == nil && command.color.isColored(in: command.output))
    outputs = command.outputGuard(inputs)
    isSaved = command.save
    diagnostics = command.diagnostics
    if let folder {
      try Self.makeFolder(folder)
    } else {
      printer = try AlignmentPrinter(style, title: title, outputs: open(command.output))
    }
  }

  /// Prints one alignment, and warns on standard error if the texts are judged not a translation.
  mutating func print(_ documents: AlignedDocuments) throws {
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
    guard let folder else {
      try printer?.print(documents, title: title)
      return
    }
    let output = "\(folder)/\(newName(for: path))"
    var printer = try AlignmentPrinter(style, title: title, outputs: open(output))
    try printer.print(documents, title: title)
    try printer.finish()
  }

  /// Reports an input that cannot be aligned. JSON output has an error object in its place.
  ///
  /// - Parameter id: The name of the input; `nil` if the fault hides it.
  mutating func printFault(_ message: String, id: String?) throws {
    failures += 1
    diagnostics.note(message)
    try printer?.printFault(message, id: id)
  }

  /// Writes what has been printed so far, for a program that waits for it.
  func flush() throws { try printer?.flush() }

  /// Writes the end of the result, and gives an output file its name.
  mutating func finish() throws { try printer?.finish() }

  /// Opens the output or outputs of the format. `moses` writes a file for each language.
  private func open(_ path: String?) throws -> [OpenOutput] {
    guard style.format == .moses, let path else { return [OpenOutput(try outputs.open(path))] }
    return try [style.languages.source, style.languages.target].map { language in
      OpenOutput(try outputs.open("\(path).\(language)"))
    }
  }

  /// A name in the folder that no document has had: that of the source, without folder and
  /// language, and the ending of the format.
  private mutating func newName(for source: String) -> String {
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
    return name
  }

  private static func makeFolder(_ path: String) throws {
    guard Folder.make(path) else {
      throw OutputError(reason: "\(path): the folder cannot be made")
    }
  }
}
