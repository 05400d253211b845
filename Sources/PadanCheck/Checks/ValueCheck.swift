import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Compares numbers, amounts, dates and times by their values.
  ///
  /// Where the words of a language for numbers are not known, a number may not have been found at all. Then only
  /// one value against another of the same form is told: numbers of as many digits, numbers in millions or the
  /// like, months, days of the week.
  static let values = PairCheck(.number, .amount, .date) { pair, context in
    let areKnown = context.source.knowsNumberWords && context.target.knowsNumberWords
    return ValueComparison(pair, context).findings.filter { areKnown || $0.isSure }.map(\.finding)
  }
}

/// The values of a pair without an equal one on the other side.
private struct ValueComparison {
  private typealias Value = ComparedValue

  private let pair: CheckedPair
  private let sources: [Value]
  private let targets: [Value]

  init(_ pair: CheckedPair, _ context: CheckContext) {
    self.pair = pair
    let (sources, targets) = (pair.source.values, pair.target.values)
    var taken = (sources: Set<Int>(), targets: Set<Int>())
    // The likeliest values first, then all possible ones, and words that need not be numbers last.
    let rounds: [(Value) -> [Key]] = [
      { [Key(kind: $0.kind, value: $0.values[0])] },
      { [Key(value: $0.values[0])] },
      { $0.isVague ? [] : $0.values.map { Key(value: $0) } },
      { $0.values.map { Key(value: $0) } },
    ]
    if !sources.isEmpty, !targets.isEmpty {
      for keys in rounds {
        var places: [Key: ArraySlice<Int>] = [:]
        for (target, value) in targets.enumerated() where !taken.targets.contains(target) {
          for key in Set(keys(value)) { places[key, default: []].append(target) }
        }
        for (source, value) in sources.enumerated() where !taken.sources.contains(source) {
          let firsts = keys(value).compactMap { key in
            // What is taken stays so: each place is passed over once.
            while let first = places[key]?.first, taken.targets.contains(first) {
              places[key]?.removeFirst()
            }
            return places[key]?.first
          }
          guard let target = firsts.min() else { continue }
          taken.sources.insert(source)
          taken.targets.insert(target)
        }
      }
    }
    // One side may repeat what the other says once.
    func rest(_ values: [Value], _ taken: Set<Int>, but known: Set<String>) -> [Value] {
      values.indices.filter { !taken.contains($0) && known.isDisjoint(with: values[$0].values) }
        .map { values[$0] }
    }
    let known = Set(taken.sources.flatMap { sources[$0].values })
    let knownTargets = Set(taken.targets.flatMap { targets[$0].values })
    let (lone, loneTargets) = (
      rest(sources, taken.sources, but: knownTargets), rest(targets, taken.targets, but: known)
    )
    let converted = Self.converted(lone, loneTargets, pair, context)
    self.sources = lone.filter { !converted.sources.contains($0.range) }
    self.targets = loneTargets.filter { !converted.targets.contains($0.range) }
  }

  /// With more values without a partner than this, they are not looked at once more.
  private static let mostConverted = 16

  /// Whether a source writes thousands as the target's language does, not its own: Indonesian `100,000`. The same
  /// figures in English are right.
  private static func breaksConvention(_ source: Value, beside target: Value) -> Bool {
    guard source.kind == .digits, target.kind == .digits, source.written == target.written,
      source.written.hasSuffix("000"), let number = Int(source.values[0])
    else { return false }
    return Int(target.values[0]).map { $0 == 1000 * number } ?? false
  }

