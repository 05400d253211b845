import Foundation
import PadanTestSupport
import Testing

@testable import PadanAlign

/// The search against all sequences of beads, one by one.
struct BeadSearchTests {
  private typealias Bead = (source: Range<Int>, target: Range<Int>)

  /// A score for every bead of a small pair, in nats; some are −∞.
  private struct ScoreTable {
    private var scores: [[Int]: Double] = [:]

    init(seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      for sourceEnd in 0...4 {
        for targetEnd in 0...4 {
          for shape in BeadShape.all {
            let isForbidden = shape.source + shape.target > 2 && generator.next() % 8 == 0
            scores[[sourceEnd, targetEnd, shape.source, shape.target]] =
              isForbidden ? -.infinity : Double.random(in: -9...6, using: &generator)
          }
        }
      }
    }

    func score(_ sourceEnd: Int, _ targetEnd: Int, _ shape: BeadShape) -> Double {
      scores[[sourceEnd, targetEnd, shape.source, shape.target]]!
    }

    func score(_ bead: Bead) -> Double {
      score(
        bead.source.upperBound, bead.target.upperBound,
        BeadShape(bead.source.count, bead.target.count))
    }
  }

  /// Every sequence of beads that covers both sides from two positions on.
  private func sequences(from source: Int, _ target: Int, to n: Int, _ m: Int) -> [[Bead]] {
    if source == n, target == m { return [[]] }
    return BeadShape.all.flatMap { shape -> [[Bead]] in
      guard source + shape.source <= n, target + shape.target <= m else { return [] }
      let bead = (source..<source + shape.source, target..<target + shape.target)
      return sequences(from: source + shape.source, target + shape.target, to: n, m)
        .map { [bead] + $0 }
    }
  }

