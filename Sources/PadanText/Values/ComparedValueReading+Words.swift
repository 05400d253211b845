import PadanLanguage
import PadanModel

/// Numbers in words, and words that name a value.
extension ComparedValueReading {
  mutating func readWords(from leastSpelled: Int) {
    var index = 0
    while index < tokens.count {
      guard !isTaken[index], tokens[index].kind != .number else {
        index += 1
        continue
      }
      let phrase = words.notNumbers.phrase(at: index, in: folded) { tokens[$0].kind == .number }
      if let phrase {
        index += phrase.count
        continue
      }
      let percent = reader.percentCount(at: index, in: folded)
      if percent > 0 {
        let range = tokens[index].range.lowerBound..<tokens[index + percent - 1].range.upperBound
        values.append(
          ComparedValue(kind: .percent, values: ["%"], written: written(range), range: range))
        index += percent
        continue
      }
      if let (value, count) = spelled(at: index, from: leastSpelled) {
        values.append(value)
        index += count
        continue
      }
      if let value = named(at: index) { values.append(value) }
      index += 1
    }
  }

  /// A number in words that begins at a token, and the number of its tokens.
  private func spelled(at start: Int, from leastSpelled: Int) -> (ComparedValue, Int)? {
    var end = start
    var number: Double?
    var isOrdinal = false
    var isShare = false
    var extra: [String] = []
    if let found = reader.number(at: start, in: folded) {
      number = Double(found.value)
      isOrdinal = found.isOrdinal
      end = start + found.count
      if isOrdinal, let share = words.parts[word(end - 1)], found.count == 1 {
        extra.append(Self.text(share))
      }
    } else if reader.conventions.articles.contains(word(start)) {
      end = start + 1
    }
    let hyphen = word(end) == "-" ? 1 : 0
    if !isOrdinal, end > start, let part = words.parts[word(end + hyphen)] {
      // *two thirds*, *a quarter*; but *eight quarters* may be two years
      if let count = number, let span = span(count, word(end + hyphen)) {
        extra += [Self.text(count), span]
      }
      // *A third party* may be the third one.
      if number == nil, let ordinal = reader.number(at: end + hyphen, in: folded) {
        extra.append(String(ordinal.value))
      }
      number = (number ?? 1) * part
      (end, isShare) = (end + hyphen + 1, true)
    } else if !isOrdinal, let (fraction, after) = fraction(at: end, follows: number != nil) {
      number = (number ?? 0) + fraction
      (end, isShare) = (after, true)
    } else if number == nil {
      // *an hour and a half*
      guard end > start, let unit = span(1, word(end)) else { return nil }
      guard let (fraction, after) = fraction(at: end + 1, follows: true) else { return nil }
      let range = tokens[start].range.lowerBound..<tokens[after - 1].range.upperBound
      let values = [Self.text(1 + fraction), span(1 + fraction, word(end)) ?? unit]
      return (
        ComparedValue(kind: .vague, values: values, written: written(range), range: range),
        after - start
      )
    }
    guard var value = number else { return nil }
    var isLarge = false
    if isShare, let (power, after) = power(at: end) {
      value *= power
      (end, isLarge) = (after, true)
    }
    var values = [Self.text(value)] + extra
    if end == start + 1 { values += words.likeNumbers[word(start)] ?? [] }
    // Three quarters are 75 per cent.
    if isShare, value < 1 { values.append(Self.text(100 * value)) }
    let unitStart =
      reader.conventions.articles.contains(word(end))
      ? end + 1
      : words.of.contains(word(end)) && reader.conventions.articles.contains(word(end + 1))
        ? end + 2 : word(end) == "-" ? end + 1 : end
    if let span = span(value, word(unitStart)) {
      values.append(span)
      if let (fraction, _) = fraction(at: unitStart + 1, follows: true),
        let longer = self.span(value + fraction, word(unitStart))
      {
        values += [Self.text(value + fraction), longer]
      }
    }
    if isOrdinal || !isShare, let century = century(Int(value), from: start, to: end) {
      values.append(century)
    }
    let range = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
    let isVague =
      isShare ? !isLarge : isOrdinal || Int(value) < leastSpelled
    var result = ComparedValue(
      kind: isVague ? .vague : .spelled, values: values, written: written(range), range: range)
    result.isShare = isShare
    if let code = words.currencies[word(end)] {
      result.isAmount = true
      result.values.append("\(values[0]) \(code)")
    }
    return (result, end - start)
  }

  /// A share that is added to a number: `and a half`, `setengah`; with the place behind it.
  private func fraction(at start: Int, follows: Bool) -> (Double, Int)? {
    var index = start
    if follows {
      while reader.conventions.joins[word(index)] != nil { index += 1 }
      if reader.conventions.articles.contains(word(index)) { index += 1 }
      if word(index) == "-" { index += 1 }
    }
    return words.fractions[word(index)].map { ($0, index + 1) }
  }

  /// A power of ten, or a dozen, of which a share is said: `a million`, `juta`, `of a million`.
  private func power(at start: Int) -> (Double, Int)? {
    var index = start
    if words.of.contains(word(index)) || word(index) == "-" { index += 1 }
    if reader.conventions.articles.contains(word(index)) { index += 1 }
    switch reader.conventions.parts[word(index)] {
    case .power(let power): return ((0..<power).reduce(1) { value, _ in value * 10 }, index + 1)
    case .times(let factor): return (Double(factor), index + 1)
    default: return nil
    }
  }

  /// The years of a century that is named in words.
  private func century(_ number: Int, from start: Int, to end: Int) -> String? {
    guard (2...30).contains(number),
      words.centuries.contains(word(start - 1)) || words.centuries.contains(word(end))
    else { return nil }
    return "\((number - 1) * 100)s"
  }

  /// A month, a day of the week, a Roman number or a word like a number.
  private func named(at index: Int) -> ComparedValue? {
    let token = tokens[index]
    func value(
      _ kind: ComparedValue.Kind, _ values: [String], isDate: Bool = false
    ) -> ComparedValue {
      ComparedValue(
        kind: kind, values: values, written: token.text, range: token.range, isDate: isDate)
    }
    if token.isCapitalized || !words.hasCapitalNames {
      if let month = reader.month(ofWord: token.folded) {
        return value(.month, [month], isDate: true)
      }
      if let day = words.weekdays[token.folded] {
        return value(.weekday, ["weekday \(day)"], isDate: true)
      }
      if let roman = roman(at: index) { return value(.vague, [String(roman)]) }
    }
    return words.likeNumbers[token.folded].map { value(.vague, $0) }
  }

  /// The value of a Roman number in capital letters; `nil` for any other word. A single letter must follow a
  /// word (*Phase V*) and be none itself.
  private func roman(at index: Int) -> Int? {
    let text = tokens[index].text
    let digits: [UInt8: Int] = [
      UInt8(ascii: "I"): 1, UInt8(ascii: "V"): 5, UInt8(ascii: "X"): 10, UInt8(ascii: "L"): 50,
    ]
    let values = text.utf8.compactMap { digits[$0] }
    guard values.count == text.utf8.count, (1...6).contains(values.count) else { return nil }
    if values.count == 1 {
      guard values[0] < 50, index > 0, tokens[index - 1].kind == .word,
        !words.letterWords.contains(folded[index])
      else { return nil }
    }
    return values.indices.reduce(0) { sum, place in
      let next = place + 1 < values.count ? values[place + 1] : 0
      return sum + (values[place] < next ? -values[place] : values[place])
    }
  }

  /// A number as `NumberReader` writes it, with at most four decimals.
  static func text(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}
