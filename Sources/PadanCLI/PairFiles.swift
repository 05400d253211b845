import ArgumentParser
import Padan

/// Files of pairs in any format that holds both texts, or alignments as JSON Lines.
struct PairFiles: ParsableArguments {
  @Argument(
    help: """
      Files of pairs in any format that import reads, or alignments as JSON Lines; - is standard \
      input. Without any, the memory that --memory names.
      """, completion: .file())
  var files: [String] = []
  @OptionGroup var content: ImportTypeOption
  @OptionGroup var encoding: EncodingOption

  /// Reads all pairs, in order. What a file has besides is said at its end.
  ///
  /// - Parameters:
  ///   - work: What is done, such as `checking`.
  ///   - leftOut: Receives what was left out of a file because it is no pair.
  ///   - body: Receives each pair with its place.
  /// - Throws: `InputError`; `ValidationError` if nothing tells a file's format; what `body` throws.
  func read(
    _ languages: LanguageOptions, _ diagnostics: DiagnosticOptions, for work: String,
    leftOut: (Finding) throws -> Void = { _ in }, _ body: (CheckedUnit) throws -> Void
  ) throws {
    let (source, target) = (languages.source, languages.target)
    diagnostics.progress(work, counting: "pairs")
    var count = 0
    for file in try StandardInput.ifUnnamed(files, "a file") {
      if content.type == nil, try AlignmentLines.areIn(file) {
        try AlignmentLines.read(file, from: source, to: target) { pair, location in
          try body(CheckedUnit(pair, location: location))
        }
        continue
      }
      var input = ExchangeInput(try format(of: file), file)
      input.encoding = encoding.name
      let read = try input.read(from: source, to: target) { unit, location in
        for pair in unit.pairs(from: source, to: target) {
          count += 1
          Progress.show(count)
          try body(CheckedUnit(pair, location: location, name: unit.id))
        }
      }
      try read.skipped.first.forEach(leftOut)
      diagnostics.note("left out", read.skipped)
      diagnostics.note(
        "note", read.warnings, followed: languages.areNamed ? .nameLanguagePair : nil)
    }
  }

  /// The format of a file, which holds both texts.
  private func format(of file: String) throws -> ExchangeFormat {
    let format = try content.format(of: file)
    guard format.files == .one else {
      throw ValidationError(
        "\(file): \(format.name) is read with its texts by import only. Read the memory then.")
    }
    return format
  }
}

extension Memory {
  /// Reads the units of two languages that nobody has rejected, each once.
  ///
  /// - Parameters:
  ///   - filter: The value of `--where`; `nil` for all units.
  ///   - work: What is done, such as `checking`.
  ///   - body: Receives each unit.
  /// - Throws: `MemoryError`, and whatever `body` throws.
  func readUnits(
    _ languages: LanguageOptions, where filter: String?, _ diagnostics: DiagnosticOptions,
    for work: String, _ body: (CheckedUnit) throws -> Void
  ) throws {
    var selection = ExportSelection(source: languages.source, target: languages.target)
    selection.filter = try filter.map { try PairFilter(option: $0) }
    selection.withoutDuplicates = true
    selection.withRejected = false
    diagnostics.progress(work, counting: "units")
    var count = 0
    _ = try forEachUnit(in: selection) { number, pair, name in
      count += 1
      Progress.show(count)
      try body(CheckedUnit(pair, unit: number, name: name))
    }
  }
}

/// A file to which pairs are written one by one, in the format that its name tells.
final class PairOutput {
  private var writer: any ExchangeWriter
  private let output: OpenOutput

  /// The number of bytes that wait before they are written.
  private static let pieceSize = 1 << 16

  /// The format of an output.
  ///
  /// - Throws: `ValidationError` if its name tells none that Padan writes.
  static func format(_ path: String) throws -> ExchangeFormat {
    guard let format = ExchangeFormat(outputName: path), format.files == .one else {
      throw ValidationError(
        "\(path): its name tells no format that Padan writes. Name one such as .tmx, .xlf or .tsv.")
    }
    return format
  }

  /// Opens a file.
  ///
  /// - Throws: What `format(_:)` and `OutputGuard.open` throw.
  init(_ path: String, _ languages: LanguageOptions, _ outputs: OutputGuard) throws {
    let format = try Self.format(path)
    guard let make = format.writer else { throw ValidationError("\(format.name) is only read.") }
    writer = make(
      WritingOptions(
        source: languages.source, target: languages.target, toolVersion: Padan.version))
    output = OpenOutput(try outputs.open(path))
  }

  /// Writes a pair.
  func write(_ pair: TranslationPair, name: String?) throws {
    writer.write(pair, name: name)
    if writer.pendingCount >= Self.pieceSize { try writeParts() }
  }

  /// Ends the file and gives it its name.
  func finish() throws {
    writer.end()
    try writeParts()
    try output.finish()
  }

  private func writeParts() throws {
    for part in writer.takeParts() { try output.write(part) }
  }
}
