public import PadanFormats
public import PadanModel
public import PadanText

/// Reads articles of one language and cuts them into segments.
///
///     let articles = ArticlePipeline(try Segmenter(language: indonesian))
///     let text = try articles.text(of: "berita.id.html")
///
/// A value that several threads may share.
public struct ArticlePipeline: Sendable {
  /// How files are read: their format and what happens to ill-formed text.
  public let reader: DocumentReader
  /// What cuts them; `nil` where they hold one segment a line.
  public let segmenter: Segmenter?

  /// Hears of what was guessed or repaired in reading.
  public typealias Report = (DocumentReader.Note) -> Void

  public init(_ segmenter: Segmenter, reader: DocumentReader = DocumentReader()) {
    self.init(segmenter, reader)
  }

  /// A pipeline for plain texts that hold one segment a line.
  ///
  /// - Parameter isStrict: Whether ill-formed UTF-8 is refused instead of repaired.
  public static func segmentALine(isStrict: Bool = false) -> ArticlePipeline {
    ArticlePipeline(nil, DocumentReader(format: PlainTextFormat(), isStrict: isStrict))
  }

  private init(_ segmenter: Segmenter?, _ reader: DocumentReader) {
    self.reader = reader
    self.segmenter = segmenter
  }

  /// The segments of a file, under the name of its path; `-` is standard input. Where a file holds one
  /// segment a line, blank lines are segments too, so that positions are line numbers.
  ///
  /// - Throws: `InputError` or `SegmentationError`.
  public func text(of path: String, report: Report = { _ in }) throws -> SegmentedText {
    let document = try document(path, report: report)
    guard let segmenter else {
      return SegmentedText(name: path, texts: Self.lines(of: document.text))
    }
    return SegmentedText(name: path, segments: try segmenter.segments(of: document))
  }

  /// A file's text and paragraphs, before it is cut.
  ///
  /// - Throws: `InputError`.
  public func document(_ path: String, report: Report = { _ in }) throws(InputError) -> Document {
    let read = try reader.read(path: path)
    read.notes.forEach(report)
    return read.document
  }

  /// What decided at every place of a file where a segment might end, in order.
  ///
  /// - Throws: `InputError` or `SegmentationError`.
  public func explanations(
    of path: String, report: Report = { _ in }
  ) throws -> [BoundaryExplanation] {
    let document = try document(path, report: report)
    return try segmenter?.explanations(of: document) ?? []
  }

  private static func lines(of text: [UInt8]) -> [String] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
