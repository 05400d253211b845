import Foundation
import PadanTestSupport
import Testing

/// Looking up in several ways, and looking after the file.
struct MemoryCareCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
  }

  @Test func `an explained lookup shows differences, arithmetic, negation and the unit`() throws {
    _ = try fixture.onMemory("add", "Harga beras tidak naik.", "Rice prices did not rise.")
    let run = try fixture.onMemory("lookup", "Harga beras naik.", "--explain")
    #expect(
      run.lines.prefix(3) == [
        " 85.0 fuzzy  Harga beras [-tidak-] naik.", "             Rice prices did not rise.",
        "             Indel 100 × 2·17 / (17 + 23) = 85.00 → 85.00",
      ])
    #expect(
      run.lines.last
        == "             negation on one side only · by hand, \(CommandFixture.today) · unit 1")
  }

  @Test func `lines of standard input are each other's context`() throws {
    let path = try fixture.folder.write(
      "a.tmx",
      """
      <tmx version="1.4"><header srclang="id"/><body><tu>
      <prop type="x-context-pre">Tadi.</prop><prop type="x-context-post">Nanti.</prop>
      <tuv xml:lang="id"><seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv></tu>
      </body></tmx>
      """)
    #expect(try fixture.onMemory("import", path).exitCode == 0)
    func scores(_ options: String...) throws -> [String] {
      try fixture.padan.run(
        ["lookup", "-", "--format", "tsv", "--memory", fixture.memory] + options,
        input: Array("Tadi.\nSatu.\nNanti.\n".utf8)
      ).lines.map { $0.split(separator: "\t")[1...2].joined(separator: " ") }
    }
    #expect(try scores() == ["102.0 context"])
    #expect(try scores("--no-context") == ["100.0 exact"])
    let one = try fixture.onMemory("lookup", "Satu.", "--previous", "Tadi.", "--format", "tsv")
    #expect(one.text.hasPrefix("Satu.\t101.0\tcontext\t"))
  }

  @Test func `several memories are asked, one of them at a penalty`() throws {
    let other = fixture.folder.path(of: "other.sqlite")
    _ = try fixture.onMemory("add", "Harga naik 5.", "mine")
    _ = try fixture.padan.run("add", "Harga naik 6.", "theirs", "--memory", other)
    let run = try fixture.onMemory(
      "lookup", "Harga naik 6.", "--format", "tsv", "--memory",
      "\(other):read-only,penalty=5")
    #expect(
      run.lines.map { $0.split(separator: "\t").dropFirst().joined(separator: " ") } == [
        "99.0 fuzzy Harga naik 5. mine 1", "95.0 fuzzy Harga naik 6. theirs 1",
      ])
    let wrong = try fixture.padan.run("lookup", "a", "--memory", "\(other):penalty=x")
    #expect(wrong.exitCode == 2)
  }

  @Test func `a unit is edited and deleted by its number`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    #expect(try fixture.onMemory("edit", "1", "--target", "Prices went up.").exitCode == 0)
    #expect(try fixture.onMemory("lookup", "Harga naik.").text.contains("Prices went up."))
    #expect(try fixture.onMemory("edit", "7", "--target", "x").exitCode == 1)
    #expect(try fixture.onMemory("edit", "1").exitCode == 2)
    #expect(try fixture.onMemory("delete", "1", "7").exitCode == 1)
    #expect(try fixture.onMemory("lookup", "Harga naik.").exitCode == 0)
    #expect(
      try fixture.onMemory("delete", "1").diagnostics == ["\(fixture.memory): 1 unit deleted"])
    #expect(try fixture.onMemory("lookup", "Harga naik.").exitCode == 1)
  }

  @Test func `an approved unit is sure, a rejected one answers no more, and both can be undone`()
    throws
  {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    _ = try fixture.onMemory("add", "Harga naik.", "Price up.")
    let both = try fixture.onMemory("lookup", "Harga naik.")
    #expect(both.lines.count { $0.hasSuffix(" · unit 1") || $0.hasSuffix(" · unit 2") } == 2)
    #expect(
      try fixture.onMemory("approve", "1", "--reviewer", "rina").diagnostics
        == ["\(fixture.memory): 1 unit approved"])
    #expect(
      try fixture.onMemory("reject", "2", "2").diagnostics == ["\(fixture.memory): 1 unit rejected"]
    )
    #expect(
      try fixture.onMemory("lookup", "Harga naik.").lines == [
        "100.0 exact  Harga naik.", "             Prices rose.",
        "             by hand, \(CommandFixture.today) · approved · unit 1",
      ])
    #expect(try fixture.onMemory("export", "--tsv", "--quiet").lines.count == 1)
    let rejected = try fixture.onMemory(
      "lookup", "Harga naik.", "--review", "rejected", "--format", "tsv")
    #expect(rejected.text == "Harga naik.\t100.0\texact\tHarga naik.\tPrice up.\t2\n")
    #expect(
      try fixture.onMemory("reject", "1", "2", "--undo").diagnostics
        == ["\(fixture.memory): 1 unit unreviewed, 1 not rejected"])
    #expect(
      try fixture.onMemory("approve", "1", "2").diagnostics
        == ["\(fixture.memory): 1 unit approved, 1 already so"])
  }

  @Test(arguments: ["approve", "reject"])
  func `a review of a unit that is not there changes nothing`(_ verb: String) throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let before = try fixture.memoryContents()
    let run = try fixture.onMemory(verb, "1", "7")
    #expect(run.exitCode == 1 && run.errorText.contains("there is no unit 7"))
    #expect(try fixture.memoryContents() == before)
    for arguments in [[], ["x"], ["0x1"], ["1.5"], ["99999999999999999999"]] {
      #expect(try fixture.padan.run([verb, "--memory", fixture.memory] + arguments).exitCode == 2)
    }
  }

  @Test func `the doctor finds a damaged index and mends it`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    #expect(try fixture.onMemory("doctor").diagnostics == ["\(fixture.memory): all is well"])
    var bytes = try contents(of: fixture.memory)
    // The letters of the source as the index keeps them.
    let outline: [UInt8] = [0x1F, 0xC5, 0x41, 0x31, 0x0D]
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: outline) })
    bytes[place] ^= 0x01
    try fixture.folder.write("memory.sqlite", bytes)
    let lookup = try fixture.onMemory("lookup", "Harga naik.")
    #expect(lookup.exitCode == 5)
    #expect(lookup.errorText.contains("padan doctor --rebuild-index"))
    #expect(try fixture.onMemory("doctor", "--check").exitCode == 1)
    #expect(try fixture.onMemory("doctor", "--rebuild-index", "--both").exitCode == 0)
    #expect(try fixture.onMemory("doctor").exitCode == 0)
    #expect(try fixture.onMemory("lookup", "Harga naik.").exitCode == 0)
    #expect(try fixture.onMemory("doctor", "--vacuum").exitCode == 0)
  }

  @Test func `a backup is a memory, and replaces nothing unasked`() throws {
    _ = try fixture.onMemory("add", "Harga naik.", "Prices rose.")
    let copy = fixture.folder.path(of: "copy.sqlite")
    #expect(try fixture.onMemory("backup", copy).exitCode == 0)
    #expect(try fixture.padan.run("lookup", "Harga naik.", "--memory", copy).exitCode == 0)
    #expect(try fixture.onMemory("backup", copy).exitCode == 2)
    #expect(try fixture.onMemory("backup", copy, "--force").exitCode == 0)
  }

  @Test func `what is whole of a damaged memory is written into a new one`() throws {
    _ = try fixture.onMemory("add", "Harga beras naik.", "Rice prices rose.")
    _ = try fixture.onMemory("add", "Satu.", "One.")
    #expect(try fixture.onMemory("doctor", "--vacuum").exitCode == 0)
    var bytes = try contents(of: fixture.memory)
    let text = Array("Harga beras naik.Rice".utf8)
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: text) })
    bytes[place] ^= 2
    try fixture.folder.write("damaged.sqlite", bytes)
    let damaged = fixture.folder.path(of: "damaged.sqlite")
    let whole = fixture.folder.path(of: "whole.sqlite")

    let check = try fixture.padan.run("doctor", "--memory", damaged)
    #expect(check.exitCode == 1 && check.errorText.contains("--salvage FILE"))
    let before = try contents(of: damaged)
    let run = try fixture.padan.run("doctor", "--salvage", whole, "--memory", damaged)
    #expect(run.exitCode == 4)
    #expect(run.lines.first == "units: 1 kept, 1 left out")
    #expect(try contents(of: damaged) == before)
    #expect(try fixture.padan.run("doctor", "--memory", whole).exitCode == 0)
    #expect(try fixture.padan.run("lookup", "Satu.", "--memory", whole).text.contains("One."))
    let again = try fixture.padan.run("doctor", "--salvage", whole, "--memory", damaged)
    #expect(again.exitCode == 2 && again.errorText.contains("Choose another name"))
    let both = try fixture.padan.run("doctor", "--salvage", whole, "--vacuum")
    #expect(both.exitCode == 2)
  }
}
