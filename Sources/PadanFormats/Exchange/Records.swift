import FoundationEssentials
public import PadanModel

/// A text with its gold segments: a line of a segmentation gold file.
public struct SegmentationGold: Decodable, Sendable {
  public var id: String
  /// The text's language; `nil` where the line does not tell.
  public var language: String?
  public var text: String
  /// Ranges of Unicode scalars.
  public var spans: [Range<Int>]
  /// Boundaries that count neither way, in Unicode scalars.
  public var optional: [Int]
  /// The kind of each span, where the file tells.
  public var kinds: [String]?

  private enum CodingKeys: String, CodingKey {
    case id, text, spans, optional, kinds
    case language = "lang"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    language = try values.decodeIfPresent(String.self, forKey: .language)
    text = try values.decode(String.self, forKey: .text)
    let count = text.unicodeScalars.count
    spans = try values.decode([[Int]].self, forKey: .spans).map { pair in
      guard pair.count == 2, pair[0] >= 0, pair[0] <= pair[1], pair[1] <= count else {
        throw DecodingError.dataCorruptedError(
          forKey: .spans, in: values,
          debugDescription: "\(pair) is no range of a text of \(count) scalars")
      }
      return pair[0]..<pair[1]
    }
    optional = try values.decodeIfPresent([Int].self, forKey: .optional) ?? []
    guard optional.allSatisfy({ (0...count).contains($0) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .optional, in: values, debugDescription: "an optional boundary is outside the text")
    }
    kinds = try values.decodeIfPresent([String].self, forKey: .kinds)
  }
}

/// The segments some tool found in a text: a line of a result file.
public enum FoundSegments: Sendable {
  /// Ranges of Unicode scalars.
  case spans([Range<Int>])
  case texts([String])
}

/// A line of a segmentation result file.
public struct SegmentationResult: Decodable, Sendable {
  public var id: String
  public var segments: FoundSegments

  private enum CodingKeys: String, CodingKey {
    case id, spans, sentences
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    if let spans = try values.decodeIfPresent([[Int]].self, forKey: .spans) {
      segments = .spans(
        try spans.map { pair in
          guard pair.count == 2, pair[0] >= 0, pair[0] <= pair[1] else {
            throw DecodingError.dataCorruptedError(
              forKey: .spans, in: values, debugDescription: "\(pair) is no range")
          }
          return pair[0]..<pair[1]
        })
    } else {
      segments = .texts(try values.decode([String].self, forKey: .sentences))
    }
  }
}

/// A bead as files hold it: positions in any order, possibly with gaps.
public struct BeadRecord: Decodable, Hashable, Sendable {
  public var source: [Int]
  public var target: [Int]
  /// `nil` where the file states none.
  public var confidence: Double?

  private enum CodingKeys: String, CodingKey {
    case source, target, confidence
  }

  public init(source: [Int], target: [Int], confidence: Double? = nil) {
    self.source = source
    self.target = target
    self.confidence = confidence
  }

  public init(_ bead: Bead) {
    source = Array(bead.source)
    target = Array(bead.target)
    confidence = bead.confidence
  }

  /// Reads `[[0], [0, 1]]`, `[[0], [0, 1], 0.9]` or `{"source": [0], "target": [0, 1]}`.
  public init(from decoder: any Decoder) throws {
    if var values = try? decoder.unkeyedContainer() {
      source = try values.decode([Int].self)
      target = try values.decode([Int].self)
      confidence = values.isAtEnd ? nil : try values.decode(Double.self)
    } else {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      source = try values.decode([Int].self, forKey: .source)
      target = try values.decode([Int].self, forKey: .target)
      confidence = try values.decodeIfPresent(Double.self, forKey: .confidence) ?? 1
    }
  }
}

/// Two segmented texts, and beads where the line holds some: a line of an alignment file.
public struct AlignmentRecord: Decodable, Sendable {
  public var id: String
  public var source: [String]
  public var target: [String]
  /// Gold or found beads; `nil` where there are none.
  public var beads: [BeadRecord]?

  private enum CodingKeys: String, CodingKey {
    case id, source, target, src, tgt, gold, beads
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try Self.id(in: values)
    source = try Self.segments(.source, .src, in: values)
    target = try Self.segments(.target, .tgt, in: values)
    beads =
      try values.decodeIfPresent([BeadRecord].self, forKey: .gold)
      ?? values.decodeIfPresent([BeadRecord].self, forKey: .beads)
  }

  /// The id of a line that is not a whole record, where it has one.
  public static func id(ofLine line: ArraySlice<UInt8>) -> String? {
    struct Name: Decodable {
      var id: String

      init(from decoder: any Decoder) throws {
        id = try AlignmentRecord.id(in: decoder.container(keyedBy: CodingKeys.self))
      }
    }
    return try? JSONDecoder().decode(Name.self, from: Data(line)).id
  }

  /// The id, which some files write as a number.
  private static func id(in values: KeyedDecodingContainer<CodingKeys>) throws -> String {
    if let number = try? values.decode(Int.self, forKey: .id) { return String(number) }
    return try values.decode(String.self, forKey: .id)
  }

  private static func segments(
    _ key: CodingKeys, _ short: CodingKeys, in values: KeyedDecodingContainer<CodingKeys>
  ) throws -> [String] {
    try values.decodeIfPresent([String].self, forKey: key)
      ?? values.decode([String].self, forKey: short)
  }
}

/// The beads of one document: a line of an alignment result file.
public struct AlignmentResult: Decodable, Sendable {
  public var id: String
  public var beads: [BeadRecord]

  private enum CodingKeys: String, CodingKey {
    case id, beads, gold
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let number = try? values.decode(Int.self, forKey: .id) {
      id = String(number)
    } else {
      id = try values.decode(String.self, forKey: .id)
    }
    beads =
      try values.decodeIfPresent([BeadRecord].self, forKey: .beads)
      ?? values.decodeIfPresent([BeadRecord].self, forKey: .gold) ?? []
  }
}
