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

  @Test func `a bead's text joins its segments by a blank`() {
    let alignment = Alignment(
      source: ["Satu.", "Dua."], target: ["One, two."],
      beads: [Bead(source: 0..<2, target: 0..<1), Bead(source: 2..<2, target: 1..<1)])
    #expect(alignment.sourceText(of: alignment.beads[0]) == "Satu. Dua.")
    #expect(alignment.targetText(of: alignment.beads[0]) == "One, two.")
    #expect(alignment.sourceText(of: alignment.beads[1]) == "")
  }
}
