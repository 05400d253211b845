import PadanMatch
import Testing

struct SearchSetTests {
  private func contains(_ query: String, _ candidate: String, isFast: Bool = true) -> Bool {
    SearchSet(query: MatchText(query), isFast: isFast).contains(MatchText(candidate))
  }

  /// Ten tokens, more than forty scalars.
  private static let long = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"

  @Test(arguments: [
    ("satu dua tiga empat lima enam kucing anjing burung kuda", true),
    ("satu dua tiga empat lima kelinci kucing anjing burung kuda", false),
    ("SATU DUA TIGA EMPAT LIMA ENAM kucing anjing burung kuda", true),
    ("sepuluh sembilan delapan tujuh enam lima", true),
    ("satu dua tiga empat lima enam", true), ("satu dua tiga empat lima", false),
    ("satu satu satu satu satu satu satu satu satu satu", false), ("", false),
  ])
  func `a fast search with a long query looks at texts that share six in ten tokens`(
    _ candidate: String, _ isIn: Bool
  ) {
    #expect(contains(Self.long, candidate) == isIn)
    #expect(contains(Self.long, candidate, isFast: false))
  }

  @Test(arguments: [(40, true), (41, false)])
  func `a query is short up to forty scalars`(_ count: Int, _ isIn: Bool) {
    let query = String(repeating: "a", count: count)
    #expect(contains(query, String(repeating: "b", count: count)) == isIn)
  }

  @Test func `a text is in its own search set`() {
    let repeated = String(repeating: "beras ", count: 20)
    let marks = String(repeating: "!? ", count: 30)
    let han = String(repeating: "字米价 ", count: 20)
    for text in [Self.long, repeated, marks, han, "a", "!"] {
      #expect(contains(text, text))
    }
  }
}
