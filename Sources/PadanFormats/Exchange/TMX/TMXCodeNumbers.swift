import PadanModel

/// The numbers of the codes in a unit as TMX wants them: numbers indeed, and no `i` twice in a
/// segment.
///
/// Other formats name their codes by words, or two codes alike. Numbers that TMX allows stay.
struct TMXCodeNumbers {
  /// The number for each `x` of the unit that is none. Codes of all variants that correspond keep
  /// the same one.
  private var matches: [String: String] = [:]

  /// Numbers the codes of a unit by its variants, in the order of writing.
  init(_ unit: borrowing TMXUnit) {
    var values: [String] = []
    func collect(_ sides: [TMXUnit.Side]) {
      for side in sides where !side.variant.codes.isEmpty {
        values += side.variant.codes.compactMap { $0["x"] }
      }
    }
    collect(unit.sources)
    collect(unit.targets)
    // Hardly any unit has codes: for most, this is all that is done.
    guard !values.allSatisfy(TMXGrammar.isCount) else { return }
    var numbers = FreshNumbers(taken: values)
    for value in values where !TMXGrammar.isCount(value) && matches[value] == nil {
      matches[value] = numbers.next()
    }
  }

  /// The codes of a variant with their numbers.
  func numbered(_ codes: [InlineCode]) -> [InlineCode] {
    var codes = codes
    if !matches.isEmpty {
      for index in codes.indices {
        codes[index].replace("x") { matches[$0] ?? $0 }
      }
    }
    var seen: Set<String> = []
    let halves = codes.filter { $0.element == "bpt" }
    guard !halves.allSatisfy({ Self.isFree($0["i"], &seen) }) else { return codes }
    renumberPairs(&codes)
    return codes
  }

  /// Whether an `i` is a number that no earlier code has.
  private static func isFree(_ number: String?, _ seen: inout Set<String>) -> Bool {
    number.map { TMXGrammar.isCount($0) && seen.insert($0).inserted } ?? false
  }

  /// Gives each pair whose `i` is no number, or another pair's, a number of its own.
  private func renumberPairs(_ codes: inout [InlineCode]) {
    var numbers = FreshNumbers(taken: codes.compactMap { $0["i"] })
    var seen: Set<String> = []
    // For each old number, the new numbers of the halves that wait for their end.
    var open: [String: [String]] = [:]
    for index in codes.indices {
      guard let old = codes[index]["i"] else { continue }
      if codes[index].element == "bpt" {
        let new = Self.isFree(old, &seen) ? old : numbers.next()
        open[old, default: []].append(new)
        codes[index].replace("i") { _ in new }
      } else if let new = open[old]?.popLast() {
        codes[index].replace("i") { _ in new }
      }
    }
  }
}

/// Numbers, from 1, that are not taken.
private struct FreshNumbers {
  private var taken: Set<String>
  private var last = 0

  init(taken: [String]) { self.taken = Set(taken) }

  /// The next free number.
  mutating func next() -> String {
    repeat { last += 1 } while taken.contains("\(last)")
    return "\(last)"
  }
}

extension InlineCode {
  /// Changes the value of an attribute, if the code has it.
  fileprivate mutating func replace(_ name: String, _ change: (String) -> String) {
    guard let place = attributes.firstIndex(where: { $0.name == name }) else { return }
    attributes[place].value = change(attributes[place].value)
  }
}
