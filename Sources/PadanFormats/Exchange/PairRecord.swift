import PadanModel

/// Two files that belong together, as `padan pair` lists them: a line of TSV or of JSON Lines.
public struct PairRecord: Decodable, Hashable, Sendable {
  /// Paths; `nil` where a document has no partner.
  public var source: String?
  public var target: String?
  /// 0...1.
  public var score: Double?

  public init(source: String?, target: String?, score: Double? = nil) {
    self.source = source
    self.target = target
    self.score = score
  }

  /// Reads a list of pairs. A line is `source`, tab, `target` and perhaps further columns, or a JSON
  /// object; one side may be empty.
  ///
  /// - Throws: `InputError` with the line.
  public static func readAll(_ bytes: [UInt8], name: String) throws -> [PairRecord] {
    var records: [PairRecord] = []
    try JSONLines.forEachLine(of: bytes) { line, number in
      let location = SourceLocation(file: name, line: number)
      if line.first == UInt8(ascii: "{") {
        records.append(try JSONLines.decode(PairRecord.self, from: line, at: location))
        return
      }
      let line = line.last == 0x0D ? line.dropLast() : line
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard columns.count >= 2 else {
        throw InputError(location, .noTab)
      }
      records.append(
        PairRecord(
          source: columns[0].isEmpty ? nil : columns[0],
          target: columns[1].isEmpty ? nil : columns[1],
          score: columns.count > 2 ? Double(columns[2]) : nil))
    }
    return records
  }
}

/// Two collections of documents and which of them belong together: a pairing gold file.
public struct PairingGold: Decodable, Sendable {
  public struct Entry: Decodable, Sendable {
    public var name: String
    public var segments: [String]
  }

  public var source: [Entry]
  public var target: [Entry]
  /// Each pair a position in `source` and one in `target`.
  public var pairs: [[Int]]

  private enum CodingKeys: String, CodingKey {
    case source = "src_docs"
    case target = "tgt_docs"
    case pairs = "gold"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    source = try values.decode([Entry].self, forKey: .source)
    target = try values.decode([Entry].self, forKey: .target)
    pairs = try values.decode([[Int]].self, forKey: .pairs)
    for pair in pairs {
      guard pair.count == 2, source.indices.contains(pair[0]), target.indices.contains(pair[1])
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .pairs, in: values, debugDescription: "\(pair) names no two documents")
      }
    }
  }
}

extension InputError.Reason {
  fileprivate static let noTab = Self(
    "pairs.no-tab", "the line has no tab.",
    advice: "Write the source's path, a tab, the target's path.")
}
