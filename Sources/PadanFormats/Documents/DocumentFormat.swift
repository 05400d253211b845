public import PadanModel

/// A format of documents. It is read, and translations are written back into it.
///
/// To add a format, add a file with a type of this protocol, and a line to `DocumentFormats.all`.
/// If its files are text, the type is a `TextDocumentFormat`.
package protocol DocumentFormat: Sendable {
  /// The name in options and messages: `html`.
  var name: String { get }
  /// The endings of its files' names, in lower case with the full stop.
  var endings: [String] { get }
  /// The largest file that is read, in bytes.
  var largestFile: Int { get }
  /// Whether a file with these first bytes is in this format. The file's name does not count.
  func recognizes(_ start: [UInt8]) -> Bool
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The name of the file in messages.
  ///   - encoding: The encoding of a text, by a name that ICU knows; `nil` for the one that the
  ///     file declares, or that its bytes show.
  ///   - isStrict: Whether ill-formed text is an error. Otherwise it is repaired.
  /// - Throws: `InputError` if the file cannot be decoded, or is ill-formed in a strict reading.
  func read(
    _ bytes: [UInt8], name: String, encoding: String?, isStrict: Bool
  ) throws(InputError) -> ReadDocument
  /// Writes translations in the place of their segments. All other bytes stay as they are; a file in
  /// another encoding is written in UTF-8.
  ///
  /// - Parameters:
  ///   - translations: The translations in any order.
  ///   - skeleton: The skeleton that this format made when it read the document.
  /// - Throws: `DocumentWritingError`.
  func write(
    _ translations: [SegmentTranslation], into skeleton: Skeleton
  ) throws(DocumentWritingError) -> WrittenDocument
}

extension DocumentFormat {
  /// By default any file: `InputFile` bounds what is read whole.
  package var largestFile: Int { .max }
}

/// The list of document formats.
package enum DocumentFormats {
  /// All formats, in the order of the help text.
  package static let all: [any DocumentFormat] = [
    PlainTextFormat(), HTMLFormat(), MarkdownFormat(),
  ]

  /// The format with this name; `nil` if there is none.
  package static func named(_ name: String) -> (any DocumentFormat)? {
    all.first { $0.name == name }
  }

  /// The format of a file by its name and first bytes. A file of no known format is plain text.
  package static func format(of start: [UInt8], name: String) -> any DocumentFormat {
    let name = name.lowercased()
    // People save web pages with the ending .txt, so that ending does not decide.
    let named = all.first { format in
      !(format is PlainTextFormat) && format.endings.contains { name.hasSuffix($0) }
    }
    return named ?? all.first { $0.recognizes(start) } ?? PlainTextFormat()
  }
}

/// The result of reading a document.
public struct ReadDocument: Sendable {
  /// The text and its paragraphs.
  public var document: Document
  /// The rest of the file, for writing a translation.
  package var skeleton: Skeleton
  /// The labels of the document; `nil` if it has none.
  package var labels: DocumentLabels?
  /// What was guessed or repaired.
  public var notes: [DocumentReader.Note]
  /// Why the document holds no article, if its markup tells; `nil` if it may hold one.
  package var absence: InputError.Reason?

  /// A document that has been read.
  package init(
    document: Document, skeleton: Skeleton, labels: DocumentLabels? = nil,
    notes: [DocumentReader.Note] = [], absence: InputError.Reason? = nil
  ) {
    self.document = document
    self.skeleton = skeleton
    self.labels = labels
    self.notes = notes
    self.absence = absence
  }
}

/// A file without its text. Only the format that made it understands the content.
package struct Skeleton: Sendable {
  /// The name of the format that made it.
  package let format: String
  /// The format's own value.
  let content: any Sendable

  /// A skeleton of a format.
  package init(format: String, content: any Sendable) {
    self.format = format
    self.content = content
  }
}

/// The translation of a segment.
package struct SegmentTranslation: Hashable, Sendable {
  /// The place of the segment: UTF-8 byte offsets in the document's text.
  package var range: Range<Int>
  /// The text of the translation.
  package var text: String
  /// The codes of the segment that the translation keeps, from `Document.codes(in:)`, by ascending
  /// offset in the Unicode scalars of `text`.
  package var codes: [InlineCode]

  /// A translation of a segment.
  package init(range: Range<Int>, text: String, codes: [InlineCode] = []) {
    self.range = range
    self.text = text
    self.codes = codes
  }
}

/// A file with translations.
package struct WrittenDocument: Hashable, Sendable {
  /// The bytes of the file.
  package var bytes: [UInt8]
  /// The segments that stay untranslated, because their place in the file is not certain.
  package var untranslated: [Range<Int>]
  /// Whether the file was in another encoding, and is in UTF-8 now.
  package var isReencoded = false
}

/// Why translations cannot be written into a document.
package enum DocumentWritingError: PadanError, Hashable {
  /// The skeleton is from another format, with this name.
  case otherFormat(String)
  /// The bytes are not within one paragraph, or overlap the previous segment.
  case misplacedSegment(Range<Int>)

  /// Always `invalidRequest`.
  package var kind: ErrorKind { .invalidRequest }
  /// Always `nil`.
  package var location: SourceLocation? { nil }

  /// A stable name such as `document.misplaced-segment`.
  package var code: ErrorCode {
    switch self {
    case .otherFormat: "document.other-format"
    case .misplacedSegment: "document.misplaced-segment"
    }
  }

  /// The fault in one sentence.
  package var fault: String {
    switch self {
    case .otherFormat(let name): "the skeleton is of the format \(name)."
    case .misplacedSegment(let range):
      "bytes \(range.lowerBound) to \(range.upperBound) are no segment of the document, or overlap another."
    }
  }

  /// What to do about it.
  package var remedy: Remedy? {
    switch self {
    case .otherFormat: .advice("Write with the format that read the document.")
    case .misplacedSegment: .advice("Give each segment once, by its range in what was read.")
    }
  }
}
