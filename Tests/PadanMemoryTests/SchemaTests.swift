import Foundation
import GRDB
import PadanMatch
import PadanModel
import PadanTestSupport
import Testing

@testable import PadanMemory

/// What is opened of files whose schema Padan did not make.
struct SchemaTests {
  @Test func `the fingerprint is that of what all migrations make`() throws {
    let migrator = Schema.migrator
    let objects = try Schema.made(by: migrator, upTo: migrator.migrations.last)
    #expect(Schema.hash(of: objects) == Schema.fingerprint)
  }

  @Test(arguments: [
    "schema-1", "schema-6", "schema-9", "schema-12", "schema-13", "schema-14", "schema-15",
    "schema-17",
  ])
  func `a memory of an older schema becomes what all migrations make`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("\(name).memory", of: "PadanMemoryTests")
    let path = try folder.write("old.sqlite", contents(of: fixture))
    let memory = try Memory(path: path)
    #expect(try memory.check() == [])
    #expect(try memory.read { try Schema.hash(of: Schema.objects(of: $0)) } == Schema.fingerprint)
  }

  @Test func `a memory whose index held whole texts answers from an index of their letters`() throws
  {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("schema-12.memory", of: "PadanMemoryTests")
    let memory = try Memory(path: try folder.write("old.sqlite", contents(of: fixture)))
    #expect(try memory.matches(for: "HARGA BERAS NAIK 9 PERSEN").first?.score.printed == 95)
    let english = LookupOptions(source: .english, target: .indonesian)
    #expect(try memory.matches(for: "“Yes”, he said", options: english).first?.score.net == 98)
    #expect(try memory.check() == [])
  }

  @Test func `a memory whose index held texts only with their codes finds them without`() throws {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("schema-13.memory", of: "PadanMemoryTests")
    let memory = try Memory(path: try folder.write("old.sqlite", contents(of: fixture)))
    #expect(try memory.matches(for: "Buka {1}Berkas{2} baru.").first?.score.net == 99)
    var options = LookupOptions()
    options.readsCodes = true
    let query = "Berkas {nama} tidak ada di <b>."
    #expect(try memory.matches(for: query, options: options).first?.score.net == 99)
    #expect(try memory.check() == [])
  }

  @Test func `a memory from before the concordance is searched by one`() throws {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("schema-14.memory", of: "PadanMemoryTests")
    let memory = try Memory(path: try folder.write("old.sqlite", contents(of: fixture)))
    var units: [Int64] = []
    let query = try SearchQuery([.init([#require(.words("surat"))])])
    try memory.search(query) {
      units.append($0.unit)
      return true
    }
    #expect(units == [2, 3])
    #expect(try memory.check() == [])
  }

  @Test func `a memory from before the termbase keeps terms`() throws {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("schema-15.memory", of: "PadanMemoryTests")
    let memory = try Memory(path: try folder.write("old.sqlite", contents(of: fixture)))
    let steps = try memory.history().count
    try memory.add([Term(source: "surat", target: "letter")], from: .indonesian, to: .english)
    #expect(try memory.terms(from: .indonesian, to: .english).map(\.target) == ["letter"])
    #expect(try memory.history().count == steps + 1)
    #expect(try memory.check() == [])
  }

  @Test func `a memory from before the files of documents knows its documents by their names`()
    throws
  {
    let folder = try TemporaryFolder()
    let fixture = Repository.fixture("schema-17.memory", of: "PadanMemoryTests")
    let memory = try Memory(path: try folder.write("old.sqlite", contents(of: fixture)))
    let file = try folder.write("a.id.txt", "")
    let receipt = try memory.transaction(origin: "align", as: .align) { writer in
      let name = try writer.name(ofFile: file, new: "a.id.txt")
      let text = "Harga beras naik lima persen."
      try writer.add(
        AlignedDocuments(
          source: SegmentedText(name: name, texts: [text]),
          target: SegmentedText(texts: ["Rice rose."]),
          alignment: Alignment(beads: [Bead(source: 0..<1, target: 0..<1, confidence: 0.5)])),
        from: .indonesian, to: .english)
    }
    #expect(receipt.withdrawn == 3)
    #expect(try memory.check() == [])
  }

  @Test(arguments: [
    ("CREATE TRIGGER t AFTER INSERT ON occurrence BEGIN DELETE FROM unit; END", "trigger t"),
    ("CREATE VIEW v AS SELECT 1", "view v"),
    ("CREATE TABLE other (id)", "table other"),
    ("CREATE INDEX i ON unit(target)", "index i"),
    ("ALTER TABLE unit ADD COLUMN more TEXT AS (source || target)", "table unit"),
    ("DROP TRIGGER match_unit_deleted", "trigger match_unit_deleted"),
    ("DROP INDEX unit_identity", "index unit_identity"),
    ("CREATE TABLE match_text_9 (key INTEGER PRIMARY KEY, data)", "table match_text_9"),
    (
      """
      ALTER TABLE step_change RENAME TO c; CREATE VIEW step_change AS
        WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r
      """, "index step_change_step"
    ),
  ])
  func `a memory with another schema is not opened`(_ sql: String, _ object: String) throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: sql) }
    for access in [Memory.Access.existing, .create, .readOnly] {
      #expect(throws: MemoryError.unknownSchema(fixture.path, object)) {
        try Memory(path: fixture.path, access: access)
      }
    }
  }

  @Test(arguments: [
    (
      """
      CREATE TRIGGER grdb_migrations AFTER INSERT ON occurrence BEGIN DELETE FROM unit; END
      """, "trigger grdb_migrations"
    ),
    (
      """
      DROP TABLE grdb_migrations; CREATE VIEW grdb_migrations AS
        WITH RECURSIVE r(identifier) AS (SELECT '1' UNION ALL SELECT identifier || '1' FROM r)
        SELECT identifier FROM r
      """, "view grdb_migrations"
    ),
  ])
  func `nothing else has the name of the list of migrations`(
    _ sql: String, _ object: String
  ) throws {
    let fixture = try MemoryFixture()
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: sql) }
    #expect(throws: MemoryError.unknownSchema(fixture.path, object)) {
      try Memory(path: fixture.path)
    }
  }

  @Test func `what is in a name in quotation marks is no comment`() throws {
    let fixture = try MemoryFixture()
    try DatabaseQueue(path: fixture.path).write { db in
      let trigger = try #require(
        try String.fetchOne(
          db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'match_unit_deleted'"))
      try db.execute(sql: "DROP TRIGGER match_unit_deleted; CREATE TABLE \"--\" (a)")
      let end = try #require(trigger.range(of: "END", options: .backwards))
      try db.execute(
        sql: trigger[..<end.lowerBound]
          + "DELETE FROM \"--\"; DELETE FROM unit WHERE 1 = (1\n); END")
      try db.execute(sql: "DROP TABLE \"--\"")
    }
    #expect(throws: MemoryError.unknownSchema(fixture.path, "trigger match_unit_deleted")) {
      try Memory(path: fixture.path)
    }
  }

  @Test func `a memory that somebody had analysed is opened`() throws {
    let fixture = try MemoryFixture()
    try fixture.memory.add([pair("Satu.", "One.")], origin: "test")
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "ANALYZE") }
    #expect(try Memory(path: fixture.path).matches(for: "Satu.").count == 1)
  }

  @Test func `a memory of texts in UTF-16 is not opened`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "wide.sqlite")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA application_id = 1") }
    var bytes = try contents(of: path)
    bytes[59] = 2  // the encoding: UTF-16le
    try folder.write("wide.sqlite", bytes)
    try Schema.migrator.migrate(DatabaseQueue(path: path))
    #expect(throws: MemoryError.unknownSchema(path, "texts that are not UTF-8")) {
      try Memory(path: path)
    }
  }
}
