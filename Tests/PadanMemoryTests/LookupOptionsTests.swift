import Foundation
import GRDB
import PadanMatch
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// Context, filters, several memories, old and guarded files.
struct LookupOptionsTests {
  private let fixture: MemoryFixture
  private var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  @Test(
    arguments: [
      (nil, nil, Match.Kind.exact, 100.0), ("Tadi.", nil, .context, 101),
      (nil, "Nanti.", .context, 101),
      (" Tadi. ", "Nanti.", .context, 102), ("Lain.", "Nanti.", .context, 101),
      ("Nanti.", "Tadi.", .exact, 100),
    ] as [(String?, String?, Match.Kind, Double)])
  func `the same text between the same segments is a context match`(
    _ example: (previous: String?, next: String?, kind: Match.Kind, printed: Double)
  ) throws {
    try memory.add(
      [
        pair("Satu.", "One.") {
          $0.previousSource = "Tadi."
          $0.nextSource = "Nanti."
        }
      ], origin: "test")
    let query = LookupQuery("Satu.", previous: example.previous, next: example.next)
    let match = try #require(try memory.matches(for: [query])[0].first)
    #expect(match.kind == example.kind)
    #expect(match.printedScore == example.printed)
    #expect(match.score.net == 100)
  }

  @Test func `of several translations the one in context comes first`() throws {
    try memory.add(
      [
        pair("Satu.", "One."), pair("Satu.", "A one.") { $0.previousSource = "Tadi." },
      ], origin: "test")
    let matches = try memory.matches(for: [LookupQuery("Satu.", previous: "Tadi.")])[0]
    #expect(matches.map(\.target.text) == ["A one.", "One."])
    #expect(matches.map(\.printedScore) == [101, 99])
  }

  @Test func `filters choose before anything is ranked`() throws {
    func at(_ year: Double) -> Date { Date(timeIntervalSince1970: (year - 1970) * 31_556_952) }
    try memory.add(
      (0..<20).map { pair("Harga naik \($0).", "Prices \($0).") { $0.document = "b.txt" } }
        + [
          pair("Harga naik sekali.", "a", review: .approved) {
            $0.document = "berita/a.txt"
            $0.createdBy = "ani"
            $0.changedAt = at(2010)
          },
          pair("Harga naik jauh.", "r", review: .rejected) { $0.document = "berita/a.txt" },
        ], origin: "test")
    func targets(_ filter: PairFilter?) throws -> [String] {
      var options = LookupOptions(minimum: 50, limit: 3)
      options.filter = filter
      return try memory.matches(for: "Harga naik 5.", options: options).map(\.target.text)
    }
    #expect(try targets(nil).count == 3)
    #expect(try targets(.document("berita/a.txt")) == ["a"])
    #expect(try targets(.document("berita/*")) == ["a"])
    #expect(try targets(.author("ani")) == ["a"])
    #expect(try targets(.author("budi")) == [])
    #expect(try targets(.updated(before: at(2011))) == ["a"])
    #expect(try targets(.updated(since: at(2011))).count == 3)
    #expect(try targets(.review(.approved)) == ["a"])
    #expect(try targets(.review(.rejected)) == ["r"])
    #expect(try targets(.document("berita/*") && !.review(.approved)) == ["r"])
    #expect(try targets(.author("ani") || .review(.rejected)).sorted() == ["a", "r"])
  }

  @Test(arguments: [
    "document ~ 'berita/*'", "author = ani", "changedBy = ani and createdBy = budi",
    "updated < 2011-01-01 and not document ~ 'b.*'", "to = en and target != b",
  ])
  func `a lookup takes the expressions of exports`(_ expression: String) throws {
    try memory.add(
      [
        pair("Harga naik 1.", "a") {
          $0.document = "berita/a.txt"
          $0.createdBy = "budi"
          $0.changedBy = "ani"
          $0.createdAt = Date(timeIntervalSince1970: 1_000_000_000)
        },
        pair("Harga naik 2.", "b") { $0.document = "b.txt" },
      ], origin: "test")
    var options = LookupOptions(minimum: 50)
    options.filter = try PairFilter(expression)
    let matches = try memory.matches(for: "Harga naik 5.", options: options)
    #expect(matches.map(\.target.text) == ["a"])
    var exported: [String] = []
    _ = try memory.forEachPair(in: ExportSelection(filter: options.filter)) { pair, _ in
      exported.append(pair.target.text)
    }
    #expect(exported == ["a"])
  }

