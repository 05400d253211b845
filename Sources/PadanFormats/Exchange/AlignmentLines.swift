package import PadanModel

/// Reads the paired beads of alignments in JSON Lines as pairs.
///
///     {"id": "a", "source": ["Ya."], "target": ["Yes."], "beads": [{"source": [0], "target": [0]}]}
package enum AlignmentLines {
  /// The number of bytes that show what a file is.
  private static let sampleSize = 1 << 16

  /// Whether a file begins as an alignment does: with an object that has lists of texts. Standard input
  /// can still be read as a whole afterwards.
  ///
  /// - Throws: `InputError` if the file cannot be read.
  package static func areIn(_ path: String) throws(InputError) -> Bool {
    let start = String(decoding: try ByteStream.peek(path, sampleSize), as: UTF8.self)
      .prefix { $0 != "\n" }.filter { !$0.isWhitespace }
    return start.first == "{"
      && ["source", "src"].contains { start.contains("\"\($0)\":[") }
  }

  /// Calls `body` with each paired bead as a pair, in order. Segments are joined by blanks.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - source: The language of the source texts.
  ///   - target: The language of the target texts.
  /// - Throws: `InputError` for the first line that cannot be read, and whatever `body` throws.
  package static func read(
    _ path: String, from source: LanguageTag, to target: LanguageTag,
    _ body: (TranslationPair, SourceLocation) throws -> Void
  ) throws {
    let reader = try LineReader(live: path)
    while let line = try reader.next() {
      if line.isBlank { continue }
      let location = reader.location
      let record = try JSONLines.decode(AlignmentRecord.self, from: line, at: location)
      for pair in try pairs(of: record, at: location, from: source, to: target) {
        try body(pair, location)
      }
    }
  }

  /// The paired beads of an alignment as pairs, in order. Segments are joined by blanks.
  ///
  /// - Throws: `InputError` if it has no beads, or a bead names a segment that is not there.
  package static func pairs(
    of record: AlignmentRecord, at location: SourceLocation, from source: LanguageTag,
    to target: LanguageTag
  ) throws(InputError) -> [TranslationPair] {
    func text(_ places: [Int], _ texts: [String]) throws(InputError) -> String {
      guard places.allSatisfy(texts.indices.contains) else {
        throw InputError(location, .strayAlignmentBead)
      }
      return places.map { texts[$0] }.joinedAsSentences()
    }
    guard let beads = record.beads else { throw InputError(location, .noBeads) }
    let (sources, targets) = (record.source.texts, record.target.texts)
    var pairs: [TranslationPair] = []
    for bead in beads where !bead.source.isEmpty && !bead.target.isEmpty {
      var pair = TranslationPair(
        source: Variant(language: source, text: try text(bead.source, sources)),
        target: Variant(language: target, text: try text(bead.target, targets)))
      pair.provenance.document = record.id
      pair.provenance.sentence = bead.source[0]
      pair.provenance.beadKind = "\(bead.source.count)-\(bead.target.count)"
      pair.provenance.confidence = bead.confidence
      pairs.append(pair)
    }
    return pairs
  }
}

extension InputError.Reason {
  fileprivate static let noBeads = Self(
    "alignment.no-beads", "the alignment has no member “beads”.",
    advice: "Align the texts first.")
  fileprivate static let strayAlignmentBead = Self(
    "alignment.stray-bead", "a bead names a segment that the texts do not have.")
}
