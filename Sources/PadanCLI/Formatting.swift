import Padan

/// Figures and columns as reports print them.
extension Double {
  /// A share as a percentage with two decimals, six wide.
  var percent: String {
    (self * 100).formatted(decimals: 2).padded(to: 6, alignment: .right)
  }
}

extension Int {
  /// With a noun, in the plural where there is not one.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }

  /// With a comma between thousands: `1,234,567`.
  var grouped: String {
    let digits = Array(String(magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits[Swift.max(0, end - 3)..<end])
    }
    return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }
}

enum ColumnAlignment {
  case left, right
}

extension String {
  /// Filled with blanks to a number of characters.
  func padded(to width: Int, alignment: ColumnAlignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return alignment == .left ? self + blanks : blanks + self
  }
}