  @Test func `a filter holds at one of the places where a unit was met, not over several`() throws {
    try memory.add(
      [
        pair("Harga naik.", "a") {
          $0.document = "a.txt"
          $0.createdBy = "ani"
        },
        pair("Harga naik.", "a") {
          $0.document = "b.txt"
          $0.createdBy = "budi"
        },
      ], origin: "test")
    func count(_ expression: String) throws -> Int {
      var options = LookupOptions()
      options.filter = try PairFilter(expression)
      return try memory.matches(for: "Harga naik.", options: options).count
    }
    #expect(try count("document = a.txt and author = ani") == 1)
    #expect(try count("document = a.txt and author = budi") == 0)
  }

  @Test func `several memories answer together, each with its penalty`() throws {
    let other = try MemoryFixture()
    try memory.add([pair("Harga naik 5.", "mine")], origin: "test")
    try other.memory.add(
      [pair("Harga naik 6.", "theirs"), pair("Harga naik lagi 6.", "more")], origin: "test")
    let shelf = MemoryShelf([.init(memory), .init(other.memory, penalty: 5)])
    let matches = try shelf.matches(for: [LookupQuery("Harga naik 6.")])[0]
    #expect(matches.map(\.target.text) == ["mine", "theirs", "more"])
    #expect(matches.map(\.score.net).prefix(2) == [99, 95])
    #expect(matches.map(\.memory).prefix(2) == [memory.path, other.memory.path])
    #expect(matches[1].score.penalties == [Penalty(.memory, points: 5)])
    var options = LookupOptions(minimum: 95.5)
    options.limit = 1
    #expect(
      try shelf.matches(for: [LookupQuery("Harga naik 6.")], options: options)[0].map(
        \.target.text) == ["mine"])
  }

  @Test func `answers to many queries come in their order`() throws {
    try memory.add((0..<100).map { pair("Harga naik \($0)", "\($0)") }, origin: "test")
    let queries = (0..<100).map { LookupQuery("Harga naik \($0)") }
    let answers = try memory.matches(for: queries, options: LookupOptions(limit: 1))
    #expect(answers.map { $0.first?.target.text } == (0..<100).map { "\($0)" })
  }

  @Test func `a memory that is opened to read only answers both ways and stays as it is`() throws {
    try memory.add([pair("Harga naik 5.", "Prices rose 5.")], origin: "test")
    let rows = try fixture.rows()
    let reader = try Memory(path: memory.path, access: .readOnly)
    #expect(try reader.matches(for: "Harga naik 6.").map(\.score.net) == [99])
    let english = LookupOptions(source: .english, target: .indonesian)
    #expect(try reader.matches(for: "Prices rose 7.", options: english).map(\.score.net) == [99])
    #expect(throws: MemoryError.readOnly(memory.path)) {
      try reader.add([pair("Dua.", "Two.")], origin: "test")
    }
    #expect(try fixture.rows() == rows)
  }

  @Test func `a link to a memory is that memory, whether it is there or still to be made`() throws {
    try memory.add([pair("Harga naik 5.", "Prices rose 5.")], origin: "test")
    let links = ["old", "new"].map { fixture.folder.path(of: $0) }
    try FileManager.default.createSymbolicLink(
      atPath: links[0], withDestinationPath: memory.path)
    try FileManager.default.createSymbolicLink(
      atPath: links[1], withDestinationPath: "made.sqlite")
    #expect(try Memory(path: links[0]).statistics().units == 1)
    var maker = try MemoryMaker(path: links[1])
    try maker.memory.add([pair("Satu.", "One."), pair("Dua.", "Two.")], origin: "test")
    try maker.keep()
    #expect(try Memory(path: fixture.folder.path(of: "made.sqlite")).statistics().units == 2)
    #expect(try Memory(path: links[1]).check() == [])
  }

  @Test func `a memory that may only be read can be backed up and saved`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    fixture.memory.close()
    chmod(fixture.path, 0o444)
    let (backup, saved) = (fixture.folder.path(of: "b"), fixture.folder.path(of: "s"))
    try Memory(path: fixture.path).backUp(to: backup)
    #expect(try Memory.salvage(fixture.path, into: saved).units.kept == 1)
    for path in [backup, saved] {
      #expect(FileStatus(path)?.rights == 0o444)
      #expect(try Memory(path: path, access: .readOnly).matches(for: "Satu.").count == 1)
    }
  }

  @Test func `a backup takes the place of one with pages of another size`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    let old = Repository.fixture("schema-1.memory", of: "PadanMemoryTests")
    let backup = try fixture.folder.write("backup", contents(of: old))
    try fixture.memory.backUp(to: backup)
    #expect(try Memory(path: backup).matches(for: "Satu.").count == 1)
    #expect(try Memory(path: backup).check() == [])
  }

  @Test func `counts beyond all counts are kept as the greatest`() throws {
    let fixture = try MemoryFixture()
    var often = pair("Satu.", "One.")
    often.usageCount = .max
    for _ in 0..<2 { try fixture.memory.add([often], origin: "test") }
    #expect(try fixture.memory.matches(for: "Satu.").first?.target.text == "One.")
    #expect(try fixture.memory.check() == [])
  }

  @Test func `a backup is the memory`() throws {
    try memory.add([pair("Harga naik 5.", "Prices rose 5.")], origin: "test")
    let path = fixture.folder.path(of: "copy.sqlite")
    try memory.backUp(to: path)
    let copy = try Memory(path: path)
    #expect(try copy.matches(for: "Harga naik 6.").map(\.score.net) == [99])
    #expect(try copy.check() == [])
  }

  @Test
  func
    `a backup takes the place of nothing but another backup, nor an older log for its own`()
    throws
  {
    try memory.add([pair("Satu.", "One.")], origin: "test")
    let link = fixture.folder.path(of: "link.sqlite")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: memory.path)
    let pipe = fixture.folder.path(of: "pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let text = try fixture.folder.write("text", "no memory")
    for path in [fixture.folder.path, memory.path, link, pipe, text] {
      #expect(throws: MemoryError.self) { try memory.backUp(to: path) }
    }
    let copy = fixture.folder.path(of: "copy.sqlite")
    try fixture.folder.write("copy.sqlite-wal", "the log of an older file")
    try memory.backUp(to: copy)
    #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
    #expect(try Memory(path: copy).matches(for: "Satu.").count == 1)
  }

  @Test func `a memory of the first schema opens, is indexed, and knows its units`() throws {
    let bytes = try contents(of: Repository.fixture("schema-1.memory", of: "PadanMemoryTests"))
    let path = try fixture.folder.write("old.sqlite", bytes)
    let old = try Memory(path: path)
    #expect(try old.statistics().units == 5)
    #expect(try old.matches(for: "Harga beras naik 7 persen.").map(\.unit) == [2, 1])
    #expect(try old.matches(for: "Menteri tidak hadir di kafé “Senja”!").map(\.unit) == [4])
    #expect(try old.check() == [])
    // A name that was given then is the name that is given now.
    let receipt = try old.add([pair("Harga beras turun.", "Rice prices fell.")], origin: "test")
    // The memory has the same source with a code, and the same target.
    #expect(receipt.addedUnits == 1 && receipt.differentTarget == 0)
    var kept: [TranslationPair] = []
    try old.forEachPair(from: .indonesian, to: .english) { pair, _ in kept.append(pair) }
    let other = try MemoryFixture()
    try other.memory.add(kept, origin: "test")
    #expect(try other.memory.statistics().units == 6)
    let again = try old.add([try #require(kept.first)], origin: "test")
    #expect(again.addedUnits == 0)
  }

  @Test func `a memory of the sixth schema opens with its history, reviews and both indexes`()
    throws
  {
    let bytes = try contents(of: Repository.fixture("schema-6.memory", of: "PadanMemoryTests"))
    let old = try Memory(path: fixture.folder.write("old.sqlite", bytes))
    #expect(try old.check() == [])
    #expect(try old.imports().map(\.occurrences) == [2, 1, 2, 2])
    #expect(try old.matches(for: "Harga beras naik 5 persen.").map(\.unit) == [4, 2])
    let english = LookupOptions(source: .english, target: .indonesian, minimum: 50)
    #expect(try old.matches(for: "Flood hits Jakarta.", options: english).map(\.unit) == [5])
    #expect(try old.statistics().documents == 1)
    try old.delete(units: [6])
    #expect(try old.check() == [])
    // The second import had taken the first one's unit out of service.
    #expect(try old.undo(2)?.restoredUnits == 1)
    #expect(try old.matches(for: "Harga beras naik 5 persen.").map(\.unit) == [1, 2])
    #expect(try old.check() == [])
  }
}
