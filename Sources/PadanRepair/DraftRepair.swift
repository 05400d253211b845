import PadanLanguage
import PadanModel
import PadanText

/// A repair in the making: the three texts, and what is replaced so far.
struct DraftRepair {
  let repairer: Repairer
  let query: RepairText
  let stored: RepairText
  let target: RepairText
  /// The quotation marks of the translation that the query has not.
  private let strayMarks: [Int]
  private var edits: [Edit] = []

  /// How probable it is that a replacement is right, by what proves it. These are estimates, which no
  /// sample of news has confirmed yet.
  static let probabilities: [Repair.Span.Origin: Double] = [
    .value: 0.99, .name: 0.97, .lexicon: 0.9, .term: 0.95, .agreement: 0.99,
    .mark: 0.99,
  ]

  /// New text for a range of pieces of the translation.
  private struct Edit {
    var pieces: Range<Int>
    var text: String
    var origin: Repair.Span.Origin
    var source: Repair.Exchange
  }

  init(
    repairer: Repairer, query: RepairText, stored: RepairText, target: RepairText,
    strayMarks: [Int]
  ) {
    self.repairer = repairer
    self.query = query
    self.stored = stored
    self.target = target
    self.strayMarks = strayMarks
  }

  /// Repairs all changes; `nil` if one cannot be repaired, or if a value of the translation may depend on
  /// one of them.
  mutating func complete(_ changes: [Change]) -> Repair? {
    edits = marksDropped
    guard changes.allSatisfy(isPromising) else { return nil }
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
    guard 2 * changed < target.pieces.count, let result = result(isComplete: true),
      edits.allSatisfy({ $0.origin == .mark }) || !hasStrangeValue(result.text)
    else { return nil }
    return result
  }

  /// Whether a repaired translation has a value that the query has not, such as an amount in another currency
  /// or an age: it was true of the stored source, and may not be of the query.
  private func hasStrangeValue(_ text: String) -> Bool {
    let known = repairer.compared.source.values(in: query.text)
    let gone = repairer.compared.source.values(in: stored.text).filter { value in
      !known.contains { $0.mayEqual(value) }
    }
    let hasValue = edits.contains { $0.origin == .value }
    return repairer.compared.target.values(in: text).contains { value in
      switch value.kind {
      case .currency, .percent: return false
      // *One*, *quarter* and *second* may be no numbers, unless they say again what changed.
      case .vague where !hasValue || ["0", "1"].contains(value.values[0]): return false
      case .vague
      where !repairer.targetReader.isCount(value.written) && !gone.contains { $0.mayEqual(value) }:
        return false
      default: return !known.contains { $0.mayEqual(value) }
      }
    }
  }

  /// The edits that drop the quotation marks which the query has not.
  private var marksDropped: [Edit] {
    strayMarks.map { mark in
      Edit(
        pieces: mark..<mark + 1, text: "", origin: .mark,
        source: Repair.Exchange(target.pieces[mark].text, ""))
    }
  }

  /// Whether a change may be repaired, as far as that can be told without the translation.
  private func isPromising(_ change: Change) -> Bool {
    guard case .words(let old, let new) = change else { return true }
    guard !old.isEmpty, !new.isEmpty,
      query.items[new].allSatisfy({ $0.value == nil }),
      stored.items[old].allSatisfy({ $0.value == nil })
    else { return false }
    let words =
      query.pieces[query.pieces(ofItems: new)] + stored.pieces[stored.pieces(ofItems: old)]
    return !words.contains { repairer.isSmallWord($0.folded) }
      && words.contains { $0.kind == .letters }
  }

  /// Repairs the values and names that can be repaired, whatever else differs; `nil` if there is none.
  ///
  /// The new one stands nowhere in the stored source and the old one nowhere in the query, but for places
  /// that change too: so the translation of the query has the new one and not the old one.
  mutating func partial(_ changes: [Change]) -> Repair? {
    edits = marksDropped
    for range in inRanges(changes) {
      let before = edits.count
      let isRepaired = range.allSatisfy { change in
        switch change {
        case .value(let old, let new): isExchange(old, new, among: changes) && repair(old, new)
        case .words(let old, let new): repairName(ofItems: old, new)
        }
      }
      if !isRepaired || haveOverlap { edits.removeSubrange(before...) }
    }
    return result(isComplete: false)
  }

