import PadanFormats
import PadanModel
package import PadanText

extension ArticlePipeline {
  /// A text of at least this many bytes is long, and is segmented as it arrives.
  private static let wholeLimit = 4 << 20
  /// The number of bytes by which the language of a text is judged: more than a thousand words.
  private static let judgedSize = 1 << 13
  /// The number of bytes that are read at a time.
  private static let pieceSize = 1 << 20

  /// A segment, the text that holds it, and whether that text is known to be well-formed.
  package typealias SegmentBody = (SegmentSpan, Span<UInt8>, _ isWellFormed: Bool) throws -> Void

  /// Passes the segments of a file to `body`, one by one.
  ///
  /// A long plain text is read piece by piece, in constant memory. Any other file is read whole.
  ///
  /// - Parameters:
  ///   - path: A file; `-` is standard input.
  ///   - report: Receives what was guessed or repaired in reading.
  ///   - body: Receives each segment.
  /// - Precondition: The pipeline has a segmenter.
  /// - Throws: `InputError`, `SegmentationError`, and whatever `body` throws.
  package func forEachSegment(
    of path: String, report: Report = { _ in }, _ body: SegmentBody
  ) throws {
    guard let segmenter else { preconditionFailure("A file of one segment a line is not cut.") }
    let input = try ByteStream(path: path)
    var start: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: Self.pieceSize)
    var isWhole = false
    func readMore() throws {
      let count = try input.read(into: &chunk)
      isWhole = count == 0
      start.append(contentsOf: chunk[..<count])
    }
    while !isWhole, start.count < Self.wholeLimit { try readMore() }
    if !isWhole {
      if let encoding = try reader.encodingOfStream(start, name: input.name) {
        let decoder = try StreamDecoder(encoding, name: input.name, isStrict: reader.isStrict)
        return try stream(start, input, decoder, by: segmenter, report: report, body)
      }
      try InputFile.read(input, into: &start)
    }
    let document = try article(reader.read(start, name: input.name), report: report)
    self.report(languageOf: document.text, name: input.name, to: report)
    var isFound = false
    try segmenter.forEachSegment(of: document) { segment, text in
      isFound = true
      try body(segment, text, document.isWellFormed)
    }
    try Self.checkArticle(of: document, isFound: isFound)
  }

  /// Reports that a text is in another language than the segmenter's, if its start shows that.
  private func report(languageOf text: [UInt8], name: String, to report: Report) {
    guard let language = segmenter?.language else { return }
    let lines = text.prefix(Self.judgedSize).split(separator: 0x0A).map {
      String(decoding: $0, as: UTF8.self)
    }
    let others = LanguageJudge.others(than: language, in: lines)
    guard !others.isEmpty else { return }
    report(DocumentReader.languageNote(others, not: language, name: name))
  }

  /// Segments a plain text as it arrives.
  ///
  /// - Parameters:
  ///   - start: The bytes that have been read already.
  ///   - input: The rest of the text.
  private func stream(
    _ start: consuming [UInt8], _ input: borrowing ByteStream, _ decoder: consuming StreamDecoder,
    by segmenter: Segmenter, report: Report, _ body: SegmentBody
  ) throws {
    var stream = try segmenter.stream()
    var isWellFormed = true
    func emit(_ segment: SegmentSpan, _ text: Span<UInt8>) throws {
      try body(segment, text, isWellFormed)
    }
    let first = try decoder.text(of: start)
    isWellFormed = decoder.isWellFormed
    self.report(languageOf: first, name: input.name, to: report)
    try stream.append(first, emit)
    start = []
    var chunk = [UInt8](repeating: 0, count: Self.pieceSize)
    while case let count = try input.read(into: &chunk), count > 0 {
      let text = try decoder.text(of: count == chunk.count ? chunk : Array(chunk[..<count]))
      isWellFormed = decoder.isWellFormed
      try stream.append(text, emit)
    }
    try stream.append(decoder.rest(), emit)
    isWellFormed = decoder.isWellFormed
    decoder.notes.forEach(report)
    try stream.finish(emit)
    if let width = stream.wrapWidth {
      report(DocumentReader.wrapNote(width: width, name: input.name))
    }
  }
}
