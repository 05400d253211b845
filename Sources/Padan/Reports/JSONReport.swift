import PadanFormats

/// The JSON form of Padan's answers, the same in every program: one object a line.
///
/// The form is a contract: members keep their names, types and order, and changes only add members.
/// Any other change is a new `version`.
package enum JSONReport {
  /// The version of all forms together.
  package static let version = 1

  /// One object and a line feed, in UTF-8.
  static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.object(members)
    json.endLine()
    return json.bytes
  }
}

extension Double {
  /// The number rounded to so many decimals, half away from zero.
  func rounded(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }

  /// The number with exactly so many decimals, rounded half away from zero; `–` if it is not
  /// finite.
  package func formatted(decimals: Int) -> String {
    guard isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let digits = String(Int64((magnitude * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 && digits.contains { $0 != "0" } ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