  /// The places of numbers that say one measure in two units, and of those that the source alone writes wrongly.
  private static func converted(
    _ sources: [Value], _ targets: [Value], _ pair: CheckedPair, _ context: CheckContext
  ) -> (sources: Set<Range<Int>>, targets: Set<Range<Int>>) {
    var places = (sources: Set<Range<Int>>(), targets: Set<Range<Int>>())
    guard !sources.isEmpty, !targets.isEmpty, sources.count + targets.count <= mostConverted else {
      return places
    }
    func measures(_ values: [Value], _ side: CheckedPair.Side, _ context: CheckContext.Side)
      -> [(measure: (number: Double, units: Set<String>), range: Range<Int>)]
    {
      values.compactMap { value in
        guard value.isNumber, let number = Double(value.values[0]),
          let unit = side.unit(behind: value, context)
        else { return nil }
        return ((number, unit.units), value.range)
      }
    }
    for source in sources {
      if let target = targets.first(where: { breaksConvention(source, beside: $0) }) {
        places.sources.insert(source.range)
        places.targets.insert(target.range)
      }
    }
    let others = measures(targets, pair.target, context.target)
    guard !others.isEmpty else { return places }
    for source in measures(sources, pair.source, context.source) {
      let target = others.first {
        !places.targets.contains($0.range) && UnitScale.areEqual(source.measure, $0.measure)
      }
      guard let target else { continue }
      places.sources.insert(source.range)
      places.targets.insert(target.range)
    }
    return places
  }

  /// By what values are paired.
  private struct Key: Hashable {
    /// The kind; `nil` if it does not matter.
    var kind: Value.Kind?
    var value: String
  }

  /// What is found, and whether it is one value against another of the same form.
  var findings: [(finding: PairFinding, isSure: Bool)] {
    var findings: [(finding: PairFinding, isSure: Bool)] = []
    var sources = stated(self.sources, in: pair.source, missingIn: pair.target)
    var targets = stated(self.targets, in: pair.target, missingIn: pair.source)
    if areOneCode(sources, targets) { (sources, targets) = ([], []) }
    func add(_ kind: PairFinding.Kind?, _ certainty: Double, _ first: [Value], _ second: [Value]) {
      let kind = kind ?? self.kind(of: first, second)
      let finding = PairFinding(
        kind, certainty: certainty, source: first.map { pair.source.place($0.shown) },
        target: second.map { pair.target.place($0.shown) },
        detail: "\(pair.source.list(first)) · \(pair.target.list(second))")
      findings.append((finding, Self.haveOneForm(first, second)))
    }
    func addLone(_ first: [Value], _ second: [Value]) {
      let lone = first + second
      let hasOther = (first.isEmpty ? self.sources : self.targets).contains { $0.kind == .vague }
      let isCounted = lone.contains { $0.kind == .digits }
      add(nil, isCounted ? (hasOther ? 0.6 : 0.7) : hasOther ? 0.5 : 0.4, first, second)
    }
    if sources.isEmpty != targets.isEmpty {
      addLone(sources, targets)
    } else if areYearAndAmount(sources, targets) {
      addLone(sources, [])
      addLone([], targets)
    } else if !sources.isEmpty {
      let hasDigits = [sources, targets].allSatisfy { $0.contains { $0.kind == .digits } }
      let isOneToOne = sources.count == targets.count
      add(nil, hasDigits ? (isOneToOne ? 0.95 : 0.85) : 0.8, sources, targets)
    }
    for kind in [Value.Kind.month, .weekday] {
      let (first, second) = (
        self.sources.filter { $0.kind == kind }, self.targets.filter { $0.kind == kind }
      )
      if !first.isEmpty, !second.isEmpty { add(.date, 0.9, first, second) }
    }
    let scores = (pair.source.scores, pair.target.scores)
    if scores.0.count == 1, scores.1.count == 1, self.sources.isEmpty, self.targets.isEmpty,
      scores.0[0].values == scores.1[0].values.reversed()
    {
      findings.append((swapped(scores.0[0], scores.1[0], Self.scoreCertainty), true))
    }
    let ranges = Dictionary(pair.target.ranges.map { ($0.values, $0) }) { first, _ in first }
    for source in pair.source.ranges where ranges[source.values] == nil {
      guard let target = ranges[source.values.reversed()] else { continue }
      findings.append((swapped(source, target, Self.rangeCertainty), true))
    }
    let shares = (self.sources.filter(\.isShare), self.targets.filter(\.isShare))
    if shares.0.count == 1, shares.1.count == 1, self.sources.count == 1, self.targets.count == 1 {
      add(.number, 0.8, shares.0, shares.1)
    }
    let currencies = [pair.source.values, pair.target.values].map {
      $0.filter { $0.kind == .currency }
    }
    if !currencies[0].isEmpty, !currencies[1].isEmpty,
      Set(currencies[0].flatMap(\.values)).isDisjoint(with: currencies[1].flatMap(\.values))
    {
      add(.amount, 0.9, currencies[0], currencies[1])
    }
    return findings
  }

