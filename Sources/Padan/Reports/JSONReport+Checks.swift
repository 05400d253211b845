import PadanFormats
package import PadanModel

extension JSONReport {
  /// A finding about a pair.
  ///
  /// Its members are `code`, `certainty` (0...1), `detail`, `file` and `line` of a pair of a file, `unit` of
  /// one of a memory, `name`, `document`, `sentence` (from 0), `bead` and `confidence` if they are known, `source` and `target`,
  /// and the places in these: `sourceRanges` and `targetRanges`, each a start and an end in Unicode
  /// scalars. `fix` is the target as the finding's own change mends it.
  package static func check(_ finding: UnitFinding) -> [UInt8] {
    let (unit, found) = (finding.unit, finding.finding)
    return line {
      $0.member("code", found.kind.rawValue)
      $0.member("certainty", found.certainty.rounded(decimals: 2))
      $0.member("detail", found.detail)
      $0.members(of: unit)
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

extension JSONWriter {
  /// The place and the texts of a pair: `file` and `line` of one of a file, `unit` of one of a memory,
  /// `name`, `document`, `sentence`, `bead` (such as `2-1`) and `confidence` (0...1) if they are known,
  /// `source` and `target`.
  mutating func members(of unit: CheckedUnit) {
    member("file", ifPresent: unit.location?.file.shownPath)
    member("line", ifPresent: unit.location?.line)
    member("unit", ifPresent: unit.unit.map { Int($0) })
    member("name", ifPresent: unit.name)
    member("document", ifPresent: unit.pair.provenance.document)
    member("sentence", ifPresent: unit.pair.provenance.sentence)
    member("bead", ifPresent: unit.pair.provenance.beadKind)
    member("confidence", ifPresent: unit.pair.provenance.confidence)
    member("source", unit.pair.source.text)
    member("target", unit.pair.target.text)
  }
}
