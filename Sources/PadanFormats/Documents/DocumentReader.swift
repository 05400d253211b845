package import PadanModel
import PadanText

/// Reads documents. It detects encoding and format, and returns the text with its paragraphs.
///
///     let read = try DocumentReader().read(path: "berita.html")
///     print(read.document.paragraphs?.count ?? 1)
public struct DocumentReader: Sendable {
  /// The format of the documents; `nil` to detect it by the file's name and first bytes.
  package var format: (any DocumentFormat)?
  /// The encoding of the documents, by a name that ICU knows; `nil` for the one that a document
  /// declares, or that its bytes show.
  public var encoding: String?
  /// Whether ill-formed text is an error. Otherwise it is repaired.
  public var isStrict: Bool

  /// A reader that detects the format and, by default, repairs ill-formed UTF-8.
  public init(isStrict: Bool = false) {
    self.isStrict = isStrict
  }

  /// A reader of one format, or one that detects it.
  package init(
    format: (any DocumentFormat)?, encoding: String? = nil, isStrict: Bool = false
  ) {
    self.format = format
    self.encoding = encoding
    self.isStrict = isStrict
  }

  /// Whether a document is plain UTF-8 text, which can be segmented while it arrives.
  ///
  /// - Parameters:
  ///   - start: The first bytes of the document.
  ///   - name: The name of the file.
  public func isStreamable(_ start: [UInt8], name: String) -> Bool {
    guard (format ?? DocumentFormats.format(of: start, name: name)) is PlainTextFormat,
      TextEncoding.isUTF8(encoding ?? TextEncoding.utf8), let text = try? TextEncoding.decode(start)
    else { return false }
    return text.encoding == TextEncoding.utf8
  }

  /// A message for the user about how a document was read: what was guessed or repaired.
  public struct Note: Hashable, Sendable, CustomStringConvertible {
    /// The message, with the name of the file.
    public var description: String
  }

  /// Reads a file.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be read or decoded, or is ill-formed in a strict
  ///   reading.
  public func read(path: String) throws(InputError) -> ReadDocument {
    let bytes = try InputFile.read(path)
    return try read(bytes, name: path == "-" ? InputFile.standardInput : path)
  }

  /// Reads a document from bytes.
  ///
  /// - Parameter name: The name of the file, which may decide the format, and which messages use.
  /// - Throws: `InputError` if the bytes cannot be decoded, or are ill-formed in a strict reading.
  public func read(_ bytes: [UInt8], name: String) throws(InputError) -> ReadDocument {
    let format = format ?? DocumentFormats.format(of: bytes, name: name)
    return try format.read(bytes, name: name, encoding: encoding, isStrict: isStrict)
  }

  /// The note about ill-formed text that was repaired.
  ///
  /// - Parameters:
  ///   - count: The number of ill-formed sequences.
  ///   - location: The place of the first.
  package static func repairNote(
    _ count: Int, at location: SourceLocation, encoding: String = TextEncoding.utf8
  ) -> Note {
    let what = count == 1 ? "sequence" : "sequences"
    return Note(description: "\(location): \(count) ill-formed \(encoding) \(what) read as U+FFFD")
  }
}
