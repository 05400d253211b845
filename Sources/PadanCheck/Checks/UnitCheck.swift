import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a number that both texts have, in one unit here and in another there: 1.5 metres, 1.5 kilometres.
  ///
  /// CLDR names the units of time, length and mass. A number that stands twice in a text is left out.
  static let units = PairCheck(.number) { pair, context in
    let (sources, targets) = (pair.source.soleNumbers, pair.target.soleNumbers)
    guard !sources.isEmpty, !targets.isEmpty else { return [] }
    return sources.compactMap { source in
      guard let target = targets.first(where: { $0.values[0] == source.values[0] }),
        let first = pair.source.unit(after: source, context.source),
        let second = pair.target.unit(after: target, context.target),
        first.units.isDisjoint(with: second.units)
      else { return nil }
      let places = (
        pair.source.place(source.range.lowerBound..<first.end),
        pair.target.place(target.range.lowerBound..<second.end)
      )
      return PairFinding(
        .number, certainty: 0.85, source: [places.0], target: [places.1],
        detail: "\(pair.source.written(places.0)) · \(pair.target.written(places.1))")
    }
  }
}

extension CheckedPair.Side {
  /// The numbers in digits, but for dates and those that are here more than once.
  fileprivate var soleNumbers: [ComparedValue] {
    let numbers = values.filter { $0.kind == .digits && !$0.isDate }
    return numbers.filter { number in numbers.count { $0.values[0] == number.values[0] } == 1 }
  }

  /// The unit of measurement behind a number, and where its name ends; `nil` if none is known there.
  fileprivate func unit(
    after value: ComparedValue, _ context: CheckContext.Side
  ) -> (units: Set<String>, end: Int)? {
    guard var first = tokens.firstIndex(where: { $0.range.lowerBound >= value.range.upperBound })
    else { return nil }
    if folded[first] == "-" { first += 1 }
    for count in [2, 1] where first + count <= tokens.count {
      let name = folded[first..<first + count].joined(separator: " ")
      if let units = context.units.value[name] {
        return (units, tokens[first + count - 1].range.upperBound)
      }
    }
    return nil
  }
}