  /// The changes, those together of which all are repaired or none: values with but one word of the
  /// stored source between them, such as the ends of a range, which may be written in other forms, and what is written as one word, such as
  /// *2B* or *-5*.
  private func inRanges(_ changes: [Change]) -> [[Change]] {
    changes.reduce(into: []) { ranges, change in
      if let last = ranges.last?.last, isOneRange(last, change) || isOneWord(last, change) {
        ranges[ranges.count - 1].append(change)
      } else {
        ranges.append([change])
      }
    }
  }

  private func isOneRange(_ first: Change, _ second: Change) -> Bool {
    let sides = [pieces(of: first), pieces(of: second)]
    switch (first, second) {
    case (.value(let first, _), .value(let second, _)):
      return second.pieces.lowerBound - first.pieces.upperBound <= 1
    case (.words(let old, let new), .value):
      let areValues =
        stored.items[old].last?.value != nil && query.items[new].last?.value != nil
      guard areValues || isMonth(sides[0].stored) else { return false }
    case (.value, .words(let old, let new)):
      let areValues =
        stored.items[old].first?.value != nil && query.items[new].first?.value != nil
      guard areValues || isMonth(sides[1].stored) else { return false }
    case (.words, .words): return false
    }
    return isJoin(sides[0].stored.upperBound..<sides[1].stored.lowerBound)
  }

  /// Whether pieces of the stored source name a month, of whose date all is repaired or nothing.
  private func isMonth(_ pieces: Range<Int>) -> Bool {
    repairer.compared.source.values(in: stored.written(pieces)).contains { $0.kind == .month }
  }

  /// Whether pieces of the stored source may join the ends of a range: *to*, *s.d.*, *sampai dengan*.
  private func isJoin(_ range: Range<Int>) -> Bool {
    let words = range.filter { !stored.pieces[$0].isJoined }
    return words.count <= 1
      || words.count == 2 && words.allSatisfy { repairer.isSmallWord(stored.pieces[$0].folded) }
  }

  /// Whether letters and a value, or a minus sign and a value, stand together without a blank.
  private func isOneWord(_ first: Change, _ second: Change) -> Bool {
    let (first, second) = (pieces(of: first), pieces(of: second))
    let sides = [(stored, first.stored, second.stored), (query, first.query, second.query)]
    return sides.contains { text, first, second in
      guard first.upperBound == second.lowerBound, !first.isEmpty, !second.isEmpty,
        text.pieces[second.lowerBound].isJoined
      else { return false }
      let (last, next) = (text.pieces[first.upperBound - 1], text.pieces[second.lowerBound])
      return last.kind != .mark && next.kind != .mark
        || next.kind == .digits && Self.minusSigns.contains(last.text)
    }
  }

  /// The pieces that a change takes in the stored source and in the query.
  private func pieces(of change: Change) -> (stored: Range<Int>, query: Range<Int>) {
    switch change {
    case .value(let old, let new): (old.pieces, new.pieces)
    case .words(let old, let new): (stored.pieces(ofItems: old), query.pieces(ofItems: new))
    }
  }

  private static let minusSigns: Set<String> = ["-", "\u{2212}"]

  /// Whether a minus sign, or a word for one, stands before a value.
  private func isNegative(_ value: WrittenValue, in text: RepairText) -> Bool {
    let start = value.pieces.lowerBound
    guard start > 0 else { return false }
    let before = text.pieces[start - 1]
    if repairer.profiles.source.values.minus.contains(before.folded) { return true }
    return Self.minusSigns.contains(before.text) && text.pieces[start].isJoined
      && (start == 1 || !before.isJoined)
  }

