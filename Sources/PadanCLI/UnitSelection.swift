import ArgumentParser
import Padan

/// The units that a command changes: numbers, ranges of numbers, and `--where`.
struct UnitSelection: ParsableArguments {
  @Argument(help: "The units' numbers, or ranges of them, such as 12-19.")
  var units: [UnitRange] = []
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only units that were met where this is true, as in padan export; without numbers, all of them.",
      valueName: "expression"))
  var expression: String?

  func validate() throws {
    if units.isEmpty, expression == nil {
      throw ValidationError("name units by their numbers, or with --where.")
    }
    _ = try expression.map { try PairFilter(option: $0) }
  }

  /// The numbers of the selected units, each once. A number that is named alone is taken as it is.
  ///
  /// - Throws: `MemoryError`; a failure if a range or `--where` has no unit.
  func numbers(in memory: Memory) throws -> [Int64] {
    let ranges = units.map(\.numbers)
    var seen: Set<Int64> = []
    var numbers = try ranges.flatMap { range in
      guard range.count > 1 else { return [range.lowerBound] }
      let found = try memory.units(in: [range])
      if found.isEmpty {
        throw Failure(
          "\(memory.path): no unit has a number from \(range.lowerBound) to \(range.upperBound).",
          code: Exit.nothingFound)
      }
      return found
    }.filter { seen.insert($0).inserted }
    guard let expression else { return numbers }
    let selected = try memory.units(where: PairFilter(option: expression))
    if units.isEmpty {
      numbers = selected
    } else {
      let selected = Set(selected)
      numbers.removeAll { !selected.contains($0) }
    }
    if numbers.isEmpty {
      throw Failure("\(memory.path): --where selects no unit.", code: Exit.nothingFound)
    }
    return numbers
  }
}

/// A unit's number, or a range of numbers with both ends, as the command line writes it: `12-19`.
struct UnitRange: ExpressibleByArgument {
  /// The numbers.
  var numbers: ClosedRange<Int64>

  /// Reads `12` or `12-19`; `nil` for anything else, also for a range that runs backwards.
  init?(argument: String) {
    let ends = argument.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      .map { Int64($0) }
    guard let first = ends[0], let last = ends.last ?? nil, first >= 0, first <= last else {
      return nil
    }
    numbers = first...last
  }
}
