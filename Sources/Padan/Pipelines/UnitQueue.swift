import PadanModel

/// Units that wait until there are enough for all processors.
struct UnitQueue {
  private var waiting: [CheckedUnit] = []

  /// The number of units that are worked on at a time.
  static let capacity = 2048
  /// The number of units that a thread takes at a time.
  private static let share = 64

  /// The number of units that wait.
  var count: Int { waiting.count }

  /// Whether no further unit should wait.
  var isFull: Bool { waiting.count >= Self.capacity }

  /// Takes a further unit.
  mutating func add(_ unit: CheckedUnit) { waiting.append(unit) }

  /// Empties the queue.
  ///
  /// - Returns: The units that waited.
  mutating func removeAll() -> [CheckedUnit] {
    defer { waiting.removeAll(keepingCapacity: true) }
    return waiting
  }

  /// Works on units, each on any thread.
  ///
  /// - Parameters:
  ///   - work: What is done with a unit.
  ///   - emit: Takes each unit with its result, in order, on the caller's thread.
  /// - Throws: What `emit` throws.
  static func forEach<Result: Sendable>(
    of units: [CheckedUnit], work: @escaping @Sendable (CheckedUnit) -> Result,
    emit: (CheckedUnit, Result) throws -> Void
  ) throws {
    let starts = Array(stride(from: 0, to: units.count, by: share))
    try OrderedWork.run(over: starts) { start in
      units[start..<min(start + share, units.count)].map { ($0, work($0)) }
    } emit: { results in
      for (unit, result) in results { try emit(unit, result) }
    }
  }
}
