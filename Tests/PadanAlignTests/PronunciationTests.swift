import PadanText
import Testing

@testable import PadanAlign

struct PronunciationTests {
  private func likeness(_ first: String, _ second: String, withVowels: Bool = true) -> Double {
    let sounds = TextForm.latin([first, second]).map { Pronunciation(latin: $0) }
    return sounds[0].likeness(to: sounds[1], withVowels: withVowels)
  }

  @Test(arguments: [
    ("вашингтон", "washington"), ("вашингтоне", "washington"), ("ワシントン", "washington"),
    ("danmörk", "denmark"), ("finnland", "finland"), ("αθήνα", "athens"), ("moskwa", "moskow"),
    ("กรุงเทพ", "krungthep"), ("łódź", "lodz"),
  ])
  func `a name in two spellings sounds alike`(_ names: (String, String)) {
    #expect(likeness(names.0, names.1) >= 0.6)
    #expect(likeness(names.1, names.0) == likeness(names.0, names.1))
  }

  @Test(arguments: [("واشنطن", "washington"), ("לונדון", "london"), ("ترامب", "trump")])
  func `a script without vowels is compared by consonants`(_ names: (String, String)) {
    #expect(likeness(names.0, names.1, withVowels: false) >= 0.7)
  }

  @Test(arguments: [
    ("moritz", "martin"), ("london", "lisbon"), ("medan", "madrid"), ("surabaya", "semarang"),
  ])
  func `two names do not sound alike`(_ names: (String, String)) {
    #expect(likeness(names.0, names.1) < 0.7)
  }

  @Test(arguments: [("io", "ia"), ("", ""), ("1", "1"), ("ana", "ana")])
  func `a name with few consonants is like none`(_ names: (String, String)) {
    #expect(likeness(names.0, names.1) == 0)
  }
}
