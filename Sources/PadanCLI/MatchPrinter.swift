import FoundationEssentials
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
  /// Whether differences are shown in colour, and not by signs.
  var isColored: Bool
  /// The page of `--format html`.
  var page: LookupPage

  /// Prints an answer. Text shows a query only in a batch, and leaves blank lines out.
  mutating func print(_ answer: LookupPipeline.Answer, to output: inout StandardOutput) throws {
    let query = answer.query.text
    switch format {
    case .json: try output.write(JSONReport.answer(answer, explains: explains))
    case .tsv:
      for match in answer.matches {
        try output.writeLine(
          [
            query.onOneLine, match.printedScore.formatted(decimals: 1), match.kind.rawValue,
            match.source.text.onOneLine, match.suggestion.onOneLine, "\(match.unit)",
          ].joined(separator: "\t"))
      }
    case .text:
      if isBatch {
        if TextForm.isBlank(query) { return }
        try output.writePrintableLine("▸ \(query)")
        if answer.matches.isEmpty { try output.writePrintableLine("       – no match –") }
      }
      for (match, isFirst) in grouped(answer.matches) {
        try write(match, of: query, withSource: isFirst, to: &output)
      }
      for line in answer.terms.lines { try output.writePrintableLine("  term \(line)") }
    case .html:
      guard !TextForm.isBlank(query) else { return }
      page.add(
        text: query, place: answer.segment.map { "¶\($0.block + 1) \($0.kind.name)" } ?? "",
        terms: answer.terms.lines,
        matches: grouped(answer.matches).map { shown($0, of: query, withSource: $1) })
    }
  }

  /// Writes the page of `--format html`. Call it once, after the last answer.
  func finish(_ output: inout StandardOutput) throws {
    if format == .html { try output.write(page.bytes()) }
  }

  // MARK: Text

  /// The matches, with all translations of a source behind the best of them, and whether each is the
  /// first of its source.
  private func grouped(_ matches: [Match]) -> [(match: Match, isFirst: Bool)] {
    var places: [String: Int] = [:]
    for (place, match) in matches.enumerated() where places[match.source.text] == nil {
      places[match.source.text] = place
    }
    return matches.enumerated()
      .sorted { (places[$0.1.source.text]!, $0.0) < (places[$1.1.source.text]!, $1.0) }
      .map { ($0.element, places[$0.element.source.text] == $0.offset) }
  }

  /// Prints a match as text: score, kind and source; the target; and notes on penalties and origin.
  ///
  /// - Parameter withSource: Whether the source is printed: it is not below another translation of
  ///   the same source.
  private func write(
    _ match: Match, of query: String, withSource: Bool, to output: inout StandardOutput
  ) throws {
    let score = match.printedScore.formatted(decimals: 1).padded(to: 5, alignment: .right)
    let margin = String(repeating: " ", count: 8 + match.kind.rawValue.count)
    let head = "\(score) \(match.kind.rawValue)  "
    if !withSource {
      try output.writePrintableLine("\(score) also   \(match.suggestion)")
    } else if match.isChanged {
      let differences = Differences.between(query, match.source.text)
      try isColored
        ? output.writeStyledLine(head + colored(differences))
        : output.writePrintableLine(head + signed(differences))
    } else {
      try output.writePrintableLine(head + match.source.text)
    }
    if withSource { try output.writePrintableLine(margin + match.suggestion) }
    if explains {
      for line in [match.scoreExplanation] + match.repairExplanation {
        try output.writePrintableLine(margin + line)
      }
    }
    try output.writePrintableLine(margin + remarks(match, of: query).joined(separator: " · "))
  }

  /// The penalties of a match, where it comes from, and what else is to be said of it.
  private func remarks(_ match: Match, of query: String) -> [String] {
    var remarks = match.score.penalties.map {
      "−\($0.points.formatted(decimals: 1)) \($0.reason.rawValue)"
    }
    if !explains, let repair = match.repair {
      remarks += repair.spans.map(\.target.inWords)
    }
    if match.hasOneSidedNegation(query) { remarks.append("negation on one side only") }
    if match.useCount > 1 { remarks.append("used \(match.useCount) times") }
    if namesMemories { remarks.append(match.memory) }
    let origins = zip(match.occurrences, match.origins).compactMap { $0.place(from: $1) }
    remarks += origins.prefix(2) + (origins.count > 2 ? ["+\(origins.count - 2)"] : [])
    if match.review != .unreviewed { remarks.append(match.review.rawValue) }
    remarks.append("unit \(match.unit)")
    return remarks
  }

  // MARK: HTML

  /// A match as the page shows it.
  private func shown(_ match: Match, of query: String, withSource: Bool) -> LookupPage.Match {
    let score = match.printedScore.formatted(decimals: 1)
    var runs: [LookupPage.Run] = []
    if withSource, match.isChanged {
      for difference in Differences.between(query, match.source.text) {
        if difference.change == .same {
          runs.append(LookupPage.Run(.both, difference.stored))
          continue
        }
        let (stored, added) = (difference.stored, difference.query)
        if !stored.isEmpty { runs.append(LookupPage.Run(.stored, stored)) }
        if !added.isEmpty { runs.append(LookupPage.Run(.query, added)) }
      }
    } else if withSource {
      runs = [LookupPage.Run(.both, match.source.text)]
    }
    return LookupPage.Match(
      score: match.printedScore, label: "\(score) \(withSource ? match.kind.rawValue : "also")",
      source: runs, target: match.targetRuns,
      remarks: (explains ? [match.scoreExplanation] + match.repairExplanation : [])
        + remarks(match, of: query))
  }

  /// The stored source with its differences from the query between signs: what only the source
  /// has, then what only the query has.
  private func signed(_ differences: [Difference]) -> String {
    marked(differences, removed: { "[-\($0)-]" }, added: { "{+\($0)+}" })
  }

  /// The same with colours in place of the signs, printable.
  private func colored(_ differences: [Difference]) -> String {
    let printable = differences.map { difference in
      var difference = difference
      difference.query = difference.query.printable
      difference.stored = difference.stored.printable
      return difference
    }
    return marked(
      printable, removed: TextStyle.removed.callAsFunction, added: TextStyle.added.callAsFunction)
  }

  /// The stored source with its differences marked. Blanks at the end of a word are not.
  private func marked(
    _ differences: [Difference], removed: (String) -> String, added: (String) -> String
  ) -> String {
    differences.map { difference in
      guard difference.change != .same else { return difference.stored }
      let (stored, query) = (difference.stored, difference.query)
      let words = [stored, query].map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
      return (words[0].isEmpty ? "" : removed(words[0])) + (words[1].isEmpty ? "" : added(words[1]))
        + (stored.hasSuffix(" ") || query.hasSuffix(" ") ? " " : "")
    }.joined().onOneLine
  }
}

