import FoundationEssentials
import GRDB
import PadanMatch
import PadanModel
import PadanTestSupport

@testable import PadanMemory

/// A memory, and changes of every kind to it.
struct HistoryFixture {
  let fixture: MemoryFixture
  var memory: Memory { fixture.memory }

  init() throws {
    fixture = try MemoryFixture()
  }

  /// Every row of the tables that hold content, with all columns. What several imports brought is
  /// not content: it is noted for good.
  func content() throws -> [String] {
    try memory.read { db in
      try JournaledTable.all.map(\.name).filter { $0 != "same_occurrence" }.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2, 3").map { row in
          "\(table) \(row)"
        }
      }
    }
  }

  /// What lookups answer, with where each answer comes from.
  func answers() throws -> [String] {
    try ["Harga beras naik.", "Banjir melanda Jakarta.", "Menteri hadir.", "Petani senang."]
      .flatMap { query in
        try memory.matches(for: query, options: LookupOptions(minimum: 50)).map {
          "\(query) \($0.unit) \($0.target.text) \($0.score.net) \($0.review) \($0.occurrences)"
        }
      }
  }

  /// The number of the first unit with a target.
  func unit(_ target: String) throws -> Int64? {
    try memory.read {
      try Int64.fetchOne($0, sql: "SELECT id FROM unit WHERE target = ?", arguments: [target])
    }
  }

  /// Saves an alignment of sentences, one with one.
  func align(
    _ source: [String], _ target: [String], document: String = "a.txt", keepsOld: Bool = false
  ) throws -> ImportReceipt {
    let beads = zip(source.indices, target.indices).map {
      Bead(source: $0..<$0 + 1, target: $1..<$1 + 1, confidence: 0.5)
    }
    return try memory.transaction(origin: "align \(document)", as: .align) { writer in
      try writer.add(
        AlignedDocuments(
          source: SegmentedText(name: document, texts: source),
          target: SegmentedText(texts: target), alignment: Alignment(beads: beads)),
        from: .indonesian, to: .english, keepsOld: keepsOld)
    }
  }

  /// The identifier of the alignment that `fill` saved, or of its last revision.
  func alignment() throws -> String? {
    try memory.read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT lower(hex(substr(identity, 1, 8))) FROM alignment WHERE document = 'a.txt'
          ORDER BY id DESC
          """)
    }
  }

  func lexicon(_ entries: [(String, String)]) -> Lexicon {
    var lexicon = Lexicon(name: "l.tsv", source: .indonesian, target: .english)
    for (word, translation) in entries {
      lexicon.add(word, [Lexicon.Translation(translation, strength: 1)])
    }
    return lexicon
  }

  /// Content for changes to change: two imports that share a pair, an alignment, a lexicon and terms.
  func fill() throws {
    try memory.add(
      [
        pair("Harga beras naik.", "Rice prices rose.") { $0.document = "x.txt" },
        pair("Banjir melanda Jakarta.", "Floods hit Jakarta."),
        pair("Harga beras naik.", "Rice prices rose.") { $0.document = "y.txt" },
      ], origin: "a.tmx")
    try memory.add(
      [
        pair("Banjir melanda Jakarta.", "Floods hit Jakarta."),
        pair("Harga beras naik.", "Rice went up.") {
          $0.properties = [.init(type: "a", value: "b")]
        },
      ], origin: "b.tmx")
    _ = try align(
      ["Petani senang.", "Menteri hadir.", "Kata penutup."],
      ["Farmers are happy.", "The minister came.", "The end."])
    try memory.store(lexicon([("beras", "rice"), ("banjir", "flood")]), origin: "l.tsv")
    try memory.add(
      [
        Term(source: "bank", target: "bank", sense: "money"), Term(source: "bank", target: "bench"),
      ],
      from: .indonesian, to: .english, origin: "t.tsv")
  }

  /// A change of each kind, by name.
  static let changes: [(name: String, change: @Sendable (HistoryFixture) throws -> Void)] = [
    (
      "import",
      { history in
        try history.memory.add(
          [
            pair("Banjir melanda Jakarta.", "Floods hit Jakarta.") {
              $0.document = "z.txt"
              $0.changedAt = Date(timeIntervalSince1970: 4e9)
            }, pair("Menteri hadir.", "The minister was there.", review: .approved),
          ], origin: "c.tmx")
      }
    ),
    (
      "import in place of the old",
      { history in
        try history.memory.transaction(origin: "d.tmx", onDifferent: .keepNew) {
          try $0.add(pair("Harga beras naik.", "The price of rice has risen."))
        }
      }
    ),
    (
      "add",
      { history in
        try history.memory.add([pair("Ya.", "Yes.")], origin: "add", as: .add, person: "sari")
      }
    ),
    (
      "align",
      { history in
        _ = try history.align(
          ["Satu.", "Petani senang."], ["One.", "Farmers are happy."], document: "b.txt")
      }
    ),
    (
      "align a revised text",
      { history in
        _ = try history.align(
          ["Petani senang.", "Menteri hadir.", "Kata penutup."],
          ["Farmers are glad.", "The minister came.", "The end."])
      }
    ),
    (
      "align the same text in other beads",
      { history in
        try history.memory.transaction(origin: "align", as: .align) {
          try $0.add(
            AlignedDocuments(
              source: SegmentedText(
                name: "a.txt", texts: ["Petani senang.", "Menteri hadir.", "Kata penutup."]),
              target: SegmentedText(
                texts: ["Farmers are happy.", "The minister came.", "The end."]),
              alignment: Alignment(beads: [
                Bead(source: 0..<2, target: 0..<2, confidence: 0.5),
                Bead(source: 2..<3, target: 2..<3, confidence: 0.5),
              ])), from: .indonesian, to: .english)
        }
      }
    ),
    (
      "edit",
      { history in
        _ = try history.memory.edit(
          unit: 1, source: "Harga beras naik lagi.", target: "Rice rose.", person: "sari")
      }
    ),
    (
      "edit into another unit",
      { history in _ = try history.memory.edit(unit: 1, target: "Rice went up.", person: "sari") }
    ),
    ("delete", { history in try history.memory.delete(units: [1, 5]) }),
    (
      "approve",
      { history in try history.memory.review(units: [1, 2], as: .approved, reviewer: "r") }
    ),
    ("reject", { history in try history.memory.review(units: [2], as: .rejected, reviewer: "r") }),
    (
      "review",
      { history in
        guard let id = try history.alignment() else { return }
        try history.memory.decide(
          [
            ReviewDecision(
              alignment: id, bead: Bead(source: 0..<2, target: 0..<2), verdict: .approved),
            ReviewDecision(
              alignment: id, bead: Bead(source: 2..<3, target: 2..<3), verdict: .dropped),
          ], reviewer: "rina")
      }
    ),
    (
      "lexicon import",
      { history in
        try history.memory.store(
          history.lexicon([("beras", "rice"), ("beras", "paddy"), ("gempa", "quake")]),
          origin: "l.tsv")
      }
    ),
    ("lexicon remove", { history in _ = try history.memory.removeLexicon(origin: "l.tsv") }),
    (
      "terms import",
      { history in
        try history.memory.add(
          [
            Term(source: "bank", target: "bank", status: .admitted, sense: "money"),
            Term(source: "gempa", target: "quake"),
          ], from: .indonesian, to: .english, origin: "t.tsv", replacing: true)
      }
    ),
    (
      "terms edit",
      { history in
        var changes = TermChanges()
        changes.target = "bank"
        changes.sense = "money"
        let numbers = try history.memory.allTerms().map(\.id)
        try history.memory.edit(terms: numbers, changes)
      }
    ),
    (
      "terms delete",
      { history in
        let numbers = try history.memory.allTerms().map(\.id)
        try history.memory.delete(terms: numbers)
      }
    ),
    ("undo", { history in _ = try history.memory.undo(1) }),
  ]
}
