public import PadanModel

/// A format that documents come in, and go out in when they are translated.
///
/// A new format is one file with a type of this protocol, and one line in `DocumentFormats.all`. One
/// whose files are text is a `TextDocumentFormat`.
public protocol DocumentFormat: Sendable {
  /// The word by which options and messages name it: `html`.
  var name: String { get }
  /// How the names of its files end, in lower case with the full stop.
  var endings: [String] { get }
  /// Whether a file that begins with these bytes is of this format, whatever its name.
  func recognizes(_ start: [UInt8]) -> Bool
  /// Reads a file.
  ///
  /// - Parameter isStrict: Whether ill-formed text is refused instead of repaired.
  /// - Throws: `InputError`.
  func read(
    _ bytes: [UInt8], name: String, isStrict: Bool
  ) throws(InputError) -> ReadDocument
  /// Puts translations in the place of their segments; every other byte stays as it was read.
  ///
  /// - Parameter skeleton: What this format made when it read the document.
  /// - Throws: `DocumentWritingError`.
  func write(
    _ translations: [SegmentTranslation], into skeleton: Skeleton
  ) throws(DocumentWritingError) -> WrittenDocument
}

/// The formats that documents are read from.
public enum DocumentFormats {
  /// Every format, in the order in which help lists them; plain text is what is left.
  public static let all: [any DocumentFormat] = [
    PlainTextFormat(), HTMLFormat(), MarkdownFormat(),
  ]

  /// The format of that name.
  public static func named(_ name: String) -> (any DocumentFormat)? {
    all.first { $0.name == name }
  }

  /// The format that a file's name and first bytes tell.
  public static func format(of start: [UInt8], name: String) -> any DocumentFormat {
    let name = name.lowercased()
    // A page saved as .txt is a page still, so the name of a text says little.
    let named = all.first { format in
      !(format is PlainTextFormat) && format.endings.contains { name.hasSuffix($0) }
    }
    return named ?? all.first { $0.recognizes(start) } ?? PlainTextFormat()
  }
}

/// A document as it was read.
public struct ReadDocument: Sendable {
  public var document: Document
  /// What a translation is written back into.
  public var skeleton: Skeleton
  /// What was guessed or repaired.
  public var notes: [DocumentReader.Note]

  package init(document: Document, skeleton: Skeleton, notes: [DocumentReader.Note] = []) {
    self.document = document
    self.skeleton = skeleton
    self.notes = notes
  }
}

/// What is left of a file when its text is taken out; only the format that made it understands it.
public struct Skeleton: Sendable {
  /// The name of the format.
  public let format: String
  let content: any Sendable

  package init(format: String, content: any Sendable) {
    self.format = format
    self.content = content
  }
}

/// What one segment of a document becomes.
public struct SegmentTranslation: Hashable, Sendable {
  /// Where the segment stands: UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  public var text: String
  /// Those of `Document.codes(in:)` that it keeps, by ascending offset in the Unicode scalars of `text`.
  public var codes: [InlineCode]

  public init(range: Range<Int>, text: String, codes: [InlineCode] = []) {
    self.range = range
    self.text = text
    self.codes = codes
  }
}

/// A file with translations in it.
public struct WrittenDocument: Hashable, Sendable {
  public var bytes: [UInt8]
  /// The segments whose place in the file is not known for sure: they stand there untranslated.
  public var untranslated: [Range<Int>]
}

/// Why translations cannot be written into a document.
public enum DocumentWritingError: PadanError, Hashable {
  /// The skeleton is another format's.
  case otherFormat(String)
  /// Bytes that are no part of one paragraph, or overlap the segment before.
  case misplacedSegment(Range<Int>)

  public var kind: ErrorKind { .invalidRequest }
  public var location: SourceLocation? { nil }

  public var code: ErrorCode {
    switch self {
    case .otherFormat: "document.other-format"
    case .misplacedSegment: "document.misplaced-segment"
    }
  }

  public var fault: String {
    switch self {
    case .otherFormat(let name): "the skeleton is of the format \(name)."
    case .misplacedSegment(let range):
      "bytes \(range.lowerBound) to \(range.upperBound) are no segment of the document, or overlap another."
    }
  }

  public var remedy: Remedy? {
    switch self {
    case .otherFormat: .advice("Write with the format that read the document.")
    case .misplacedSegment: .advice("Give each segment once, by its range in what was read.")
    }
  }
}
