import FoundationEssentials
import Glibc
import Padan

/// Prints the matches of `padan lookup`.
struct MatchPrinter {
  var format: Lookup.Format
  var explains: Bool
  /// Whether each query is printed before its matches.
  var isBatch: Bool
  var namesMemories: Bool
  private let isColored =
    isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)

  init(format: Lookup.Format, explains: Bool, isBatch: Bool, namesMemories: Bool) {
    self.format = format
    self.explains = explains
    self.isBatch = isBatch
    self.namesMemories = namesMemories
  }

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

  /// The stored source with what differs from the query.
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
  /// Where a pair was met, in a few words: the document, paragraph, segment and bead.
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
