import PadanText

/// Differences that a comparison leaves out of account: each for a penalty, once.
///
/// The folds of a text are made together, from left to right. Whatever they leave of a text is the
/// same in each of them: its letters, which is what an index keeps of it (`PadanIndex.Outline`).
package struct Folds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Each number is one sign. A number is a run of digits that may have a full stop, comma or colon
  /// between two digits: `10.000` and `9,5` are one number each. In a text without words it is each
  /// digit, so that numbers alone are the same only in the same shape.
  package static let numbers = Folds(rawValue: 1)
  /// The letters are case-folded.
  package static let letterCase = Folds(rawValue: 2)
  /// Each run of punctuation and blanks is one blank, and none at either end. The marks inside a
  /// number belong to it.
  package static let punctuation = Folds(rawValue: 4)

  /// All sets of folds but the empty one, by the points that they take off together.
  static let subsets: [(folds: Folds, points: Double)] = (1..<8 as Range<UInt8>).map { number in
    let folds = Folds(rawValue: number)
    return (folds, folds.penalties.reduce(0) { $0 + $1.points })
  }.sorted { ($0.points, $0.folds.rawValue) < ($1.points, $1.folds.rawValue) }

  /// The penalty of each fold, in this order.
  private static let all: [(fold: Folds, penalty: Penalty)] = [
    (.numbers, Penalty(.numbers, points: 1)),
    (.letterCase, Penalty(.letterCase, points: 2)),
    (.punctuation, Penalty(.punctuation, points: 2)),
  ]

  /// The penalties of these folds.
  var penalties: [Penalty] { Self.all.filter { contains($0.fold) }.map(\.penalty) }
}
