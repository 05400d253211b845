import Padan
import PadanTestSupport
import Synchronization
import Testing

struct OrderedWorkTests {
  private struct Fault: Error {}

  @Test(arguments: [0, 1, 31, 32, 33, 500])
  func `results come in the order of their inputs`(_ count: Int) throws {
    var results: [Int] = []
    try OrderedWork.run(
      over: Array(0..<count),
      work: { input in
        // Early inputs take longest, so that later ones overtake them.
        (0..<max(0, 2_000 - input * 50)).reduce(input) { ($0 &* 31) &+ $1 } == 0 ? -1 : input
      },
      emit: { results.append($0) })
    #expect(results == Array(0..<count))
  }

  @Test func `no more inputs are taken than a bounded number ahead of the results`() throws {
    let taken = Atomic(0)
    var most = 0
    var emitted = 0
    try OrderedWork.run(
      next: { taken.add(1, ordering: .relaxed).newValue <= 300 ? 1 : nil }, work: { $0 },
      emit: { _ in
        most = max(most, taken.load(ordering: .relaxed) - emitted)
        emitted += 1
      })
    #expect(emitted == 300)
    #expect(most <= 40)
  }

  @Test func `a fault of the input or the output ends the run after what came before`() throws {
    let taken = Atomic(0)
    var results = 0
    #expect(throws: Fault.self) {
      try OrderedWork.run(
        next: {
          if taken.add(1, ordering: .relaxed).newValue > 3 { throw Fault() }
          return 1
        }, work: { $0 },
        emit: { results += $0 })
    }
    #expect(results == 3)
    #expect(throws: Fault.self) {
      try OrderedWork.run(
        over: [1, 2, 3], work: { $0 },
        emit: { if $0 == 2 { throw Fault() } })
    }
  }
}

struct AlignmentPipelineTests {
  private static let records: [AlignmentRecord] = {
    let path = Repository.corpus("alignment.jsonl")
    return (try? JSONLines.decodeAll(AlignmentRecord.self, from: contents(of: path), file: path))
      ?? []
  }()

  private let aligner = Aligner(source: .indonesian, target: .english)

  @Test
  func `a batch that learns nothing gives what its documents give one by one, in their order`()
    throws
  {
    var ids: [String] = []
    var pipeline = AlignmentPipeline(aligner)
    pipeline.isSelfTraining = false
    try pipeline.align(Self.pairs) { documents in
      let record = Self.records[ids.count]
      ids.append(documents.source.name)
      #expect(documents.source == record.source && documents.target == record.target)
      #expect(documents.alignment == aligner.align(record.source, record.target).alignment)
    }
    #expect(ids == Self.records.map(\.id))
    #expect(ids.count == 10)
  }

  // MARK: Inputs and faults

  private static let lines = """
    {"id":"a","source":["Harga beras naik."],"target":["Rice prices rose."]}
    {"id":"b"}

    {"id":3,"source":["Petani senang."],"target":["Farmers are happy."]}
    {"id":4}
    no JSON
    """

  @Test(arguments: [false, true])
  func `each line is answered in its place, a faulty one by its fault`(_ isStreamed: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("documents.jsonl", Array(Self.lines.utf8))
    var pipeline = AlignmentPipeline(aligner)
    pipeline.isStreamed = isStreamed
    var outcomes: [String] = []
    try pipeline.alignLines(of: path) { outcome in
      let kinds = try? outcome.result.get().alignment.beads.map(\.kind).joined()
      outcomes.append("\(outcome.isNumbered ? "#" : "")\(outcome.name ?? "-") \(kinds ?? "fault")")
    }
    #expect(outcomes == ["a 1-1", "b fault", "#3 1-1", "#4 fault", "- fault"])
  }

  @Test(arguments: [false, true])
  func `each pair of files is answered in its place`(_ isStreamed: Bool) throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("a.id.txt", Array("Harga beras naik.\nPetani senang.\n".utf8))
    let target = try folder.write("a.en.txt", Array("Rice prices rose.\n".utf8) + [0xFF, 0x0A])
    let missing = folder.path(of: "b.id.txt")
    var pipeline = AlignmentPipeline(aligner)
    pipeline.isStreamed = isStreamed
    var outcomes: [AlignmentPipeline.Outcome] = []
    try pipeline.align(
      [
        PairedFiles(source: missing, target: target),
        PairedFiles(source: source, target: target),
      ], source: .segmentALine(), target: .segmentALine()
    ) { outcomes.append($0) }
    #expect(outcomes.map(\.name) == [missing, source])
    #expect(throws: InputError.missing(missing)) { try outcomes[0].result.get() }
    let documents = try outcomes[1].result.get()
    #expect(documents.source.texts == ["Harga beras naik.", "Petani senang."])
    #expect(documents.target.name == target && outcomes[1].notes.count == 1)
  }

