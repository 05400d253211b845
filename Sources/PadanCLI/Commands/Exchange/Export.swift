import ArgumentParser
import Padan

/// `padan export`: writes pairs of a memory in an exchange format.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the memory's pairs as TMX, XLIFF, PO, a table, line pairs or JSON Lines.",
    discussion: """
      Examples:
        padan export --tmx > padan.tmx
        padan export --tmx --flavor omegat --output padan.tmx
        padan export --csv --columns source,target,document --header --output padan.csv
        padan export --moses korpus --split 0.98/0.01/0.01 --seed 7
        padan export --jsonl --where 'document ~ "berita/*" and confidence >= 0.8'

      The source stands first; where a pair comes from is written as far as the format can and comes \
      back on import. The same memory gives the same bytes. Rejected pairs are left out unless --all \
      is given. Line pairs go to PREFIX.id and PREFIX.en, or, parted, to PREFIX.train.id and so on; an \
      article stays in one part.

      --where takes comparisons of a field, an operator (= != < <= > >= ~) and a value, joined by and, \
      or, not and parentheses; ~ compares with a pattern in which * is any text and ? one character, \
      unknown is what is not known. A field holds what --csv prints in its column: paragraphs and \
      sentences count from 0. author is whoever made or changed the pair (createdBy, changedBy), \
      updated the day on which its unit was last added or changed. Fields: \
      \(PairFilter.fieldNames.joined(separator: " ")).
      """)

  @Flag(exclusivity: .exclusive) var format: ExportFlag?
  @Option(
    help: ArgumentHelp("Write line pairs to PREFIX.id and PREFIX.en.", valueName: "prefix"))
  var moses: String?
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
  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard (format == nil) != (moses == nil) else {
      throw ValidationError(
        "Name one format: --tmx, --tsv, --csv, --xliff, --xliff2, --po, --jsonl or --moses PREFIX.")
    }
    guard let writerLevel = TMXWriter.Level(rawValue: level), writerLevel.rawValue == level else {
      throw ValidationError("--level is 1 or 2.")
    }
    if split != nil, moses == nil { throw ValidationError("--split goes with --moses.") }
    if moses != nil, output != nil { throw ValidationError("--moses names its files itself.") }
    _ = try shares()
    _ = try selection()
  }

  func run() throws {
    let memory = try memory.open()
    let selection = try selection()
    let (counts, losses) =
      if let moses { try writeLinePairs(of: memory, selection, prefix: moses) } else {
        try write(memory, selection)
      }
    report(counts, losses)
    if counts.written == 0 { throw ExitCode(Exit.nothingFound) }
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

  /// The shares of `--split`, which add up to 1; `nil` without the option.
  private func shares() throws -> [Double]? {
    guard let split else { return nil }
    let shares = split.split(separator: "/").map { Double($0) ?? -1 }
    guard (2...3).contains(shares.count), shares.allSatisfy({ $0 >= 0 }),
      abs(shares.reduce(0, +) - 1) < 1e-6
    else {
      throw ValidationError(
        "--split takes two or three shares that make 1, such as 0.98/0.01/0.01.")
    }
    return shares
  }

  /// The writer of the chosen format. It has the header of the imports if the format can keep it.
  private func writer(
    _ memory: Memory, _ selection: ExportSelection
  ) throws -> any ExchangeWriter {
    let format = format!.format
    var options = WritingOptions(
      source: languages.source, target: languages.target,
      toolVersion: Padan.version)
    options.flavor = flavor
    options.level = TMXWriter.Level(rawValue: level)!
    options.table = try table.changes()
    if format.hasHeader { options.header = try memory.header(of: selection) }
    return format.writer!(options)
  }

  /// Writes all pairs to standard output or to one file.
  private func write(
    _ memory: Memory, _ selection: ExportSelection
  ) throws -> (ExportCounts, WritingLosses) {
    var output = try output.map { try StandardOutput(path: $0) } ?? StandardOutput()
    var writer = try writer(memory, selection)
    var progress = Progress(isShown: !talk.quiet && self.output != nil)
    var count = 0
    let counts = try memory.forEachPair(in: selection) { pair, name in
      writer.write(pair, name: name)
      count += 1
      if writer.pendingCount >= 1 << 16 {
        try output.write(writer.takeParts()[0])
        progress.show(count, "pairs written")
      }
    }
    writer.end()
    try output.write(writer.takeParts()[0])
    try output.finish()
    Progress.leaveScreen()
    return (counts, writer.losses)
  }

  /// Writes line pairs, one part of the split after the other. Both files of a part have the same
  /// number of lines.
  private func writeLinePairs(
    of memory: Memory, _ selection: ExportSelection, prefix: String
  ) throws -> (ExportCounts, WritingLosses) {
    var split = try shares().map { ArticleSplit(shares: $0, seed: seed) }
    if split != nil {
      _ = try memory.forEachPair(in: selection) { pair, _ in split!.count(pair) }
      split!.assign()
    }
    var counts = ExportCounts()
    var writer = MosesWriter()
    for (part, name) in (split?.names ?? [""]).enumerated() {
      let stem = name.isEmpty ? prefix : "\(prefix).\(name)"
      var source = try StandardOutput(path: "\(stem).\(languages.source)")
      var target = try StandardOutput(path: "\(stem).\(languages.target)")
      var written = 0
      counts = try memory.forEachPair(in: selection) { pair, _ in
        guard split.map({ $0.part(of: pair) == part }) ?? true else { return }
        writer.write(pair)
        written += 1
        if writer.pendingCount >= 1 << 16 {
          let parts = writer.takeParts()
          try source.write(parts[0])
          try target.write(parts[1])
        }
      }
      let parts = writer.takeParts()
      try source.write(parts[0])
      try target.write(parts[1])
      try source.finish()
      try target.finish()
      if split != nil { talk.note("\(stem): \(written) pairs") }
    }
    return (counts, writer.losses)
  }

  /// Prints how many pairs were written and left out, and what the format lost.
  private func report(_ counts: ExportCounts, _ losses: WritingLosses) {
    talk.note("\(counts.written.counted("pair")) written")
    for (count, reason) in [
      (counts.filtered, "pairs left out by --where"),
      (counts.rejected, "rejected pairs left out; --all writes them"),
      (counts.duplicates, "further occurrences left out by --dedupe"),
      (losses.characters, "characters that XML forbids left out"),
      (losses.breaks, "line breaks and tabs written as blanks"),
      (losses.attributes, "attributes that the format does not have left out"),
    ] where count > 0 {
      talk.note("\(count) \(reason)")
    }
  }
}
