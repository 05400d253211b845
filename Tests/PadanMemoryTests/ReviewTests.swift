import GRDB
import PadanMatch
import PadanMemory
import PadanModel
import PadanTestSupport
import Testing

/// Alignments that are kept, beads in doubt, and what people decide about them.
struct ReviewTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  private static let source = [
    "Kalimat pertama berita ini.", "Harga beras naik lagi.", "Petani senang.", "Kata penutup.",
  ]
  private static let target = [
    "The first sentence of this story.", "Rice prices rose again.", "Farmers are happy.",
    "And so is everyone.", "The end.",
  ]
  private static let beads = [
    Bead(source: 0..<1, target: 0..<1, confidence: 0.99),
    Bead(source: 1..<3, target: 1..<2, confidence: 0.5),
    Bead(source: 3..<3, target: 2..<3, confidence: 0.6),
    Bead(source: 3..<4, target: 3..<4, confidence: 0.3),
    Bead(source: 4..<4, target: 4..<5, confidence: 0.95),
  ]

  private func save(
    _ beads: [Bead] = beads, source: [String] = source, target: [String] = target,
    document: String = "a.txt"
  ) throws {
    _ = try memory.transaction(origin: "align") { writer in
      try writer.add(
        AlignedDocuments(
          source: SegmentedText(name: document, texts: source),
          target: SegmentedText(texts: target), alignment: Alignment(beads: beads)),
        from: .indonesian, to: .english)
    }
  }

  private func doubtful(below confidence: Double = 0.9, limit: Int = .max) throws -> [ReviewPassage]
  {
    try memory.doubtfulPassages(
      from: .indonesian, to: .english, below: confidence, limit: limit)
  }

  private func decide(
    _ decisions: [(Range<Int>, Range<Int>, ReviewVerdict)]
  ) throws -> ReviewReceipt {
    let id = try #require(try lastID())
    return try memory.decide(
      decisions.map {
        ReviewDecision(alignment: id, bead: Bead(source: $0.0, target: $0.1), verdict: $0.2)
      }, reviewer: "rina")
  }

  /// The identity of the last alignment, in hexadecimal.
  private func lastID() throws -> String? {
    try DatabaseQueue(path: fixture.path).read { db in
      try String.fetchOne(
        db, sql: "SELECT lower(hex(substr(identity, 1, 8))) FROM alignment ORDER BY id DESC")
    }
  }

  private func units() throws -> [String] {
    try DatabaseQueue(path: fixture.path).read { db in
      try Row.fetchAll(
        db, sql: "SELECT source, target, review, reviewed_by FROM unit ORDER BY source, target"
      ).map { row in
        let reviewer = (row[3] as String?).map { " \($0)" } ?? ""
        return "\(row[0] as String) | \(row[1] as String) | \(row[2] as String)\(reviewer)"
      }
    }
  }

  private func fixed(_ source: [String] = source, _ target: [String] = target) throws -> [[Range<
    Int
  >]] {
    try memory.decidedBeads(source, target, from: .indonesian, to: .english).map {
      [$0.source, $0.target]
    }
  }

  @Test func `doubtful beads come with their neighbours, the most doubtful passage first`() throws {
    try save()
    try save(
      [
        Bead(source: 0..<1, target: 0..<1, confidence: 0.1),
        Bead(source: 1..<2, target: 1..<2, confidence: 1),
      ], source: ["Ya.", "Tidak."], target: ["Yes.", "No."], document: "b.txt")
    let passages = try doubtful()
    #expect(passages.map(\.document) == ["b.txt", "a.txt"])
    #expect(passages[1].beads.map(\.bead.kind) == ["1-1", "2-1", "0-1", "1-1", "0-1"])
    #expect(passages[1].beads.map(\.isDoubtful) == [false, true, true, true, false])
    #expect(passages[1].beads[1].source == Array(Self.source[1..<3]))
    #expect(try doubtful(limit: 1).map(\.document) == ["b.txt"])
    #expect(try doubtful(below: 0.05).isEmpty)
    #expect(
      try memory.doubtfulPassages(from: .english, to: .indonesian, below: 1, limit: 9).isEmpty)
  }

  @Test func `an approved pair's unit is approved, a dropped one's rejected`() throws {
    try save()
    let receipt = try decide([(1..<3, 1..<2, .approved), (3..<4, 3..<4, .dropped)])
    #expect(receipt == receiptOf(decided: 2, approved: 1, rejected: 1))
    #expect(
      try units() == [
        "Harga beras naik lagi. Petani senang. | Rice prices rose again. | approved rina",
        "Kalimat pertama berita ini. | The first sentence of this story. | unreviewed",
        "Kata penutup. | And so is everyone. | rejected rina",
      ])
    #expect(try memory.matches(for: "Kata penutup.").isEmpty)
    #expect(
      try memory.matches(for: "Harga beras naik lagi. Petani senang.").first?.score.net == 100)
    #expect(try doubtful().flatMap(\.beads).filter(\.isDoubtful).map(\.bead.kind) == ["0-1"])
    #expect(try fixed() == [[1..<3, 1..<2], [3..<4, 3..<3], [4..<4, 3..<4]])
  }

  @Test func `a bead that is grouped anew replaces its units`() throws {
    try save()
    let receipt = try decide([(1..<2, 1..<2, .approved), (2..<3, 2..<3, .approved)])
    #expect(receipt == receiptOf(decided: 2, approved: 2, added: 2, removed: 1))
    #expect(
      try units().filter { $0.hasSuffix("approved rina") } == [
        "Harga beras naik lagi. | Rice prices rose again. | approved rina",
        "Petani senang. | Farmers are happy. | approved rina",
      ])
    #expect(try units().count == 4)
    let match = try #require(try memory.matches(for: "Petani senang.").first)
    #expect(match.occurrences.map(\.document) == ["a.txt"])
    #expect(match.occurrences.map(\.sentence) == [2])
    #expect(match.occurrences.map(\.previousSource) == ["Harga beras naik lagi."])
    #expect(match.occurrences.map(\.beadKind) == ["1-1"])
    #expect(try doubtful().flatMap(\.beads).filter(\.isDoubtful).map(\.number) == [3])
    // Saved again as decided, the same alignment adds nothing.
    let before = try units()
    try save([
      Self.beads[0], Bead(source: 1..<2, target: 1..<2), Bead(source: 2..<3, target: 2..<3),
      Self.beads[3], Self.beads[4],
    ])
    #expect(try units() == before)
    #expect(try memory.statistics().occurrences == 4)
  }

  @Test func `the same decisions again change nothing and leave no step`() throws {
    try save()
    let decisions: [(Range<Int>, Range<Int>, ReviewVerdict)] = [
      (1..<2, 1..<2, .approved), (2..<3, 2..<3, .approved), (3..<4, 3..<4, .dropped),
    ]
    _ = try decide(decisions)
    func state() throws -> [String] {
      try fixture.rows().filter { !$0.hasPrefix("sqlite_") }
    }
    let before = try state()
    #expect(try decide(decisions) == receiptOf(same: 3))
    #expect(try state() == before)
  }

  @Test func `a change of mind takes the place of the old verdict`() throws {
    try save()
    _ = try decide([(1..<3, 1..<2, .approved)])
    _ = try decide([(1..<3, 1..<2, .dropped)])
    #expect(try fixed() == [[1..<2, 1..<1], [2..<3, 1..<1], [3..<3, 1..<2]])
    #expect(try units().contains { $0.hasSuffix("rejected rina") })
    _ = try decide([(1..<2, 0..<0, .approved), (2..<3, 1..<2, .approved)])
    #expect(try fixed() == [[1..<2, 0..<0], [2..<3, 1..<2]])
  }

  @Test func `decisions are found where their segments stand, whatever else has changed`() throws {
    try save()
    _ = try decide([(1..<3, 1..<2, .approved), (3..<4, 3..<4, .dropped)])
    let source = ["Baru sama sekali."] + Self.source
    let target = Self.target.map { $0 == "The end." ? "Fin." : $0 }
    #expect(try fixed(source, target).first == [2..<4, 1..<2])
    // Another spelling of the same white space is the same text.
    #expect(try fixed(Self.source.map { "  " + $0 }, Self.target).count == 3)
    #expect(try fixed(Self.source, ["Nothing in common."]).isEmpty)
    // A sentence of the bead that has changed makes another bead.
    #expect(try fixed(Self.source.map { $0 + "!" }, Self.target).isEmpty)
  }

  @Test func `short segments are found by their neighbours only`() throws {
    try save(
      [
        Bead(source: 0..<1, target: 0..<1, confidence: 1),
        Bead(source: 1..<2, target: 1..<2, confidence: 0.2),
      ], source: ["Sudah makan?", "Ya."], target: ["Have you eaten?", "Yes."])
    _ = try decide([(1..<2, 1..<2, .approved)])
    #expect(try fixed(["Sudah makan?", "Ya."], ["Have you eaten?", "Yes."]).count == 1)
    #expect(try fixed(["Lapar?", "Ya.", "Tidak."], ["Hungry?", "Yes.", "No."]).isEmpty)
  }

  @Test func `of equal segments the one with the same neighbours is meant`() throws {
    let source = ["Satu.", "Ya.", "Dua.", "Ya.", "Tiga."]
    let target = ["One.", "Yes.", "Two.", "Yes.", "Three."]
    try save(
      source.indices.map {
        Bead(source: $0..<$0 + 1, target: $0..<$0 + 1, confidence: 0.5)
      }, source: source, target: target)
    _ = try decide([(3..<4, 3..<4, .approved)])
    #expect(try fixed(source, target) == [[3..<4, 3..<4]])
    #expect(try fixed(["Nol."] + source, ["Zero."] + target) == [[4..<5, 4..<5]])
    _ = try decide([(1..<2, 1..<2, .dropped)])
    #expect(try fixed(source, target) == [[1..<2, 1..<1], [2..<2, 1..<2], [3..<4, 3..<4]])
  }

  @Test func `a crossing bead stays crossing`() throws {
    let source = (0..<6).map { "Kalimat nomor \($0) yang cukup panjang." }
    let order = [0, 2, 3, 4, 5, 1]
    let target = order.map { "Sentence number \($0), which is long enough." }
    try save(
      order.enumerated().map { place, number in
        Bead(
          source: number..<number + 1, target: place..<place + 1, confidence: 0.5,
          isCrossing: number == 1)
      }, source: source, target: target)
    _ = try decide([(1..<2, 5..<6, .approved), (2..<3, 1..<2, .approved)])
    let beads = try memory.decidedBeads(source, target, from: .indonesian, to: .english)
    #expect(beads.map(\.isCrossing) == [true, false])
  }

  @Test func `an unknown alignment stores nothing`() throws {
    try save()
    let before = try fixture.rows()
    let known = try #require(doubtful().first?.alignment)
    let decisions = [known, "ffffffffffffffff"].map {
      ReviewDecision(
        alignment: $0, bead: Bead(source: 1..<3, target: 1..<2), verdict: .approved)
    }
    #expect(throws: MemoryError.self) { try memory.decide(decisions, reviewer: nil) }
    #expect(try fixture.rows() == before)
    #expect(try memory.alignment("ffffffffffffffff") == nil)
    #expect(try memory.alignment("' OR 1 = 1") == nil)
  }

  @Test func `a kept alignment holds all segments and beads`() throws {
    try save()
    let id = try #require(doubtful().first?.alignment)
    let kept = try #require(try memory.alignment(id))
    let documents = kept.documents
    #expect(documents.source.texts == Self.source && documents.target.texts == Self.target)
    #expect(documents.source.name == "a.txt" && documents.alignment.beads == Self.beads)
    #expect(!documents.source.hasBlocks && !documents.target.hasBlocks)
  }

  @Test func `blocks of both sides are kept, and added to an alignment that lacked them`() throws {
    func article(_ name: String, _ texts: [String], blocks: [Int]) -> SegmentedText {
      var text = SegmentedText(name: name, texts: texts)
      for (position, block) in blocks.enumerated() { text.segments[position].block = block }
      text.hasBlocks = true
      return text
    }
    try save()
    let identity = try #require(doubtful().first?.alignment)
    let documents = AlignedDocuments(
      source: article("a.txt", Self.source, blocks: [0, 1, 1, 4]),
      target: article("b.txt", Self.target, blocks: [0, 2, 2, 2, 7]),
      alignment: Alignment(beads: Self.beads))
    _ = try memory.transaction(origin: "align") {
      try $0.add(documents, from: .indonesian, to: .english)
    }
    let kept = try #require(try memory.alignment(identity)).documents
    #expect(kept.source.hasBlocks && kept.source.segments.map(\.block) == [0, 1, 1, 4])
    #expect(kept.target.hasBlocks && kept.target.segments.map(\.block) == [0, 2, 2, 2, 7])
  }

  private func receiptOf(
    decided: Int = 0, same: Int = 0, approved: Int = 0, rejected: Int = 0, added: Int = 0,
    removed: Int = 0
  ) -> ReviewReceipt {
    var receipt = ReviewReceipt()
    (receipt.decided, receipt.same, receipt.approved) = (decided, same, approved)
    (receipt.rejected, receipt.added, receipt.removed) = (rejected, added, removed)
    return receipt
  }

  // MARK: Vectors

  @Test func `vectors are kept by model, prefix and text`() throws {
    let vector = try #require(SentenceVector([0.5, -1, 0.25]))
    let other = try #require(SentenceVector([1, 1, 1]))
    try memory.keep(["Satu.": vector, "Dua.": other], model: "m", prefix: "")
    try memory.keep(["Satu.": other], model: "m", prefix: "query: ")
    func vectors(_ model: String, _ prefix: String) throws -> [String: SentenceVector] {
      try memory.vectors(of: ["Satu.", "Dua.", "Tiga."], model: model, prefix: prefix)
    }
    #expect(try vectors("m", "") == ["Satu.": vector, "Dua.": other])
    #expect(try vectors("m", "query: ") == ["Satu.": other])
    #expect(try vectors("n", "").isEmpty)
    try memory.keep(["Satu.": other], model: "m", prefix: "")
    #expect(try vectors("m", "")["Satu."] == other)
  }

  @Test func `what an import brought too stays when a reviewer groups its segments anew`() throws {
    try save()
    var pairs: [TranslationPair] = []
    try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in pairs.append(pair) }
    try memory.add(pairs + [pair("Lain.", "Other.")], origin: "a.tmx")
    let receipt = try decide([(1..<2, 1..<2, .approved), (2..<3, 2..<3, .approved)])
    #expect(receipt.removed == 0)
    // The pair of both segments is the import's now, beside the one that it alone brought.
    #expect(try memory.history().first { $0.origin == "a.tmx" }?.occurrences == 2)
    #expect(try memory.check() == [])
  }

  @Test func `a decision on a segment with U+0000 is found again`() throws {
    let source = ["Kalimat\u{0} pertama.", "Kedua."]
    let target = ["First\u{0} sentence.", "Second."]
    let beads = [0, 1].map { Bead(source: $0..<$0 + 1, target: $0..<$0 + 1, confidence: 0.5) }
    try save(beads, source: source, target: target)
    _ = try decide([(0..<1, 0..<1, .approved)])
    let decided = try memory.decidedBeads(source, target, from: .indonesian, to: .english)
    #expect(decided.map(\.source) == [0..<1])
  }
}
