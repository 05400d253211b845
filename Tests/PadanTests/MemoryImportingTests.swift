import Padan
import PadanTestSupport
import Testing

/// Small files of TMX.
private enum TMXText {
  static func unit(_ source: String, _ target: String) -> String {
    "<tu><tuv xml:lang=\"id\"><seg>\(source)</seg></tuv><tuv xml:lang=\"en\"><seg>\(target)</seg></tuv></tu>"
  }

  static func pair(_ source: String, _ target: String) -> String {
    "<tmx version=\"1.4\"><header srclang=\"id\"/><body>\(unit(source, target))</body></tmx>"
  }
}

struct MemoryImportingTests {
  private let folder: TemporaryFolder
  private let memory: Memory

  init() throws {
    folder = try TemporaryFolder()
    memory = try Memory(path: folder.path(of: "test.sqlite"), access: .create)
  }

  private static let options = ImportOptions(source: .indonesian, target: .english)

  private static let tmx = """
    <?xml version="1.0"?>
    <tmx version="1.4"><header srclang="id"/><body>
    <tu tuid="n1"><tuv xml:lang="id"><seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv>
    <tuv xml:lang="en-US"><seg>1.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Dua.</seg></tuv><tuv xml:lang="de"><seg>Zwei.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Tiga.</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>Four.</seg></tuv><tuv xml:lang="id"><seg>Empat.</seg></tuv></tu>
    <tu><tuv xml:lang="id"><seg>Empat.</seg></tuv><tuv xml:lang="en"><seg>4.</seg></tuv></tu>
    </body></tmx>
    """

  private func importTMX(_ text: String = tmx) throws -> Memory.FileReceipt {
    try memory.importPairs(ExchangeInput(.tmx, folder.write("a.tmx", text)), options: Self.options)
  }

  private func exported() throws -> [UInt8] {
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    try memory.forEachPair(from: .indonesian, to: .english) { writer.write($0, name: $1) }
    writer.end()
    return writer.takeBytes()
  }

  @Test func `a trial of several files counts what the import of them does, and leaves nothing`()
    throws
  {
    func receipts() throws -> [ImportReceipt] {
      try [("Satu.", "One."), ("Satu.", "One."), ("Satu.", "Single.")].map { source, target in
        var options = Self.options
        options.onDifferent = .keepOld
        let input = try ExchangeInput(.tmx, folder.write("b.tmx", TMXText.pair(source, target)))
        var receipt = try memory.importPairs(input, options: options).receipt
        (receipt.id, receipt.seconds) = (nil, 0)
        return receipt
      }
    }
    let tried = try memory.trial { try receipts() }
    #expect(tried.map(\.addedUnits) == [1, 0, 0] && tried[2].differentTarget == 1)
    #expect(try memory.isEmpty())
    #expect(try receipts() == tried)
    #expect(try memory.check() == [])
  }

