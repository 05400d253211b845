import PadanLanguage
import PadanModel
import PadanText

// Numbers, amounts, dates and times.
extension DraftRepair {
  /// Repairs a value: where it stands in the translation, each part that differs is written anew.
  mutating func repair(_ old: WrittenValue, _ new: WrittenValue) -> Bool {
    var (old, new) = (old, new)
    if old.parts.count > 1 {
      let pairs = old.readings.flatMap { old in
        new.readings.filter {
          // In one text, dates in digits have one order.
          old.beginsWithMonth == nil || $0.beginsWithMonth == nil
            || old.beginsWithMonth == $0.beginsWithMonth
        }.map { (old, $0) }
      }
      let found = pairs.flatMap { old, new in counterparts(of: old).map { (old, new, $0) } }
      if found.count == 1 { return replaceParts(found[0].0, found[0].1, found[0].2.parts) }
      // What can be read in two ways is not told.
      if !found.isEmpty || pairs.count != 1 { return false }
      (old, new) = pairs[0]
    }
    let isDate = old.parts.contains { Self.dateFields.contains($0.field) }
    let parts = old.parts.indices.map { place in
      isDate ? counterpart(ofDatePart: place, in: old) : counterpart(ofPart: old.parts[place])
    }
    return replaceParts(old, new, parts)
  }

  private static let dateFields: Set<WrittenValue.Field> = [
    .weekday, .day, .lastDay, .month, .year,
  ]

  /// Replaces each part of a value that differs.
  ///
  /// - Parameter counterparts: The part of the translation for each part of the old value; `nil` where
  ///   there is none.
  private mutating func replaceParts(
    _ old: WrittenValue, _ new: WrittenValue,
    _ counterparts: [WrittenValue.Part?]
  ) -> Bool {
    for (place, part) in old.parts.enumerated() {
      // The parts of dates may stand in another order; those of ranges have the same field.
      let isDate = Self.dateFields.contains(part.field)
      let changed = isDate ? new.parts.first { $0.field == part.field } : new.parts[place]
      guard let changed, changed.field == part.field else { return false }
      if changed.value == part.value { continue }
      guard let model = counterparts[place],
        let text = repairer.writer.text(
          of: changed, like: model, where: part, among: target.parts,
          isPadded: isPadded(model, changed)),
        text != model.written,
        old.parts.count > 1 || agree(with: changed, in: model, where: part),
        replace(
          model.pieces, with: text, .value, Repair.Exchange(part.written, changed.written))
      else { return false }
    }
    return true
  }

  /// Whether days and months in digits have two of them where a part of the translation stands.
  private func isPadded(_ model: WrittenValue.Part, _ new: WrittenValue.Part) -> Bool {
    let readings = target.values.lazy.flatMap(\.readings)
    guard let value = readings.first(where: { $0.parts.contains(model) }) else { return false }
    let parts = value.parts.filter { [.day, .lastDay, .month].contains($0.field) }
      .filter { if case .digits = $0.form { true } else { false } }
    if parts.contains(where: { $0.written.hasPrefix("0") }) { return true }
    // Two digits each do not tell; so it is as in the query.
    let isOpen = parts.count > 1 && parts.allSatisfy { $0.written.utf8.count > 1 }
    return isOpen && new.written.hasPrefix("0")
  }

  // MARK: Counterparts

  /// The values of the translation with the same parts, if the stored source has one; their parts in the
  /// order of those of `value`. A date in digits counts once for each way to read it.
  private func counterparts(of value: WrittenValue) -> [WrittenValue] {
    func isSame(_ other: WrittenValue) -> Bool {
      guard other.fields == value.fields else { return false }
      return value.parts[0].field == .number
        ? zip(other.parts, value.parts).allSatisfy { $0.value == $1.value }
        : ordered(other, like: value) != nil
    }
    guard stored.values.filter({ $0.readings.contains(where: isSame) }).count == 1 else {
      return []
    }
    let found = target.values.flatMap(\.readings).filter(isSame)
    return value.parts[0].field == .number ? found : found.compactMap { ordered($0, like: value) }
  }

  /// A date with its parts in the order of another; `nil` if they differ in one.
  private func ordered(_ value: WrittenValue, like other: WrittenValue) -> WrittenValue? {
    let parts = other.parts.compactMap { part in
      value.parts.first { $0.field == part.field && $0.value == part.value }
    }
    return parts.count == other.parts.count ? WrittenValue(parts: parts) : nil
  }

