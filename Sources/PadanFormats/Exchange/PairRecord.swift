import PadanModel

/// Two documents that translate each other: a line of the TSV or JSON Lines that `padan pair`
/// writes.
package struct PairRecord: Decodable, Hashable, Sendable {
  /// The path of the source document; `nil` if the target has no partner.
  package var source: String?
  /// The path of the target document; `nil` if the source has no partner.
  package var target: String?
  /// How well the documents match, 0...1; `nil` if the line has no score.
  package var score: Double?

  /// The line that names the columns of a table.
  package static let header = "source\ttarget\tscore"

  /// A pair of paths.
  package init(source: String?, target: String?, score: Double? = nil) {
    self.source = source
    self.target = target
    self.score = score
  }

  /// Reads a list of pairs.
  ///
  /// A line is a JSON object, or `source`, tab, `target` and optional columns, the third one the
  /// score. One path may be empty. Blank lines and the header are ignored.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; the paths of a table may be any bytes.
  ///   - name: The name of the file in messages.
  /// - Throws: `InputError` with the line that is malformed.
  package static func readAll(_ bytes: [UInt8], name: String) throws -> [PairRecord] {
    var records: [PairRecord] = []
    try JSONLines.forEachLine(of: bytes) { line, number in
      let location = SourceLocation(file: name, line: number)
      if line.first == UInt8(ascii: "{") {
        records.append(try JSONLines.decode(PairRecord.self, from: line, at: location))
        return
      }
      let line = line.last == 0x0D ? line.dropLast() : line
      if records.isEmpty, line.elementsEqual(header.utf8) { return }
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(path: $0) }
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

/// Two collections of documents, and which of them translate each other: a pairing gold file in
/// JSON.
package struct PairingGold: Decodable, Sendable {
  /// A document.
  package struct Entry: Decodable, Sendable {
    /// The name of the document.
    package var name: String
    /// Its segments.
    package var segments: [String]
  }

  /// The documents in the source language.
  package var source: [Entry]
  /// The documents in the target language.
  package var target: [Entry]
  /// The pairs: for each a position in `source` and one in `target`, from 0.
  package var pairs: [[Int]]

  private enum CodingKeys: String, CodingKey {
    case source = "src_docs"
    case target = "tgt_docs"
    case pairs = "gold"
  }

  /// Reads the members `src_docs`, `tgt_docs` and `gold`.
  ///
  /// - Throws: `DecodingError` if a member is missing or a pair is out of range.
  package init(from decoder: any Decoder) throws {
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
  /// A line of a list has only one column.
  fileprivate static let noTab = Self(
    "pairs.no-tab", "the line has no tab.",
    advice: "Write the source's path, a tab, the target's path.")
}
