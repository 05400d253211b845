import PadanLanguage

extension WritingForms {
  /// The hours in which a word for a part of the day is said, 0..<24; empty if it is none.
  private func hours(of word: String) -> Range<Int> {
    guard let first = dayParts.first(where: { $0.word == word })?.hour else { return 0..<0 }
    return first..<(dayParts.map(\.hour).filter { $0 > first }.min() ?? 24)
  }

  /// The hour of the day that a number on a dial means beside a word: 20 for 8 *malam*, 0 for 12 a.m.
  func hour(_ hour: Int, in dayPart: String) -> Int {
    let hours = hours(of: TextForm.folded(dayPart))
    guard 1...12 ~= hour, !hours.isEmpty else { return hour }
    // A part of the day has no sharp ends: *6 sore* is after it, *1 malam* is after midnight.
    func distance(_ hour: Int) -> Int {
      if hours.contains(hour) { return 0 }
      return min((hours.lowerBound - hour + 24) % 24, (hour - hours.upperBound + 25) % 24)
    }
    let (early, late) = (hour % 12, hour % 12 + 12)
    return distance(early) < distance(late) ? early : late
  }

  /// The word for the part of the day of an hour, written like another one; `nil` if none is known.
  ///
  ///     forms.dayPart(at: 9, like: "p.m.")  // "a.m."
  func dayPart(at hour: Int, like word: String) -> String? {
    let folded = TextForm.folded(word)
    if hours(of: folded).contains(hour) { return word }
    let points = folded.filter { $0 == "." }.count
    let words = dayParts.map(\.word).filter { hours(of: $0).contains(hour) }
    guard let found = words.first(where: { $0.filter { $0 == "." }.count == points }) else {
      return nil
    }
    return word == word.uppercased() ? found.uppercased() : found
  }
}
