/// What stays of a number when it is rounded, or when the word for its power of ten is not known.
///
/// A newsroom makes 54.7 percent of 54.71, or 55. A reader that does not know the word *Millionen* takes
/// 11 *Millionen* for 11.
struct RoundedNumber: Hashable {
  /// Its digits, without the zeros at both ends.
  let digits: [UInt8]
  /// The power of ten of its first digit.
  let exponent: Int

  /// The least number of digits of a number that another may be rounded to: 3 says too little of 3.4.
  private static let fewestDigits = 2
  /// Years, which nobody rounds.
  private static let years = 1500...2100

  /// The parts of a value as `NumberReader` gives it, such as `1500000` or `54.7`; `nil` for zero, and for any
  /// other text, such as a time.
  init?(_ value: String) {
    var digits: [UInt8] = []
    var point: Int?
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
      case UInt8(ascii: ".") where point == nil: point = digits.count
      default: return nil
      }
    }
    guard let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) else { return nil }
    self.init(
      digits: Array(digits[first...]), exponent: (point ?? digits.count) - first - 1)
  }

  private init(digits: [UInt8], exponent: Int) {
    var digits = digits
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    (self.digits, self.exponent) = (digits, exponent)
  }

  /// The number with fewer digits, both cut off and rounded; none of a year.
  var roundings: Set<RoundedNumber> {
    if exponent == 3, digits.count <= 4, Self.years.contains(whole) { return [] }
    var roundings: Set<RoundedNumber> = []
    for count in Self.fewestDigits..<max(Self.fewestDigits, digits.count) {
      let cut = digits[..<count]
      roundings.insert(RoundedNumber(digits: Array(cut), exponent: exponent))
      if digits[count] >= UInt8(ascii: "5") { roundings.insert(roundedUp(to: count)) }
    }
    return roundings
  }

  /// The number rounded up to so many digits.
  private func roundedUp(to count: Int) -> RoundedNumber {
    var up = Array(digits[..<count])
    for place in up.indices.reversed() {
      if up[place] < UInt8(ascii: "9") {
        up[place] += 1
        return RoundedNumber(digits: up, exponent: exponent)
      }
      up[place] = UInt8(ascii: "0")
    }
    return RoundedNumber(digits: [UInt8(ascii: "1")], exponent: exponent + 1)
  }

  /// A number of four digits before its point, without its fraction.
  private var whole: Int {
    (0..<4).reduce(0) { $0 * 10 + (digits.indices.contains($1) ? Int(digits[$1]) - 48 : 0) }
  }

  /// Whether it is another number times or divided by a thousand, a million and so on.
  func isThousandfold(of other: RoundedNumber) -> Bool {
    digits == other.digits && exponent != other.exponent
      && (exponent - other.exponent).isMultiple(of: 3)
  }
}
