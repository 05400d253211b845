public import FoundationEssentials
import GRDB
public import PadanModel

extension MemoryWriter {
  /// Adds the pairs of an alignment, and the alignment with both texts, so that its beads can be reviewed
  /// with their neighbours. One of the same source name and segments takes the place of the old one.
  ///
  /// - Parameters:
  ///   - documents: The texts and their beads; provenance has the name of the source.
  ///   - date: When the pairs were made.
  /// - Throws: `DatabaseError`, which the memory turns into a `MemoryError`.
  public mutating func add(
    _ documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag,
    date: Date = Date()
  ) throws {
    let beads = documents.alignment.beads
    var occurrences: [Int64?] = []
    for bead in beads {
      let pair = documents.pair(of: bead, from: source, to: target, date: date)
      occurrences.append(try pair.map { try occurrence(of: $0) })
    }
    let id = try alignmentID(of: documents, from: source, to: target)
    try insertSegments(of: documents.source, isSource: true, alignmentID: id)
    try insertSegments(of: documents.target, isSource: false, alignmentID: id)
    try db.execute(sql: "DELETE FROM bead WHERE alignment_id = ?", arguments: [id])
    for (bead, occurrence) in zip(beads, occurrences) {
      try insert(bead, of: id, occurrence: occurrence)
    }
  }

  /// The number of the alignment of these languages and texts; a new row where there is none.
  private mutating func alignmentID(
    of documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag
  ) throws -> Int64 {
    var naming = Identity()
    let identity = naming.alignment(of: documents, from: source, to: target)
    let known = try db.cachedStatement(sql: "SELECT id FROM alignment WHERE identity = ?")
    if let id = try Int64.fetchOne(known, arguments: [identity]) { return id }
    let direction = try direction(from: source, to: target)
    try db.execute(
      sql: """
        INSERT INTO alignment (direction_id, import_id, document, identity) VALUES (?, ?, ?, ?)
        """, arguments: [direction, importID, documents.source.name.withoutNULs, identity])
    return db.lastInsertedRowID
  }

  /// Keeps the segments of one side. Those of a known alignment are the same; they get the blocks that
  /// were not known before.
  private func insertSegments(
    of text: SegmentedText, isSource: Bool, alignmentID: Int64
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO aligned_segment (alignment_id, is_source, position, text, paragraph)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET paragraph = excluded.paragraph
          WHERE paragraph IS NULL AND excluded.paragraph IS NOT NULL
        """)
    for (position, segment) in text.segments.enumerated() {
      try statement.execute(arguments: [
        alignmentID, isSource ? 1 : 0, position, segment.text.withoutNULs,
        text.hasBlocks ? segment.block : nil,
      ])
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
