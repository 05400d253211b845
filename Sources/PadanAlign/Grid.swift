/// A rectangle of numbers, one for each source position and target position.
struct Grid<Number: BinaryFloatingPoint & Sendable>: Sendable {
  let rows: Int
  let columns: Int
  private let numbers: [Number]

  /// - Parameter numbers: Row by row.
  init(rows: Int, columns: Int, numbers: [Number]) {
    precondition(numbers.count == rows * columns, "A grid holds a number for each cell.")
    self.rows = rows
    self.columns = columns
    self.numbers = numbers
  }

  /// The number at a source position and a target position.
  subscript(row: Int, column: Int) -> Number {
    numbers[row * columns + column]
  }
}
