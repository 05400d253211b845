import Foundation
import GRDB
import PadanMatch
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

struct AddingTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  private func stored() throws -> [TranslationPair] {
    var pairs: [TranslationPair] = []
    try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in pairs.append(pair) }
    return pairs
  }

  @Test func `identical pairs are one unit, and each place it was met at is kept`() throws {
    let receipt = try memory.add(
      [
        pair("Satu.", "One.") { $0.document = "a.txt" },
        pair("Satu.", "One.") { $0.document = "b.txt" },
        pair("Satu.", "One.") { $0.document = "a.txt" },
      ], origin: "test")
    #expect(receipt.read == 3)
    #expect(receipt.addedUnits == 1)
    #expect(receipt.addedOccurrences == 2)
    #expect(receipt.same == 1)
    #expect(receipt.differentTarget == 0)
    let match = try #require(try memory.matches(for: "Satu.").first)
    #expect(match.occurrences.map(\.document) == ["a.txt", "b.txt"])
  }

  @Test func `the places of a unit are read in the order in which they were added`() throws {
    let documents = (0..<12).map { "\($0).txt" }
    for document in documents {
      try memory.add(
        [pair("Satu.", "One.") { $0.document = document }, pair("Dua \(document).", "Two.")],
        origin: "test")
    }
    #expect(
      try stored().map(\.provenance.document) == documents + documents.map { _ in nil })
  }

  @Test func `a first import, which goes without indexes, leaves what adding one by one does`()
    throws
  {
    var generator = SeededGenerator(seed: 3)
    let pairs = (0..<200).map { _ in
      var made = pair(
        generator.elements(1, of: ["Satu.", "Dua.", "Tiga.", "satu."])[0],
        generator.elements(1, of: ["One.", "Two.", "Three."])[0],
        review: generator.next() % 9 == 0 ? .approved : .unreviewed
      ) { $0.sentence = Int(generator.next() % 4) }
      made.usageCount = Int(generator.next() % 3)
      return generator.next() % 7 == 0 ? made.swapped : made
    }
    let receipt = try memory.transaction(origin: "test") { writer in
      for pair in pairs { try writer.add(pair) }
    }
    let other = try MemoryFixture()
    let receipts = try pairs.map { try other.memory.add([$0], origin: "test") }
    func sum(_ count: (ImportReceipt) -> Int) -> Int { receipts.map(count).reduce(0, +) }
    #expect(receipt.addedUnits == sum(\.addedUnits))
    #expect(receipt.addedOccurrences == sum(\.addedOccurrences))
    #expect(receipt.same == sum(\.same) && receipt.same > 0)
    #expect(receipt.differentTarget == sum(\.differentTarget) && receipt.differentTarget > 0)
    var others: [TranslationPair] = []
    try other.memory.forEachPair(from: .indonesian, to: .english) { pair, _ in others.append(pair) }
    #expect(try stored() == others)
    #expect(try memory.check() == [])
    // The indexes are back: nothing is added twice.
    #expect(try memory.add(pairs, origin: "again").addedOccurrences == 0)
  }

  @Test func `a first import of more units than are remembered goes on with the indexes`() throws {
    let pairs = (0..<30).flatMap { number in
      // Each comes twice, and each third source has two targets, on both sides of the limit.
      (0..<2).map { _ in pair("Satu \(number / 3 * 2).", "One \(number).") }
    }
    var receipt = try memory.write { db in
      var writer = try MemoryWriter(db, origin: "test", remembering: 10)
      for pair in pairs { try writer.add(pair) }
      return try writer.finish()
    }
    let other = try MemoryFixture()
    var expected = try other.memory.add(pairs, origin: "test")
    (receipt.seconds, expected.seconds) = (0, 0)
    #expect(receipt == expected)
    #expect(receipt.addedUnits == 30 && receipt.same == 30 && receipt.differentTarget == 20)
    #expect(try memory.check() == [])
  }

  @Test func `the same pairs a second time add nothing and leave no trace`() throws {
    let pairs = [
      pair("Satu.", "One.") { $0.document = "a.txt" }, pair("Dua.", "Two."),
      pair("Tiga.", "Three.") { $0.properties = [.init(type: "a", value: "b")] },
    ]
    try memory.add(pairs, origin: "test")
    let rows = try fixture.rows()
    let receipt = try memory.add(pairs, origin: "test")
    #expect(receipt.same == 3)
    #expect(receipt.addedUnits == 0 && receipt.addedOccurrences == 0)
    #expect(try fixture.rows() == rows)
  }

  @Test func `a different target is kept beside the first and counted`() throws {
    let receipt = try memory.add(
      [pair("Satu.", "One."), pair("Satu.", "A single one."), pair("Dua.", "Two.")], origin: "test")
    #expect(receipt.addedUnits == 3)
    #expect(receipt.differentTarget == 1)
    #expect(try stored().map(\.target.text) == ["One.", "A single one.", "Two."])
  }

  @Test func `texts that differ in codes or language are different units`() throws {
    var withCode = pair("Satu.", "One.")
    withCode.source.codes = [InlineCode(element: "ph", offset: 0)]
    var american = pair("Satu.", "One.")
    american.target.language = try #require(LanguageTag("en-US"))
    let receipt = try memory.add(
      [pair("Satu.", "One."), withCode, american, withCode], origin: "test")
    #expect(receipt.addedUnits == 3)
    #expect(receipt.same == 1)
    #expect(try stored().map(\.source.codes.count) == [0, 1, 0])
  }

  @Test func `composed and decomposed sources are different units and both exact matches`() throws {
    let receipt = try memory.add(
      [pair("Kafe\u{301}.", "Café."), pair("Kafé.", "Café.")], origin: "test")
    #expect(receipt.addedUnits == 2)
    for query in ["Kafé.", "Kafe\u{301}."] {
      let matches = try memory.matches(for: query)
      #expect(matches.map(\.kind) == [.exact, .exact])
      #expect(matches.map(\.score.raw) == [100, 100])
      #expect(
        matches.map { Array($0.source.text.unicodeScalars).count } == [6, 5])
    }
  }

  @Test func `everything that is known of a pair comes back`() throws {
    var pair = pair("Satu \u{1} “dua” 😀.", "One\n\ttwo.", review: .approved) {
      $0.document = "berita/a.txt"
      $0.paragraph = 0
      $0.sentence = 7
      $0.previousSource = "Tadi."
      $0.nextSource = ""
      $0.beadKind = "1-2"
      $0.confidence = 0.123_456_789
      $0.isCrossing = true
      $0.createdAt = Date(timeIntervalSince1970: 951_868_799)
      $0.createdBy = "ani"
      $0.creationTool = "Alat"
      $0.changedAt = Date(timeIntervalSince1970: 1_752_483_900)
      $0.changedBy = "budi"
      $0.properties = [
        .init(type: "note", value: "\"\\"), .init(type: "", value: "é😀"), .note("x"),
        .init(
          type: "a", value: "b", kind: .attribute, place: .target,
          attributes: [.init(name: "lang", value: "id")]),
      ]
    }
    pair.usageCount = 12
    pair.target.codes = [
      InlineCode(
        element: "bpt", offset: 3,
        attributes: [.init(name: "i", value: "1"), .init(name: "x", value: "\"<&")], content: "<b>"),
      InlineCode(element: "hi", offset: 3, form: .opening),
      InlineCode(element: "ph", offset: 3, content: "<sub>a</sub>", holdsMarkup: true),
      InlineCode(element: "hi", offset: 4, form: .closing),
    ]
    try memory.add([pair], origin: "test")
    #expect(try stored() == [pair])
  }

  @Test func `a NUL in a text comes back as U+FFFD, and nothing is cut off`() throws {
    let offered = pair("Satu \u{0} dua.", "One \u{0} two.") { $0.previousSource = "a\u{0}b" }
    try memory.add([offered], origin: "test")
    let kept = pair("Satu \u{FFFD} dua.", "One \u{FFFD} two.") { $0.previousSource = "a\u{FFFD}b" }
    #expect(try stored() == [kept])
  }

  @Test(arguments: ProvenanceField.all.filter { $0.kind == .text })
  func `a NUL in any text of the provenance comes back as U+FFFD`(_ field: ProvenanceField) throws {
    let offered = pair("Satu.", "One.") { $0[field] = .text("a\u{0}b") }
    #expect(offered.hasNUL)
    try memory.add([offered], origin: "test")
    #expect(try stored().map { $0.provenance[field] } == [.text("a\u{FFFD}b")])
  }

  @Test func `an error thrown inside leaves the memory as it was`() throws {
    struct Enough: Error {}
    try memory.add([pair("Satu.", "One.")], origin: "test")
    let rows = try fixture.rows()
    #expect(throws: Enough.self) {
      _ = try memory.transaction(origin: "failing") { writer in
        try writer.add(pair("Dua.", "Two."))
        try writer.add(pair("Satu.", "One.") { $0.document = "a.txt" })
        throw Enough()
      }
    }
    #expect(try fixture.rows() == rows)
    #expect(try memory.add([pair("Dua.", "Two.")], origin: "test").addedUnits == 1)
  }

  @Test(arguments: [("", "One."), ("Satu.", "")])
  func `an empty text is refused, with all that came with it`(
    _ source: String, _ target: String
  ) throws {
    let rows = try fixture.rows()
    #expect(throws: MemoryError.self) {
      try memory.add([pair("Dua.", "Two."), pair(source, target)], origin: "test")
    }
    #expect(try fixture.rows() == rows)
  }

  @Test func `pairs that differ in anything that is known of them are occurrences of their own`()
    throws
  {
    let changes: [(inout Provenance) -> Void] = [
      { _ in }, { $0.document = "a.txt" }, { $0.paragraph = 1 }, { $0.sentence = 1 },
      { $0.previousSource = "a" }, { $0.nextSource = "a" }, { $0.beadKind = "1-2" },
      { $0.isCrossing = true }, { $0.createdAt = Date(timeIntervalSince1970: 1) },
      { $0.createdBy = "ani" }, { $0.creationTool = "Alat" },
      { $0.changedAt = Date(timeIntervalSince1970: 1) }, { $0.changedBy = "ani" },
      { $0.properties = [.init(type: "note", value: "a")] }, { $0.properties = [.note("a")] },
      { $0.properties = [.init(type: "note", value: "a", place: .source)] },
      { $0.properties = [.init(type: "a", value: "note")] },
    ]
    let pairs = changes.map { pair("Satu.", "One.", $0) }
    let receipt = try memory.add(pairs + pairs, origin: "test")
    #expect(receipt.addedUnits == 1)
    #expect(receipt.addedOccurrences == pairs.count)
    #expect(receipt.same == pairs.count)
    #expect(try stored().map(\.provenance) == pairs.map(\.provenance))
  }

  @Test func `an aligned pair made again at another time is the same occurrence`() throws {
    func aligned(at seconds: Double, confidence: Double, tool: String) -> TranslationPair {
      pair("Satu.", "One.") {
        $0.document = "a.txt"
        $0.sentence = 1
        $0.confidence = confidence
        $0.creationTool = tool
        $0.createdAt = Date(timeIntervalSince1970: seconds)
      }
    }
    for tool in [Provenance.ownTool, "Alat"] {
      try memory.add([aligned(at: 1, confidence: 0.5, tool: tool)], origin: "test")
      let receipt = try memory.add([aligned(at: 2, confidence: 0.6, tool: tool)], origin: "test")
      #expect(receipt.same == (tool == Provenance.ownTool ? 1 : 0), "\(tool)")
    }
  }

  @Test func `a review is taken over once and not undone by an unreviewed copy`() throws {
    for (index, review) in [ReviewState.unreviewed, .approved, .unreviewed, .rejected].enumerated()
    {
      try memory.add(
        [pair("Satu.", "One.", review: review) { $0.sentence = index }], origin: "test")
    }
    #expect(try stored().map(\.review) == Array(repeating: .approved, count: 4))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `adding piece by piece keeps what adding at once keeps`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pairs = (0..<60).map { _ in
      pair(
        generator.elements(1, of: ["Satu.", "Dua.", "Tiga."])[0],
        generator.elements(1, of: ["One.", "Two.", "Three."])[0]
      ) { $0.sentence = Int(generator.next() % 4) }
    }
    try memory.add(pairs, origin: "at once")
    let other = try MemoryFixture()
    for start in stride(from: 0, to: pairs.count, by: 7) {
      try other.memory.add(pairs[start..<min(start + 7, pairs.count)], origin: "piece")
    }
    var others: [TranslationPair] = []
    try other.memory.forEachPair(from: .indonesian, to: .english) { pair, _ in others.append(pair) }
    #expect(try stored() == others)
    let places = Set(pairs.map { "\($0.source.text) \($0.target.text) \($0.provenance.sentence!)" })
    #expect(others.count == places.count)
  }

  @Test(arguments: [false, true])
  func `only another target is one that is kept beside, in a first import as later`(
    isFirst: Bool
  ) throws {
    if !isFirst { try memory.add([pair("Nol.", "Zero.")], origin: "test") }
    var coded = pair("Satu.", "One.")
    coded.source.codes = [InlineCode(element: "ph", offset: 0, content: "<b>")]
    let receipt = try memory.add(
      [
        pair("Satu.", "One."), coded, pair("Satu.", "Uno."), pair("Satu.", "Un."),
        pair("Dua.", "Un."),
      ],
      origin: "test")
    #expect(receipt.addedUnits == 5 && receipt.differentTarget == 2)
  }

  @Test(arguments: [false, true])
  func `of equal pairs the highest usage count is kept`(isFirst: Bool) throws {
    if !isFirst { try memory.add([pair("Nol.", "Zero.")], origin: "test") }
    let pairs = [3, 5, 4].map { count in
      var used = pair("Satu.", "One.")
      used.usageCount = count
      return used
    }
    #expect(try memory.add(pairs, origin: "test").same == 2)
    #expect(try memory.matches(for: "Satu.").map(\.usageCount) == [5])
    // A file that says more of a known pair is a step, and can be undone.
    var more = pairs[0]
    more.usageCount = 9
    #expect(try memory.add([more], origin: "again").id != nil)
    #expect(try memory.matches(for: "Satu.").map(\.usageCount) == [9])
    #expect(try memory.undo()?.restoredUnits == 1)
    #expect(try memory.matches(for: "Satu.").map(\.usageCount) == [5])
  }
}
