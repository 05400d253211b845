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
    return ValueComparison(pair).findings.filter { areKnown || $0.isSure }.map(\.finding)
  }
}

/// The values of a pair without an equal one on the other side.
private struct ValueComparison {
  private typealias Value = ComparedValue

  private let pair: CheckedPair
  private let sources: [Value]
  private let targets: [Value]

  init(_ pair: CheckedPair) {
    self.pair = pair
    let (sources, targets) = (pair.source.values, pair.target.values)
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    // The likeliest values first, then all possible ones, and words that need not be numbers last.
    let rounds: [(Value, Value) -> Bool] = [
      { $0.kind == $1.kind && $0.values[0] == $1.values[0] },
      { $0.values[0] == $1.values[0] },
      { !$0.isVague && !$1.isVague && $0.mayEqual($1) },
      { $0.mayEqual($1) },
    ]
    if !sources.isEmpty, !targets.isEmpty {
      for areEqual in rounds {
        for source in sources.indices where partner[source] == nil {
          let target = targets.indices.first {
            !taken.contains($0) && areEqual(sources[source], targets[$0])
          }
          if let target {
            partner[source] = target
            taken.insert(target)
          }
        }
      }
    }
    // One side may repeat what the other says once.
    let (known, knownTargets) = (
      partner.keys.map { sources[$0] }, taken.map { targets[$0] }
    )
    self.sources = sources.indices.filter { place in
      partner[place] == nil && !knownTargets.contains { sources[place].mayEqual($0) }
    }.map { sources[$0] }
    self.targets = targets.indices.filter { place in
      !taken.contains(place) && !known.contains { targets[place].mayEqual($0) }
    }.map { targets[$0] }
  }

  /// What is found, and whether it is one value against another of the same form.
  var findings: [(finding: PairFinding, isSure: Bool)] {
    var findings: [(finding: PairFinding, isSure: Bool)] = []
    let sources = stated(self.sources, in: pair.source, missingIn: pair.target)
    let targets = stated(self.targets, in: pair.target, missingIn: pair.source)
    func add(_ kind: PairFinding.Kind?, _ certainty: Double, _ first: [Value], _ second: [Value]) {
      let kind = kind ?? Self.kind(of: first + second)
      let finding = PairFinding(
        kind, certainty: certainty, source: first.map { pair.source.place($0.shown) },
        target: second.map { pair.target.place($0.shown) },
        detail: "\(pair.source.list(first)) · \(pair.target.list(second))")
      findings.append((finding, Self.haveOneForm(first, second)))
    }
    if !sources.isEmpty, !targets.isEmpty {
      let hasDigits = [sources, targets].allSatisfy { $0.contains { $0.kind == .digits } }
      let isOneToOne = sources.count == targets.count
      add(nil, hasDigits ? (isOneToOne ? 0.95 : 0.85) : 0.8, sources, targets)
    } else if !sources.isEmpty || !targets.isEmpty {
      let lone = sources + targets
      let hasOther = (sources.isEmpty ? self.sources : self.targets).contains { $0.kind == .vague }
      let isCounted = lone.contains { $0.kind == .digits }
      add(nil, isCounted ? (hasOther ? 0.6 : 0.7) : hasOther ? 0.5 : 0.4, sources, targets)
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
      findings.append((swapped(scores.0[0], scores.1[0]), true))
    }
    let shares = (self.sources.filter(\.isShare), self.targets.filter(\.isShare))
    if shares.0.count == 1, shares.1.count == 1, self.sources.count == 1, self.targets.count == 1 {
      add(.number, 0.8, shares.0, shares.1)
    }
    let currencies = [pair.source.values, pair.target.values].map {
      $0.filter { $0.kind == .currency }
    }
    if !currencies[0].isEmpty, !currencies[1].isEmpty,
      !currencies[0].contains(where: { first in currencies[1].contains { first.mayEqual($0) } })
    {
      add(.amount, 0.9, currencies[0], currencies[1])
    }
    return findings
  }

  /// The finding about two numbers that stand in the other order. Of a result that may be right: *lost 1-3* is
  /// *beaten 3-1*.
  private func swapped(_ source: Score, _ target: Score) -> PairFinding {
    PairFinding(
      .number, certainty: 0.4, source: [pair.source.place(source.range)],
      target: [pair.target.place(target.range)],
      detail: "\(pair.source.written(pair.source.place(source.range))) · "
        + pair.target.written(pair.target.place(target.range)))
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
      values.contains(where: \.isYear) ? other.relativeYearCount - side.relativeYearCount : 0
    return values.filter { value in
      guard value.isNumber else { return false }
      if value.kind == .spelled { return !other.folded.contains(TextForm.folded(value.written)) }
      guard value.isYear, implied > 0 else { return true }
      implied -= 1
      return false
    }
  }

  /// What values without a partner are: most are of a kind that they show.
  private static func kind(of values: [Value]) -> PairFinding.Kind {
    if values.contains(where: \.isAmount) { return .amount }
    let isDate = values.contains { $0.isDate || $0.isYear }
    return isDate ? .date : .number
  }
}

/// Two numbers joined by a dash: a result or a range.
private struct Score {
  var values: [String]
  var range: Range<Int>
}

extension CheckedPair.Side {
  /// The numbers that are joined by dashes in twos, but for equal ones.
  fileprivate var scores: [Score] {
    zip(values, values.dropFirst()).compactMap { first, second in
      let end = place(first.range).upperBound
      guard first.kind == .digits, second.kind == .digits, !first.isDate, !second.isDate,
        end + 1 == place(second.range).lowerBound, "-–".unicodeScalars.contains(scalars[end]),
        first.values[0] != second.values[0]
      else { return nil }
      return Score(
        values: [first.values[0], second.values[0]],
        range: first.range.lowerBound..<second.range.upperBound)
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
}

extension ComparedValue {
  fileprivate var isVague: Bool { kind == .vague }
  /// Its place with what beside it changes it.
  fileprivate var shown: Range<Int> { fullRange ?? range }
  /// Its digits without marks, as written.
  fileprivate var digits: String { written.filter { $0.isASCII && $0.isNumber } }
  /// Whether the other text must have it, too.
  fileprivate var isNumber: Bool { kind == .digits || kind == .spelled }
  /// Whether it looks like a year.
  fileprivate var isYear: Bool {
    written.utf8.count == 4 && Int(written).map { (1000..<2100).contains($0) } ?? false
  }
}
