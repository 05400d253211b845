import PadanLanguage
import PadanModel
import PadanText

/// A repair in the making: the three texts, and what is replaced so far.
struct DraftRepair {
  let repairer: Repairer
  let query: RepairText
  let stored: RepairText
  let target: RepairText
  private var edits: [Edit] = []

  /// How probable it is that a replacement is right, by what proves it. These are estimates, which no
  /// sample of news has confirmed yet.
  static let probabilities: [Repair.Span.Origin: Double] = [
    .value: 0.99, .name: 0.97, .lexicon: 0.9, .term: 0.95, .agreement: 0.99,
  ]

  /// New text for a range of pieces of the translation.
  private struct Edit {
    var pieces: Range<Int>
    var text: String
    var origin: Repair.Span.Origin
    var source: Repair.Exchange
  }

  init(repairer: Repairer, query: RepairText, stored: RepairText, target: RepairText) {
    self.repairer = repairer
    self.query = query
    self.stored = stored
    self.target = target
  }

  /// Repairs all changes; `nil` if one cannot be repaired.
  mutating func repair(_ changes: [Change]) -> Repair? {
    for change in changes {
      let isRepaired =
        switch change {
        case .value(let old, let new): repair(old, new)
        case .words(let old, let new):
          repairWords(stored.pieces(ofItems: old), query.pieces(ofItems: new))
        }
      guard isRepaired else { return nil }
    }
    // Where little stays, the texts say something else.
    let changed = edits.filter { [.lexicon, .term].contains($0.origin) }.reduce(0) {
      $0 + $1.pieces.count
    }
    guard 2 * changed < target.pieces.count else { return nil }
    edits.sort { $0.pieces.lowerBound < $1.pieces.lowerBound }
    guard edits.contains(where: { target.written($0.pieces) != $0.text }),
      zip(edits, edits.dropFirst()).allSatisfy({ !$0.pieces.overlaps($1.pieces) })
    else { return nil }
    return result()
  }

  private func result() -> Repair {
    var text: [UInt8] = []
    var spans: [Repair.Span] = []
    let bytes = Array(target.text.utf8)
    var end = 0
    for edit in edits {
      let range = target.bytes(edit.pieces)
      text += bytes[end..<range.lowerBound]
      let start = text.count
      text += edit.text.utf8
      spans.append(
        Repair.Span(
          range: start..<text.count, origin: edit.origin,
          probability: Self.probabilities[edit.origin]!, source: edit.source,
          target: Repair.Exchange(target.written(edit.pieces), edit.text)))
      end = range.upperBound
    }
    text += bytes[end...]
    return Repair(text: String(decoding: text, as: UTF8.self), spans: spans)
  }

  private static func isAbbreviation(_ word: String) -> Bool {
    word.count > 1 && word.allSatisfy(\.isUppercase)
  }

  /// Replaces pieces of the translation, unless an article before them would have to change.
  mutating func replace(
    _ pieces: Range<Int>, with text: String, _ origin: Repair.Span.Origin,
    _ source: Repair.Exchange
  ) -> Bool {
    let forms = repairer.profiles.target.forms
    // A sign of a currency or a quotation mark may stand between an article and its word.
    let before = target.pieces[..<pieces.lowerBound].last { $0.kind != .mark }?.folded
    if forms.articles.contains(where: { $0.key == before || $0.value == before }) {
      let words = [target.written(pieces), text]
      let sounds = words.map { forms.beginsWithVowel(repairer.writer.spoken($0)) }
      // An abbreviation may be spoken letter by letter: *a DPR member*, *an MPR member*.
      guard sounds[0] == sounds[1], !words.contains(where: Self.isAbbreviation) else {
        return false
      }
    }
    edits.append(Edit(pieces: pieces, text: text, origin: origin, source: source))
    return true
  }
}
