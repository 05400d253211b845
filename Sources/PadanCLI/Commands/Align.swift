import ArgumentParser
import Padan

struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find which segments of an article and its reference translate each other.",
    discussion: """
      Examples:
        padan align berita.id.txt berita.en.txt
        padan align berita.id.txt berita.en.txt --format tmx > berita.tmx
        padan align berita.id.txt berita.en.txt --save
        padan align --segmented kalimat.id kalimat.en --format json
        padan align --jsonl documents.jsonl

      Every segment is in exactly one bead, paired or unpaired; its confidence is the probability \
      that it is right. JSON is one object a document: id, source and target (the segments, for \
      articles), beads (source and target positions, confidence, crossing) and the lexicons used. \
      --jsonl reads {"id","source":[…],"target":[…]} (or src, tgt) a line and answers each in its \
      place; a line that cannot be read gives {"id","error":{"message"}} and exit code 4. TSV has the \
      columns source, target, confidence, kind, crossing.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv, tmx
  }

  @Argument(help: "The source article and its reference; with --jsonl one file, or standard input.")
  var inputs: [String] = []

  @Flag(help: "The inputs hold one segment a line.")
  var segmented = false

  @Flag(help: "The input holds one document a line, already in segments, as JSON.")
  var jsonl = false

  @Option(help: "How to print the alignment: text, json, tsv or tmx.")
  var format: Format = .text

  @Flag(help: "Put the pairs into the memory, with where they come from.")
  var save = false

  @OptionGroup var pair: PairOptions
  @OptionGroup var reading: ArticleOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var encoder: EncoderOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    if jsonl {
      guard inputs.count <= 1 else {
        throw ValidationError("--jsonl takes one file, or - for standard input.")
      }
      if segmented { throw ValidationError("--jsonl and --segmented do not go together.") }
      if format == .tmx || format == .tsv {
        throw ValidationError("--jsonl answers in JSON Lines; leave --format out.")
      }
    } else {
      guard inputs.count == 2 else {
        throw ValidationError("name two files, the source and its translation.")
      }
      if inputs == ["-", "-"] { throw ValidationError("only one of the two inputs can be -.") }
    }
  }

  func run() throws {
    let aligner = try pair.aligner(talk: talk)
    let memory = save ? try memory.openOrCreate() : memory.isNamed ? try memory.open() : nil
    let vectors = try encoder.source(memory: self.memory.isNamed ? memory : nil, talk: talk)
    if jsonl {
      try alignLines(of: inputs.first ?? "-", with: aligner, vectors, into: memory)
    } else if segmented {
      let sides = try inputs.map { try lines(of: $0) }
      let fixed = try decided(sides[0], sides[1], in: memory)
      try finish(
        aligner.align(sides[0], sides[1], fixed: fixed, encodedBy: vectors), segments: nil,
        aligner: aligner,
        memory: memory)
    } else {
      let sides = try zip(inputs, [pair.source, pair.target]).map { path, language in
        try rules.segmenter(for: language, layout: reading.layout, talk: talk)
          .segments(of: reading.read(path, talk: talk))
      }
      let fixed = try decided(sides[0].map(\.text), sides[1].map(\.text), in: memory)
      try finish(
        aligner.align(sides[0], sides[1], fixed: fixed, encodedBy: vectors), segments: sides[0],
        aligner: aligner,
        memory: memory)
    }
  }

  /// The lines of a file as segments, blank ones included, so that positions are line numbers.
  private func lines(of path: String) throws -> [String] {
    let document = try DocumentReader(format: .text, isStrict: reading.strict).read(path: path)
    for note in document.notes { talk.note("\(note)") }
    var lines = document.document.text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  /// The beads of two texts that people have decided; says how many.
  private func decided(
    _ source: [String], _ target: [String], in memory: Memory?
  ) throws -> [Bead] {
    guard let memory else { return [] }
    let beads = try memory.decidedBeads(source, target, from: pair.source, to: pair.target)
    if !beads.isEmpty {
      talk.note("\(memory.path): \(beads.count) \(beads.count == 1 ? "bead" : "beads") as reviewed")
    }
    return beads
  }

  // MARK: One pair

  private func finish(
    _ alignment: Alignment, segments: [Padan.Segment]?, aligner: Aligner, memory: Memory?
  ) throws {
    let report = AlignmentReport(lexicons: aligner.lexicon.map { [$0.name] } ?? [])
    let pairs = alignment.pairs(
      from: pair.source, to: pair.target, document: inputs[0], segments: segments)
    if save, let memory {
      try store(in: memory) { writer in
        try writer.add(
          alignment, from: pair.source, to: pair.target, document: inputs[0], segments: segments)
      }
    }
    var output = StandardOutput()
    switch format {
    case .text: for line in report.text(alignment) { try output.writeLine(line) }
    case .tsv: for line in report.tsv(alignment) { try output.writeLine(line) }
    case .json:
      var json = JSONWriter()
      report.write(alignment, id: inputs[0], withTexts: true, to: &json)
      try output.write(json.bytes)
    case .tmx:
      var writer = TMXWriter(source: pair.source, toolVersion: PadanCommand.configuration.version)
      for pair in pairs { writer.write(pair) }
      writer.end()
      try output.write(writer.takeBytes())
    }
    try output.flush()
  }

  private func store(
    in memory: Memory, _ body: (inout MemoryWriter) throws -> Void
  ) throws {
    let receipt = try memory.addAll(origin: "align \(inputs.joined(separator: " "))", body)
    talk.note("\(memory.path): \(receipt.summary)")
  }

  // MARK: Many documents

  private func alignLines(
    of path: String, with aligner: Aligner, _ vectors: SentenceVectorSource?, into memory: Memory?
  ) throws {
    let name = path == "-" ? InputFile.standardInput : path
    let bytes = try InputFile.read(path)
    let report = AlignmentReport(lexicons: aligner.lexicon.map { [$0.name] } ?? [])
    var output = StandardOutput()
    var json = JSONWriter()
    var alignments: [(document: String, alignment: Alignment)] = []
    var failures = 0
    try JSONLines.forEachLine(of: bytes) { line, number in
      json.removeAll()
      let location = SourceLocation(file: name, line: number)
      let record: AlignmentRecord
      do throws(JSONLineError) {
        record = try JSONLines.decode(AlignmentRecord.self, from: line, at: location)
      } catch {
        failures += 1
        talk.note("\(error)")
        json.object {
          $0.member("id", orNull: AlignmentRecord.id(ofLine: line))
          $0.member("error", object: { $0.member("message", "\(error)") })
        }
        json.endLine()
        return try output.write(json.bytes)
      }
      let fixed = try decided(record.source, record.target, in: memory)
      let alignment = try aligner.align(
        record.source, record.target, fixed: fixed, encodedBy: vectors)
      report.write(alignment, id: record.id, withTexts: false, to: &json)
      if save { alignments.append((record.id, alignment)) }
      try output.write(json.bytes)
    }
    try output.flush()
    if save, let memory {
      try store(in: memory) { writer in
        for (document, alignment) in alignments {
          try writer.add(alignment, from: pair.source, to: pair.target, document: document)
        }
      }
    }
    if failures > 0 {
      let what = failures == 1 ? "line of \(name) was" : "lines of \(name) were"
      throw Failure(
        "\(failures) \(what) left out; each has its fault in its place.", code: Exit.partlyDone)
    }
  }
}

extension Receipt {
  /// What was added, in words.
  var summary: String {
    var parts = ["\(addedUnits) \(addedUnits == 1 ? "unit" : "units") added"]
    if addedOccurrences > addedUnits {
      let further = addedOccurrences - addedUnits
      let what = further == 1 ? "occurrence" : "occurrences"
      parts.append("\(further) further \(what) of known units")
    }
    if same > 0 { parts.append("\(same) already there") }
    if differentTarget > 0 { parts.append("\(differentTarget) with another target kept beside") }
    return parts.joined(separator: ", ")
  }
}
