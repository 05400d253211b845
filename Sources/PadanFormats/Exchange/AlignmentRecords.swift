import FoundationEssentials
package import PadanModel

/// A line of an alignment file in JSON Lines: two segmented texts, with or without beads.
///
///     {"id": 1, "src": ["Ya."], "tgt": ["Yes."], "gold": [[[0], [0]]]}
///
/// A gold file of articles also says what the segments are: `src_kinds` and `tgt_kinds` have the
/// name of each segment's kind, `src_copies` and `tgt_copies` the positions of segments that repeat
/// the headline, `src_blocks` and `tgt_blocks` the number of each segment's block.
package struct AlignmentRecord: Decodable, Sendable {
  /// The name of the document pair.
  package let name: LineID
  /// The name as a text.
  package var id: String { name.text }
  /// The source text; its name is the `id`.
  package var source: SegmentedText
  /// The target text, without a name.
  package var target: SegmentedText
  /// The gold beads, or those that a tool found; `nil` if the line has none.
  package var beads: [BeadRecord]?

  fileprivate enum CodingKeys: String, CodingKey {
    case id, source, target, src, tgt, gold, beads
    case sourceKinds = "src_kinds"
    case targetKinds = "tgt_kinds"
    case sourceCopies = "src_copies"
    case targetCopies = "tgt_copies"
    case sourceBlocks = "src_blocks"
    case targetBlocks = "tgt_blocks"
  }

  /// Reads a line. The short names `src` and `tgt` are accepted, too; `gold` is preferred to
  /// `beads`.
  ///
  /// - Throws: `DecodingError` if a member is missing or malformed.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(LineID.self, forKey: .id)
    // A member that is missing is named as the line names the other one.
    let isShort = values.contains(.src) || values.contains(.tgt)
    func segments(_ key: CodingKeys, _ short: CodingKeys) throws -> [String] {
      try values.decodeIfPresent([String].self, forKey: isShort ? short : key)
        ?? values.decodeIfPresent([String].self, forKey: isShort ? key : short)
        ?? values.decode([String].self, forKey: isShort ? short : key)
    }
    source = SegmentedText(name: name.text, texts: try segments(.source, .src))
    target = SegmentedText(texts: try segments(.target, .tgt))
    try source.describe(.sourceKinds, .sourceCopies, .sourceBlocks, in: values)
    try target.describe(.targetKinds, .targetCopies, .targetBlocks, in: values)
    beads =
      try values.decodeIfPresent([BeadRecord].self, forKey: .gold)
      ?? values.decodeIfPresent([BeadRecord].self, forKey: .beads)
  }

  /// The `id` of a line whose other members may be missing or malformed; `nil` if it has none.
  package static func id(ofLine line: ArraySlice<UInt8>) -> LineID? {
    struct Name: Decodable { var id: LineID }
    return try? JSONDecoder().decode(Name.self, from: Data(line)).id
  }
}

/// The `id` of a line: a text or a number, which it stays in answers.
package struct LineID: Hashable, Sendable, Decodable {
  /// The name as a text.
  package let text: String
  /// Whether the line has it as a number.
  package let isNumber: Bool

  /// Reads a text or a number.
  ///
  /// - Throws: `DecodingError` if it is neither.
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    // A hash of 64 bits is more than `Int` or `Double` can hold.
    if let number = try? value.decode(Decimal.self) {
      (text, isNumber) = (number.description, true)
    } else {
      (text, isNumber) = (try value.decode(String.self), false)
    }
  }
}

/// A line of an alignment result file in JSON Lines: the beads of a document pair.
package struct AlignmentResult: Decodable, Sendable {
  /// The name of the document pair in the gold file.
  package var id: String
  /// The beads; empty if the line has none.
  package var beads: [BeadRecord]

  private enum CodingKeys: String, CodingKey {
    case id, beads, gold
  }

  /// Reads a line with `beads` or, for a gold file, `gold`.
  ///
  /// - Throws: `DecodingError` if the `id` is missing or a member is malformed.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(LineID.self, forKey: .id).text
    beads =
      try values.decodeIfPresent([BeadRecord].self, forKey: .beads)
      ?? values.decodeIfPresent([BeadRecord].self, forKey: .gold) ?? []
  }
}

extension SegmentedText {
  /// Reads what the segments are, as far as a line says it.
  ///
  /// - Throws: `DecodingError` if a list has not an entry for each segment, or an unknown kind.
  fileprivate mutating func describe(
    _ kinds: AlignmentRecord.CodingKeys, _ copies: AlignmentRecord.CodingKeys,
    _ blocks: AlignmentRecord.CodingKeys,
    in values: KeyedDecodingContainer<AlignmentRecord.CodingKeys>
  ) throws {
    func list<Entry: Decodable>(_ key: AlignmentRecord.CodingKeys, of: Entry.Type) throws
      -> [Entry]?
    {
      guard let list = try values.decodeIfPresent([Entry].self, forKey: key) else { return nil }
      guard list.count == segments.count else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: values,
          debugDescription: "\(list.count) entries for \(segments.count) segments")
      }
      return list
    }
    for (index, name) in (try list(kinds, of: String.self) ?? []).enumerated() {
      guard let kind = SegmentKind(named: name) else {
        throw DecodingError.dataCorruptedError(
          forKey: kinds, in: values, debugDescription: "“\(name)” is no kind of segment")
      }
      segments[index].kind = kind
    }
    for index in try values.decodeIfPresent([Int].self, forKey: copies) ?? []
    where segments.indices.contains(index) {
      segments[index].isCopy = true
    }
    if let blocks = try list(blocks, of: Int.self) {
      for (index, block) in blocks.enumerated() { segments[index].block = block }
      hasBlocks = true
    }
  }
}
