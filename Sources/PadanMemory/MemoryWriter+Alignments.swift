public import FoundationEssentials
import GRDB
public import PadanModel

extension MemoryWriter {
  /// Adds the pairs of an alignment, and the alignment itself, so that its beads can be reviewed with
  /// their neighbours. One of the same document and segments takes the place of the old one.
  ///
  /// - Parameters:
  ///   - document: What provenance calls the source text.
  ///   - segments: The source segments, in order, where paragraphs are known.
  ///   - date: When the pairs were made.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  public mutating func add(
    _ alignment: Alignment, from source: LanguageTag, to target: LanguageTag, document: String,
    segments: [Segment]? = nil, date: Date = Date()
  ) throws {
    var occurrences: [Int64?] = []
    for bead in alignment.beads {
      let pair = alignment.pair(
        of: bead, from: source, to: target, document: document,
        paragraph: segments?.paragraph(of: bead), date: date)
      occurrences.append(try pair.map { try occurrence(of: $0) })
    }
    var naming = Identity()
    let identity = naming.alignment(alignment, from: source, to: target, document: document)
    let known = try db.cachedStatement(sql: "SELECT id FROM alignment WHERE identity = ?")
    let id: Int64
    if let number = try Int64.fetchOne(known, arguments: [identity]) {
      id = number
    } else {
      id = try insertAlignment(identity, from: source, to: target, document: document)
      try insertSegments(alignment, paragraphs: segments?.map(\.block), of: id)
    }
    try db.execute(sql: "DELETE FROM bead WHERE alignment_id = ?", arguments: [id])
    for (bead, occurrence) in zip(alignment.beads, occurrences) {
      try insert(bead, of: id, occurrence: occurrence)
    }
  }

  private mutating func insertAlignment(
    _ identity: Data, from source: LanguageTag, to target: LanguageTag, document: String
  ) throws -> Int64 {
    let direction = try direction(from: source, to: target)
    try db.execute(
      sql: """
        INSERT INTO alignment (direction_id, import_id, document, identity) VALUES (?, ?, ?, ?)
        """, arguments: [direction, importID, document.withoutNULs, identity])
    return db.lastInsertedRowID
  }

  private func insertSegments(
    _ alignment: Alignment, paragraphs: [Int]?, of alignmentID: Int64
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO aligned_segment (alignment_id, is_source, position, text, paragraph)
        VALUES (?, ?, ?, ?, ?)
        """)
    for (position, text) in alignment.source.enumerated() {
      try statement.execute(arguments: [
        alignmentID, 1, position, text.withoutNULs, paragraphs?[position],
      ])
    }
    for (position, text) in alignment.target.enumerated() {
      try statement.execute(arguments: [alignmentID, 0, position, text.withoutNULs, nil])
    }
  }

  func insert(_ bead: Bead, of alignmentID: Int64, occurrence: Int64?) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO bead (alignment_id, occurrence_id, source_start, source_end, target_start,
          target_end, confidence, is_crossing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      alignmentID, occurrence, bead.source.lowerBound, bead.source.upperBound,
      bead.target.lowerBound, bead.target.upperBound, min(1, max(0, bead.confidence)),
      bead.isCrossing,
    ])
  }
}
