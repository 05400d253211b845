/// The rule that decided whether a segment ends at a place.
///
/// The examples mark the place with `|`. “Break” and “no break” say what the rule decides.
package enum BoundaryRule: String, CaseIterable, Hashable, Sendable {
  /// No rule of Padan's applies: ICU's decision stands.
  case icu
  /// No break: a title, a rank or a company form before a name. `Prof. | Budi`
  case beforeName = "before-name"
  /// No break: an abbreviation before a number or code. `No. | 5`
  case beforeNumber = "before-number"
  /// No break: a degree, a company form or an abbreviation that may end a sentence, before an
  /// opening bracket. `Tbk. | (BBRI)`
  case bracketFollows = "bracket-follows"
  /// No break: a degree or a company form before two capitalised words, which look like a name.
  case nameFollows = "name-follows"
  /// No break: a degree before another degree. `S.E. | M.M.`
  case degreeChain = "degree-chain"
  /// No break: an abbreviation that never ends a sentence. `i.e. | the`
  case within
  /// No break: an acronym with full stops before a word that is not known to begin sentences.
  /// `A.S. | Donald`
  case acronym
  /// No break: a person's initial. `B. | Habibie`
  case initial
  /// No break: the marker of a list item. `1. | Pertama`
  case listMarker = "list-marker"
  /// No break: an ordinal number before a name. `1. | FC Koln`
  case ordinal
  /// No break: a name that ends in a mark. `Yahoo! | Indonesia`
  case nameWithMark = "name-with-mark"
  /// No break: a quotation before the clause that names its speaker. `“Benar!” | Budi menambahkan`
  case reportingClause = "reporting-clause"
  /// No break: a small letter follows an abbreviation, a note mark, or a mark other than a single
  /// full stop.
  case lowerCaseFollows = "lower-case-follows"
  /// No break: no white space follows the mark, as in a number or an address. `3.|5`
  case insideToken = "inside-token"
  /// Break: a capital or a digit follows an ellipsis.
  case ellipsis
  /// Break: a note mark belongs to the sentence before it. `tenggelam.[2] | Lalu`
  case noteMark = "note-mark"
  /// Break: the blank between two sentences is missing. `pergi.|Dia tiba`
  case missingBlank = "missing-blank"
  /// Break: the next sentence begins with a digit.
  case digitStart = "digit-start"
  /// Break: the next sentence begins with a small letter, because a name does (`eWarung`) or the
  /// writer was careless.
  case lowerCaseStart = "lower-case-start"
  /// Break: an acronym or a rank before a word that begins sentences. `di A.S. | Namun`
  case opener
  /// A rule of an SRX file decided.
  case srx
}

/// Whether a segment ends at a place, and which rule decided so.
package struct BoundaryVerdict: Hashable, Sendable {
  /// Whether a segment ends here.
  package var isBreak: Bool
  /// The rule that decided.
  package var rule: BoundaryRule
}