  /// How sure it is that the numbers of a result stand in the wrong order. They may be right: *lost 1-3* is
  /// *beaten 3-1*.
  private static let scoreCertainty = 0.4
  /// How sure it is where both sides say *from* the one *to* the other.
  private static let rangeCertainty = 0.85

  /// The finding about two numbers that stand in the other order.
  private func swapped(_ source: NumberPair, _ target: NumberPair, _ certainty: Double)
    -> PairFinding
  {
    let places = (pair.source.place(source.range), pair.target.place(target.range))
    return PairFinding(
      .number, certainty: certainty, source: [places.0], target: [places.1],
      detail: "\(pair.source.written(places.0)) · \(pair.target.written(places.1))")
  }

  /// Whether both sides have one value, both of the same form.
  private static func haveOneForm(_ sources: [Value], _ targets: [Value]) -> Bool {
    guard sources.count == 1, targets.count == 1, sources[0].kind == targets[0].kind else {
      return false
    }
    switch sources[0].kind {
    case .month, .weekday: return true
    case .digits:
      let forms = (DigitForm(sources[0]), DigitForm(targets[0]))
      return forms.0 == forms.1 && forms.0 != .other && sources[0].digits != targets[0].digits
        || forms.0 == .scaled && forms.1 == .scaled
    default: return false
    }
  }

  /// What can be told of a number without knowing the words around it.
  private enum DigitForm: Equatable {
    /// A whole number of so many digits, grouped or not.
    case whole(Int)
    /// A number with a fraction: digits before the mark and after it.
    case fraction(Int, Int)
    /// A number in thousands, millions or the like.
    case scaled
    case other

    init(_ value: Value) {
      let digits = value.digits
      let parts = value.written.split { !$0.isASCII || !$0.isNumber }
      if value.written.contains(where: \.isLetter) {
        self = .scaled
      } else if digits.count == value.written.unicodeScalars.count
        || value.values[0] == digits && !value.isDate
      {
        self = .whole(digits.count)
      } else if parts.count == 2, !value.isDate, value.values[0].contains(".") {
        self = .fraction(parts[0].count, parts[1].count)
      } else {
        self = .other
      }
    }
  }

  /// The values without a partner that the other side must have, too. It may name a year by the present one
  /// (*last year*), each time one year, and have a number in words as it is, as part of a name.
  private func stated(
    _ values: [Value], in side: CheckedPair.Side, missingIn other: CheckedPair.Side
  ) -> [Value] {
    // Few pairs have a year without a partner.
    var implied =
      values.contains(where: side.isYear) ? other.relativeYearCount - side.relativeYearCount : 0
    let words = values.contains { $0.kind == .spelled } ? Set(other.folded) : []
    // The number of a list item has a bullet for it.
    let start = !values.isEmpty && other.startsWithBullet ? side.markerLength : 0
    return values.filter { value in
      guard value.isNumber, value.range.lowerBound >= start else { return false }
      if value.kind == .spelled { return !words.contains(TextForm.folded(value.written)) }
      if side.isCallingCode(value) { return false }
      guard side.isYear(value), implied > 0 else { return true }
      implied -= 1
      return false
    }
  }

