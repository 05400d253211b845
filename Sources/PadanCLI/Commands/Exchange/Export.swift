import ArgumentParser
import Padan

/// `padan export`: writes pairs of a memory in an exchange format.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the memory's pairs as TMX, XLIFF, PO, a table, line pairs or JSON Lines.",
    discussion: """
      Examples:
        padan export --format tmx > padan.tmx
        padan export --flavor omegat --output padan.tmx
        padan export --columns source,target,document --header --output padan.csv
        padan export --format moses --dedupe --output korpus --split 0.98/0.01/0.01 --seed 7
        padan export --format jsonl --where 'document ~ "berita/*" and confidence >= 0.8'

      The source stands first; where a pair comes from is written as far as the format can and comes \
      back on import. The same memory gives the same bytes. Rejected pairs are left out unless --all \
      is given. The format follows the name of --output where --format is not given. moses is line \
      pairs: they go to FILE.id and FILE.en, or, parted, to FILE.train.id and so on; an article stays \
      in one part, and pairs that several articles have are in that of one of them.

      --where takes comparisons of a field, an operator (= != < <= > >= ~) and a value, joined by and, \
      or, not and parentheses; ~ compares with a pattern in which * is any text and ? one character, \
      unknown is what is not known. A field holds what CSV has in its column: paragraphs and \
      sentences count from 0. author is whoever made or changed the pair (createdBy, changedBy), \
      updated the day on which its unit was last added or changed. Fields: \
      \(PairFilter.fieldNames.joined(separator: " ")).
      """)

  @Option(
    help: ArgumentHelp(
      "What to write: \(ExportFormat.allValueStrings.joined(separator: ", ")); by default the name of "
        + "--output tells."))
  var format: ExportFormat?
  @Flag(exclusivity: .exclusive) var formatFlag: ExportFlag?
  @Option(help: .hidden) var moses: String?
  @Option(
    help: ArgumentHelp(
      "Part line pairs into train, dev and test (or train and test) by these shares, such as 0.98/0.01/0.01.",
      valueName: "shares"))
  var split: String?
  @Option(help: "What decides which article goes into which part.") var seed: UInt64 = 1
  @Option(help: "Whose names TMX goes by: plain, omegat, memoq or trados.")
  var flavor = TMXFlavor.plain
  @Option(help: "The level of TMX: 1 is text alone, 2 has inline codes.") var level = 2
  @OptionGroup var table: TableOptions
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Write only the pairs that this is true of.", valueName: "expression"))
  var filter: String?
  @Flag(help: "Write each unit once, by its first occurrence.") var dedupe = false
  @Flag(help: "Write rejected pairs as well.") var all = false
  @Option(
    name: .shortAndLong,
    help:
      "Write to this file instead of standard output; with --format moses, to FILE.id and FILE.en.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    let format = try chosenFormat()
    if format.files == .sourceAndTarget, [nil, "-"].contains(prefix) {
      throw ValidationError("--format moses writes two files: name their prefix with --output.")
    }
    guard TMXWriter.Level(rawValue: level) != nil else {
      throw ValidationError("--level is 1 or 2.")
    }
    if split != nil, format.files != .sourceAndTarget {
      throw ValidationError("--split goes with --format moses.")
    }
    if moses != nil, output != nil { throw ValidationError("--moses names its files itself.") }
    _ = try articleSplit()
    _ = try selection()
  }

  func run() throws {
    let pipeline = try pipeline(of: memory.open())
    let stems = stems(of: pipeline)
    let outputs = try outputs(at: stems)
    diagnostics.progress("writing", counting: "pairs")
    let receipt = try pipeline.export { piece in
      try outputs[piece.part][piece.file].write(piece.bytes)
      Progress.show(piece.written)
    }
    try outputs.flatMap(\.self).finish()
    Progress.end()
    if split != nil {
      for (stem, count) in zip(stems, receipt.parts) {
        diagnostics.note("\(stem): \(count.counted("pair"))")
      }
    }
    report(receipt)
    if receipt.counts.written == 0 { throw ExitCode(Exit.nothingFound) }
  }

  /// The format of `--format` or its former spellings, or the one that the name of `--output` tells.
  ///
  /// - Throws: `ValidationError` if several are named, or none.
  private func chosenFormat() throws -> ExchangeFormat {
    let named = [format?.format, formatFlag?.format, moses.map { _ in .moses }].compactMap(\.self)
    guard named.count <= 1 else { throw ValidationError("Name one format, with --format.") }
    guard let format = named.first ?? output.flatMap({ ExchangeFormat(outputName: $0) }) else {
      throw ValidationError(
        "Name a format with --format: \(ExportFormat.allValueStrings.joined(separator: ", ")).")
    }
    return format
  }

  /// What the names of a pair of files begin with; `nil` for a format of one file.
  private var prefix: String? {
    moses ?? (format?.format.files == .sourceAndTarget ? output : nil)
  }

  /// The export of a memory that the options describe.
  ///
  /// - Throws: `ValidationError` if an option cannot be read.
  private func pipeline(of memory: Memory) throws -> ExportPipeline {
    var pipeline = ExportPipeline(memory, try selection(), format: try chosenFormat())
    pipeline.options.flavor = flavor
    pipeline.options.level = TMXWriter.Level(rawValue: level) ?? .codes
    pipeline.options.table = try table.changes()
    pipeline.split = try articleSplit()
    return pipeline
  }

  /// Which pairs are exported.
  ///
  /// - Throws: `ValidationError` if `--where` cannot be read.
  private func selection() throws -> ExportSelection {
    var selection = ExportSelection(source: languages.source, target: languages.target)
    selection.filter = try filter.map { try PairFilter(option: $0) }
    selection.withoutDuplicates = dedupe
    selection.withRejected = all
    return selection
  }

  /// The split of `--split` and `--seed`; `nil` without the options.
  private func articleSplit() throws -> ArticleSplit? {
    guard let split else { return nil }
    let shares = split.split(separator: "/").map { Double($0) ?? -1 }
    guard (2...3).contains(shares.count), shares.allSatisfy({ $0 >= 0 }),
      abs(shares.reduce(0, +) - 1) < 1e-6
    else {
      throw ValidationError(
        "--split takes two or three shares that make 1, such as 0.98/0.01/0.01.")
    }
    return ArticleSplit(shares: shares, seed: seed)
  }

  /// The prefix of the file names of each part; empty for a format of one file.
  private func stems(of pipeline: ExportPipeline) -> [String] {
    guard let prefix else { return [] }
    return pipeline.split?.names.map { "\(prefix).\($0)" } ?? [prefix]
  }

  /// The outputs of each part, in the order of the format's files.
  private func outputs(at stems: [String]) throws -> [[OpenOutput]] {
    let outputs = OutputGuard(memories: memory.paths, mayReplace: force)
    if stems.isEmpty { return [[OpenOutput(try outputs.open(output))]] }
    return try stems.map { stem in
      try [languages.source, languages.target].map { language in
        OpenOutput(try outputs.open("\(stem).\(language)"))
      }
    }
  }

  /// Prints how many pairs were written and left out, and what the format lost.
  private func report(_ receipt: ExportPipeline.Receipt) {
    let (counts, losses) = (receipt.counts, receipt.losses)
    diagnostics.note("\(counts.written.counted("pair")) written")
    if receipt.repeated > 0 {
      diagnostics.note(
        "\(receipt.repeated.counted("pair")) of these repeat earlier ones; --dedupe writes each once"
      )
    }
    for (count, what, reason) in [
      (counts.filtered, "pair", "left out by --where"),
      (counts.rejected, "rejected pair", "left out; --all writes them"),
      (counts.duplicates, "further occurrence", "left out by --dedupe"),
      (losses.characters, "character", "that XML forbids left out"),
      (losses.breaks, "blank", "written in place of line breaks and tabs"),
      (losses.attributes, "attribute", "that the format does not have left out"),
      (losses.codes, "inline code", "left out, for which the format has no place"),
      (losses.commentedCodes, "inline code", "written as comments, which only Padan reads"),
    ] where count > 0 {
      diagnostics.note("\(count.counted(what)) \(reason)")
    }
    if losses.formulas > 0 {
      diagnostics.note(
        "a spreadsheet may run \(losses.formulas.counted("cell")) as formulas"
          + (table.formulas == .escape
            ? ", but for the apostrophe before each; `padan import --formulas escape` takes it away"
            : "; --formulas escape puts an apostrophe before each"))
    }
  }
}