  private func path(
    _ n: Int, _ m: Int, from start: Int = 0,
    band: Band? = nil, score: (Int, Int, BeadShape) -> Double
  ) -> [BeadSearch.Step] {
    let rectangle = Anchors.Rectangle(source: start..<start + n, target: start..<start + m)
    var table = BeadTable(
      band.map { Corridor(rectangle, band: $0) } ?? Corridor(rectangle), shapes: BeadShape.all)
    for (index, shape) in BeadShape.all.enumerated() {
      for row in 0...n {
        for column in table.ends(of: shape, in: row) {
          table[row, column, index] = Float(score(start + row, start + column, shape))
        }
      }
    }
    return BeadSearch(table).bestPath()
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `the sequence right for most segments and its posteriors are those of brute force`(
    seed: UInt64
  ) {
    let table = ScoreTable(seed: seed)
    for n in 0...4 {
      for m in 0...4 {
        let all = sequences(from: 0, 0, to: n, m).map { beads in
          (beads: beads, score: beads.reduce(0) { $0 + table.score($1) })
        }
        expectBest(path(n, m, score: table.score), of: all)
      }
    }
  }

  /// Expects the posteriors of a path to be the shares of all sequences that hold its beads, and no
  /// sequence to be right for more segments.
  private func expectBest(_ path: [BeadSearch.Step], of all: [(beads: [Bead], score: Double)]) {
    let most = all.map(\.score).max()!
    let total = all.reduce(0) { $0 + exp($1.score - most) }
    // Where an unpaired segment stands does not matter.
    func key(_ bead: Bead) -> [Range<Int>] {
      [bead.source.isEmpty ? 0..<0 : bead.source, bead.target.isEmpty ? 0..<0 : bead.target]
    }
    var shares: [[Range<Int>]: Double] = [:]
    for sequence in all {
      for bead in sequence.beads {
        shares[key(bead), default: 0] += exp(sequence.score - most) / total
      }
    }
    func expected(_ beads: [Bead]) -> Double {
      beads.reduce(0) { sum, bead in
        let isPaired = !bead.source.isEmpty && !bead.target.isEmpty
        let size = Double(bead.source.count + bead.target.count)
        return sum + size * shares[key(bead)]! * (isPaired ? 1 : BeadSearch.unpairedShare)
      }
    }
    for step in path {
      #expect(abs(step.confidence - shares[key((step.source, step.target))]!) < 1e-4, "\(step)")
    }
    let found = expected(path.map { ($0.source, $0.target) })
    // Posteriors below exp(−7) count for nothing in the search.
    #expect(found > all.map { expected($0.beads) }.max()! - 0.01)
  }

  /// A band of a grid of five rows, different for each seed, that holds both corners.
  private static func band(seed: UInt64) -> Band {
    var generator = SeededGenerator(seed: seed)
    return Band(
      columns: (0...4).map { row in
        let first = row == 0 ? 0 : Int.random(in: 0...row, using: &generator)
        let last = row == 4 ? 4 : Int.random(in: row...4, using: &generator)
        return row == 2 && seed % 2 == 0 ? 0..<0 : first..<last + 1
      })
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `in a band that sequence and its posteriors are those of brute force`(
    seed: UInt64
  ) {
    let table = ScoreTable(seed: seed)
    let band = Self.band(seed: seed)
    let all = sequences(from: 0, 0, to: 4, 4).filter { beads in
      beads.allSatisfy {
        band.columns[$0.source.lowerBound].contains($0.target.lowerBound)
          && band.columns[$0.source.upperBound].contains($0.target.upperBound)
      }
    }.map { beads in (beads: beads, score: beads.reduce(0) { $0 + table.score($1) }) }
    expectBest(path(4, 4, band: band, score: table.score), of: all)
  }

  @Test func `a band holds the places that sequences pass, and no others`() {
    var table = BeadTable(
      Corridor(Anchors.Rectangle(source: 0..<3, target: 0..<3)), shapes: BeadShape.few)
    for row in 1...3 { table[row, row, 0] = 0 }
    #expect(BeadSearch(table).band(depth: 5).columns == [0..<1, 1..<2, 2..<3, 3..<4])
    table[2, 3, 3] = -4
    #expect(BeadSearch(table).band(depth: 5).columns == [0..<1, 1..<2, 2..<3, 3..<4])
    table[3, 3, 1] = 0
    #expect(BeadSearch(table).band(depth: 5).columns == [0..<1, 1..<2, 2..<4, 3..<4])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a part of two texts is searched like a whole`(seed: UInt64) {
    let table = ScoreTable(seed: seed)
    let whole = path(4, 3, score: table.score)
    let part = path(4, 3, from: 7) { table.score($0 - 7, $1 - 7, $2) }
    #expect(part.map { $0.source.map { $0 - 7 } } == whole.map { Array($0.source) })
    #expect(part.map { $0.target.map { $0 - 7 } } == whole.map { Array($0.target) })
    #expect(part.map(\.confidence) == whole.map(\.confidence))
  }

  @Test func `a pair that is less likely than not is none`() {
    // One pair and leaving both unpaired: as there are two orders of the latter, it is likelier.
    func path(_ pair: Double) -> [Range<Int>] {
      self.path(1, 1) { _, _, shape in shape == BeadShape(1, 1) ? pair : 0 }
        .filter { !$0.source.isEmpty && !$0.target.isEmpty }.map(\.source)
    }
    #expect(path(0) == [])
    #expect(path(1) == [0..<1])
  }

  @Test func `nothing on either side is no bead`() {
    #expect(path(0, 0) { _, _, _ in 0 }.isEmpty)
  }

  @Test(arguments: [(3, 0), (0, 4)])
  func `one empty side leaves the other unpaired, and certainly so`(_ n: Int, _ m: Int) {
    let path = path(n, m) { _, _, _ in -3 }
    #expect(path.count == n + m)
    #expect(path.allSatisfy { abs($0.confidence - 1) < 1e-6 })
  }

  @Test func `a tie goes to the shape that is named first`() {
    let path = path(2, 2) { _, _, shape in
      [BeadShape(1, 1), BeadShape(2, 2)].contains(shape) ? 0 : -.infinity
    }
    #expect(path.map(\.source) == [0..<1, 1..<2])
    #expect(path.map(\.target) == [0..<1, 1..<2])
  }

  @Test func `long sides with large scores keep their probabilities finite`() {
    let path = path(60, 55) { row, column, shape in
      shape == BeadShape(1, 1) ? 300 - 40 * Double(abs(row - column)) : -50
    }
    #expect(path.reduce(0) { $0 + $1.source.count } == 60)
    #expect(path.reduce(0) { $0 + $1.target.count } == 55)
    #expect(path.allSatisfy { (0...1).contains($0.confidence) })
  }
}