  /// Whether a value takes the place of another one for certain: both are of one unit and sign, and no
  /// other values of their kind differ, between which they could have been paired otherwise.
  private func isExchange(
    _ old: WrittenValue, _ new: WrittenValue, among changes: [Change]
  ) -> Bool {
    guard old.parts.map(\.unit) == new.parts.map(\.unit), countSame(old, new),
      currency(of: old, in: stored) == currency(of: new, in: query),
      isNegative(old, in: stored) == isNegative(new, in: query)
    else { return false }
    var (stays, comes) = (0, 0)
    let keys = [RepairText.key(of: old), RepairText.key(of: new)]
    for case .value(let old, let new) in changes {
      if RepairText.key(of: new) == keys[0] { stays += 1 }
      if RepairText.key(of: old) == keys[1] { comes += 1 }
    }
    guard query.items.count(where: { $0.key == keys[0] }) == stays,
      stored.items.count(where: { $0.key == keys[1] }) == comes
    else { return false }
    return !changes.contains { change in
      guard case .words(let stored, let query) = change else { return false }
      return (self.stored.items[stored] + self.query.items[query]).contains {
        $0.value?.fields == old.fields
      }
    }
  }

  /// Whether the same word follows two numbers. If not, they may count something else: minutes and hours.
  /// Years count nothing.
  private func countSame(_ old: WrittenValue, _ new: WrittenValue) -> Bool {
    guard old.parts[0].field == .number, !(old.isYear && new.isYear) else { return true }
    func counted(_ value: WrittenValue, in text: RepairText) -> String? {
      let next = value.pieces.upperBound
      let isWord = text.pieces.indices.contains(next) && text.pieces[next].kind == .letters
      return isWord ? text.pieces[next].folded : nil
    }
    return counted(old, in: stored) == counted(new, in: query)
  }

  /// The currency of an amount, by the word or sign beside it; `nil` if there is none.
  private func currency(of value: WrittenValue, in text: RepairText) -> String? {
    [value.pieces.lowerBound - 1, value.pieces.upperBound].lazy
      .filter(text.pieces.indices.contains)
      .compactMap { repairer.profiles.source.values.currencies[text.pieces[$0].folded] }
      .first
  }

  private mutating func repairName(ofItems old: Range<Int>, _ new: Range<Int>) -> Bool {
    guard !old.isEmpty, !new.isEmpty else { return false }
    let (old, new) = (stored.pieces(ofItems: old), query.pieces(ofItems: new))
    return query.places(of: stored.pieces[old].map(\.text), \.text).isEmpty
      && stored.places(of: query.pieces[new].map(\.text), \.text).isEmpty
      && repairName(old, new)
  }

  /// Whether two edits have a piece of the translation in common.
  private var haveOverlap: Bool {
    let places = edits.map(\.pieces).sorted { $0.lowerBound < $1.lowerBound }
    return zip(places, places.dropFirst()).contains { $0.overlaps($1) }
  }

  /// The translation with all edits; `nil` if they change nothing or overlap.
  private mutating func result(isComplete: Bool) -> Repair? {
    guard edits.contains(where: { target.written($0.pieces) != $0.text }), !haveOverlap else {
      return nil
    }
    edits.sort { $0.pieces.lowerBound < $1.pieces.lowerBound }
    var text: [UInt8] = []
    var spans: [Repair.Span] = []
    let bytes = Array(target.text.utf8)
    var end = 0
    for edit in edits {
      let range = taken(by: edit)
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
    return Repair(
      text: String(decoding: text, as: UTF8.self), spans: spans, isComplete: isComplete)
  }

  /// The bytes of the translation that an edit takes: where nothing takes their place, the blank between
  /// them and the text, too.
  private func taken(by edit: Edit) -> Range<Int> {
    let range = target.bytes(edit.pieces)
    guard edit.text.isEmpty else { return range }
    let (before, after) = (edit.pieces.lowerBound - 1, edit.pieces.upperBound)
    if before < 0, after < target.pieces.count {
      return range.lowerBound..<target.pieces[after].range.lowerBound
    }
    if after == target.pieces.count, before >= 0 {
      return target.pieces[before].range.upperBound..<range.upperBound
    }
    return range
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

extension WrittenValue {
  /// Whether it is a number that looks like a year.
  fileprivate var isYear: Bool {
    parts.count == 1 && parts[0].written.utf8.count == 4
      && (1000..<2100).contains(Int(parts[0].written) ?? 0)
  }
}
