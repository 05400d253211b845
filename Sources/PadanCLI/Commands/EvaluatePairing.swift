import ArgumentParser
import Padan

/// `padan evaluate pairing`: scores pairs of documents.
struct EvaluatePairing: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairing",
    abstract: "Score which articles were said to belong together.",
    discussion: """
      GOLD is JSON Lines, a collection a line: {"src_docs","tgt_docs":[{"name","segments"}],\
      "gold":[[i,j],…]}, positions in the two lists. RESULT is what `padan pair` prints as TSV or JSON, \
      whose names are compared without folder and extension; without it Padan pairs the gold's \
      documents first.
      """)

  @Argument(help: "The gold file.", completion: .file()) var gold: String
  @Argument(help: "The result to score; by default Padan's own.", completion: .file())
  var result: String?
  @Option(help: "The least score of a pair, 0 to 1.") var threshold =
    DocumentPairer.defaultThreshold
  @OptionGroup var figures: FigureOptions
  @OptionGroup var pair: PairOptions

  func validate() throws {
    guard (0...1).contains(threshold) else { throw ValidationError("--threshold is 0 to 1.") }
  }

  func run() throws {
    let collections = try JSONLines.decodeAll(
      PairingGold.self, from: InputFile.read(gold), file: gold)
    if let result, collections.count > 1 {
      throw ValidationError(
        "\(result) names no collections, and \(gold) has \(collections.count). Score them one by one."
      )
    }
    figures.diagnostics.progress("pairing", counting: "collections", of: collections.count)
    var goldPairs: Set<[String]> = []
    var found: Set<[String]> = []
    let pairer =
      result == nil ? DocumentPairer(try pair.aligner(diagnostics: figures.diagnostics)) : nil
    for (number, gold) in collections.enumerated() {
      Progress.show(number)
      // Names are unique only within a collection, so the number of the collection precedes them.
      let prefix = collections.count == 1 ? "" : "\(number)/"
      func names(_ source: Int, _ target: Int) -> [String] {
        [
          prefix + DocumentName.base(gold.source[source].name),
          DocumentName.base(gold.target[target].name),
        ]
      }
      for pair in gold.pairs { goldPairs.insert(names(pair[0], pair[1])) }
      if let pairer {
        let pairing = pairer.pair(
          gold.source.map(\.segments), gold.target.map(\.segments), threshold: threshold)
        for pair in pairing.pairs { found.insert(names(pair.source, pair.target)) }
      }
    }
    if let result { found = try pairs(in: result, of: collections) }
    Progress.end()
    var output = StandardOutput()
    let score = PairingScore(gold: goldPairs, found: found)
    if figures.isJSON {
      try output.write(JSONReport.evaluation(score))
    } else {
      try output.writeLine(
        "\(score.rates.summary)   right \(score.right) found \(score.found) gold \(score.gold)")
    }
    try output.flush()
  }

  /// The pairs of a result.
  ///
  /// - Throws: `GoldError.nothingMatches` if it names no document of the gold.
  private func pairs(in result: String, of collections: [PairingGold]) throws -> Set<[String]> {
    let records = try PairRecord.readAll(InputFile.read(result), name: result)
    let known = Set(
      collections.flatMap { ($0.source + $0.target).map { DocumentName.base($0.name) } })
    let names = records.flatMap { [$0.source, $0.target].compactMap { $0 } }
    guard names.contains(where: { known.contains(DocumentName.base($0)) }) else {
      throw GoldError.nothingMatches(result: result, gold: gold)
    }
    return Set(
      records.compactMap { record in
        guard let source = record.source, let target = record.target else { return nil }
        return [DocumentName.base(source), DocumentName.base(target)]
      })
  }
}