  /// What values without a partner are: most are of a kind that they show.
  private func kind(of sources: [Value], _ targets: [Value]) -> PairFinding.Kind {
    if (sources + targets).contains(where: \.isAmount) { return .amount }
    let isDate =
      sources.contains { $0.isDate || pair.source.isYear($0) }
      || targets.contains { $0.isDate || pair.target.isYear($0) }
    return isDate ? .date : .number
  }

  /// Whether one side leaves a year out, and the other adds an amount. Neither stands for the other.
  private func areYearAndAmount(_ sources: [Value], _ targets: [Value]) -> Bool {
    func areYears(_ values: [Value], in side: CheckedPair.Side) -> Bool {
      !values.isEmpty && values.allSatisfy { side.isYear($0) && !$0.isAmount }
    }
    func areAmounts(_ values: [Value]) -> Bool {
      !values.isEmpty && values.allSatisfy(\.isAmount)
    }
    return areYears(sources, in: pair.source) && areAmounts(targets)
      || areAmounts(sources) && areYears(targets, in: pair.target)
  }

  /// Whether the values are the same digits, in other groups of a phone number or the like.
  private func areOneCode(_ sources: [Value], _ targets: [Value]) -> Bool {
    guard !sources.isEmpty, !targets.isEmpty, sources.count != targets.count else { return false }
    return sources.flatMap(\.digits) == targets.flatMap(\.digits)
      && (sources.allSatisfy(pair.source.isOfCode) || targets.allSatisfy(pair.target.isOfCode))
  }
}

/// Two numbers that belong together: a result, or a range.
private struct NumberPair {
  var values: [String]
  var range: Range<Int>
}

extension CheckedPair.Side {
  /// The numbers that are joined by dashes in twos, but for equal ones.
  fileprivate var scores: [NumberPair] {
    zip(values, values.dropFirst()).compactMap { first, second in
      let end = place(first.range).upperBound
      guard first.kind == .digits, second.kind == .digits, !first.isDate, !second.isDate,
        end + 1 == place(second.range).lowerBound, "-–".unicodeScalars.contains(scalars[end]),
        first.values[0] != second.values[0]
      else { return nil }
      return NumberPair(
        values: [first.values[0], second.values[0]],
        range: first.range.lowerBound..<second.range.upperBound)
    }
  }

  /// The most words between a number and the word that makes it part of a range.
  private static let rangeReach = 4

  /// The numbers that words join in twos, but for equal ones: *from 3 to 5*, *to 5 from 3*.
  fileprivate var ranges: [NumberPair] {
    guard folded.contains(where: { cues.ranges[$0] != nil }) else { return [] }
    let numbers = values.filter(\.isNumber)
    /// The first number behind a token, with the token behind it.
    func number(behind token: Int) -> (value: ComparedValue, next: Int)? {
      let end = tokens[token].range.upperBound
      let place = numbers.partitioningIndex { $0.range.lowerBound >= end }
      guard place < numbers.count else { return nil }
      let value = numbers[place]
      let start = tokens.partitioningIndex { $0.range.upperBound > value.range.lowerBound }
      guard start - token <= Self.rangeReach else { return nil }
      return (value, tokens.partitioningIndex { $0.range.lowerBound >= value.range.upperBound })
    }
    return folded.indices.compactMap { start in
      guard let ends = cues.ranges[folded[start]], let first = number(behind: start) else {
        return nil
      }
      let behind = folded[first.next...].prefix(Self.rangeReach).firstIndex(where: ends.contains)
      let before = folded[..<start].suffix(2 * Self.rangeReach).lastIndex(where: ends.contains)
      for end in [behind, before].compactMap(\.self) {
        guard let second = number(behind: end), second.value != first.value,
          end > start || second.next <= start, second.value.values[0] != first.value.values[0]
        else { continue }
        let places = [
          tokens[start].range, tokens[end].range, first.value.range, second.value.range,
        ]
        return NumberPair(
          values: [first.value.values[0], second.value.values[0]],
          range: places.map(\.lowerBound).min()!..<places.map(\.upperBound).max()!)
      }
      return nil
    }
  }

