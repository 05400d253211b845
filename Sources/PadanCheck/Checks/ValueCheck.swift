import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Compares numbers, amounts, dates and times by their values.
  ///
  /// Where the words of a language for numbers are not known, a number may be more than its digits say
  /// (*3 Billionen*, 50万), or may not have been found at all. Then only one number against another of as many
  /// digits is told.
  static let values = PairCheck(.number, .amount, .date) { pair, context in
    let areKnown = context.source.knowsNumberWords && context.target.knowsNumberWords
    return ValueComparison(pair).findings.filter { areKnown || $0.comparesDigits }.map(\.finding)
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

  /// What is found, and whether it is one number against another of as many digits.
  var findings: [(finding: PairFinding, comparesDigits: Bool)] {
    var findings: [(finding: PairFinding, comparesDigits: Bool)] = []
    let sources = stated(self.sources, in: pair.source, missingIn: pair.target)
    let targets = stated(self.targets, in: pair.target, missingIn: pair.source)
    func add(_ kind: PairFinding.Kind?, _ certainty: Double, _ first: [Value], _ second: [Value]) {
      let kind = kind ?? Self.kind(of: first + second)
      let finding = PairFinding(
        kind, certainty: certainty, source: first.map { pair.source.place($0.range) },
        target: second.map { pair.target.place($0.range) }, detail: Self.detail(first, second))
      findings.append((finding, Self.haveAsManyDigits(first, second)))
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

  /// Whether both sides have one number, in digits alone and of the same length.
  private static func haveAsManyDigits(_ sources: [Value], _ targets: [Value]) -> Bool {
    guard sources.count == 1, targets.count == 1 else { return false }
    let written = [sources[0].written, targets[0].written]
    return written[0].utf8.count == written[1].utf8.count
      && written.allSatisfy { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
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

  /// What stands on the two sides.
  private static func detail(_ sources: [Value], _ targets: [Value]) -> String {
    func list(_ values: [Value]) -> String {
      values.isEmpty ? "–" : values.map(\.written).joined(separator: ", ")
    }
    return "\(list(sources)) · \(list(targets))"
  }
}

extension CheckedPair.Side {
  /// How often the text names a year by the present one.
  fileprivate var relativeYearCount: Int {
    folded.indices.count { place in
      cues.relativeYears.phrase(at: place, in: folded) { tokens[$0].kind == .number } != nil
    }
  }
}

extension ComparedValue {
  fileprivate var isVague: Bool { kind == .vague }
  /// Whether the other text must have it, too.
  fileprivate var isNumber: Bool { kind == .digits || kind == .spelled }
  /// Whether it looks like a year.
  fileprivate var isYear: Bool {
    written.utf8.count == 4 && Int(written).map { (1000..<2100).contains($0) } ?? false
  }

  /// Whether the two may be the same value.
  fileprivate func mayEqual(_ other: ComparedValue) -> Bool {
    values.contains { other.values.contains($0) }
  }
}