extension Match {
  /// Whether its source differs from the query.
  fileprivate var isChanged: Bool { kind == .fuzzy || kind == .repaired }

  /// The suggestion as the page shows it, with the words of each repair behind those they replace.
  fileprivate var targetRuns: [LookupPage.Run] {
    guard let repair else { return [LookupPage.Run(.both, target.text)] }
    let bytes = Array(repair.text.utf8)
    var runs: [LookupPage.Run] = []
    var end = 0
    func add(_ range: Range<Int>, _ side: LookupPage.Run.Side) {
      if !range.isEmpty {
        runs.append(LookupPage.Run(side, String(decoding: bytes[range], as: UTF8.self)))
      }
    }
    for span in repair.spans {
      add(end..<span.range.lowerBound, .both)
      runs.append(LookupPage.Run(.stored, span.target.old))
      add(span.range, .query)
      end = span.range.upperBound
    }
    add(end..<bytes.count, .both)
    return runs
  }
}

extension Provenance {
  /// Where a pair comes from: its place, or the file from which it was imported, and who made it
  /// when.
  fileprivate func place(from origin: PairOrigin?) -> String? {
    guard let origin else { return place }
    var source = origin.kind == .align ? nil : origin.source
    if let place { source = source.map { "\(place) in \($0)" } ?? place }
    let day = origin.date(self).formatted(.iso8601.year().month().day())
    return [source, origin.person(self), day].compactMap(\.self).joined(separator: ", ")
  }

  /// Where a pair occurred: document, paragraph and segment (counted from 1), bead and confidence.
  private var place: String? {
    guard let document else { return nil }
    var words = [document]
    if let paragraph { words.append("¶\(paragraph + 1)") }
    if let sentence { words.append("s\(sentence + 1)") }
    if let beadKind { words.append(beadKind) }
    if let confidence { words.append(confidence.formatted(decimals: 2)) }
    return words.joined(separator: " ")
  }
}
