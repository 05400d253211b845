import ArgumentParser
import Padan

struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Find which segments of an article and its reference translate each other.",
    discussion: """
      Examples:
        padan align berita.id.txt berita.en.txt
        padan align berita.id.txt berita.en.txt --format html --output berita.html
        padan align berita.id.txt berita.en.txt --save
        padan align berita.id.txt berita.en.txt --lexicon istilah.tsv
        padan align berita.id berita.en --format tmx > berita.tmx
        padan pair berita.id berita.en --format tsv | padan align --pairs - --format json
        padan align --segmented kalimat.id kalimat.en --format json
        padan align --jsonl documents.jsonl

      Two folders are paired by the names of their files (berita.id.txt with berita.en.txt), with \
      --by-content by their texts, as `padan pair` does. Several pairs of files may follow each other.

      Every segment is in exactly one bead, paired or unpaired; its confidence is the probability \
      that it is right. Texts that are no translations of each other give low confidences and a \
      warning. JSON is one object a document: id, reference (the translation's file), source and target \
      (the segments, for articles), translation (whether the texts are translations of each other), \
      beads (source and target positions, confidence, crossing) and the lexicons used. --jsonl reads \
      {"id","source":[…],"target":[…]} (or src, tgt) a line and answers each in its place; what cannot \
      be read gives {"id","error":{"message"}} and exit code 4. TSV has the columns source, target, \
      confidence, kind, crossing and, for several documents, document.

      Padan's own lexicon is used, each that --lexicon names (see `padan lexicon import --help`), and, \
      with --memory, the memory's own; no memory is opened unless one is named or --save is given.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, tmx, html
  }

  @Argument(
    help: "The source article and its reference, or two folders; with --jsonl one file or -.")
  var inputs: [String] = []

  @Flag(help: "The inputs hold one segment a line.")
  var segmented = false

  @Flag(help: "The input holds one document a line, already in segments, as JSON.")
  var jsonl = false

  @Option(
    help: ArgumentHelp("Align the pairs that `padan pair` lists: TSV or JSON.", valueName: "file"))
  var pairs: String?

  @Flag(help: "Pair the articles of two folders by their texts, not their names.")
  var byContent = false

  @Flag(help: "Answer each document as it comes, in flat memory.")
  var stream = false

  @Option(
    help: "How to print: text, json, tsv, tmx or html; by default text, with --jsonl json.")
  var format: Format?

  @Option(name: .shortAndLong, help: "Write to this file, which appears when it is whole.")
  var output: String?

  @Flag(help: "Put the pairs into the memory, with where they come from.")
  var save = false

  @OptionGroup var pair: PairOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var encoder: EncoderOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var talk: TalkOptions

  var shape: Format { format ?? (jsonl ? .json : .text) }

  func validate() throws {
    if jsonl, pairs != nil { throw ValidationError("--jsonl and --pairs do not go together.") }
    if byContent, jsonl || pairs != nil {
      throw ValidationError("--by-content takes two folders.")
    }
    if jsonl {
      guard inputs.count <= 1 else {
        throw ValidationError("--jsonl takes one file, or - for standard input.")
      }
      if segmented { throw ValidationError("--jsonl and --segmented do not go together.") }
    } else if pairs != nil {
      guard inputs.isEmpty else { throw ValidationError("--pairs names the files; add none.") }
    } else {
      guard inputs.count >= 2, inputs.count.isMultiple(of: 2) else {
        throw ValidationError("name two files, the source and its translation.")
      }
      if inputs.count(where: { $0 == "-" }) > 1 {
        throw ValidationError("only one of the inputs can be -.")
      }
    }
  }

  func run() throws {
    // A memory that is still to be made has no lexicon.
    let aligner = try pair.aligner(
      talk: talk, memory: memory.openNamed(mayBeMissing: save || encoder.memoryAccess == .create))
    let kept =
      save ? try memory.openOrCreate() : try memory.openNamed(access: encoder.memoryAccess)
    let batch = BatchAlignment(
      aligner, isSelfTraining: pair.isSelfTraining,
      help: AlignmentHelp(
        decisions: kept,
        encoder: try encoder.source(memory: memory.isNamed ? kept : nil, talk: talk)))
    let failures: Int
    let found: [AlignedDocuments]?
    if jsonl {
      let lines = DocumentLines(path: inputs.first ?? "-", isStreamed: stream)
      var printer = try AlignmentPrinter(
        self, aligner: batch.aligner, title: lines.path, isMany: true, withTexts: false)
      try lines.align(by: batch, &printer)
      (failures, found) = (printer.failures, printer.aligned)
    } else {
      let files = try pairedFiles(batch.aligner)
      var printer = try AlignmentPrinter(
        self, aligner: batch.aligner, title: inputs.first ?? "Padan", isMany: files.count > 1,
        withTexts: true)
      try align(files, by: batch, &printer)
      (failures, found) = (printer.failures, printer.aligned)
    }
    if let kept, let found {
      let origin = "align \((pairs.map { [$0] } ?? inputs).joined(separator: " "))"
      let receipt = try kept.transaction(origin: origin) { writer in
        for documents in found {
          try writer.add(documents, from: pair.source, to: pair.target)
        }
      }
      talk.note("\(kept.path): \(receipt.summary)")
    }
    if failures > 0 {
      let what = jsonl ? ("line", inputs.first ?? "-") : ("pair", pairs ?? "the inputs")
      let name = what.1 == "-" ? InputFile.standardInput : what.1
      throw Failure(
        "\(failures.counted(what.0)) of \(name) "
          + "\(failures == 1 ? "was" : "were") left out; each has its fault in its place.",
        code: Exit.partlyDone)
    }
  }

  // MARK: Files

  /// The pairs of files to align, as names, contents or a list tell them.
  private func pairedFiles(_ aligner: Aligner) throws -> [PairedFiles] {
    if let pairs {
      let name = pairs == "-" ? InputFile.standardInput : pairs
      let records = try PairRecord.readAll(InputFile.read(pairs), name: name)
      let files = records.compactMap { record in
        record.source.flatMap { source in
          record.target.map { PairedFiles(source: source, target: $0) }
        }
      }
      if files.isEmpty {
        throw Failure("\(name): no pairs. Write source, tab, target.", code: Exit.nothingFound)
      }
      return files
    }
    let folders = inputs.filter(ArticleFolder.isFolder)
    guard !folders.isEmpty else {
      return stride(from: 0, to: inputs.count, by: 2).map {
        PairedFiles(source: inputs[$0], target: inputs[$0 + 1])
      }
    }
    guard folders.count == 2, inputs.count == 2 else {
      throw InputError.folder(folders[0])
    }
    if byContent { return try filesByContent(aligner) }
    let named = try NamedPairs(source: inputs[0], target: inputs[1], languages: pair.languages)
    for path in named.unpaired { talk.note("\(path): no file of that name on the other side") }
    if named.pairs.isEmpty {
      throw Failure(
        "no names in \(inputs[0]) and \(inputs[1]) belong together. "
          + "Add --by-content to pair the articles by their texts.", code: Exit.nothingFound)
    }
    return named.pairs
  }

  private func filesByContent(_ aligner: Aligner) throws -> [PairedFiles] {
    let collections = try DocumentCollection.pair(
      inputs, languages: pair.languages, isSegmented: segmented, areLists: false,
      reading: reading, rules: rules, talk: talk)
    let pairing = DocumentPairer(aligner).pair(
      collections.source.segments, collections.target.segments)
    for path in pairing.unpairedSources.map({ collections.source.names[$0] })
      + pairing.unpairedTargets.map({ collections.target.names[$0] })
    {
      talk.note("\(path): no partner")
    }
    if pairing.pairs.isEmpty {
      throw Failure(
        "no articles of \(inputs[0]) and \(inputs[1]) belong together.", code: Exit.nothingFound)
    }
    return pairing.pairs.map {
      PairedFiles(
        source: collections.source.names[$0.source], target: collections.target.names[$0.target])
    }
  }

  private func align(
    _ files: [PairedFiles], by batch: BatchAlignment, _ printer: inout AlignmentPrinter
  ) throws {
    func segmenter(_ language: LanguageTag) throws -> ArticleSegmenter {
      try ArticleSegmenter(
        language: language, isSegmented: segmented, reading: reading, rules: rules, talk: talk)
    }
    let (source, target) = (try segmenter(pair.source), try segmenter(pair.target))
    let isAlone = files.count == 1
    if stream {
      try OrderedWork.run(
        over: files,
        work: { files in
          let reading = files.read(source, target)
          return (
            reading,
            reading.result.map { document in
              Result { try batch.align(document) }
            }
          )
        },
        emit: { reading, result in
          try note(reading, isAlone: isAlone, &printer)
          if case .success(let documents) = result {
            try printer.print(documents.get())
            try printer.flush()
          }
        })
    } else {
      var readings: [PairedFiles.Reading] = []
      try OrderedWork.run(
        over: files, work: { $0.read(source, target) },
        emit: { readings.append($0) })
      var next = 0
      /// Says what could not be read before the document that is printed now.
      func catchUp() throws {
        while next < readings.count {
          try note(readings[next], isAlone: isAlone, &printer)
          next += 1
          if case .success = readings[next - 1].result { return }
        }
      }
      try batch.align(readings.compactMap { try? $0.result.get() }) { documents in
        try catchUp()
        try printer.print(documents)
      }
      try catchUp()
    }
    try printer.finish()
  }

  /// Says what was noticed in reading a pair; a fault ends the run where it is the only pair.
  private func note(
    _ reading: PairedFiles.Reading, isAlone: Bool, _ printer: inout AlignmentPrinter
  ) throws {
    for note in reading.notes { talk.note(note) }
    if case .failure(let error) = reading.result {
      if isAlone { throw error }
      try printer.printFault(Failure.message(error), id: reading.files.source)
    }
  }
}
