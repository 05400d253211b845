import Testing

@testable import PadanIndex

struct LengthClassTests {
  @Test func `length classes ascend and hold the lengths that they say`() {
    for step in 0..<2000 {
      let count = step < 600 ? step : 600 + (step - 600) * (step - 600) * 11
      let lengthClass = LengthClass.of(count)
      #expect(LengthClass.longest(lengthClass) >= count)
      #expect(lengthClass == 0 || LengthClass.longest(lengthClass - 1) < count)
    }
  }
}
