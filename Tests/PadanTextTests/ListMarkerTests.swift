import PadanText
import Testing

struct ListMarkerTests {
  @Test(arguments: [
    ("1. Satu", 3), ("12) Satu", 4), ("(3)  Satu", 5), ("a. Satu", 3), ("- Satu", 2),
    ("•\tSatu", 4), ("", 0), ("-", 0), ("- ", 0), ("1.", 0), ("1.000 orang", 0), ("-5 derajat", 0),
    ("2020. Tahun", 0), ("— Siapa?", 0), ("A. Yani", 0), ("Satu", 0), ("\u{E9}. x", 0),
  ])
  func `the marker of a list item has a length`(_ text: String, _ length: Int) {
    #expect(ListMarker.length(in: text) == length)
  }
}
