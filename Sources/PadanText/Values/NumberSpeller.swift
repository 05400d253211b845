import PadanLanguage

/// Writes numbers in words, by the words with which a language reads them.
///
///     NumberSpeller(conventions, forms).cardinal(25)  // "dua puluh lima", "twenty-five"
///
/// What it writes is read again, and nothing is written that reads as another number.
struct NumberSpeller: Sendable {
  private let numbers: NumberReader
  private let conventions: NumberConventions
  private let forms: WritingForms
  private var units: [Int: String] = [:]
  private var wholes: [Int: String] = [:]
  private var powers: [(power: Int, word: String)] = []
  private var ones: [Int: String] = [:]
  private var teen: String?
  private var tens: String?
  private var hundreds: String?

  init(_ numbers: NumberReader, _ forms: WritingForms) {
    self.numbers = numbers
    self.forms = forms
    conventions = numbers.conventions
    // Of several words for the same, that which is written after digits, and then the first by letters.
    let written = Set(forms.scale.map(\.word))
    let sorted = conventions.parts.sorted {
      (written.contains($1.key) ? 0 : 1, $1.key) < (written.contains($0.key) ? 0 : 1, $0.key)
    }
    for (word, part) in sorted {
      switch part {
      case .unit(let value): units[value] = word
      case .whole(let value, _): wholes[value] = word
      case .teen: teen = word
      case .times(10): tens = word
      case .times(100): hundreds = word
      case .times: break
      case .power(let power):
        powers.removeAll { $0.power == power }
        powers.append((power, word))
      case .one(let power): if forms.oneWords.contains(word) { ones[power] = word }
      }
    }
    powers.sort { $0.power > $1.power }
  }

  /// A number in words; `nil` if the language has no words for it.
  func cardinal(_ number: Int) -> String? {
    guard let text = words(number)?.joined(separator: " ").replacing("- ", with: "-"),
      read(text).map({ $0.value == number && !$0.isOrdinal }) ?? false
    else { return nil }
    return text
  }

  /// An ordinal number in words; `nil` if the language has no words for it.
  func ordinal(_ number: Int) -> String? {
    guard let cardinal = cardinal(number) else { return nil }
    if let word = forms.ordinalWords[cardinal] { return word }
    if let prefix = conventions.ordinalPrefixes.first {
      return isOrdinal(prefix + cardinal, number) ? prefix + cardinal : nil
    }
    let last = cardinal.split { $0 == " " || $0 == "-" }.last.map(String.init) ?? ""
    guard let part = conventions.parts[last],
      let word = conventions.ordinals.filter({ $0.value == part }).map(\.key).min()
    else { return nil }
    let text = cardinal.dropLast(last.count) + word
    return isOrdinal(String(text), number) ? String(text) : nil
  }

  private func read(_ text: String) -> SpelledNumber? {
    let words = TextPiece.pieces(of: text).map(\.folded)
    return numbers.number(at: 0, in: words).flatMap { $0.count == words.count ? $0 : nil }
  }

  private func isOrdinal(_ text: String, _ number: Int) -> Bool {
    read(text).map { $0.isOrdinal && $0.value == number } ?? false
  }

  private func words(_ number: Int) -> [String]? {
    guard number >= 1000 else { return group(number) }
    for (power, word) in powers {
      let unit = (0..<power).reduce(1) { value, _ in value * 10 }
      let (count, rest) = number.quotientAndRemainder(dividingBy: unit)
      guard count > 0 else { continue }
      guard count < 1000, let group = group(count), let others = rest == 0 ? [] : words(rest) else {
        return nil
      }
      return (count == 1 ? ones[power].map { [$0] } ?? group + [word] : group + [word]) + others
    }
    return nil
  }

  /// The words of a number below 1000.
  private func group(_ number: Int) -> [String]? {
    let (count, rest) = number.quotientAndRemainder(dividingBy: 100)
    guard count > 0 else { return below100(number) }
    guard let others = rest == 0 ? [] : below100(rest) else { return nil }
    if count == 1, let word = wholes[100] { return [word] + others }
    guard let unit = units[count], let hundreds else { return nil }
    return [unit, hundreds] + others
  }

  private func below100(_ number: Int) -> [String]? {
    if let word = units[number] ?? wholes[number] { return [word] }
    let (count, unit) = number.quotientAndRemainder(dividingBy: 10)
    guard let last = unit == 0 ? "" : units[unit] else { return nil }
    if count == 1 { return teen.map { [last, $0] } }
    if let word = wholes[count * 10] {
      // The blank behind the hyphen goes when the words are joined.
      return [word + (conventions.joins["-"] == nil ? "" : "-"), last]
    }
    guard let first = units[count], let tens else { return nil }
    return [first, tens] + (unit == 0 ? [] : [last])
  }
}
