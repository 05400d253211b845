public import PadanModel
import PadanText

/// A document format whose files are text in some encoding.
package protocol TextDocumentFormat: DocumentFormat {
  /// The encoding that a file declares in its first bytes, by the name that it gives.
  func declaredEncoding(in bytes: [UInt8]) -> String?
  /// A file's beginning, in UTF-8, made to declare UTF-8.
  func declaringUTF8(_ text: [UInt8]) -> [UInt8]
  /// Whether a byte order mark is part of the text.
  var keepsMark: Bool { get }
  /// Finds the paragraphs of a file in UTF-8.
  func parse(_ text: [UInt8], name: String) -> ParsedText
  /// Makes the translation of a segment what stands for it in the file.
  ///
  /// - Parameter isAtStart: Whether the paragraph begins with the segment.
  func markUp(_ text: CodedText, in paragraph: Paragraph, isAtStart: Bool) -> [UInt8]
}

/// A document and where its text stands in the file.
package struct ParsedText {
  var document: Document
  /// For each anchor's number where the paragraph stands.
  var places: [ParagraphPlace]
}

extension TextDocumentFormat {
  public func recognizes(_ start: [UInt8]) -> Bool { false }
  package var keepsMark: Bool { false }
  package func declaredEncoding(in bytes: [UInt8]) -> String? { nil }
  package func declaringUTF8(_ text: [UInt8]) -> [UInt8] { text }
}

extension TextDocumentFormat {
  public func read(
    _ bytes: [UInt8], name: String, isStrict: Bool
  ) throws(InputError) -> ReadDocument {
    let text: DecodedText
    do throws(TextEncodingError) {
      text = try TextEncoding.decode(bytes, declared: declaredEncoding(in: bytes))
    } catch {
      throw InputError(name, .init(error))
    }
    if isStrict, let line = text.firstRepairLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedText)
    }
    let hasMark = !keepsMark && text.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let decoded = hasMark ? Array(text.bytes.dropFirst(3)) : text.bytes
    var parsed = parse(decoded, name: name)
    parsed.document.isWellFormed = text.repairCount == 0
    let skeleton = TextSkeleton(
      original: bytes, text: decoded, isUTF8: text.encoding == "UTF-8", hasMark: hasMark,
      document: parsed.document, places: parsed.places)
    return ReadDocument(
      document: parsed.document, skeleton: Skeleton(format: self.name, content: skeleton),
      notes: text.notes(name: name))
  }

  public func write(
    _ translations: [SegmentTranslation], into skeleton: Skeleton
  ) throws(DocumentWritingError) -> WrittenDocument {
    guard skeleton.format == name, let content = skeleton.content as? TextSkeleton else {
      throw .otherFormat(skeleton.format)
    }
    var (text, untranslated) = try content.text(with: translations, format: self)
    // Where nothing was replaced the file keeps its own encoding, and even its ill-formed bytes.
    guard untranslated.count < translations.count else {
      return WrittenDocument(bytes: content.original, untranslated: untranslated)
    }
    if !content.isUTF8 { text = declaringUTF8(text) }
    return WrittenDocument(
      bytes: (content.hasMark ? [0xEF, 0xBB, 0xBF] : []) + text, untranslated: untranslated)
  }
}

extension DecodedText {
  /// What was guessed or repaired in a text.
  fileprivate func notes(name: String) -> [DocumentReader.Note] {
    var notes: [DocumentReader.Note] = []
    if isGuessed { notes.append(.init(description: "\(name): read as \(encoding) (guessed)")) }
    if repairCount > 0 { notes.append(DocumentReader.repairNote(repairCount, name: name)) }
    if bytes.isEmpty {
      notes.append(.init(description: "\(name): the file is empty"))
    } else if bytes.allSatisfy({ $0 <= 0x20 }) {
      notes.append(.init(description: "\(name): the file holds no text"))
    }
    return notes
  }
}
