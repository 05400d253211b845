import PadanFormats
package import PadanModel

extension JSONReport {
  /// What a filter did: `filter`, `count`, the `limit`, and `examples`, the pairs that are the least above
  /// it, each with its `value` and the place and texts of a dropped pair.
  package static func filter(
    _ filter: QualityFilter, limit: Double, _ report: FilterReport
  ) -> [UInt8] {
    line {
      $0.member("filter", filter.rawValue)
      $0.member("count", report.counts[filter] ?? 0)
      $0.member("limit", limit)
      $0.member("examples", objects: report.examples[filter] ?? []) {
        $0.member("value", $1.value.rounded(decimals: 3))
        $0.members(of: $1.unit)
      }
    }
  }

  /// A pair that is left out: `filters`, each with a `filter` and its `value`, and the members of a
  /// finding about a pair that tell where it is and what its texts are (`check`).
  /// `padan import` reads the line as a pair.
  package static func dropped(_ unit: CheckedUnit, _ marks: [QualityMark]) -> [UInt8] {
    line {
      $0.member("filters", objects: marks) {
        $0.member("filter", $1.filter.rawValue)
        $0.member("value", $1.value.rounded(decimals: 3))
      }
      $0.members(of: unit)
    }
  }
}
