import PadanMatch
import Testing

struct SearchSetTests {
  private func contains(_ query: String, _ candidate: String, threshold: Double = 75) -> Bool {
    SearchSet(query: MatchText(query), threshold: threshold).contains(MatchText(candidate))
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
  func `a long query's candidates share six in ten tokens`(_ candidate: String, _ isIn: Bool) {
    #expect(contains(Self.long, candidate) == isIn)
  }

  @Test(arguments: [
    ("abcdefghij", "klmnopqrst", 75.0, true), ("abcdefghij", "klmnop", 75, true),
    ("abcdefghij", "klmno", 75, false), ("abcdefghij", "klmno", 50, true),
    ("abcdefghij", "klmnopqrstuvwxyz", 75, true), ("abcdefghij", "klmnopqrstuvwxyzab", 75, false),
  ])
  func `a short query's candidates are all whose length allows the threshold`(
    _ example: (query: String, candidate: String, threshold: Double, isIn: Bool)
  ) {
    #expect(
      contains(example.query, example.candidate, threshold: example.threshold) == example.isIn)
  }

  @Test(arguments: [(40, true), (41, false)])
  func `a query is short up to forty scalars`(_ count: Int, _ isIn: Bool) {
    let query = String(repeating: "a", count: count)
    #expect(contains(query, String(repeating: "b", count: count)) == isIn)
  }

  @Test func `a text is in its own search set`() {
    for text in [Self.long, "a", "!", "字 😀"] {
      #expect(contains(text, text, threshold: 100))
    }
  }
}
