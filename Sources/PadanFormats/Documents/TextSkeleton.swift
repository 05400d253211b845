import PadanModel

/// A text file and the places of its paragraphs.
struct TextSkeleton: Sendable {
  /// The original bytes of the file.
  let original: [UInt8]
  /// The file in UTF-8 without a byte order mark. All places refer to it.
  let text: [UInt8]
  /// Whether the original is UTF-8.
  let isUTF8: Bool
  /// Whether the original has a byte order mark that is not part of the text.
  let hasMark: Bool
  /// The document that was read from the file.
  let document: Document
  /// The labels of the document, whose ranges are behind its text.
  let labels: [Paragraph]
  /// The places of the paragraphs, by the number of the paragraph's anchor.
  let places: [ParagraphPlace]

  /// The file in UTF-8 with translations in the place of their segments.
  ///
  /// - Returns: The file, and the ranges of the segments whose place is unknown, which stay
  ///   untranslated.
  /// - Throws: `DocumentWritingError.misplacedSegment` for a range that is not within one
  ///   paragraph, or that overlaps another.
  /// - Complexity: O(n + t log t) for n bytes and t translations.
  func text(
    with translations: [SegmentTranslation], format: any TextDocumentFormat
  ) throws(DocumentWritingError) -> (text: [UInt8], untranslated: [Range<Int>]) {
    let whole = Paragraph(range: 0..<document.text.count, anchor: .init(0))
    let paragraphs = (document.paragraphs ?? [whole]) + labels
    let translations = translations.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let firstLabel = translations.partitioningIndex { $0.range.lowerBound > document.text.count }
    var untranslated: [Range<Int>] = []
    var next = 0
    var end = 0
    /// The place of a translation in the file, and what stands there then; `nil` if it is unknown.
    func written(
      _ translation: SegmentTranslation, _ labels: WrittenLabels
    ) throws(DocumentWritingError) -> (source: Range<Int>, bytes: [UInt8])? {
      let range = translation.range
      while next < paragraphs.count, paragraphs[next].range.upperBound <= range.lowerBound {
        next += 1
      }
      guard next < paragraphs.count, !range.isEmpty, range.lowerBound >= end,
        paragraphs[next].range.lowerBound <= range.lowerBound,
        range.upperBound <= paragraphs[next].range.upperBound
      else { throw .misplacedSegment(range) }
      end = range.upperBound
      let found = replacement(of: translation, in: paragraphs[next], labels)
      guard let (source, target) = found else {
        untranslated.append(range)
        return nil
      }
      let bytes = format.markUp(
        target, in: paragraphs[next], surroundings: surroundings(of: paragraphs[next]),
        isAtStart: range.lowerBound == paragraphs[next].range.lowerBound)
      return (source, bytes)
    }
    // Labels come first: they may stand in the codes of other segments.
    var labels = WrittenLabels()
    for translation in translations[firstLabel...] {
      if let label = try written(translation, labels) { labels.add(label) }
    }
    (next, end) = (0, 0)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var copied = 0
    for translation in translations[..<firstLabel] {
      guard let (source, bytes) = try written(translation, labels) else { continue }
      result += labels.put(into: copied..<source.lowerBound, of: text)
      result += bytes
      copied = source.upperBound
    }
    return (result + labels.put(into: copied..<text.count, of: text), untranslated)
  }

  /// What a paragraph stands in.
  private func surroundings(of paragraph: Paragraph) -> MarkupSurroundings {
    paragraph.anchor.map { places[$0.number].surroundings } ?? .text
  }

  /// The bytes of the file that a translation replaces, and the text and codes that replace them;
  /// `nil` if the place of the paragraph is unknown.
  private func replacement(
    of translation: SegmentTranslation, in paragraph: Paragraph, _ labels: WrittenLabels
  ) -> (source: Range<Int>, target: CodedText)? {
    guard let anchor = paragraph.anchor else { return nil }
    let place = places[anchor.number]
    let start = paragraph.range.lowerBound
    let range = translation.range
    var source = place.map.source(of: range.lowerBound - start..<range.upperBound - start)
    guard !paragraph.codes.isEmpty else {
      return (source, CodedText(text: translation.text, codes: []))
    }
    let offset = document.text[start..<range.lowerBound].scalarCount
    let indices = paragraph.codeIndices(
      ofScalars: offset..<offset + document.text[range].scalarCount)
    var own = Array(paragraph.codes[indices])
    for (index, code) in place.codes[indices].enumerated() {
      source = min(source.lowerBound, code.lowerBound)..<max(source.upperBound, code.upperBound)
      if labels.stand(in: code) {
        own[index].content = String(decoding: labels.put(into: code, of: text), as: UTF8.self)
      }
    }
    let codes = CodeRestorer(own).codes(for: translation)
    return (source, CodedText(text: translation.text, codes: codes))
  }
}

/// Translated labels, by their places in the file.
private struct WrittenLabels {
  /// The labels, in the order of the file.
  private var labels: [(source: Range<Int>, bytes: [UInt8])] = []

  /// Adds the next label.
  mutating func add(_ label: (source: Range<Int>, bytes: [UInt8])) { labels.append(label) }

  /// Whether labels stand in a range of the file.
  func stand(in range: Range<Int>) -> Bool { !within(range).isEmpty }

  /// The bytes of a range of a file with the labels in it.
  func put(into range: Range<Int>, of file: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var start = range.lowerBound
    for label in within(range) {
      bytes += file[start..<label.source.lowerBound]
      bytes += label.bytes
      start = label.source.upperBound
    }
    return bytes + file[start..<range.upperBound]
  }

  /// The labels in a range of the file.
  private func within(_ range: Range<Int>) -> ArraySlice<(source: Range<Int>, bytes: [UInt8])> {
    let start = labels.partitioningIndex { $0.source.lowerBound >= range.lowerBound }
    return labels[start...].prefix { $0.source.upperBound <= range.upperBound }
  }
}
