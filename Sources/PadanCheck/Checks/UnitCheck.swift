import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a number that both texts have, in one unit here and in another there: 1.5 metres, 1.5 kilometres.
  ///
  /// CLDR names the units of time, length and mass. A number that stands twice in a text is left out.
  static let units = PairCheck(.number) { pair, context in
    let targets = pair.target.measures(context.target)
    guard !targets.isEmpty else { return [] }
    return pair.source.measures(context.source)
      .sorted { $0.value.range.lowerBound < $1.value.range.lowerBound }
      .compactMap { number, source in
        guard let target = targets[number], source.units.isDisjoint(with: target.units) else {
          return nil
        }
        let places = (pair.source.place(source.range), pair.target.place(target.range))
        return PairFinding(
          .number, certainty: 0.85, source: [places.0], target: [places.1],
          detail: "\(pair.source.written(places.0)) · \(pair.target.written(places.1))")
      }
  }
}

/// A number with the unit of measurement behind it.
private struct Measure {
  /// The units that the name may stand for.
  var units: Set<String>
  /// The place of both.
  var range: Range<Int>
}

extension CheckedPair.Side {
  /// The measures, by their numbers; dates, and numbers that are here more than once, are left out.
  ///
  /// - Complexity: O(tokens).
  fileprivate func measures(_ context: CheckContext.Side) -> [String: Measure] {
    let numbers = values.filter { $0.kind == .digits && !$0.isDate }
    let counts = numbers.reduce(into: [:]) { $0[$1.values[0], default: 0] += 1 }
    var measures: [String: Measure] = [:]
    var next = 0
    for number in numbers where counts[number.values[0]] == 1 {
      while next < tokens.count, tokens[next].range.lowerBound < number.range.upperBound {
        next += 1
      }
      guard let (units, end) = unit(at: next, context) else { continue }
      measures[number.values[0]] = Measure(
        units: units, range: number.range.lowerBound..<end)
    }
    return measures
  }

  /// The unit of measurement that begins at a token, perhaps behind a hyphen, and where its name ends; `nil` if
  /// none is known there.
  private func unit(
    at token: Int, _ context: CheckContext.Side
  ) -> (units: Set<String>, end: Int)? {
    guard token < tokens.count else { return nil }
    let first = folded[token] == "-" ? token + 1 : token
    for count in [2, 1] where first + count <= tokens.count {
      let name = folded[first..<first + count].joined(separator: " ")
      if let units = context.units.value[name] {
        return (units, tokens[first + count - 1].range.upperBound)
      }
    }
    return nil
  }
}
