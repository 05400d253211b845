import PadanTestSupport
import Testing

@testable import PadanIndex

struct WordListTests {
  private func read(_ lists: WordLists, _ word: UInt32, upTo last: Int64 = 1 << 30) throws -> [Int]
  {
    var set = PlaceSet()
    try lists.read(word, upTo: last, into: &set)
    return Array(set.places)
  }

  @Test func `a list has what was added, in any order and over many rows`() throws {
    var random = SeededGenerator(seed: 11)
    let rows = RowsInMemory()
    var expected: [UInt32: Set<Int>] = [:]
    for _ in 0..<3 {
      var lists = WordLists(rows)
      for _ in 0..<9_000 {
        let word = UInt32.random(in: 0...2, using: &random)
        let place = Int.random(in: 0...(word == 0 ? 100_000 : 300), using: &random)
        try lists.add(TextPlace(value: place), to: word)
        expected[word, default: []].insert(place)
      }
      try lists.write()
    }
    let lists = WordLists(rows)
    for (word, places) in expected { #expect(try read(lists, word) == places.sorted()) }
    #expect(rows.rows.keys.contains(1), "the first list fills a row")
    #expect(try read(lists, 0, upTo: 50) == expected[0]?.filter { $0 <= 101 }.sorted())
    #expect(try read(lists, 9) == [])
    var listed: [UInt32: Set<Int>] = [:]
    try lists.forEachList { listed[$0] = Set($1) }
    #expect(listed == expected)
  }

  @Test func `every flipped byte of a row is noticed`() throws {
    let rows = RowsInMemory()
    var lists = WordLists(rows)
    for place in [4, 9, 1_000, 70_000] { try lists.add(TextPlace(value: place), to: 5) }
    try lists.write()
    let (key, row) = try #require(rows.rows.first)
    for index in row.indices {
      rows.rows[key] = row
      rows.rows[key]?[index] ^= 0x10
      #expect(throws: IndexDamage.self) { try read(WordLists(rows), 5) }
    }
  }

  @Test func `sets are joined, cut and turned to units`() {
    func set(_ places: [Int]) -> PlaceSet {
      places.reduce(into: PlaceSet()) { $0.insert($1) }
    }
    var both = set([0, 3, 64, 129])
    both.formIntersection(set([3, 64, 500]))
    #expect(Array(both.places) == [3, 64])
    both.formUnion(set([1_000]))
    #expect(Array(both.places) == [3, 64, 1_000])
    #expect(Array(both.units.places) == [2, 64, 1_000])
    #expect(Array(both.side(isTarget: true).places) == [2])
    #expect(Array(both.side(isTarget: false).places) == [64, 1_000])
    #expect(both.contains(64) && !both.contains(65) && !both.contains(9_999))
    #expect(PlaceSet().isEmpty && !both.isEmpty)
  }
}
