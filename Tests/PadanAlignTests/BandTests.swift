import PadanModel
import PadanTestSupport
import Testing

@testable import PadanAlign

/// The places of a rectangle that are searched, and what is found in them.
struct BandTests {
  private let band = Band(columns: [0..<1, 0..<0, 1..<3, 2..<4])

  @Test func `places are numbered row by row`() {
    #expect(band.count == 5)
    #expect(band.index(0, 0) == 0)
    #expect(band.index(2, 1) == 1)
    #expect(band.index(3, 3) == 4)
  }

  @Test func `a step ends where both places are in the band`() {
    #expect(band.columns(of: 2, steppingBy: -2, -1) == 1..<2)
    #expect(band.columns(of: 3, steppingBy: -1, -1) == 2..<4)
    #expect(band.columns(of: 2, steppingBy: -1, -1).isEmpty)
    #expect(band.columns(of: 0, steppingBy: -1, 0).isEmpty)
    #expect(band.columns(of: 3, steppingBy: 1, 0).isEmpty)
  }

  @Test func `the hull of some rows leaves rows without places out`() {
    #expect(band.hull(ofRows: 0...2) == 0..<3)
    #expect(band.hull(ofRows: 1...1).isEmpty)
    #expect(band.hull(ofRows: 2...9) == 1..<4)
  }

  @Test func `the segments of a bead are those between its ends`() {
    #expect(band.segments(fromRow: 0, toRow: 2) == 0..<2)
    #expect(band.segments(fromRow: 0, toRow: 1).isEmpty)
    #expect(band.segments(fromRow: 0, toRow: 0).isEmpty)
  }

  @Test func `exchanged rows and columns hold the same places and those between them`() {
    #expect(band.transposed(width: 4).columns == [0..<1, 2..<3, 2..<4, 3..<4])
  }

  /// One segment whose translation is split into `count` segments, between two pairs that are alike.
  private func alignment(ofOneTo count: Int) throws -> Alignment {
    let aligner = Aligner(
      source: .indonesian, target: .english, lexicon: nil, weights: try bundledWeights())
    let names = (1...count).map { "Kota\($0)ra \($0 * 137) \($0 * 7 + 1000)" }
    return aligner.align(
      ["Pada 1998 Sutrisno datang.", names.joined(separator: ", ") + ".", "Lalu 2004 Hartini."],
      ["In 1998 Sutrisno came."] + names.map { "\($0)." } + ["Then 2004 Hartini."])
  }

  @Test(arguments: 1...8)
  func `a segment that is split into up to eight is one bead`(count: Int) throws {
    let alignment = try alignment(ofOneTo: count)
    #expect(alignment.beads.map(\.kind) == ["1-1", "1-\(count)", "1-1"])
  }
}
