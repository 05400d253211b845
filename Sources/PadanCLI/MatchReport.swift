import FoundationEssentials
import Glibc
import Padan

/// Prints the matches of `padan lookup`.
struct MatchReport {
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

  func write(_ query: String, _ matches: [Match], to output: inout StandardOutput) throws {
    switch format {
    case .json:
      var json = JSONWriter()
      write(query, matches, to: &json)
      try output.write(json.bytes)
    case .tsv:
      for match in matches {
        try output.writeLine(
          [
            query.onOneLine, match.printedScore.formatted(decimals: 1), match.kind.rawValue,
            match.source.text.onOneLine, match.target.text.onOneLine, "\(match.unit)",
          ].joined(separator: "\t"))
      }
    case .text:
      if isBatch { try output.writeLine("▸ \(query)") }
      for match in matches { try write(match, of: query, to: &output) }
    }
  }

  // MARK: Text

  private func write(_ match: Match, of query: String, to output: inout StandardOutput) throws {
    let score = match.printedScore.formatted(decimals: 1).padded(to: 5, alignment: .right)
    let margin = String(repeating: " ", count: 8 + match.kind.rawValue.count)
    let differences = Differences.between(query, match.source.text)
    let isMarked = match.kind == .fuzzy && (explains || isColored)
    let source = isMarked ? marked(differences) : match.source.text.onOneLine
    try output.writeLine("\(score) \(match.kind.rawValue)  \(source)")
    try output.writeLine(margin + match.target.text.onOneLine)
    if explains {
      try output.writeLine(margin + arithmetic(match))
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

  /// How the score comes about, in one line.
  private func arithmetic(_ match: Match) -> String {
    let net = match.score.net.formatted(decimals: 2)
    let rule =
      if let lengths = match.score.lengths {
        "Indel 100 × 2·\(lengths.common) / (\(lengths.query) + \(lengths.stored)) = "
          + match.score.raw.formatted(decimals: 2)
      } else if match.kind == .fuzzy {
        "alike but for what the penalties name: 100"
      } else {
        "the same text: 100"
      }
    let penalties = match.score.penalties.map { " − \($0.points.formatted(decimals: 1))" }.joined()
    let context = match.contextCount > 0 ? ", \(match.contextCount) of 2 neighbours the same" : ""
    return "\(rule)\(penalties) → \(net)\(context)"
  }

  // MARK: JSON

  private func write(_ query: String, _ matches: [Match], to json: inout JSONWriter) {
    json.object {
      $0.member("query", query)
      $0.member(
        "matches",
        array: { json in
          for match in matches { write(match, of: query, to: &json) }
        })
    }
    json.endLine()
  }

  private func write(_ match: Match, of query: String, to json: inout JSONWriter) {
    json.object {
      $0.member("score", match.printedScore)
      $0.member("raw", match.score.raw)
      $0.member("kind", match.kind.rawValue)
      $0.member("source", match.source.text)
      $0.member("target", match.target.text)
      $0.member("penalties", objects: match.score.penalties) {
        $0.member("name", $1.reason.rawValue)
        $0.member("points", $1.points)
      }
      $0.member("review", match.review.rawValue)
      if match.hasOneSidedNegation(query) { $0.member("negation", true) }
      if match.kind == .fuzzy {
        let differences = Differences.between(query, match.source.text)
        $0.member("differences", objects: differences) {
          $0.member("change", $1.change.rawValue)
          $0.member("query", $1.query)
          $0.member("source", $1.stored)
        }
      }
      if explains { $0.member("explanation", arithmetic(match)) }
      $0.member("unit", Int(match.unit))
      $0.member("memory", match.memory)
      $0.member(
        "provenance",
        array: { json in
          for provenance in match.occurrences { json.write(provenance) }
        })
    }
  }
}

extension Match {
  /// Whether only one of the query and the stored source negates, or one does more often.
  fileprivate func hasOneSidedNegation(_ query: String) -> Bool {
    Negation.isOneSided(query, source.text, language: source.language)
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

extension JSONWriter {
  /// Everything that is known of where a pair comes from.
  mutating func write(_ provenance: Provenance) {
    object { $0.members(of: provenance) }
  }
}