  /// Some values as the text has them, with what beside them changes them.
  fileprivate func list(_ values: [ComparedValue]) -> String {
    values.isEmpty ? "–" : values.map { written(place($0.shown)) }.joined(separator: ", ")
  }

  /// How often the text names a year by the present one.
  fileprivate var relativeYearCount: Int {
    folded.indices.count { place in
      cues.relativeYears.phrase(at: place, in: folded) { tokens[$0].kind == .number } != nil
    }
  }

  /// The scalars of the marker of a list item with which the text begins.
  fileprivate var markerLength: Int { ListMarker.split(variant.text).marker.unicodeScalars.count }

  /// Whether the text begins with the marker of a list item without a number.
  fileprivate var startsWithBullet: Bool {
    let marker = ListMarker.split(variant.text).marker
    return !marker.isEmpty && !marker.contains(where: \.isNumber)
  }

  /// Whether a value looks like a year, and is no group of a code.
  fileprivate func isYear(_ value: ComparedValue) -> Bool {
    value.written.utf8.count == 4 && Int(value.written).map { (1000..<2100).contains($0) } ?? false
      && !isOfCode(value)
  }

  /// Whether a value calls the country of a phone number: +62.
  fileprivate func isCallingCode(_ value: ComparedValue) -> Bool {
    let start = place(value.range).lowerBound
    return start > 0 && scalars[start - 1] == "+" && isOfCode(value)
  }

  /// Whether a value is a group of digits of a phone number, an ISBN or another code.
  ///
  /// Hyphens join the groups; after a plus or a zero also blanks and brackets.
  fileprivate func isOfCode(_ value: ComparedValue) -> Bool {
    let joined = groups(around: value, joinedBy: "-").groups
    if joined.count > 1, !Self.areYearsOrDate(joined) { return true }
    let spaced = groups(around: value, joinedBy: "- ()+")
    return spaced.groups.count > 1
      && (spaced.start == "+" || spaced.start == "0" && spaced.groups[0] > 2)
  }

  /// Whether groups of so many digits are a date or a range of years or less: 17-08-1945, 2019-20, 3-1.
  private static func areYearsOrDate(_ groups: [Int]) -> Bool {
    groups.allSatisfy { $0 <= 2 || $0 == 4 }
      && (groups.count == 2 || groups.count == 3 && groups.count { $0 == 4 } == 1)
  }

  /// How many scalars before a group of digits and behind it are looked at.
  private static let codeReach = 32

  /// The groups of digits to which a value belongs: how many digits each has, and the first digit or plus.
  private func groups(
    around value: ComparedValue, joinedBy marks: String
  ) -> (groups: [Int], start: Unicode.Scalar?) {
    let marks = Set(marks.unicodeScalars)
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    func belongs(_ scalar: Unicode.Scalar) -> Bool { isDigit(scalar) || marks.contains(scalar) }
    let range = place(value.range)
    let before = scalars[..<range.lowerBound].suffix(Self.codeReach).reversed()
      .prefix(while: belongs).reversed()
    let behind = scalars[range.lowerBound...].prefix(Self.codeReach).prefix(while: belongs)
    let run = before + behind
    return (
      run.split { !isDigit($0) }.map(\.count), run.first { isDigit($0) || $0 == "+" }
    )
  }
}

extension ComparedValue {
  fileprivate var isVague: Bool { kind == .vague }
  /// Its place with what beside it changes it.
  fileprivate var shown: Range<Int> { fullRange ?? range }
  /// Its digits without marks, as written.
  fileprivate var digits: String { written.filter { $0.isASCII && $0.isNumber } }
  /// Whether the other text must have it, too.
  fileprivate var isNumber: Bool { kind == .digits || kind == .spelled }
}
