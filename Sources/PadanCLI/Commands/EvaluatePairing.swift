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
    figures.diagnostics.progress("pairing", counting: "collections", of: collections.count)
    var goldPairs: Set<[String]> = []
    var found: Set<[String]> = []
    for (number, gold) in collections.enumerated() {
      Progress.show(number)
      // Names are unique only within a collection, so the number of the collection precedes them.
      let prefix = collections.count == 1 ? "" : "\(number)/"
      func names(_ source: Int, _ target: Int) -> [String] {
        [prefix + Self.base(gold.source[source].name), Self.base(gold.target[target].name)]
      }
      for pair in gold.pairs { goldPairs.insert(names(pair[0], pair[1])) }
      if result == nil {
        let pairing = DocumentPairer(try pair.aligner(diagnostics: figures.diagnostics)).pair(
          gold.source.map(\.segments), gold.target.map(\.segments), threshold: threshold)
        for pair in pairing.pairs { found.insert(names(pair.source, pair.target)) }
      }
    }
    if let result {
      for record in try PairRecord.readAll(InputFile.read(result), name: result) {
        if let source = record.source, let target = record.target {
          found.insert([Self.base(source), Self.base(target)])
        }
      }
    }
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

  /// A name without folder and extension.
  private static func base(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
  }
}
