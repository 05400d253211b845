import PadanTestSupport
import Testing

@testable import PadanAlign

struct RoundedNumberTests {
  @Test(arguments: [
    ("54.7", ["54", "55"]), ("1996400", ["1900000", "2000000", "1990000", "1996000"]),
    ("0.0347", ["0.034", "0.035"]), ("12", []), ("5", []), ("99.6", ["99", "100"]),
    ("2024", []), ("3024", ["3000", "3020"]),
  ])
  func `a number is rounded to two digits and more, and a year is not`(
    _ value: String, _ roundings: [String]
  ) throws {
    let number = try #require(RoundedNumber(value))
    #expect(number.roundings == Set(roundings.compactMap { RoundedNumber($0) }))
  }

  @Test(arguments: ["10:30", "%", "", "0", "0.0", "month 8", "1.2.3"])
  func `what is no number has no digits`(_ value: String) {
    #expect(RoundedNumber(value) == nil)
  }

  @Test(arguments: [
    ("11", "11000000", true), ("1.5", "1500000", true), ("11", "11", false), ("11", "110", false),
    ("3", "3000", true), ("3", "4000", false),
  ])
  func `a number without its power of ten is a thousandth, a millionth and so on`(
    _ one: String, _ other: String, _ isThousandfold: Bool
  ) throws {
    let (first, second) = (try #require(RoundedNumber(one)), try #require(RoundedNumber(other)))
    #expect(first.isThousandfold(of: second) == isThousandfold)
    #expect(second.isThousandfold(of: first) == isThousandfold)
  }
}
