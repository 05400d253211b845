import Testing

@testable import PadanText

struct CounterpartKeysTests {
  @Test(arguments: [
    ("Presiden Prabowo membagikan 1.500 ton.", ["1500", "memba", "prabo", "presi"]),
    ("PRESIDENT Prabowo handed out 1,500 tonnes.", ["1500", "hande", "prabo", "presi", "tonne"]),
    ("satu dua tiga 5", []), ("", []), ("2..5, 12. 7,", ["12", "25"]),
    ("abcde1x22", ["22", "abcde"]),
    ("kira-kira Straßenfest", ["strass"]), ("Élysée élysée", ["élysé"]), ("प्रधानमंत्री ने", ["प्रधा"]),
    ("٣٤ snake_case_names", ["٣٤", "names", "snake"]),
  ])
  func `numbers and the beginnings of longer words are keys`(_ text: String, _ keys: [String]) {
    #expect(CounterpartKeys.of([text]) == keys)
    #expect(CounterpartKeys.of([text, text]) == keys)
  }
}
