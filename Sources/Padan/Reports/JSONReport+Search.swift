import PadanFormats
import PadanModel

extension JSONReport {
  /// A line of a concordance: `unit`, `source`, `target`, `from`, `to`, `side` (which of the two texts has
  /// what was looked for), `start` and `end` of it, `counterparts` in the other text (each with `start` and
  /// `end`), `review` and `provenance`. Places are UTF-8 bytes.
  package static func concordance(_ line: SearchPipeline.Line) -> [UInt8] {
    let pair = line.result.pair
    return self.line {
      $0.member("unit", Int(line.result.unit))
      $0.member("source", pair.source.text)
      $0.member("target", pair.target.text)
      $0.member("from", pair.source.language.description)
      $0.member("to", pair.target.language.description)
      $0.member("side", line.isTarget ? "target" : "source")
      $0.member("start", line.hit.lowerBound)
      $0.member("end", line.hit.upperBound)
      $0.member("counterparts", objects: line.counterparts) {
        $0.member("start", $1.lowerBound)
        $0.member("end", $1.upperBound)
      }
      $0.member("review", pair.review.rawValue)
      $0.member("provenance", objects: line.result.occurrences) { $0.members(of: $1) }
    }
  }

  /// A count of a search: `document` or `year` (none if it is not known), `units` and `hits`.
  package static func searchCount(
    _ count: SearchPipeline.Count, by key: SearchPipeline.Key
  ) -> [UInt8] {
    line {
      switch key {
      case .document: $0.member("document", ifPresent: count.key)
      case .year: $0.member("year", ifPresent: count.key)
      }
      $0.member("units", count.units)
      $0.member("hits", count.hits)
    }
  }
}
