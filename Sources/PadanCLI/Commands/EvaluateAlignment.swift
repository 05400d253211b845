import ArgumentParser
import Padan

/// `padan evaluate alignment`: scores beads.
struct EvaluateAlignment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alignment",
    abstract:
      "Score beads: strict, lax, unpaired segments, and how far confidences can be trusted.",
    discussion: """
      GOLD is JSON Lines: {"id","src":[…],"tgt":[…],"gold":[[[src],[tgt]],…]}, for articles also with \
      src_kinds, src_copies and src_blocks (and tgt_…): what each segment is, which repeat the \
      headline, and in which paragraph each stands. RESULT has {"id","beads":[…]}, each bead \
      [[src],[tgt]], [[src],[tgt],confidence] or {"source","target","confidence"}; without it Padan \
      aligns the gold's texts first. An id may be the path of a file: folder, extension and language \
      are left out where that tells documents apart. All figures are 0 to 1. Exit code 3 where the \
      result has no document of the gold.
      """)

  @Argument(help: "The gold file.", completion: .file()) var gold: String
  @Argument(help: "The result to score; by default Padan's own.", completion: .file())
  var result: String?
  @Flag(help: "Print strict and lax F1 of every document.") var perDocument = false
  @OptionGroup var figures: FigureOptions
  @OptionGroup var pair: PairOptions
  @OptionGroup var encoder: EncoderOptions
  @OptionGroup var help: HelpMemoryOptions

  func run() throws {
    let documents = try JSONLines.decodeAll(
      AlignmentRecord.self, from: InputFile.read(gold), file: gold)
    let found = try result.map { try beads(of: documents, in: $0) } ?? align(documents)
    var output = StandardOutput()
    var total = AlignmentScore()
    for (document, found) in zip(documents, found) {
      try check(document.beads, of: document, in: gold)
      try check(found, of: document, in: result ?? gold)
      total.add(gold: document.beads ?? [], found: found)
      if perDocument {
        var one = AlignmentScore()
        one.add(gold: document.beads ?? [], found: found)
        try output.writeLine(
          "\(document.id.padded(to: 40)) strict F1 \(one.strict.f1.formatted(decimals: 4))  "
            + "lax F1 \(one.lax.f1.formatted(decimals: 4))")
      }
    }
    try figures.isJSON
      ? output.write(JSONReport.evaluation(total)) : output.writeLine(report(total))
    try output.flush()
  }

  /// Checks that the beads of a document name segments of it.
  private func check(_ beads: [BeadRecord]?, of document: AlignmentRecord, in file: String) throws {
    let (sources, targets) = (document.source.segments.count, document.target.segments.count)
    func isStray(_ bead: BeadRecord) -> Bool {
      !bead.source.allSatisfy((0..<sources).contains)
        || !bead.target.allSatisfy((0..<targets).contains)
    }
    if beads?.contains(where: isStray) ?? false {
      throw GoldError.strayBead(id: document.id, file: file.shownPath)
    }
  }

  /// The beads that a result has for each document of the gold.
  private func beads(of documents: [AlignmentRecord], in result: String) throws -> [[BeadRecord]?] {
    let lines = try JSONLines.decodeAll(
      AlignmentResult.self, from: InputFile.read(result), file: result)
    let results = ResultsByName(
      lines.map { ($0.id, $0.beads) }, languages: [pair.source, pair.target])
    let found = documents.map { results[$0.id] }
    if !documents.isEmpty, found.allSatisfy({ $0 == nil }) {
      throw GoldError.nothingMatches(result: result, gold: gold)
    }
    return found
  }

  /// The beads that Padan finds in each document of the gold.
  private func align(_ documents: [AlignmentRecord]) throws -> [[BeadRecord]?] {
    let diagnostics = figures.diagnostics
    let memory = try help.open(mayBeMissing: encoder.isNamed)
    let vectors = help.namedPath.map { VectorMemory(memory, path: $0) }
    var pipeline = AlignmentPipeline(
      try pair.aligner(diagnostics: diagnostics, memory: memory),
      help: AlignmentHelp(encoder: try encoder.source(memory: vectors, diagnostics: diagnostics)))
    pipeline.isSelfTraining = pair.isSelfTraining
    var found: [[BeadRecord]?] = []
    pipeline.firstPass = { Progress.show($0) }
    diagnostics.progress("aligning", counting: "documents", of: documents.count)
    try pipeline.align(documents.map { DocumentPair(source: $0.source, target: $0.target) }) {
      Progress.show(found.count + 1)
      found.append($0.alignment.beads.map(BeadRecord.init))
    }
    Progress.end()
    return found
  }

  /// The score as text.
  private func report(_ score: AlignmentScore) -> String {
    var lines = [("strict", score.strict), ("lax", score.lax), ("null", score.null)].map {
      "\($0.padded(to: 7)) \($1.summary)"
    }
    lines.append(
      "vecalign counting: strict F1 \(score.vecalignStrict.f1.formatted(decimals: 4))  "
        + "lax F1 \(score.vecalignLax.f1.formatted(decimals: 4))")
    lines.append(
      "strict recall by gold bead: "
        + score.recallByKind.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value.found)/\($0.value.gold)" }.joined(separator: "  "))
    if let calibration = score.calibration {
      lines.append(
        "calibration: ECE \(calibration.error.formatted(decimals: 4))  at confidence 0.9: "
          + "precision \(calibration.confidentPrecision.formatted(decimals: 4)), "
          + "share \(calibration.confidentShare.formatted(decimals: 4))")
    }
    if score.missing > 0 { lines.append("documents without a hypothesis: \(score.missing)") }
    return lines.joined(separator: "\n")
  }
}

extension Rates {
  /// Precision, recall and F₁ as reports print them.
  var summary: String {
    "P \(precision.formatted(decimals: 4))  R \(recall.formatted(decimals: 4))  "
      + "F1 \(f1.formatted(decimals: 4))"
  }
}
