import FoundationEssentials
import PadanFormats
import PadanMatch
import PadanMemory
import PadanModel

extension JSONReport {
  /// The answer to a lookup: `query`, `search` (what was looked at: `complete` or `fast`) and
  /// `matches`, and `onlyEqual` if the query is too long to be compared with texts that are only like
  /// it. The answer to a segment of an article has `segment` too: `index`, `start`, `end`, `block` and
  /// `kind`, as `segment` reports them. If terms stand in the query, `terms` are these: `found` (the words),
  /// `start` and `end` in UTF-8 bytes, and the members of a term.
  ///
  /// Each match has `score`, `raw`, `kind`, `source`, `target`, `penalties`, `review`, `uses`, `negation`
  /// if only one side negates, `differences` if it is fuzzy or repaired, `repair` if it is repaired
  /// (`stored`, the translation as it is stored, `probability`, and `spans`: their `start` and `end` in
  /// UTF-8 bytes of `target`, the words `old` and `new` of the source and of the target, `origin` and
  /// `probability`), `explanation` if it is asked for,
  /// `unit`, `memory` and `provenance`.
  ///
  /// - Parameters:
  ///   - answer: The query and its matches.
  ///   - explains: Whether each match explains its score.
  package static func answer(
    _ answer: LookupPipeline.Answer, explains: Bool = false
  ) -> [UInt8] {
    let query = answer.query.text
    return line {
      $0.member("query", query)
      $0.member("search", answer.isFast ? "fast" : "complete")
      if answer.query.findsOnlyEqual { $0.member("onlyEqual", true) }
      if let position = answer.position, let segment = answer.segment {
        $0.member(
          "segment",
          object: {
            $0.member("index", position)
            $0.member("start", segment.range.lowerBound)
            $0.member("end", segment.range.upperBound)
            $0.member("block", segment.block)
            $0.member("kind", segment.kind.name)
          })
      }
      if !answer.terms.isEmpty { $0.members(of: answer.terms, in: query) }
      $0.member("matches", objects: answer.matches) {
        $0.members(of: $1, query: query, explains: explains)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of match: Match, query: String, explains: Bool) {
    member("score", match.printedScore)
    member("raw", match.score.raw)
    member("kind", match.kind.rawValue)
    member("source", match.source.text)
    member("target", match.suggestion)
    member("penalties", objects: match.score.penalties) {
      $0.member("name", $1.reason.rawValue)
      $0.member("points", $1.points)
    }
    member("review", match.review.rawValue)
    member("uses", match.useCount)
    if match.hasOneSidedNegation(query) { member("negation", true) }
    if match.kind == .fuzzy || match.kind == .repaired {
      let differences = Differences.between(query, match.source.text)
      member("differences", objects: differences) {
        $0.member("change", $1.change.rawValue)
        $0.member("query", $1.query)
        $0.member("source", $1.stored)
      }
    }
    if let repair = match.repair { members(of: repair, stored: match.target.text) }
    if explains { member("explanation", match.scoreExplanation) }
    member("unit", Int(match.unit))
    member("memory", match.memory.shownPath)
    member("provenance", objects: Array(zip(match.occurrences, match.origins))) {
      $0.members(of: $1.0)
      if let origin = $1.1 { $0.members(of: origin, $1.0) }
    }
  }

  private mutating func members(of exchange: TranslationPair.Repair.Exchange) {
    member("old", exchange.old)
    member("new", exchange.new)
  }

  private mutating func members(of repair: TranslationPair.Repair, stored: String) {
    member(
      "repair",
      object: {
        $0.member("stored", stored)
        $0.member("complete", repair.isComplete)
        $0.member("probability", repair.probability)
        $0.member("spans", objects: repair.spans) {
          $0.member("start", $1.range.lowerBound)
          $0.member("end", $1.range.upperBound)
          let span = $1
          $0.member("source", object: { $0.members(of: span.source) })
          $0.member("target", object: { $0.members(of: span.target) })
          $0.member("origin", $1.origin.rawValue)
          $0.member("probability", $1.probability)
        }
      })
  }

  /// Writes which step brought a pair: `step` (its number), `origin` (a file, or `by hand`), and the
  /// `person` and `date` of the pair or, if it names none, of the step.
  private mutating func members(of origin: PairOrigin, _ provenance: Provenance) {
    member("step", Int(origin.step))
    member("origin", origin.source)
    member("person", ifPresent: origin.person(provenance))
    member("date", origin.date(provenance).formatted(.iso8601))
  }
}
