import FoundationEssentials
package import PadanModel

/// A text with its gold segments: a line of a segmentation gold file in JSON Lines.
///
///     {"id": "1", "lang": "id", "text": "Ya. Tidak.", "spans": [[0, 3], [4, 10]]}
package struct SegmentationGold: Decodable, Sendable {
  /// The name of the text, unique in the file.
  package var id: String
  /// The text's language tag; `nil` if the line has none.
  package var language: String?
  /// The whole text.
  package var text: String
  /// The gold segments: ranges of Unicode scalars in the text.
  package var spans: [Range<Int>]
  /// Boundaries that count neither as right nor as wrong, as offsets in Unicode scalars.
  package var optional: [Int]
  /// The kind of each span, in order; `nil` if the line has none.
  package var kinds: [String]?

  private enum CodingKeys: String, CodingKey {
    case id, text, spans, optional, kinds
    case language = "lang"
  }

  /// Reads a line.
  ///
  /// - Throws: `DecodingError` if a member is missing, or a span or boundary is outside the text.
  package init(from decoder: any Decoder) throws {
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

/// The segments that a tool found in a text.
package enum FoundSegments: Sendable {
  /// Their places in the text: ranges of Unicode scalars.
  case spans([Range<Int>])
  /// Their texts, in order.
  case texts([String])
}

/// A line of a segmentation result file in JSON Lines: a text's `id`, and its `spans` or
/// `sentences`.
package struct SegmentationResult: Decodable, Sendable {
  /// The name of the text in the gold file.
  package var id: String
  /// The segments found in it.
  package var segments: FoundSegments

  private enum CodingKeys: String, CodingKey {
    case id, spans, sentences
  }

  /// Reads a line. If it has both members, `spans` counts.
  ///
  /// - Throws: `DecodingError` if a member is missing or a span is not a range.
  package init(from decoder: any Decoder) throws {
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

/// A bead in a file: positions in any order, possibly with gaps.
package struct BeadRecord: Decodable, Hashable, Sendable {
  /// The positions of the source segments, from 0.
  package var source: [Int]
  /// The positions of the target segments, from 0.
  package var target: [Int]
  /// The confidence, 0...1; `nil` if the file has none.
  package var confidence: Double?

  private enum CodingKeys: String, CodingKey {
    case source, target, confidence
  }

  /// A bead of positions from 0.
  package init(source: [Int], target: [Int], confidence: Double? = nil) {
    self.source = source
    self.target = target
    self.confidence = confidence
  }

  /// The record of a bead, with its confidence.
  package init(_ bead: Bead) {
    source = Array(bead.source)
    target = Array(bead.target)
    confidence = bead.confidence
  }

  /// Reads `[[0], [0, 1]]`, `[[0], [0, 1], 0.9]` or `{"source": [0], "target": [0, 1]}`.
  ///
  /// An object without a confidence has the confidence 1; an array without one has `nil`.
  ///
  /// - Throws: `DecodingError` for anything else.
  package init(from decoder: any Decoder) throws {
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
