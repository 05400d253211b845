package import PadanModel
import PadanText

/// A document format whose files are text in some encoding.
///
/// It reads and writes the encoding. A type of this protocol parses the text and marks up segments.
package protocol TextDocumentFormat: DocumentFormat {
  /// The name of the encoding that a file declares in its first bytes; `nil` if it declares none.
  func declaredEncoding(in bytes: [UInt8]) -> String?
  /// The file in UTF-8 with a declaration of UTF-8, for a file that was in another encoding.
  func declaringUTF8(_ text: [UInt8]) -> [UInt8]
  /// Whether a byte order mark is part of the text.
  var keepsMark: Bool { get }
  /// Finds the paragraphs of a file.
  ///
  /// - Parameters:
  ///   - text: The file in UTF-8.
  ///   - name: The name of the file.
  /// - Throws: `InputError` if the file is larger than what its format may have.
  func parse(_ text: [UInt8], name: String) throws(InputError) -> ParsedText
  /// The bytes of a translated segment in the file, in UTF-8.
  ///
  /// - Parameters:
  ///   - text: The text with its codes, whose content is native markup.
  ///   - paragraph: The paragraph of the segment.
  ///   - surroundings: What the paragraph stands in.
  ///   - isAtStart: Whether the segment is the first of the paragraph.
  func markUp(
    _ text: CodedText, in paragraph: Paragraph, surroundings: MarkupSurroundings, isAtStart: Bool
  ) -> [UInt8]
}

/// A document, and the places of its text in the file.
package struct ParsedText {
  /// The document.
  var document: Document
  /// The places of the paragraphs, by the number of the paragraph's anchor.
  var places: [ParagraphPlace]
  /// The labels of the file.
  var labels: DocumentLabels?
  /// Why the file holds no article, if its markup tells.
  var absence: InputError.Reason?
}

extension TextDocumentFormat {
  /// By default no file is recognized by its first bytes.
  package func recognizes(_ start: [UInt8]) -> Bool { false }
  /// By default a byte order mark is not part of the text.
  package var keepsMark: Bool { false }
  /// By default no file declares its encoding.
  package func declaredEncoding(in bytes: [UInt8]) -> String? { nil }
  /// By default a file is not changed to declare UTF-8.
  package func declaringUTF8(_ text: [UInt8]) -> [UInt8] { text }
}

extension TextDocumentFormat {
  /// Decodes and parses a file.
  ///
  /// - Throws: `InputError` if the file cannot be decoded, or is ill-formed in a strict reading.
  package func read(
    _ bytes: [UInt8], name: String, encoding: String? = nil, isStrict: Bool
  ) throws(InputError) -> ReadDocument {
    let text: DecodedText
    do throws(TextEncodingError) {
      text =
        if let encoding {
          try TextEncoding.decode(bytes, as: encoding)
        } else {
          try TextEncoding.decode(bytes, declared: declaredEncoding(in: bytes))
        }
    } catch {
      throw InputError(name, .init(error))
    }
    if isStrict, let line = text.firstRepairLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedText)
    }
    let hasMark = !keepsMark && text.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let decoded = hasMark ? Array(text.bytes.dropFirst(3)) : text.bytes
    var parsed = try parse(decoded, name: name)
    parsed.document.isWellFormed = text.repairCount == 0
    let skeleton = TextSkeleton(
      original: bytes, text: decoded, isUTF8: text.encoding == "UTF-8", hasMark: hasMark,
      document: parsed.document, labels: parsed.labels?.document.paragraphs ?? [],
      places: parsed.places)
    return ReadDocument(
      document: parsed.document, skeleton: Skeleton(format: self.name, content: skeleton),
      labels: parsed.labels, notes: text.notes(name: name), absence: parsed.absence)
  }

  /// Writes translations in the place of their segments.
  ///
  /// A file with at least one translation is written in UTF-8.
  ///
  /// - Throws: `DocumentWritingError`.
  package func write(
    _ translations: [SegmentTranslation], into skeleton: Skeleton
  ) throws(DocumentWritingError) -> WrittenDocument {
    guard skeleton.format == name, let content = skeleton.content as? TextSkeleton else {
      throw .otherFormat(skeleton.format)
    }
    var (text, untranslated) = try content.text(with: translations, format: self)
    // If nothing was replaced, the original bytes are kept with their encoding, even ill-formed
    // ones.
    guard untranslated.count < translations.count else {
      return WrittenDocument(bytes: content.original, untranslated: untranslated)
    }
    if !content.isUTF8 { text = declaringUTF8(text) }
    return WrittenDocument(
      bytes: (content.hasMark ? [0xEF, 0xBB, 0xBF] : []) + text, untranslated: untranslated,
      isReencoded: !content.isUTF8)
  }
}

extension DecodedText {
  /// The notes about what was guessed or repaired in a text.
  fileprivate func notes(name: String) -> [DocumentReader.Note] {
    var notes: [DocumentReader.Note] = []
    if isGuessed { notes.append(DocumentReader.guessNote(encoding, name: name)) }
    if let firstRepairLine {
      notes.append(
        DocumentReader.repairNote(
          repairCount, at: SourceLocation(file: name, line: firstRepairLine), encoding: encoding))
    }
    if bytes.isEmpty {
      notes.append(.init(description: "\(name): the file is empty"))
    } else if bytes.allSatisfy({ $0 <= 0x20 }) {
      notes.append(.init(description: "\(name): the file holds no text"))
    }
    return notes
  }
}
