import PadanFormats
import PadanModel
package import PadanText

extension ArticlePipeline {
  /// A text of at least this many bytes is long, and is segmented as it arrives.
  private static let wholeLimit = 4 << 20
  /// The number of bytes that are read at a time.
  private static let pieceSize = 1 << 20

  /// A segment, the text that holds it, and whether that text is known to be well-formed.
  package typealias SegmentBody = (SegmentSpan, Span<UInt8>, _ isWellFormed: Bool) throws -> Void

  /// Passes the segments of a file to `body`, one by one.
  ///
  /// A long plain UTF-8 text is read piece by piece, in constant memory. Any other file is read
  /// whole.
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
    if !isWhole, reader.isStreamable(start, name: input.name) {
      return try stream(start, input, by: segmenter, report: report, body)
    }
    while !isWhole { try readMore() }
    let read = try reader.read(start, name: input.name)
    let document = read.document
    read.notes.forEach(report)
    try segmenter.forEachSegment(of: document) { segment, text in
      try body(segment, text, document.isWellFormed)
    }
  }

  /// Segments a plain text as it arrives.
  ///
  /// - Parameters:
  ///   - start: The bytes that have been read already.
  ///   - input: The rest of the text.
  private func stream(
    _ start: consuming [UInt8], _ input: borrowing ByteStream, by segmenter: Segmenter,
    report: Report, _ body: SegmentBody
  ) throws {
    var stream = try segmenter.stream()
    var survey = UTF8Survey()
    survey.add(start)
    func emit(_ segment: SegmentSpan, _ text: Span<UInt8>) throws {
      try body(segment, text, survey.illFormed == 0)
    }
    try stream.append(start, emit)
    start = []
    var chunk = [UInt8](repeating: 0, count: Self.pieceSize)
    while case let count = try input.read(into: &chunk), count > 0 {
      let piece = count == chunk.count ? chunk : Array(chunk[..<count])
      survey.add(piece)
      try check(survey, name: input.name)
      try stream.append(piece, emit)
    }
    survey.finish()
    try check(survey, name: input.name)
    if let line = survey.firstIllFormedLine {
      report(
        DocumentReader.repairNote(
          survey.illFormed, at: SourceLocation(file: input.name, line: line)))
    }
    try stream.finish(emit)
  }

  /// Rejects a text that has a NUL, and with a strict reader a text that has an ill-formed line.
  /// Each piece is checked before it is segmented.
  private func check(_ survey: UTF8Survey, name: String) throws(InputError) {
    if reader.isStrict, let line = survey.firstIllFormedLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedText)
    }
    if survey.nuls > 0 { throw InputError(name, .init(TextEncodingError.binary)) }
  }
}
