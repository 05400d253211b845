import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a number that both texts have, in one unit here and in another there: 1.5 metres, 1.5 kilometres.
  ///
  /// CLDR names the units of time, length, mass, area and temperature. A number that stands twice in a text is
  /// left out.
  static let units = PairCheck(.number) { pair, context in
    let targets = pair.target.measures(context.target)
    guard !targets.isEmpty else { return [] }
    return pair.source.measures(context.source)
      .sorted { $0.value.range.lowerBound < $1.value.range.lowerBound }
      .compactMap { number, source in
        guard let target = targets[number], source.units.isDisjoint(with: target.units),
          !(source.units.union(target.units)).contains(UnitScale.degree)
        else { return nil }
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
    return numbers.reduce(into: [:]) { measures, number in
      guard counts[number.values[0]] == 1, let (units, end) = unit(behind: number, context) else {
        return
      }
      measures[number.values[0]] = Measure(
        units: units, range: number.range.lowerBound..<end)
    }
  }

  /// The unit of measurement behind a number, perhaps behind a hyphen, and where its name ends; `nil` if none is
  /// known there.
  ///
  /// - Complexity: O(log tokens).
  func unit(
    behind number: ComparedValue, _ context: CheckContext.Side
  ) -> (units: Set<String>, end: Int)? {
    let token = tokens.partitioningIndex { $0.range.lowerBound >= number.range.upperBound }
    guard token < tokens.count else { return nil }
    let first = folded[token] == "-" ? token + 1 : token
    for count in [2, 1] where first + count <= tokens.count {
      // A sign is joined to its letter: °C.
      let isJoined =
        count == 2 && tokens[first].range.upperBound == tokens[first + 1].range.lowerBound
      let name = folded[first..<first + count].joined(separator: isJoined ? "" : " ")
      if let units = context.units.value[name] {
        return (units, tokens[first + count - 1].range.upperBound)
      }
    }
    return nil
  }
}

/// Units by which one measure is said in two numbers: 160 kilometres are 100 miles.
///
/// Lengths are in metres, masses in kilograms, areas in square metres (NIST Special Publication 811, appendix B:
/// https://www.nist.gov/pml/special-publication-811).
enum UnitScale {
  /// A degree of which the scale is not told.
  static let degree = "unit generic"

  private static let lengths = [
    "unit millimeter": 0.001, "unit centimeter": 0.01, "unit meter": 1, "unit kilometer": 1000,
    "unit inch": 0.0254, "unit foot": 0.3048, "unit yard": 0.9144, "unit mile": 1609.344,
    "unit nautical-mile": 1852,
  ]
  private static let masses = [
    "unit gram": 0.001, "unit kilogram": 1, "unit ton": 1000, "unit ounce": 0.028_349_523,
    "unit pound": 0.453_592_37, "unit stone": 6.350_293,
  ]
  private static let areas = [
    "unit square-foot": 0.092_903_04, "unit square-meter": 1, "unit acre": 4046.856,
    "unit hectare": 10_000, "unit square-kilometer": 1_000_000, "unit square-mile": 2_589_988,
  ]
  private static let celsius: Set = ["unit celsius", degree]
  private static let fahrenheit: Set = ["unit fahrenheit", degree]

  /// How much two numbers for one measure may differ, as a share of the greater, because they are rounded: five
  /// kilometres are three miles.
  private static let rounding = 0.05
  /// How many degrees Fahrenheit they may.
  private static let degrees = 1.0

  /// Whether two numbers may say one measure in two units.
  static func areEqual(
    _ first: (number: Double, units: Set<String>), _ second: (number: Double, units: Set<String>)
  ) -> Bool {
    func isTemperature(_ celsius: (Double, Set<String>), _ fahrenheit: (Double, Set<String>))
      -> Bool
    {
      !celsius.1.isDisjoint(with: Self.celsius) && !fahrenheit.1.isDisjoint(with: Self.fahrenheit)
        && abs(celsius.0 * 9 / 5 + 32 - fahrenheit.0) <= degrees
    }
    if isTemperature(first, second) || isTemperature(second, first) { return true }
    guard first.units.isDisjoint(with: second.units) else { return false }
    return [lengths, masses, areas].contains { scale in
      first.units.compactMap { scale[$0] }.contains { own in
        second.units.compactMap { scale[$0] }.contains { other in
          let amounts = (first.number * own, second.number * other)
          return abs(amounts.0 - amounts.1) <= rounding * max(amounts.0, amounts.1)
        }
      }
    }
  }
}
