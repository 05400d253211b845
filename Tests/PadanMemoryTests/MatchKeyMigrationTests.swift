import GRDB
import PadanMatch
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

struct MatchKeyMigrationTests {
  @Test func `an older memory finds texts with ignorable characters, and is sound`() throws {
    let fixture = try MemoryFixture()
    let texts = ["Per\u{AD}kara itu selesai.", "Perkara lain dimulai."]
    try fixture.memory.add(texts.map { pair($0, "Target.") }, origin: "test")
    // A key in which the soft hyphen is a letter, as schema 10 had it.
    try fixture.memory.alter { db in
      try db.execute(
        sql: """
          UPDATE unit SET source_key = source_key + 1 WHERE id = 1;
          DROP INDEX step_change_unit;
          DROP TRIGGER concordance_unit_deleted;
          DROP TRIGGER concordance_unit_edited;
          DROP TABLE concordance_pending;
          DROP TABLE \(Concordance.listTable);
          DROP TABLE concordance_word;
          DROP TABLE concordance;
          DROP TABLE term;
          DROP TABLE quality_mark;
          DROP TABLE document;
          DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) >= 11;
          """)
    }
    let memory = try Memory(path: fixture.path)
    let found = try memory.matches(for: "Perkara itu selesai.")
    #expect(found.first?.source.text == texts[0])
    #expect(found.first?.score.net == 100)
    #expect(try memory.check() == [])
  }
}
