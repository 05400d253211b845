/// A rectangle of numbers, one for each source position and target position.
struct Grid<Number: BinaryFloatingPoint & Sendable>: Sendable {
  let rows: Int
  let columns: Int
  private var numbers: [Number]

  init(rows: Int, columns: Int, filledWith number: Number = 0) {
    self.rows = rows
    self.columns = columns
    numbers = Array(repeating: number, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> Number {
    get { numbers[row * columns + column] }
    set { numbers[row * columns + column] = newValue }
  }
}