  @Test func `a sink that throws ends the run`() throws {
    struct Enough: Error {}
    var count = 0
    #expect(throws: Enough.self) {
      try AlignmentPipeline(aligner).align(Self.pairs) { _ in
        count += 1
        if count == 2 { throw Enough() }
      }
    }
    #expect(count == 2)
  }

  // MARK: Saving

  private static let pairs = records.map {
    DocumentPair(source: $0.source, target: $0.target)
  }

  @Test func `alignments are saved as they come, those of translations alone`() throws {
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "m.sqlite"), access: .create)
    let pipeline = AlignmentPipeline(aligner, help: AlignmentHelp(decisions: memory))
    let unrelated = DocumentPair(source: Self.pairs[0].source, target: Self.pairs[1].target)
    let receipt = try pipeline.save(into: memory, origin: "test") { save in
      try pipeline.align([Self.pairs[2], unrelated]) { try save($0) }
    }
    #expect(receipt.addedUnits > 10)
    let statistics = try memory.statistics()
    #expect(statistics.documents == 1 && statistics.units == receipt.addedUnits)
  }

  @Test func `a run that fails saves nothing`() throws {
    struct Fault: Error {}
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "m.sqlite"), access: .create)
    let pipeline = AlignmentPipeline(aligner)
    #expect(throws: Fault.self) {
      try pipeline.save(into: memory, origin: "test") { save in
        try pipeline.align(Self.pairs) { try save($0) }
        throw Fault()
      }
    }
    #expect(try memory.isEmpty())
  }

  @Test func `a run that keeps vectors in the memory it saves into does not wait for itself`()
    throws
  {
    let server = try FakeEmbeddingServer {
      .vectors($0.texts.map { text in [1, Float(text.utf8.count % 7), 1] })
    }
    let folder = try TemporaryFolder()
    let memory = try Memory(path: folder.path(of: "m.sqlite"), access: .create)
    let encoder = SentenceVectorSource(
      encoder: try SentenceEncoder(url: server.url),
      memory: VectorMemory(memory, path: memory.path))
    var pipeline = AlignmentPipeline(
      aligner, help: AlignmentHelp(decisions: memory, encoder: encoder))
    pipeline.isStreamed = true
    let lines = try folder.write("documents.jsonl", Array(Self.lines.utf8))
    let receipt = try pipeline.save(into: memory, origin: "test") { save in
      try pipeline.alignLines(of: lines) {
        if let documents = try? $0.result.get() { try save(documents) }
      }
    }
    #expect(receipt.addedUnits == 2 && !server.requests.isEmpty)
  }

  // MARK: Strangers

  @Test func `articles and their references are said to be translations`() {
    for record in Self.records {
      #expect(aligner.align(record.source.texts, record.target.texts).isTranslation, "\(record.id)")
    }
  }

  @Test func `another article's reference is denied, and no pair is trusted`() {
    for (index, record) in Self.records.enumerated() {
      let other = Self.records[(index + 1) % Self.records.count]
      let alignment = aligner.align(record.source.texts, other.target.texts)
      #expect(!alignment.isTranslation, "\(record.id) with \(other.id)")
      #expect(alignment.beads.filter(\.isPaired).allSatisfy { $0.confidence <= 0.1 })
      #expect(alignment.beads.flatMap(\.source) == Array(record.source.texts.indices))
    }
  }

  @Test func `three sentences are not denied, nor an empty side, nor an unknown language`() {
    for record in Self.records {
      let pairs = (record.beads ?? []).filter { $0.source.count == 1 && $0.target.count == 1 }
        .prefix(3)
      let source = pairs.map { record.source.texts[$0.source[0]] }
      let target = pairs.map { record.target.texts[$0.target[0]] }
      #expect(aligner.align(source, target).isTranslation, "\(record.id)")
      #expect(aligner.align(record.source.texts, [String]()).isTranslation)
      let bare = Aligner(
        source: .indonesian, target: .english, lexicon: nil,
        weights: Bundled.alignmentWeights(source: .indonesian, target: .english))
      #expect(bare.align(record.source.texts, record.target.texts).isTranslation, "\(record.id)")
    }
  }
}

struct PairingScoreTests {
  @Test func `precision and recall are shares of the found and the gold pairs`() {
    let score = PairingScore(
      gold: [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]], found: [["a", "b"], ["c", "x"]])
    #expect(score.rates.precision == 0.5 && score.rates.recall == 0.25)
    #expect(score.rates.f1 == 1.0 / 3)
    let nothing = PairingScore(gold: [], found: []).rates
    #expect(nothing.precision == 0 && nothing.recall == 0 && nothing.f1 == 0)
  }
}
