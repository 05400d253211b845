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
    let paragraphs = document.paragraphs ?? [whole]
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var untranslated: [Range<Int>] = []
    var next = 0
    var copied = 0
    var end = 0
    for translation in translations.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let range = translation.range
      while next < paragraphs.count, paragraphs[next].range.upperBound <= range.lowerBound {
        next += 1
      }
      guard next < paragraphs.count, !range.isEmpty, range.lowerBound >= end,
        paragraphs[next].range.lowerBound <= range.lowerBound,
        range.upperBound <= paragraphs[next].range.upperBound
      else { throw .misplacedSegment(range) }
      end = range.upperBound
      guard let (source, target) = replacement(of: translation, in: paragraphs[next]) else {
        untranslated.append(range)
        continue
      }
      result += text[copied..<source.lowerBound]
      result += format.markUp(
        target, in: paragraphs[next], isHTML: isHTML(paragraphs[next]),
        isAtStart: range.lowerBound == paragraphs[next].range.lowerBound)
      copied = source.upperBound
    }
    return (result + text[copied...], untranslated)
  }

  /// Whether a paragraph stands in a block of HTML within another format.
  private func isHTML(_ paragraph: Paragraph) -> Bool {
    paragraph.anchor.map { places[$0.number].isHTML } ?? false
  }

  /// The bytes of the file that a translation replaces, and the text and codes that replace them;
  /// `nil` if the place of the paragraph is unknown.
  private func replacement(
    of translation: SegmentTranslation, in paragraph: Paragraph
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
    for code in place.codes[indices] {
      source = min(source.lowerBound, code.lowerBound)..<max(source.upperBound, code.upperBound)
    }
    let codes = CodeRestorer(Array(paragraph.codes[indices])).codes(for: translation)
    return (source, CodedText(text: translation.text, codes: codes))
  }
}
