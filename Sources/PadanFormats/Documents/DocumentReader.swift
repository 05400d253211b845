public import PadanModel
import PadanText

/// Reads articles: finds out encoding and format, and hands out their text and paragraphs.
public struct DocumentReader: Sendable {
  /// The format to read; `nil` to tell it by the file's name and first bytes.
  public var format: (any DocumentFormat)?
  /// Whether ill-formed UTF-8 is refused instead of repaired.
  public var isStrict: Bool

  public init(format: (any DocumentFormat)? = nil, isStrict: Bool = false) {
    self.format = format
    self.isStrict = isStrict
  }

  /// Whether a document that begins with these bytes is plain UTF-8 text, which can be segmented as it
  /// comes, without reading it whole.
  public func isStreamable(_ start: [UInt8], name: String) -> Bool {
    guard (format ?? DocumentFormats.format(of: start, name: name)) is PlainTextFormat,
      let text = try? TextEncoding.decode(start)
    else { return false }
    return text.encoding == "UTF-8"
  }

  /// What a reader should know about how a document was read.
  public struct Note: Hashable, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: `InputError`.
  public func read(path: String) throws(InputError) -> ReadDocument {
    let bytes = try InputFile.read(path)
    return try read(bytes, name: path == "-" ? InputFile.standardInput : path)
  }

  /// Reads a document out of bytes.
  ///
  /// - Throws: `InputError`.
  public func read(_ bytes: [UInt8], name: String) throws(InputError) -> ReadDocument {
    let format = format ?? DocumentFormats.format(of: bytes, name: name)
    return try format.read(bytes, name: name, isStrict: isStrict)
  }

  /// What is said of ill-formed text that was repaired.
  public static func repairNote(_ count: Int, name: String) -> Note {
    let what = count == 1 ? "sequence" : "sequences"
    return Note(description: "\(name): \(count) ill-formed UTF-8 \(what) read as U+FFFD")
  }
}
