import PadanModel
import Testing

struct BeadTests {
  @Test(arguments: [
    (Bead(source: 4..<6, target: 5..<6), "2-1", true),
    (Bead(source: 0..<1, target: 0..<0), "1-0", false),
    (Bead(source: 3..<3, target: 0..<3), "0-3", false),
  ])
  func `a bead's kind counts its sides`(_ example: (bead: Bead, kind: String, isPaired: Bool)) {
    #expect(example.bead.kind == example.kind)
    #expect(example.bead.isPaired == example.isPaired)
  }
}
