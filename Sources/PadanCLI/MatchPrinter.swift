import FoundationEssentials
import Glibc
import Padan

/// Prints the matches of `padan lookup`.
struct MatchPrinter {
  /// The format of the answers.
  var format: Lookup.Format
  /// Whether each match explains its score.
  var explains: Bool
  /// Whether each query is printed before its matches.
  var isBatch: Bool
  /// Whether each match names its memory, because several are searched.
  var namesMemories: Bool
  /// Whether differences are shown in colour: on a terminal, unless `NO_COLOR` is set
  /// (no-color.org).
  private let isColored =
    isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)

  init(format: Lookup.Format, explains: Bool, isBatch: Bool, namesMemories: Bool) {
    self.format = format
    self.explains = explains
    self.isBatch = isBatch
    self.namesMemories = namesMemories
  }

  /// Prints an answer. Text shows a query only in a batch.
  func print(_ answer: LookupPipeline.Answer, to output: inout StandardOutput) throws {
    let query = answer.query.text
    switch format {
    case .json: try output.write(JSONReport.answer(answer, explains: explains))
    case .tsv:
      for match in answer.matches {
        try output.writeLine(
          [
            query.onOneLine, match.printedScore.formatted(decimals: 1), match.kind.rawValue,
            match.source.text.onOneLine, match.target.text.onOneLine, "\(match.unit)",
          ].joined(separator: "\t"))
      }
    case .text:
      if isBatch { try output.writeLine("▸ \(query)") }
      for match in answer.matches { try write(match, of: query, to: &output) }
    }
  }

  // MARK: Text

  /// Prints a match as text: score, kind and source; the target; and notes on penalties and origin.
  private func write(_ match: Match, of query: String, to output: inout StandardOutput) throws {
    let score = match.printedScore.formatted(decimals: 1).padded(to: 5, alignment: .right)
    let margin = String(repeating: " ", count: 8 + match.kind.rawValue.count)
    let isMarked = match.kind == .fuzzy && (explains || isColored)
    let source =
      isMarked
      ? marked(Differences.between(query, match.source.text))
      : match.source.text.onOneLine
    try output.writeLine("\(score) \(match.kind.rawValue)  \(source)")
    try output.writeLine(margin + match.target.text.onOneLine)
    if explains {
      try output.writeLine(margin + match.scoreExplanation)
    }
    var remarks = match.score.penalties.map {
      "−\($0.points.formatted(decimals: 1)) \($0.reason.rawValue)"
    }
    if match.hasOneSidedNegation(query) { remarks.append("negation on one side only") }
    if namesMemories { remarks.append(match.memory) }
    let origins = match.occurrences.compactMap(\.place)
    remarks += origins.prefix(2) + (origins.count > 2 ? ["+\(origins.count - 2)"] : [])
    if match.review != .unreviewed { remarks.append(match.review.rawValue) }
    remarks.append("unit \(match.unit)")
    try output.writeLine(margin + remarks.joined(separator: " · "))
  }

  /// The stored source with its differences from the query: what only the source has, then what
  /// only the query has.
  private func marked(_ differences: [Difference]) -> String {
    differences.map { difference in
      guard difference.change != .same else { return difference.stored }
      let (stored, query) = (difference.stored, difference.query)
      let texts = [stored, query].map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
      let marks =
        isColored
        ? [("\u{1B}[31m", "\u{1B}[0m"), ("\u{1B}[32m", "\u{1B}[0m")] : [("[-", "-]"), ("{+", "+}")]
      let pieces = zip(texts, marks).map { $0.isEmpty ? "" : $1.0 + $0 + $1.1 }
      return pieces.joined() + (stored.hasSuffix(" ") || query.hasSuffix(" ") ? " " : "")
    }.joined().onOneLine
  }
}

extension Provenance {
  /// Where a pair occurred: document, paragraph and segment (counted from 1), bead and confidence.
  fileprivate var place: String? {
    guard let document else { return creationTool.map { "\($0)" } }
    var words = [document]
    if let paragraph { words.append("¶\(paragraph + 1)") }
    if let sentence { words.append("s\(sentence + 1)") }
    if let beadKind { words.append(beadKind) }
    if let confidence { words.append(confidence.formatted(decimals: 2)) }
    return words.joined(separator: " ")
  }
}
