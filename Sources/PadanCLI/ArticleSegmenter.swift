import Padan

/// Reads articles of one language into segments, from several threads at once.
struct ArticleSegmenter: Sendable {
  private let reader: DocumentReader
  /// `nil` where the files hold one segment a line.
  private let segmenter: Segmenter?

  /// - Parameter isSegmented: Whether the files hold one segment a line.
  init(
    language: LanguageTag, isSegmented: Bool, reading: ArticleOptions, rules: RuleOptions,
    talk: TalkOptions
  ) throws {
    reader = DocumentReader(
      format: isSegmented ? .text : reading.format, isStrict: reading.strict)
    segmenter =
      isSegmented
      ? nil
      : try rules.segmenter(
        for: language, layout: reading.layout, talk: talk)
  }

  /// The segments of one text, as far as they are known.
  enum Segments {
    case article([Padan.Segment])
    /// Blank lines included, so that positions are line numbers.
    case lines([String])

    var texts: [String] {
      switch self {
      case .article(let segments): segments.map(\.text)
      case .lines(let lines): lines
      }
    }
  }

  /// Reads a file.
  ///
  /// - Returns: Its segments, and what was guessed or repaired.
  func segments(of path: String) throws -> (segments: Segments, notes: [String]) {
    let (document, notes) = try reader.read(path: path)
    let segments: Segments =
      if let segmenter { .article(try segmenter.segments(of: document)) } else {
        .lines(Self.lines(of: document.text))
      }
    return (segments, notes.map(\.description))
  }

  private static func lines(of text: [UInt8]) -> [String] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
