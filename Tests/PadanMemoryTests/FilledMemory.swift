import GRDB
import PadanModel
import PadanTestSupport

@testable import PadanMemory

/// A memory with rows in every table, for tests that damage it.
enum FilledMemory {
  /// The languages' texts of its pairs.
  static let texts: [(source: String, target: String)] =
    (1...24).map {
      ("Harga beras naik \($0) persen di pasar.", "Rice prices rose \($0) per cent at the market.")
    } + [
      ("Satu.", "One."), ("Dua kalimat pendek.", "Two short sentences."),
      ("字 dan 😀 di kota Padang", "字 and 😀 in the town of Padang"),
      ("Presiden membuka pasar baru di Jakarta.", "The president opened a new market in Jakarta."),
    ]

  /// The bytes of the file.
  static let bytes: [UInt8] = (try? make()) ?? []

  private static func make() throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "whole.sqlite")
    do {
      let memory = try Memory(path: path, access: .create)
      try memory.transaction(origin: "pairs.tmx") { writer in
        writer.header = [.note("a note")]
        for (number, text) in texts.enumerated() {
          var added = pair(text.source, text.target) {
            $0.document = "berita.txt"
            $0.paragraph = number
            $0.previousSource = "Sebelum."
            $0.properties = [Provenance.Property(type: "domain", value: "news")]
            $0.createdBy = "ann"
          }
          if number == 3 {
            added.source.codes = [InlineCode(element: "ph", offset: 6, content: "<br/>")]
          }
          try writer.add(added, name: "n\(number)")
        }
      }
      try align(in: memory)
      try memory.add([pair(texts[0].source, texts[0].target)], origin: "again.tmx")
      try memory.review(units: [2, 3], as: .approved, reviewer: "ann")
      try memory.delete(units: [5])
      try memory.edit(unit: 6, target: "Rice became dearer.", person: "ben")
      _ = try memory.undo()
      var lexicon = Lexicon(name: "test", source: .indonesian, target: .english)
      lexicon.add("beras", ["rice"])
      try memory.store(lexicon, origin: "words.tsv")
      try memory.add(
        [Term(source: "beras", target: "rice", note: "grain")], from: .indonesian, to: .english)
      if let vector = SentenceVector([1, 2, 3]) {
        try memory.keep(["Satu.": vector], model: "m", prefix: "")
      }
      try memory.rebuildIndexes(both: true)
      try memory.vacuum()
    }
    return try contents(of: path)
  }

  /// Saves an alignment with a decision on one of its beads.
  private static func align(in memory: Memory) throws {
    let sides = texts.prefix(3)
    let documents = AlignedDocuments(
      source: SegmentedText(name: "a.txt", texts: sides.map(\.source)),
      target: SegmentedText(texts: sides.map(\.target)),
      alignment: Alignment(
        beads: sides.indices.map {
          Bead(source: $0..<$0 + 1, target: $0..<$0 + 1, confidence: 0.5)
        }))
    try memory.transaction(origin: "align a.txt", as: .align) { writer in
      try writer.add(documents, from: .indonesian, to: .english)
    }
    let passages = try memory.doubtfulPassages(
      from: .indonesian, to: .english, below: 1, limit: 1)
    try memory.decide(
      passages.prefix(1).map {
        ReviewDecision(alignment: $0.alignment, bead: $0.beads[0].bead, verdict: .approved)
      }, reviewer: "ann")
  }

  /// Changes a file by SQL without regard to what its columns and tables may hold.
  static func change(_ path: String, _ sql: String, _ arguments: StatementArguments = []) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          PRAGMA ignore_check_constraints = ON;
          PRAGMA writable_schema = ON;
          CREATE TEMPORARY TABLE whole AS SELECT name, sql FROM main.sqlite_master;
          UPDATE main.sqlite_master
            SET sql = replace(replace(sql, ') STRICT', ')'), ' NOT NULL', '') WHERE type = 'table';
          PRAGMA writable_schema = RESET;
          """)
      try db.execute(sql: sql, arguments: arguments)
      try db.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE main.sqlite_master SET sql = whole.sql FROM whole WHERE whole.name = sqlite_master.name;
          PRAGMA writable_schema = RESET;
          """)
    }
  }
}
