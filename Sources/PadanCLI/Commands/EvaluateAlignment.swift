import ArgumentParser
import Padan

/// `padan evaluate alignment`: scores beads.
struct EvaluateAlignment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alignment",
    abstract:
      "Score beads: strict, lax, unpaired segments, and how far confidences can be trusted.",
    discussion: """
      GOLD is JSON Lines: {"id","src":[…],"tgt":[…],"gold":[[[src],[tgt]],…]}. RESULT has \
      {"id","beads":[…]}, each bead [[src],[tgt]], [[src],[tgt],confidence] or \
      {"source","target","confidence"}; without it Padan aligns the gold's texts first.
      """)

  @Argument(help: "The gold file.", completion: .file()) var gold: String
  @Argument(help: "The result to score; by default Padan's own.", completion: .file())
  var result: String?
  @Flag(help: "Print strict and lax F1 of every document.") var perDocument = false
  @OptionGroup var figures: FigureOptions
  @OptionGroup var pair: PairOptions
  @OptionGroup var encoder: EncoderOptions
  @OptionGroup var memory: MemoryOptions

  func run() throws {
    let diagnostics = figures.diagnostics
    let documents = try JSONLines.decodeAll(
      AlignmentRecord.self, from: InputFile.read(gold), file: gold)
    var found: [String: [BeadRecord]] = [:]
    if let result {
      for line in try JSONLines.decodeAll(
        AlignmentResult.self, from: InputFile.read(result), file: result)
      {
        found[line.id] = line.beads
      }
    } else {
      let memory = try memory.openNamed(access: encoder.memoryAccess)
      var pipeline = AlignmentPipeline(
        try pair.aligner(diagnostics: diagnostics, memory: memory),
        help: AlignmentHelp(encoder: try encoder.source(memory: memory, diagnostics: diagnostics)))
      pipeline.isSelfTraining = pair.isSelfTraining
      let pairs = documents.map {
        DocumentPair(
          source: SegmentedText(name: $0.id, texts: $0.source),
          target: SegmentedText(texts: $0.target))
      }
      pipeline.firstPass = { Progress.show($0) }
      diagnostics.progress("aligning", counting: "documents", of: pairs.count)
      try pipeline.align(pairs) {
        Progress.show(found.count + 1)
        found[$0.source.name] = $0.alignment.beads.map(BeadRecord.init)
      }
    }
    Progress.end()
    var output = StandardOutput()
    var total = AlignmentScore()
    for document in documents {
      total.add(gold: document.beads ?? [], found: found[document.id])
      if perDocument {
        var one = AlignmentScore()
        one.add(gold: document.beads ?? [], found: found[document.id])
        try output.writeLine(
          "\(document.id.padded(to: 40)) strict F1 \(one.strict.f1.formatted(decimals: 3))  "
            + "lax F1 \(one.lax.f1.formatted(decimals: 3))")
      }
    }
    try figures.isJSON
      ? output.write(JSONReport.evaluation(total)) : output.writeLine(report(total))
    try output.flush()
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
