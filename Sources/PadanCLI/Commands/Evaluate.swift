import ArgumentParser
import Padan

/// `padan evaluate`: scores results against gold standards.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score segments, beads or pairs of articles against gold ones.",
    subcommands: [EvaluateSegmentation.self, EvaluateAlignment.self, EvaluatePairing.self])
}

/// Options for printing the figures of an evaluation.
struct FigureOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "How to print the figures: text or json.") var format: Format = .text
  @Flag(help: .hidden) var json = false
  @OptionGroup var diagnostics: DiagnosticOptions

  /// Whether the figures are printed as JSON.
  var isJSON: Bool { json || format == .json }
}

/// `padan evaluate segmentation`: scores segment boundaries.
struct EvaluateSegmentation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segmentation",
    abstract: "Score sentence boundaries.",
    discussion: """
      GOLD is JSON Lines: {"id","lang","text","spans":[[start,end],…],"optional":[…]}, in Unicode \
      scalars. RESULT has {"id","spans"} or {"id","sentences":["…"]}; without it Padan segments the \
      gold's texts first. *decidable* leaves out gold boundaries that neither a sentence mark nor a \
      line break shows. All figures are 0 to 1. Exit code 3 where the result has no text of the gold.
      """)

  @Argument(help: "The gold file.", completion: .file()) var gold: String
  @Argument(help: "The result to score; by default Padan's own.", completion: .file())
  var result: String?
  @Option(help: "Print this many wrong boundaries.") var errors = 0
  @OptionGroup var figures: FigureOptions

  func validate() throws {
    guard errors >= 0 else { throw ValidationError("--errors is 0 or more.") }
  }

  func run() throws {
    let texts = try JSONLines.decodeAll(
      SegmentationGold.self, from: InputFile.read(gold), file: gold)
    var score = SegmentationScore(mostErrors: errors)
    if let result {
      let found = try JSONLines.decodeAll(
        SegmentationResult.self, from: InputFile.read(result), file: result)
      let results = ResultsByName(found.map { ($0.id, $0.segments) })
      for text in texts { try score.add(text, found: results[text.id]) }
      if score.missing > 0, score.missing == texts.count {
        throw GoldError.nothingMatches(result: result, gold: gold)
      }
    } else {
      figures.diagnostics.progress("segmenting", counting: "texts", of: texts.count)
      for (index, text) in texts.enumerated() {
        try score.add(text, found: segment(text))
        Progress.show(index + 1)
      }
      Progress.end()
    }
    var output = StandardOutput()
    try figures.isJSON
      ? output.write(JSONReport.evaluation(score)) : output.writeLine(report(score))
    for error in score.errors.prefix(errors) {
      let around = "\(error.before)⟂\(error.after)".split(separator: "\n").joined(separator: "⏎")
      let fields = [error.kind.rawValue, "\(error.id)@\(error.offset)", around]
      try output.writeLine(fields.map(\.printable).joined(separator: "\t"))
    }
    try output.flush()
  }

  /// The segments that Padan finds in a gold text, in the language of the gold.
  private func segment(_ gold: SegmentationGold) throws -> FoundSegments {
    let name = gold.language ?? UsualLanguages.source.description
    guard let language = LanguageTag(name) else {
      throw SegmentationError.unknownLanguage(name)
    }
    let segments = try Segmenter(language: language).segments(of: Document(gold.text))
    return .texts(segments.map(\.text))
  }

  /// The score as text.
  private func report(_ score: SegmentationScore) -> String {
    var lines = [
      "texts \(score.texts)  exact \(score.exact)  missing \(score.missing)  lossy \(score.lossy)"
    ]
    for (name, counts) in [("all", score.all), ("decidable", score.decidable)] {
      lines.append(
        "\(name.padded(to: 10)) P \(counts.precision.formatted(decimals: 4))  "
          + "R \(counts.recall.formatted(decimals: 4))  "
          + "F1 \(counts.f1.formatted(decimals: 4))   tp \(counts.truePositives) fp \(counts.falsePositives) "
          + "fn \(counts.falseNegatives)")
    }
    return lines.joined(separator: "\n")
  }
}
