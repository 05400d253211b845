import Padan

/// The copy of a file with mended pairs: the file itself with other translations, or where its format or that of
/// the copy has none, its pairs alone.
final class MendedCopy {
  private var file: CorrectedFile?
  private let pairs: PairOutput?
  private let open: () throws -> OpenOutput
  private var (mended, misplaced) = (0, 0)

  init(
    of files: PairFiles, to path: String, _ languages: LanguageOptions, _ outputs: OutputGuard
  ) throws {
    try outputs.check(path)
    var options = ReadingOptions(source: languages.source, target: languages.target)
    options.encoding = files.encoding.name
    if let input = files.files.first, input != "-", files.content.type == nil {
      file = try CorrectedFile(input, as: PairOutput.format(path), options)
    }
    pairs = file == nil ? try PairOutput(path, languages, outputs) : nil
    open = { OpenOutput(try outputs.open(path)) }
  }

  func write(_ unit: CheckedUnit, _ edits: [PairFinding.Edit]) throws {
    let isPlaced = file?.correct(unit.pair, by: edits) ?? true
    if !edits.isEmpty { if isPlaced { mended += 1 } else { misplaced += 1 } }
    try pairs?.write(unit.pair.applying(edits), name: unit.name)
  }

  func finish(_ diagnostics: DiagnosticOptions) throws {
    if let written = file?.written {
      let output = try open()
      try output.write(written.bytes)
      try output.finish()
      if written.isReencoded { diagnostics.note("written in UTF-8") }
    }
    try pairs?.finish()
    diagnostics.note("\(mended.counted("pair")) mended")
    if misplaced > 0 {
      diagnostics.note(
        "\(misplaced.counted("pair")) could not be placed in the file, and stay as they were")
    }
  }
}

extension TranslationPair {
  /// The pair with changes of its target.
  fileprivate func applying(_ edits: [PairFinding.Edit]) -> TranslationPair {
    var pair = self
    pair.target = target.applying(edits)
    return pair
  }
}
