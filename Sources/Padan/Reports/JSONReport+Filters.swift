package import PadanCheck
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

  /// What filters say of a pair: `filters`, each with a `filter` and its `value`, and the members of a
  /// finding about a pair that tell where it is and what its texts are (`check`).
  /// `padan import` reads the line as a pair.
  ///
  /// - Parameter fingerprint: What tells its duplicates; with it the pair has a member `fingerprint`, an
  ///   object with the hash of its `text` and those of its `words`, in hexadecimal digits.
  package static func filtered(
    _ unit: CheckedUnit, _ marks: [QualityMark], fingerprint: PairFingerprint? = nil
  ) -> [UInt8] {
    line {
      $0.member("filters", objects: marks) {
        $0.member("filter", $1.filter.rawValue)
        $0.member("value", $1.value.rounded(decimals: 3))
      }
      $0.members(of: unit)
      guard let fingerprint else { return }
      $0.member(
        "fingerprint",
        object: {
          $0.member("text", String(fingerprint.text, radix: 16))
          $0.member("words", strings: fingerprint.words.lazy.map { String($0, radix: 16) })
        })
    }
  }
}
