import FoundationEssentials
import GRDB
public import PadanModel

extension Memory {
  /// The beads with a low confidence that nobody has reviewed, each with its neighbours. Passages
  /// with the lowest confidence come first.
  ///
  /// - Parameters:
  ///   - source: The source language; `en` finds alignments from `en-US` too.
  ///   - target: The target language.
  ///   - confidence: Beads with a lower confidence are doubtful, 0...1.
  ///   - limit: The largest number of doubtful beads; their neighbours do not count.
  /// - Throws: `MemoryError`.
  package func doubtfulPassages(
    from source: LanguageTag, to target: LanguageTag, below confidence: Double, limit: Int
  ) throws -> [ReviewPassage] {
    try read { db in
      let directions = try Direction.all(from: source, to: target, db).list
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT bead.id, bead.alignment_id FROM bead
          JOIN alignment ON alignment.id = bead.alignment_id
          LEFT JOIN occurrence ON occurrence.id = bead.occurrence_id
          LEFT JOIN unit ON unit.id = occurrence.unit_id
          WHERE alignment.direction_id IN \(directions) AND bead.confidence < ?
            AND (unit.review = 'unreviewed'
              OR bead.source_start = bead.source_end OR bead.target_start = bead.target_end)
          ORDER BY bead.confidence, bead.alignment_id, bead.source_start, bead.target_start LIMIT ?
          """, arguments: [confidence, limit])
      var doubtful: Set<Int64> = []
      var alignments: [Int64] = []
      for row in rows {
        var values = RowReader(row, of: StoredBead.table, columns: ["id", "alignment_id"])
        doubtful.insert(try values.value())
        let alignment: Int64 = try values.value()
        if !alignments.contains(alignment) { alignments.append(alignment) }
      }
      let passages = try alignments.flatMap { id -> [ReviewPassage] in
        let stored = try StoredAlignment(id, db)
        return stored.passages { doubtful.contains($0) }
      }
      // Passages of the same confidence keep the order of the rows.
      return passages.enumerated().sorted {
        ($0.element.leastConfidence, $0.offset) < ($1.element.leastConfidence, $1.offset)
      }.map(\.element)
    }
  }

  /// The stored alignment with an identifier (`KeptAlignment.id`), as it is now; `nil` if there is
  /// none.
  ///
  /// - Throws: `MemoryError`.
  package func alignment(_ id: String) throws -> KeptAlignment? {
    try read { db in
      guard let row = try StoredAlignment.number(of: id, db) else { return nil }
      return try StoredAlignment(row, db).kept
    }
  }

  /// The beads in two texts that reviewers have decided: pairs that are right, and single segments
  /// without a counterpart. An aligner keeps them as they are.
  ///
  /// - Parameters:
  ///   - sourceTexts: The source segments, in order.
  ///   - targetTexts: The target segments, in order.
  ///   - source: The source language.
  ///   - target: The target language.
  /// - Returns: The beads in the order of the source, with confidence 1. Their positions are those
  ///   of the segments.
  /// - Throws: `MemoryError`.
  public func decidedBeads(
    _ sourceTexts: [String], _ targetTexts: [String], from source: LanguageTag,
    to target: LanguageTag
  ) throws -> [Bead] {
    try read { db in
      let placement = DecisionPlacement(source: sourceTexts, target: targetTexts)
      let directions = try Direction.all(from: source, to: target, db).list
      return try placement.placed(Self.decisions(for: placement, in: directions, db))
        .flatMap { $0.bead.parts(after: $0.decision.verdict) }
        .sorted {
          ($0.source.lowerBound, $0.target.lowerBound)
            < ($1.source.lowerBound, $1.target.lowerBound)
        }
    }
  }

  /// The decisions that may concern the segments of two texts: those whose first segment is in a
  /// text.
  ///
  /// - Parameters:
  ///   - placement: The texts.
  ///   - directions: The numbers of the directions, as an SQL list.
  static func decisions(
    for placement: DecisionPlacement, in directions: String, _ db: Database
  ) throws -> [KeptDecision] {
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM decision WHERE direction_id IN \(directions)")
    guard count != 0 else { return [] }
    let statement = try db.makeStatement(
      sql: """
        SELECT \(KeptDecision.selection) FROM decision
        WHERE first_key = ? AND direction_id IN \(directions)
        """)
    return try placement.keys.flatMap { key in
      try Row.fetchAll(statement, arguments: [key]).map { try KeptDecision($0) }
    }
  }
}

extension Bead {
  /// The beads that a verdict makes of a bead: the bead itself if it is an approved pair, else one
  /// bead for each of its segments, without a counterpart.
  func parts(after verdict: ReviewVerdict) -> [Bead] {
    var bead = self
    bead.confidence = 1
    if verdict == .approved, isPaired { return [bead] }
    return source.map { Bead(source: $0..<$0 + 1, target: target.lowerBound..<target.lowerBound) }
      + target.map { Bead(source: source.upperBound..<source.upperBound, target: $0..<$0 + 1) }
  }
}

extension ReviewPassage {
  /// The lowest confidence of its doubtful beads; 1 if it has none.
  fileprivate var leastConfidence: Double {
    beads.filter(\.isDoubtful).map(\.bead.confidence).min() ?? 1
  }
}

/// All rows of one alignment.
struct StoredAlignment {
  /// The number of its row in `alignment`.
  let number: Int64
  /// The number of its direction.
  let direction: Int64
  /// The alignment with its texts.
  let kept: KeptAlignment
  /// The rows of its beads, in the order of the source.
  let beads: [StoredBead]

  /// Reads an alignment.
  ///
  /// - Throws: `RowDamage` if a row is missing, cannot be read, or refers to a segment that does
  ///   not exist; `DatabaseError`.
  init(_ number: Int64, _ db: Database) throws {
    self.number = number
    let row = try AlignmentRow.get(number, db)
    direction = row.direction
    let segments = try StoredSegment.all(
      db, "WHERE alignment_id = ? ORDER BY is_source, position", arguments: [number])
    let sources = segments.filter(\.isSource)
    let targets = segments.filter { !$0.isSource }
    for side in [sources, targets] where side.map(\.position) != Array(side.indices) {
      throw RowDamage(table: StoredSegment.table, row: number, column: "position")
    }
    beads = try StoredBead.all(
      db, "WHERE alignment_id = ? ORDER BY source_start, source_end, target_start, target_end",
      arguments: [number])
    for bead in beads {
      try bead.check(sourceCount: sources.count, targetCount: targets.count)
    }
    kept = KeptAlignment(
      id: KeptAlignment.id(row.identity),
      documents: AlignedDocuments(
        source: Self.text(name: row.document, sources), target: Self.text(name: "", targets),
        alignment: Alignment(beads: beads.map(\.bead))))
  }

  /// One side of an alignment. It has blocks only if every segment has one.
  private static func text(name: String, _ segments: [StoredSegment]) -> SegmentedText {
    var text = SegmentedText(name: name, texts: segments.map(\.text))
    let blocks = segments.compactMap(\.paragraph)
    guard !blocks.isEmpty, blocks.count == segments.count else { return text }
    for (position, block) in blocks.enumerated() { text.segments[position].block = block }
    text.hasBlocks = true
    return text
  }

  /// The number of the alignment with an identifier; `nil` if there is none.
  ///
  /// - Parameter id: The first half of its identity, as 16 hexadecimal digits.
  static func number(of id: String, _ db: Database) throws -> Int64? {
    guard id.count == 16, let bits = UInt64(id, radix: 16) else { return nil }
    let start = withUnsafeBytes(of: bits.bigEndian) { Data($0) }
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM alignment WHERE identity >= ? AND identity <= ? ORDER BY id",
      arguments: [start + Data(repeating: 0, count: 8), start + Data(repeating: 0xFF, count: 8)])
  }

  /// The doubtful beads, each with the bead before and the bead after. Runs that touch become one
  /// passage.
  ///
  /// - Parameter isDoubtful: Whether the bead with a row number is doubtful.
  func passages(of isDoubtful: (Int64) -> Bool) -> [ReviewPassage] {
    var passages: [ReviewPassage] = []
    var end = 0  // of the passage that is being made
    for index in beads.indices where isDoubtful(beads[index].id) {
      let first = max(0, index - 1)
      if passages.isEmpty || first >= end {
        passages.append(
          ReviewPassage(alignment: kept.id, document: kept.documents.source.name, beads: []))
        end = first
      }
      let last = min(beads.count - 1, index + 1)
      for number in end..<max(end, last + 1) {
        let bead = beads[number].bead
        passages[passages.count - 1].beads.append(
          ReviewPassage.Item(
            number: number, bead: bead,
            source: kept.documents.source.segments[bead.source].map(\.text),
            target: kept.documents.target.segments[bead.target].map(\.text),
            isDoubtful: isDoubtful(beads[number].id)))
      }
      end = max(end, last + 1)
    }
    return passages
  }
}

extension KeptAlignment {
  /// The identifier of an alignment of these texts, whether a memory has it or not.
  package static func id(
    of documents: AlignedDocuments, from source: LanguageTag, to target: LanguageTag
  ) -> String {
    var naming = Identity()
    return id(naming.alignment(of: documents, from: source, to: target))
  }

  /// The first half of an identity, as 16 hexadecimal digits.
  fileprivate static func id(_ identity: Data) -> String {
    identity.prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
