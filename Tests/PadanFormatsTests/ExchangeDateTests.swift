import Foundation
import PadanTestSupport
import Testing

@testable import PadanFormats

struct ExchangeDateTests {
  @Test(
    arguments: [
      ("2025-07-14", 1_752_451_200), ("20250714T090500Z", 1_752_483_900),
      ("2025-07-14T09:05:00Z", 1_752_483_900),
      (" 20250714T090500Z\n", 1_752_483_900), ("19700101T000000Z", 0),
      ("20000229T235959Z", 951_868_799),
    ] as [(String, Double)])
  func `a date is read in both of its forms`(_ text: String, _ seconds: Double) {
    #expect(ExchangeDate.date(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: ["", "yesterday", "20251314T090500Z", "2025", "14/07/2025"])
  func `what is no date is none`(_ text: String) {
    #expect(ExchangeDate.date(text) == nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a date that is written is read back`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let date = Date(timeIntervalSince1970: Double(generator.next() % 4_102_444_800))
    let text = ExchangeDate.text(date)
    #expect(ExchangeDate.date(text) == date)
    #expect(text.count == 16 && text.hasSuffix("Z"))
  }

  @Test(
    arguments: [
      (253_402_300_800, "99991231T235959Z"), (1e300, "99991231T235959Z"),
      (-1e300, "00000101T000000Z"), (253_402_300_799, "99991231T235959Z"),
    ] as [(Double, String)])
  func `a date out of the years that have four digits is the nearest that has`(
    _ seconds: Double, _ text: String
  ) {
    #expect(ExchangeDate.text(Date(timeIntervalSince1970: seconds)) == text)
  }
}
