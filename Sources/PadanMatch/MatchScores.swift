package import PadanModel

/// The scores of a stored text for a query, from which each unit with this text has its own.
///
/// A unit's inline codes are no part of its text, but a query is plain text, and so are some units:
/// codes are written in them (`WrittenCodes`). So texts are compared twice: as they are written, and
/// without the codes that are written in either. The second score counts
///
/// - where the unit has inline codes, or
/// - where the lookup reads codes everywhere.
///
/// Then the better one is the unit's, less one point for codes that differ. These are codes of the
/// unit where the query is taken as it is written, since they are no part of its text. In a comparison
/// without codes they differ unless both sides have the same in the same order, and, where the rest is
/// equal, between the same letters. So texts that differ in their codes alone score 99.
package struct MatchScores {
  /// The score of the texts as they are written; `nil` if it is too low to count.
  package var written: MatchScore?
  /// The score of the texts without the codes that are written in them; `nil` if neither has any, or
  /// if it is too low to count.
  package var bare: MatchScore?

  /// Names two scores, of which one is there.
  package init(written: MatchScore?, bare: MatchScore? = nil) {
    self.written = written
    self.bare = bare
  }

  /// The better of the two, before points for codes; 0 if there is none.
  package var most: Double { max(written?.net ?? 0, bare?.net ?? 0) }

  /// The score of a unit with the text, without doubts about it (`Penalty.doubts`); `nil` if neither
  /// comparison counts.
  ///
  /// - Parameters:
  ///   - source: The unit's text on the side of the query.
  ///   - query: The query.
  ///   - readsCodes: Whether the lookup reads codes everywhere.
  package func score(of source: Variant, for query: MatchText, readsCodes: Bool) -> MatchScore? {
    var written = written
    if !source.codes.isEmpty { written?.penalties.append(.codes) }
    guard var bare, readsCodes || !source.codes.isEmpty else { return written }
    bare.isWithoutCodes = true
    let codes = WrittenCodes.codes(of: source)
    let queryCodes = WrittenCodes.codes(in: query.scalars)
    let areSame =
      bare.isOfSameText
      ? codes == queryCodes : codes?.map(\.content) == queryCodes.map(\.content)
    if !areSame { bare.penalties.append(.codes) }
    guard let written else { return bare }
    return bare.net > written.net ? bare : written
  }
}
