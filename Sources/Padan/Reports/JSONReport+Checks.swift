import PadanFormats
package import PadanModel

extension JSONReport {
  /// A finding about a pair.
  ///
  /// Its members are `code`, `certainty` (0...1), `detail`, `file` and `line` of a pair of a file, `unit` of
  /// one of a memory, `name`, `document` and `sentence` (from 0) if they are known, `source` and `target`,
  /// and the places in these: `sourceRanges` and `targetRanges`, each a start and an end in Unicode
  /// scalars. `fix` is the target as the finding's own change mends it.
  package static func check(_ finding: UnitFinding) -> [UInt8] {
    let (unit, found) = (finding.unit, finding.finding)
    return line {
      $0.member("code", found.kind.rawValue)
      $0.member("certainty", found.certainty.rounded(decimals: 2))
      $0.member("detail", found.detail)
      $0.member("file", ifPresent: unit.location?.file.shownPath)
      $0.member("line", ifPresent: unit.location?.line)
      $0.member("unit", ifPresent: unit.unit.map { Int($0) })
      $0.member("name", ifPresent: unit.name)
      $0.member("document", ifPresent: unit.pair.provenance.document)
      $0.member("sentence", ifPresent: unit.pair.provenance.sentence)
      $0.member("source", unit.pair.source.text)
      $0.member("target", unit.pair.target.text)
      for (key, ranges) in [("sourceRanges", found.source), ("targetRanges", found.target)]
        as [(StaticString, [Range<Int>])]
      {
        $0.member(key, objects: ranges) {
          $0.member("start", $1.lowerBound)
          $0.member("end", $1.upperBound)
        }
      }
      if !found.edits.isEmpty {
        $0.member("fix", unit.pair.target.applying(found.edits).text)
      }
    }
  }
}