  @Test func `a receipt counts what was read, added and left out, with its places`() throws {
    let result = try importTMX()
    #expect(result.receipt.read == 4)
    #expect(result.receipt.addedUnits == 4)
    #expect(result.receipt.addedOccurrences == 4)
    // `Satu.` has a second target in another region of English, and so in another direction.
    #expect(result.receipt.differentTarget == 1)
    #expect(result.receipt.same == 0)
    let path = folder.path(of: "a.tmx")
    #expect(
      Set(result.report.skipped.first.map(\.location)) == [
        SourceLocation(file: path, line: 5), SourceLocation(file: path, line: 6),
      ])
    #expect(
      result.report.skipped.first.contains {
        $0.kind.reason == "the unit lacks id or en" && $0.detail == "id, de"
      })
  }

  @Test func `left-out units are named in the order of the file`() throws {
    let one = "<tu><tuv xml:lang=\"id\"><seg>Satu.</seg></tuv></tu>\n"
    let german = one.replacing("</tu>", with: "<tuv xml:lang=\"de\"><seg>Eins.</seg></tuv></tu>")
    let text = "<tmx><body>\n\(one)\(german)\(one)\(german)</body></tmx>"
    let lines = try importTMX(text).report.skipped.first.map(\.location.line)
    #expect(lines == [2, 3, 4, 5])
  }

  @Test func `the same file twice adds nothing`() throws {
    _ = try importTMX()
    let bytes = try exported()
    let again = try importTMX()
    #expect(again.receipt.addedUnits == 0 && again.receipt.addedOccurrences == 0)
    #expect(again.receipt.same == 4 && again.receipt.id == nil)
    #expect(try exported() == bytes)
    #expect(try memory.statistics().imports == 1)
  }

  @Test(arguments: ["</body></tmx>", "</tu>\n</body></tmx>"])
  func `a file that cannot be read to its end adds nothing`(_ end: String) throws {
    try memory.add(
      [
        TranslationPair(
          source: Variant(language: .indonesian, text: "Lima."),
          target: Variant(language: .english, text: "Five."))
      ], origin: "test")
    let bytes = try exported()
    #expect(throws: TMXError.self) { try importTMX(String(Self.tmx.dropLast(end.count))) }
    #expect(try exported() == bytes)
    #expect(try memory.statistics().imports == 1)
  }

  @Test func `tab-separated pairs are imported with what is left out`() throws {
    let path = try folder.write("a.tsv", "Satu.\tOne.\nDua\n\nSatu.\tOne.\n Tiga \tThree.\n")
    let result = try memory.importPairs(ExchangeInput(.tsv, path), options: Self.options)
    #expect(result.receipt.read == 3)
    #expect(result.receipt.addedUnits == 2)
    #expect(result.receipt.same == 1)
    #expect(result.report.skipped.first.map(\.location) == [SourceLocation(file: path, line: 2)])
  }

  @Test func `an export that is imported elsewhere is exported as the same bytes`() throws {
    _ = try importTMX()
    let bytes = try exported()
    let other = try Memory(path: folder.path(of: "other.sqlite"), access: .create)
    _ = try other.importPairs(
      ExchangeInput(.tmx, folder.write("b.tmx", bytes)), options: Self.options)
    var writer = TMXWriter(source: .indonesian, toolVersion: "0")
    try other.forEachPair(from: .indonesian, to: .english) { writer.write($0, name: $1) }
    writer.end()
    #expect(writer.takeBytes() == bytes)
  }

  @Test func `several variants of a unit, and its third language, are one group`() throws {
    let tmx = """
      <tmx version="1.4"><header srclang="id"/><body><tu tuid="a">
      <tuv xml:lang="id"><seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv>
      <tuv xml:lang="en"><seg>1.</seg></tuv><tuv xml:lang="de"><seg>Eins.</seg></tuv></tu></body></tmx>
      """
    // A unit that was there becomes one of the group, and all come out as one.
    _ = try importTMX(TMXText.pair("Satu.", "1."))
    _ = try importTMX(tmx)
    var options = ImportOptions(source: .indonesian, target: LanguageTag("de")!)
    options.onDifferent = .keepBoth
    _ = try memory.importPairs(ExchangeInput(.tmx, folder.write("b.tmx", tmx)), options: options)
    var groups: [Int64?] = []
    for target in ["en", "de"] {
      try memory.forEachPair(from: .indonesian, to: LanguageTag(target)!) { pair, _ in
        groups.append(pair.group)
      }
    }
    #expect(groups.count == 4 && Set(groups).count == 1 && groups[0] != nil)
    let text = String(decoding: try exported(), as: UTF8.self)
    #expect(text.contains("<tu tuid=\"a\">") && text.ranges(of: "<tu").count == 2 + 5)
  }

  @Test func `heads of imported files are kept with the imports and said again`() throws {
    func tmx(_ type: String, _ note: String, _ text: String) -> String {
      """
      <tmx version="1.4"><header creationtool="T" segtype="block" datatype="\(type)" srclang="id">
      <note>\(note)</note></header><body>\(TMXText.unit(text, text))</body></tmx>
      """
    }
    func header(_ filter: String? = nil) throws -> [String] {
      var selection = ExportSelection(source: .indonesian, target: .english)
      selection.filter = try filter.map { try PairFilter($0) }
      return try memory.header(of: selection).map { "\($0.type)=\($0.value)" }
    }
    _ = try importLines("Nol.\tZero.\n")
    #expect(try header() == [])
    _ = try importTMX(tmx("html", "satu", "1"))
    let one = ["creationtool=T", "segtype=block", "datatype=html", "srclang=id", "note=satu"]
    #expect(try header() == one)
    _ = try importTMX(tmx("rtf", "dua", "2"))
    _ = try importTMX(tmx("rtf", "satu", "3"))
    #expect(
      try header() == ["creationtool=T", "segtype=block", "srclang=id", "note=satu", "note=dua"])
    #expect(try header("target = 1") == one)
    #expect(try header("target = nothing") == [])
    // Units that another file brought first stay that file's, and so does what it says.
    _ = try importTMX(tmx("xml", "tiga", "1"))
    #expect(try !header().contains("note=tiga"))
    #expect(try memory.undo() != nil)
    #expect(
      try header() == ["creationtool=T", "segtype=block", "srclang=id", "note=satu", "note=dua"])
  }

  private func importLines(
    _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> Memory.FileReceipt {
    var options = ImportOptions(source: .indonesian, target: .english)
    change(&options)
    return try memory.importPairs(
      ExchangeInput(.tsv, folder.write("a.tsv", text)), options: options)
  }

  private func answers(to query: String) throws -> [String] {
    let options = LookupOptions(source: .indonesian, target: .english)
    return try memory.matches(for: query, options: options).map(\.target.text).sorted()
  }

  @Test(arguments: [
    (DifferentTargetPolicy.keepBoth, ["One.", "Uno."], 2), (.keepOld, ["One."], 1),
    (.keepNew, ["Uno."], 2),
  ])
  func `a policy decides what a known source with another target does`(
    _ policy: DifferentTargetPolicy, _ expected: [String], _ added: Int
  ) throws {
    _ = try importLines("Satu.\tOne.\nDua.\tTwo.\n")
    let before = try exported()
    let receipt = try importLines("Satu.\tUno.\nDua.\tTwo.\nTiga.\tThree.\n") {
      $0.onDifferent = policy
    }
    #expect(receipt.receipt.differentTarget == 1)
    #expect(receipt.receipt.read == 3 && receipt.receipt.same == 1)
    #expect(receipt.receipt.addedUnits == added)
    #expect(try answers(to: "Satu.") == expected)
    // An undo gives the old ones back.
    let undone = try #require(try memory.undo())
    #expect(undone.record.id == receipt.receipt.id && undone.removedUnits == added)
    #expect(try exported() == before)
  }

  @Test func `a trial counts what an import would do, and does nothing`() throws {
    _ = try importLines("Satu.\tOne.\n")
    let before = try exported()
    let trial = try importLines("Satu.\tUno.\nDua.\tTwo.\n") { $0.isTrial = true }
    #expect(trial.receipt.id == nil)
    #expect(trial.receipt.addedUnits == 2 && trial.receipt.differentTarget == 1)
    #expect(try exported() == before)
    #expect(try memory.imports().count == 1)
    let receipt = try importLines("Satu.\tUno.\nDua.\tTwo.\n")
    #expect(receipt.receipt.addedUnits == trial.receipt.addedUnits)
  }

  @Test func `undoing imports one by one leads back to nothing, in any order`() throws {
    let files = [
      "Satu.\tOne.\nDua.\tTwo.\n", "Dua.\tZwei.\nTiga.\tThree.\n",
      "Satu.\tOne.\nEmpat.\tFour.\n",
    ]
    var states: [[UInt8]] = [try exported()]
    for file in files {
      _ = try importLines(file)
      states.append(try exported())
    }
    #expect(try memory.imports().map(\.id) == [3, 2, 1])
    for state in states.dropLast().reversed() {
      #expect(try memory.undo() != nil)
      #expect(try exported() == state)
    }
    #expect(try memory.undo() == nil)
    #expect(try memory.statistics().units == 0)

    for file in files { _ = try importLines(file) }
    // No number is given twice, so that a step can be named for ever.
    let second = try #require(try memory.imports().dropFirst().first)
    #expect(second.receipt?.read == 2 && second.occurrences == 2 && second.id == 8)
    #expect(try memory.undo(8)?.removedUnits == 2)
    #expect(try memory.undo(99) == nil)
    #expect(try answers(to: "Dua.") == ["Two."])
  }

  @Test func `what several imports brought stays until the last of them is undone`() throws {
    func sources() throws -> [String] {
      var found: [String] = []
      try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in
        found.append(pair.source.text)
      }
      return found.sorted()
    }
    _ = try importLines("Satu.\tOne.\nDua.\tTwo.\nTiga.\tThree.\n")
    _ = try importLines("Dua.\tTwo.\nTiga.\tThree.\nDua.\tTwo.\nEmpat.\tFour.\n")
    _ = try importLines("Tiga.\tThree.\nLima.\tFive.\n")
    // One that brings nothing of its own leaves no trace, and keeps nothing.
    _ = try importLines("Satu.\tOne.\n")
    let first = try #require(try memory.undo(1))
    #expect(first.removedOccurrences == 1 && first.keptOccurrences == 2)
    #expect(try sources() == ["Dua.", "Empat.", "Lima.", "Tiga."])
    #expect(try memory.imports().map(\.occurrences) == [1, 3])
    #expect(try memory.undo(2)?.keptOccurrences == 1)
    #expect(try sources() == ["Lima.", "Tiga."])
    let last = try #require(try memory.undo(3))
    #expect(last.removedUnits == 2 && last.keptOccurrences == 0)
    #expect(try sources() == [] && memory.imports().isEmpty)
  }

  @Test func `undoing the later import first leaves the first one whole`() throws {
    _ = try importLines("Satu.\tOne.\nDua.\tTwo.\n")
    let before = try exported()
    _ = try importLines("Dua.\tTwo.\nTiga.\tThree.\n")
    #expect(try memory.undo()?.keptOccurrences == 0)
    #expect(try exported() == before)
    #expect(try memory.undo()?.removedOccurrences == 2)
  }

  @Test func `undo gives back what an import changed in other units, and no more`() throws {
    func tmx(_ review: String, _ usage: Int, _ name: String) -> String {
      """
      <tmx version="1.4"><header srclang="id"/><body><tu tuid="\(name)" usagecount="\(usage)">
      <prop type="x-padan-review">\(review)</prop><tuv xml:lang="id"><seg>Satu.</seg></tuv>
      <tuv xml:lang="en"><seg>One.</seg></tuv></tu></body></tmx>
      """
    }
    func state() throws -> [String] {
      var found: [String] = []
      try memory.forEachPair(from: .indonesian, to: .english) { pair, _ in
        found.append("\(pair.review) \(pair.usageCount)")
      }
      return found
    }
    _ = try importTMX(tmx("unreviewed", 2, "a"))
    _ = try importTMX(tmx("approved", 5, "b"))
    #expect(try state() == ["approved 5", "approved 5"])
    _ = try importTMX(tmx("unreviewed", 9, "c"))
    #expect(try memory.undo(2)?.restoredUnits == 1)
    // The review was the second import's; the usage is the third one's by now.
    #expect(try state() == ["unreviewed 9", "unreviewed 9"])
  }

  @Test func `a damaged file is taken in part only where that is asked for`() throws {
    let damaged = Self.tmx.replacing("<seg>Empat.</seg></tuv></tu>", with: "<seg>Empat</tu>")
    #expect(throws: TMXError.self) { try importTMX(damaged) }
    #expect(try memory.statistics().units == 0)
    var options = ImportOptions(source: .indonesian, target: .english)
    options.tolerance = .damage
    let receipt = try memory.importPairs(
      ExchangeInput(.tmx, folder.write("a.tmx", damaged)), options: options)
    #expect(receipt.receipt.addedUnits == 3)
    #expect(receipt.report.skipped.count == 3)
    options.tolerance = .strict
    #expect(throws: TMXError.self) {
      try memory.importPairs(ExchangeInput(.tmx, folder.write("b.tmx", Self.tmx)), options: options)
    }
  }

  @Test func `U+0000 in a text or a field is said and stands as U+FFFD, in exports and filters`()
    throws
  {
    let line = """
      {"source":"Satu.","target":"One\\u0000.","document":"a\\u0000b.txt","id":"n\\u0000"}
      """
    let path = try folder.write("a.jsonl", line + "\n")
    let result = try memory.importPairs(ExchangeInput(.jsonl, path), options: Self.options)
    #expect(result.report.warnings.first.map(\.kind.code) == ["unit.nul"])
    let filter = try PairFilter("document = 'a\u{FFFD}b.txt'")
    var found: [String] = []
    _ = try memory.forEachPair(
      in: ExportSelection(source: .indonesian, target: .english, filter: filter)
    ) { pair, name in
      found = [pair.target.text, pair.provenance.document ?? "", name ?? ""]
    }
    #expect(found == ["One\u{FFFD}.", "a\u{FFFD}b.txt", "n\u{FFFD}"])
    // The same file again is the same pair.
    let again = try memory.importPairs(ExchangeInput(.jsonl, path), options: Self.options)
    #expect(again.receipt.addedOccurrences == 0)
  }
}