  /// The part of the translation that has the value of a number, ordinal or time.
  private func counterpart(ofPart part: WrittenValue.Part) -> WrittenValue.Part? {
    only(target.parts, stored.parts) { $0.value == part.value && Self.isLike($0, part) }
      ?? only(target.parts, stored.parts) {
        $0.value == part.value && Self.isLike($0, part) && $0.unit == part.unit
      } ?? number(ofOrdinal: part)
  }

  /// The number in digits that stands in the translation for an ordinal in digits, as in *lantai 88* for
  /// the 88th floor.
  private func number(ofOrdinal part: WrittenValue.Part) -> WrittenValue.Part? {
    guard part.field == .ordinal, part.form != .words else { return nil }
    let number = only(target.parts, stored.parts) {
      $0.value == part.value && [.number, .ordinal].contains($0.field)
    }
    guard let number, case .digits = number.form else { return nil }
    return number
  }

  /// Whether two parts are of the same kind. A year in a date is a number beside one.
  private static func isLike(_ first: WrittenValue.Part, _ second: WrittenValue.Part) -> Bool {
    func kind(_ part: WrittenValue.Part) -> WrittenValue.Field {
      part.field == .year ? .number : part.field
    }
    return kind(first) == kind(second)
  }

  /// The only part of the translation with a property, if the stored source has only one, too.
  private func only(
    _ targets: [WrittenValue.Part], _ sources: [WrittenValue.Part],
    _ isMeant: (WrittenValue.Part) -> Bool
  ) -> WrittenValue.Part? {
    let found = targets.filter(isMeant)
    return found.count == 1 && sources.filter(isMeant).count == 1 ? found[0] : nil
  }

  /// The part of the translation that has a part of a date: in the date that shares the most with it
  /// and differs in nothing.
  private func counterpart(ofDatePart place: Int, in date: WrittenValue) -> WrittenValue.Part? {
    let part = date.parts[place]
    func shared(_ first: WrittenValue, _ second: WrittenValue) -> Int {
      first.parts.reduce(0) { count, part in
        second.parts.contains { $0.field == part.field && $0.value == part.value }
          ? count + 1 : count
      }
    }
    func common(_ first: WrittenValue, _ second: WrittenValue) -> Int {
      first.parts.filter { part in second.parts.contains { $0.field == part.field } }.count
    }
    func mayBe(_ other: WrittenValue, _ date: WrittenValue) -> Bool {
      other.parts.contains { $0.field == part.field && $0.value == part.value }
        && shared(other, date) == common(other, date)
    }
    let candidates = target.values.filter { mayBe($0, date) }
    let most = candidates.map { shared($0, date) }.max() ?? 0
    let best = candidates.filter { shared($0, date) == most }
    guard best.count == 1, stored.values.filter({ mayBe($0, best[0]) }).count == 1 else {
      return part.field == .year && best.isEmpty ? counterpart(ofPart: part) : nil
    }
    // A weekday beside a day that only the translation has would not fit the new date, and the reverse.
    let only = best[0].parts.filter { found in !date.parts.contains { $0.field == found.field } }
    if only.contains(where: { $0.field == .weekday || $0.field == .day }) { return nil }
    return best[0].parts.first { $0.field == part.field }
  }

  // MARK: Agreement

  /// Lets the noun after a number agree with it, where the number becomes 1 or ceases to be it; `false`
  /// if it is not known how. Of a language without data, CLDR tells which numbers have the same plural.
  private mutating func agree(
    with new: WrittenValue.Part, in model: WrittenValue.Part, where old: WrittenValue.Part
  ) -> Bool {
    let profile = repairer.profiles.target
    let forms = profile.forms
    if !profile.hasOwnNumbers, model.field == .number {
      let next = model.pieces.upperBound
      return !target.pieces.indices.contains(next) || target.pieces[next].kind != .letters
        || PluralForms.areSame(old.value, new.value, in: profile.language)
    }
    guard !forms.measures.isEmpty, model.field == .number, model.unit == .other,
      (old.value == "1") != (new.value == "1")
    else { return true }
    let around =
      max(
        0, model.pieces.lowerBound - 4)..<min(
        target.pieces.count, model.pieces.upperBound + 6)
    if target.pieces[around].contains(where: { forms.agreementWords.contains($0.folded) }) {
      return false
    }
    let start = model.pieces.upperBound
    guard start < target.pieces.count, target.pieces[start].kind == .letters else { return true }
    let nouns = old.value == "1" ? forms.measures : forms.singularMeasures
    for count in [2, 1] where start + count <= target.pieces.count {
      let range = start..<start + count
      let word = target.written(range)
      guard let form = nouns[word] else { continue }
      return form == word
        || replace(
          range, with: form, .agreement, Repair.Exchange(old.written, new.written))
    }
    return profile.functionWords.contains(target.pieces[start].folded)
  }
}
