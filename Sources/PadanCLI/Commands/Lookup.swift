import ArgumentParser
import FoundationEssentials
import Padan

struct Lookup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find exact and fuzzy matches in the memory.",
    discussion: """
      Examples:
        padan lookup "Harga beras naik 5 persen."
        padan lookup - --format json < berita.id.txt

      The score is 100 × 2·LCS / (both lengths), on characters, less penalties: texts that differ \
      only in numbers (1 point), only in case (2) or only in punctuation (2); a pair made by alignment \
      and not reviewed (10 × (1 − its confidence)); inline codes (1); several translations of one \
      source (1). JSON is one object a query: query and matches, each with score, raw, kind (exact or \
      fuzzy), source, target, penalties and provenance. Exit code 1 where nothing was found.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "The text to find; - reads one a line from standard input.") var text: String
  @Option(name: .customLong("min"), help: "The least score, 0 to 100.") var minimum = 75.0
  @Option(help: "The most matches for one text.") var limit = 5
  @Option(help: "How to print matches: text or json.") var format: Format = .text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions

  func validate() throws {
    guard (0...100).contains(minimum) else { throw ValidationError("--min is 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("the text to find is empty.") }
  }

  func run() throws {
    let memory = try memory.open()
    let options = LookupOptions(
      source: languages.source, target: languages.target, minimum: minimum, limit: limit)
    var output = StandardOutput()
    var json = JSONWriter()
    var found = 0
    for query in try queries() {
      let matches = try memory.matches(for: query, options: options)
      found += matches.count
      switch format {
      case .json:
        json.removeAll()
        write(query, matches, to: &json)
        try output.write(json.bytes)
      case .text:
        if text == "-" { try output.writeLine("▸ \(query)") }
        for match in matches { try write(match, to: &output) }
      }
    }
    try output.flush()
    if found == 0 { throw ExitCode(Exit.nothingFound) }
  }

  private func queries() throws -> [String] {
    guard text == "-" else { return [text] }
    let (document, _) = try DocumentReader(format: .text).read(path: "-")
    return String(decoding: document.text, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private func write(_ match: Match, to output: inout StandardOutput) throws {
    let score = match.score.printed.formatted(decimals: 1).padded(to: 5, alignment: .right)
    try output.writeLine("\(score) \(match.kind.rawValue)  \(match.pair.source.text.onOneLine)")
    let margin = String(repeating: " ", count: 8 + match.kind.rawValue.count)
    try output.writeLine(margin + match.pair.target.text.onOneLine)
    let penalties = match.score.penalties.map {
      "−\($0.points.formatted(decimals: 1)) \($0.reason.rawValue)"
    }
    let origins = match.provenance.compactMap(\.place)
    let remarks =
      penalties + origins.prefix(2) + (origins.count > 2 ? ["+\(origins.count - 2)"] : [])
    if !remarks.isEmpty { try output.writeLine(margin + remarks.joined(separator: " · ")) }
  }

  private func write(_ query: String, _ matches: [Match], to json: inout JSONWriter) {
    json.object {
      $0.member("query", query)
      $0.member(
        "matches",
        array: { json in
          for match in matches { write(match, to: &json) }
        })
    }
    json.endLine()
  }

  private func write(_ match: Match, to json: inout JSONWriter) {
    json.object {
      $0.member("score", match.score.printed)
      $0.member("raw", match.score.raw)
      $0.member("kind", match.kind.rawValue)
      $0.member("source", match.pair.source.text)
      $0.member("target", match.pair.target.text)
      $0.member(
        "penalties",
        array: { json in
          for penalty in match.score.penalties {
            json.object {
              $0.member("name", penalty.reason.rawValue)
              $0.member("points", penalty.points)
            }
          }
        })
      $0.member("review", match.pair.review.rawValue)
      $0.member(
        "provenance",
        array: { json in
          for provenance in match.provenance { json.write(provenance) }
        })
    }
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
