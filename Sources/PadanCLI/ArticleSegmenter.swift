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

  /// Reads a file.
  ///
  /// - Returns: Its segments, blank lines included, so that positions are line numbers; and what was
  ///   guessed or repaired.
  func text(of path: String) throws -> (text: SegmentedText, notes: [String]) {
    let (document, notes) = try reader.read(path: path)
    let text =
      if let segmenter {
        SegmentedText(name: path, segments: try segmenter.segments(of: document))
      } else {
        SegmentedText(name: path, texts: Self.lines(of: document.text))
      }
    return (text, notes.map(\.description))
  }

  private static func lines(of text: [UInt8]) -> [String] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
