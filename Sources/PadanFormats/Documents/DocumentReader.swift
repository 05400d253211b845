public import PadanModel
package import PadanText

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

  /// The encoding of a plain text, which can be segmented while it arrives.
  ///
  /// - Parameters:
  ///   - start: The first bytes of the document, of which there are more.
  ///   - name: The name of the file.
  /// - Returns: `nil` for a document of another format.
  /// - Throws: `InputError` for what is no text.
  package func encodingOfStream(
    _ start: [UInt8], name: String
  ) throws(InputError) -> TextEncoding.Detected? {
    if format == nil { try OtherInput.refuse(start, name: name) }
    let isPlain = (format ?? DocumentFormats.format(of: start, name: name)) is PlainTextFormat
    if let encoding { return isPlain ? TextEncoding.Detected(name: encoding) : nil }
    do throws(TextEncodingError) {
      let found = try TextEncoding.detect(start, isWhole: false)
      return isPlain ? found : nil
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// A message for the user about how a document was read: what was guessed or repaired.
  public struct Note: Hashable, Sendable, CustomStringConvertible {
    /// The message, with the name of the file.
    public var description: String
    /// What to do if that is not wanted; `nil` if there is no advice.
    public var remedy: Remedy?
  }

  /// Reads a file.
  ///
  /// - Parameter path: The file; `-` is standard input.
  /// - Throws: `InputError` if the file cannot be read or decoded, or is ill-formed in a strict
  ///   reading.
  public func read(path: String) throws(InputError) -> ReadDocument {
    let stream = try ByteStream(path: path)
    var bytes = [UInt8](repeating: 0, count: Self.startSize)
    bytes.removeLast(bytes.count - (try stream.fill(&bytes)))
    if bytes.count == Self.startSize {
      _ = try encodingOfStream(bytes, name: stream.name)
      try InputFile.read(stream, into: &bytes)
    }
    return try read(bytes, name: stream.name)
  }

  /// The number of bytes that show whether a long file is a text.
  private static let startSize = 1 << 18

  /// Reads a document from bytes.
  ///
  /// - Parameter name: The name of the file, which may decide the format, and which messages use.
  /// - Throws: `InputError` if there are more bytes than the format allows, they cannot be decoded,
  ///   or are ill-formed in a strict reading.
  public func read(_ bytes: [UInt8], name: String) throws(InputError) -> ReadDocument {
    if format == nil { try OtherInput.refuse(bytes, name: name) }
    let format = format ?? DocumentFormats.format(of: bytes, name: name)
    guard bytes.count <= format.largestFile else {
      throw InputError(name, .largeFile(format.largestFile))
    }
    return try format.read(bytes, name: name, encoding: encoding, isStrict: isStrict)
  }

  /// The note about an encoding that was guessed.
  package static func guessNote(_ encoding: String, name: String) -> Note {
    Note(description: "\(name): read as \(encoding) (guessed)")
  }

  /// The note about hard-wrapped text whose lines are joined.
  ///
  /// - Parameter width: The width at which it is wrapped, in scalars.
  package static func wrapNote(width: Int, name: String) -> Note {
    Note(
      description:
        "\(name): hard-wrapped at \(width) columns; the lines of each paragraph are joined.",
      remedy: .keepLines)
  }

  /// The note about a text that is in another language than the one it is read in.
  ///
  /// - Parameter others: The languages that it may be in.
  package static func languageNote(
    _ others: [LanguageTag], not language: LanguageTag, name: String
  ) -> Note {
    let list = others.map(\.description).joined(separator: " or ")
    return Note(
      description: "\(name): by its words this is in \(list), not in \(language).",
      remedy: .nameLanguage)
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
