public import FoundationEssentials
import GRDB
public import PadanModel

extension MemoryWriter {
  /// Adds the pairs of two aligned texts, and the alignment itself, so that its beads can be
  /// reviewed together with their neighbours.
  ///
  /// It replaces an alignment of the same languages, source name and segments, and earlier ones of
  /// the same document: of the same name, with at least half of the segments on one side. What
  /// those brought and this one does not have is withdrawn, unless a person approved or edited it.
  ///
  /// - Parameters:
  ///   - documents: The texts and their beads. The source's name becomes the document of the pairs.
  ///   - source: The language of the source text.
  ///   - target: The language of the target text.
  ///   - date: When the pairs were made.
  ///   - keepsOld: Whether what earlier alignments of the document brought stays.
  /// - Throws: `DatabaseError`, from which `Memory.transaction` makes a `MemoryError`.
  public mutating func add(
    _ documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag,
    date: Date = Date(), keepsOld: Bool = false
  ) throws {
    let beads = documents.alignment.beads
    var occurrences: [Int64?] = []
    for bead in beads {
      let pair = documents.pair(of: bead, from: source, to: target, date: date)
      occurrences.append(try pair.map { try occurrence(of: $0) })
    }
    let direction = try direction(from: source, to: target)
    let id = try alignmentID(of: documents, from: source, to: target, direction: direction)
    try insertSegments(of: documents.source, isSource: true, alignmentID: id)
    try insertSegments(of: documents.target, isSource: false, alignmentID: id)
    if !keepsOld {
      try withdraw(
        beside: id, of: documents, direction: direction,
        keeping: Set(occurrences.compactMap(\.self)))
    }
    try replaceBeads(of: id, by: Array(zip(beads, occurrences)))
  }

  /// Replaces the beads of an alignment. If they are the same, nothing changes; otherwise the
  /// alignment belongs to this step from now on.
  private func replaceBeads(of id: Int64, by beads: [(bead: Bead, occurrence: Int64?)]) throws {
    let new = beads.map { bead, occurrence in
      var bead = bead
      bead.confidence = min(1, max(0, bead.confidence))
      return StoredBead(bead, occurrence: occurrence)
    }
    let old = try StoredBead.all(db, "WHERE alignment_id = ? ORDER BY id", arguments: [id])
    guard Set(old.map { StoredBead($0.bead, occurrence: $0.occurrence) }) != Set(new) else {
      return
    }
    try db.execute(
      sql: "UPDATE alignment SET import_id = ?1 WHERE id = ?2 AND import_id <> ?1",
      arguments: [importID, id])
    try db.execute(sql: "DELETE FROM bead WHERE alignment_id = ?", arguments: [id])
    for bead in new { try insert(bead.bead, of: id, occurrence: bead.occurrence) }
  }

  /// The number of the alignment of these languages and texts. A new row is inserted if there is
  /// none.
  private func alignmentID(
    of documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag,
    direction: Int64
  ) throws -> Int64 {
    var naming = Identity()
    let identity = naming.alignment(of: documents, from: source, to: target)
    let known = try db.cachedStatement(sql: "SELECT id FROM alignment WHERE identity = ?")
    if let id = try Int64.fetchOne(known, arguments: [identity]) { return id }
    try db.execute(
      sql: """
        INSERT INTO alignment (direction_id, import_id, document, identity) VALUES (?, ?, ?, ?)
        """, arguments: [direction, importID, documents.source.name.withoutNULs, identity])
    return db.lastInsertedRowID
  }

  /// Stores the segments of one side. An alignment that the memory has already has the same
  /// segments; they get block numbers if they had none.
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

  /// Inserts a bead.
  ///
  /// - Parameters:
  ///   - bead: The bead.
  ///   - alignmentID: The number of its alignment.
  ///   - occurrence: The number of the occurrence that was made from it; `nil` if a side has no
  ///     text.
  func insert(_ bead: Bead, of alignmentID: Int64, occurrence: Int64?) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO bead (alignment_id, occurrence_id, source_start, source_end, target_start,
          target_end, confidence, is_crossing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      alignmentID, occurrence, bead.source.lowerBound, bead.source.upperBound,
      bead.target.lowerBound, bead.target.upperBound, bead.confidence, bead.isCrossing,
    ])
  }
}
