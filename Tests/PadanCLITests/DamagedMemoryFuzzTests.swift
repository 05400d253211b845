import Foundation
import PadanTestSupport
import Testing

/// Verbs on damaged memories: none is ended by a signal, and each error says what is wrong and what
/// can be done.
///
/// `PADAN_FUZZ=3000` runs hundreds of damaged files instead of a few.
struct DamagedMemoryFuzzTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["PADAN_FUZZ"].flatMap { Int($0) }.map { $0 / 10 } ?? 3

  private static let verbs: [[String]] = [
    ["lookup", "Harga beras naik 7 persen.", "--explain"], ["lookup", "Satu.", "--format", "json"],
    ["export", "--jsonl"], ["export", "--tmx"], ["stats"], ["history"], ["history", "--unit", "1"],
    ["imports", "--format", "json"], ["lexicon", "info"], ["lexicon", "export"],
    ["add", "Baru.", "New."], ["edit", "1", "--target", "Other."], ["delete", "2"],
    ["approve", "1"], ["reject", "1"], ["undo"], ["undo", "1"], ["doctor"],
    ["doctor", "--rebuild-index", "--both"], ["doctor", "--vacuum"],
    ["review", "--limit", "5", "--dry-run"],
  ]

  @Test func `a verb on a damaged memory ends with its answer or says what is wrong`() throws {
    let fixture = try CommandFixture()
    let whole = try makeMemory(fixture)
    for seed in 0..<UInt64(Self.rounds) {
      var damage = FileDamage(seed: seed &+ 1_000)
      let bytes = damage.damaged(whole)
      for turn in 0..<4 {
        let verb = Self.verbs[(Int(seed) * 4 + turn) % Self.verbs.count]
        try expectSaid(fixture, verb, bytes, seed: seed)
      }
      let copy = fixture.folder.path(of: "whole.sqlite")
      try? FileManager.default.removeItem(atPath: copy)
      try expectSaid(fixture, ["doctor", "--salvage", copy], bytes, seed: seed)
    }
  }

  private func makeMemory(_ fixture: CommandFixture) throws -> [UInt8] {
    let pairs = (1...30).map { "Harga beras naik \($0) persen.\tRice rose \($0) per cent.\n" }
    let table = try fixture.folder.write("pairs.tsv", pairs.joined() + "Satu.\tOne.\n")
    #expect(try fixture.onMemory("import", table).exitCode == 0)
    _ = try fixture.onMemory("approve", "3")
    #expect(try fixture.onMemory("doctor", "--rebuild-index", "--vacuum").exitCode == 0)
    return try contents(of: fixture.memory)
  }

  private func expectSaid(
    _ fixture: CommandFixture, _ verb: [String], _ bytes: [UInt8], seed: UInt64
  ) throws {
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: fixture.memory + suffix)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.memory))
    let run = try fixture.padan.run(verb + ["--memory", fixture.memory])
    let words = "seed \(seed), \(verb.joined(separator: " ")): \(run.exitCode) \(run.errorText)"
    #expect(run.exitCode < 128 && run.exitCode != 70, "\(words)")
    guard run.exitCode == 5 else { return }
    let said = ["damaged", "no memory", "not a memory", "another program", "later version"]
    #expect(said.contains { run.errorText.contains($0) }, "\(words)")
  }
}
