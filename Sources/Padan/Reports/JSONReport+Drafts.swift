import PadanFormats
import PadanModel

extension JSONReport {
  /// A segment of a draft.
  ///
  /// Its members are `document`, `index` (its position among all segments of the article), `block`,
  /// `kind`, `source`, and where there is a translation `target`, `score`, `match` (context, exact,
  /// repaired, fuzzy or repetition), `unit` and `memory`; a target that a person wrote has no
  /// match, and without a translation `target` is `null`. If terms stand in the segment, `terms` are
  /// these, as in an answer to a lookup.
  package static func draft(_ item: Draft.Item, of name: String) -> [UInt8] {
    line {
      $0.member("document", name.shownPath)
      $0.member("index", item.position)
      $0.member("block", item.segment.block)
      $0.member("kind", item.segment.kind.name)
      $0.member("source", item.segment.text)
      $0.member("target", orNull: item.translation?.text)
      if !item.terms.isEmpty { $0.members(of: item.terms, in: item.segment.text) }
      guard let match = item.match else { return }
      $0.member("score", match.printedScore)
      $0.member("match", item.kind)
      $0.member("unit", Int(match.unit))
      $0.member("memory", match.memory.shownPath)
    }
  }
}
