import Padan

/// Figures as reports print them.
extension Double {
  /// A share, 0...1, as a percentage with two decimals, in six characters.
  var percent: String {
    (self * 100).formatted(decimals: 2).padded(to: 6, alignment: .right)
  }
}

extension Int {
  /// The number and a noun, in the plural unless the number is 1: `2 units`.
  func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }

  /// A number of bytes in megabytes: `0.34 MB`, `7,100 MB`.
  var megabytes: String {
    let megabytes = Double(self) / 1_000_000
    return megabytes < 100
      ? "\(megabytes.formatted(decimals: 2)) MB" : "\(Int(megabytes.rounded()).grouped) MB"
  }

  /// The number with commas between thousands: `1,234,567`.
  var grouped: String {
    let digits = Array(String(magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits[Swift.max(0, end - 3)..<end])
    }
    return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }
}

/// The side of a column at which text starts.
enum ColumnAlignment {
  case left, right
}

extension String {
  /// The text filled with blanks to `width` characters.
  func padded(to width: Int, alignment: ColumnAlignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return alignment == .left ? self + blanks : blanks + self
  }
}
