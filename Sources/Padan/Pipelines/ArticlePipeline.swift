public import PadanFormats
public import PadanModel
public import PadanText

/// Reads articles of one language and cuts them into segments.
///
///     let articles = ArticlePipeline(try Segmenter(language: indonesian))
///     let text = try articles.text(of: "berita.id.html")
///
/// Several threads may share a pipeline.
public struct ArticlePipeline: Sendable {
  /// Reads the files: their format, and whether ill-formed text is repaired or refused.
  public let reader: DocumentReader
  /// Cuts articles into segments; `nil` if each line of a file is a segment.
  public let segmenter: Segmenter?

  /// Receives notes about what was guessed or repaired in reading.
  public typealias Report = (DocumentReader.Note) -> Void

  /// A pipeline for articles that are not yet segmented.
  public init(_ segmenter: Segmenter, reader: DocumentReader = DocumentReader()) {
    self.init(segmenter, reader)
  }

  /// A pipeline for plain texts that hold one segment a line.
  ///
  /// - Parameters:
  ///   - encoding: The encoding of the texts, by a name that ICU knows; `nil` to detect it.
  ///   - isStrict: Whether ill-formed text is refused instead of repaired.
  public static func segmentALine(
    encoding: String? = nil, isStrict: Bool = false
  ) -> ArticlePipeline {
    ArticlePipeline(
      nil, DocumentReader(format: PlainTextFormat(), encoding: encoding, isStrict: isStrict))
  }

  private init(_ segmenter: Segmenter?, _ reader: DocumentReader) {
    self.reader = reader
    self.segmenter = segmenter
  }

  /// The segments of a file. The path is the name of the text.
  ///
  /// If each line of the file is a segment, blank lines are segments too. So the position of a
  /// segment is its line number, from 0.
  ///
  /// - Parameters:
  ///   - path: A file; `-` is standard input.
  ///   - report: Receives what was guessed or repaired in reading.
  /// - Throws: `InputError` or `SegmentationError`.
  public func text(of path: String, report: Report = { _ in }) throws -> SegmentedText {
    try text(reader.read(path: path), name: path, report: report)
  }

  /// The segments of an article that a caller has read.
  ///
  /// - Parameters:
  ///   - bytes: The file of the article.
  ///   - name: The name of the file, which may tell its format.
  ///   - report: Receives what was guessed or repaired in reading.
  /// - Throws: `InputError` or `SegmentationError`.
  package func text(
    in bytes: [UInt8], name: String, report: Report = { _ in }
  ) throws -> SegmentedText {
    try text(reader.read(bytes, name: name), name: name, report: report)
  }

  private func text(_ read: ReadDocument, name: String, report: Report) throws -> SegmentedText {
    let document = try article(read, report: report)
    guard let segmenter else {
      return SegmentedText(name: name, texts: Self.lines(of: document.text))
    }
    let segments = try segmenter.segments(of: document)
    try Self.checkArticle(of: document, isFound: !segments.isEmpty)
    var text = SegmentedText(name: name, segments: segments)
    let codes = document.codes(in: segments.map(\.range))
    if codes.contains(where: { !$0.isEmpty }) { text.codes = codes }
    let labels = try labels(of: read, beside: segments)
    if !labels.isEmpty { text.labels = labels }
    return text
  }

  /// The labels of an article, in segments whose blocks follow those of the document.
  ///
  /// - Parameters:
  ///   - read: The document.
  ///   - segments: The segments of the article in it.
  func labels(
    of read: ReadDocument, beside segments: [Segment]
  ) throws(SegmentationError) -> [SegmentedLabel] {
    guard let labels = read.labels, let paragraphs = read.document.paragraphs, var segmenter else {
      return []
    }
    segmenter.fixedKinds = FixedKinds()
    func paragraph(of segment: Segment?) -> Int {
      segment.map { place in
        paragraphs.partitioningIndex { $0.range.upperBound > place.range.lowerBound }
      } ?? 0
    }
    let found = Dictionary(
      grouping: try segmenter.segments(of: labels.document), by: \.block)
    let numbers = labels.numbers(
      around: paragraph(of: segments.first)...paragraph(of: segments.last))
    return numbers.compactMap { number in
      guard let segments = found[number] else { return nil }
      let label = labels.labels[number]
      return SegmentedLabel(
        name: label.name, place: label.place,
        segments: segments.map {
          Segment(
            text: $0.text, range: $0.range, block: paragraphs.count + number, kind: label.kind)
        })
    }
  }

  /// Reports that a document is hard-wrapped, if its lines are joined for that reason.
  func report(wrapOf document: Document, to report: Report) {
    guard let width = segmenter?.wrapWidth(of: document) else { return }
    report(DocumentReader.wrapNote(width: width, name: document.name))
  }

  /// Checks that an article was found, if the document is a web page.
  ///
  /// - Throws: `InputError` if none was.
  static func checkArticle(of document: Document, isFound: Bool) throws(InputError) {
    if document.evidence != nil, !isFound { throw InputError(document.name, .noArticle) }
  }

  /// A document of the reader, with what was guessed or repaired reported.
  ///
  /// - Throws: `InputError` if its markup tells that it holds no article.
  func article(_ read: ReadDocument, report: Report) throws(InputError) -> Document {
    read.notes.forEach(report)
    if let absence = read.absence { throw InputError(read.document.name, absence) }
    self.report(wrapOf: read.document, to: report)
    return read.document
  }

  /// The text and paragraphs of a file, before segmentation.
  ///
  /// - Throws: `InputError`.
  public func document(_ path: String, report: Report = { _ in }) throws(InputError) -> Document {
    let read = try reader.read(path: path)
    read.notes.forEach(report)
    return read.document
  }

  /// Why each line of a file has its kind, and what decided at each place where a segment might end;
  /// both in order. Without a segmenter there are none.
  ///
  /// - Throws: `InputError` or `SegmentationError`.
  package func explanations(
    of path: String, report: Report = { _ in }
  ) throws -> (blocks: [BlockExplanation], boundaries: [BoundaryExplanation]) {
    let document = try article(reader.read(path: path), report: report)
    return try segmenter?.explanations(of: document) ?? ([], [])
  }

  /// The lines of a text, without their ends (LF or CR LF).
  private static func lines(of text: [UInt8]) -> [String] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
