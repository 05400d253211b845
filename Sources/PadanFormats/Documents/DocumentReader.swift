public import PadanModel
import PadanText

/// Reads articles: finds out encoding and format, and hands out their text and paragraphs.
public struct DocumentReader: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case text
    case html
    case markdown
  }

  /// The format to read; `nil` to tell it by the file's name and first bytes.
  public var format: Format?
  /// Whether ill-formed UTF-8 is refused instead of repaired.
  public var isStrict: Bool

  public init(format: Format? = nil, isStrict: Bool = false) {
    self.format = format
    self.isStrict = isStrict
  }

  /// Whether a document that begins with these bytes is plain UTF-8 text, which can be segmented as it
  /// comes, without reading it whole.
  public func isStreamable(_ start: [UInt8], name: String) -> Bool {
    guard (format ?? Self.format(of: start, name: name)) == .text,
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
  /// - Returns: The document, and notes on what was guessed or repaired.
  /// - Throws: `InputError`.
  public func read(path: String) throws(InputError) -> (document: Document, notes: [Note]) {
    let bytes = try InputFile.read(path)
    return try read(bytes, name: path == "-" ? InputFile.standardInput : path)
  }

  /// Reads a document out of bytes.
  public func read(
    _ bytes: [UInt8], name: String
  ) throws(InputError) -> (document: Document, notes: [Note]) {
    let format = format ?? Self.format(of: bytes, name: name)
    let text: DecodedText
    do throws(TextEncodingError) {
      let declared = format == .html ? HTMLReader.declaredEncoding(in: bytes) : nil
      text = try TextEncoding.decode(bytes, declared: declared)
    } catch {
      throw InputError(name, .init(error))
    }
    if isStrict, let line = text.firstRepairLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedText)
    }
    var notes: [Note] = []
    if text.isGuessed {
      notes.append(Note(description: "\(name): read as \(text.encoding) (guessed)"))
    }
    if text.repairCount > 0 { notes.append(Self.repairNote(text.repairCount, name: name)) }
    if text.bytes.isEmpty {
      notes.append(Note(description: "\(name): the file is empty"))
    } else if text.bytes.allSatisfy({ $0 <= 0x20 }) {
      notes.append(Note(description: "\(name): the file holds no text"))
    }
    var document =
      switch format {
      case .text: Document(name: name, text: text.bytes)
      case .html: HTMLReader.document(from: text.withoutMark, name: name)
      case .markdown: MarkdownReader.document(from: text.withoutMark, name: name)
      }
    document.isWellFormed = text.repairCount == 0
    return (document, notes)
  }

  /// What is said of ill-formed text that was repaired.
  public static func repairNote(_ count: Int, name: String) -> Note {
    let what = count == 1 ? "sequence" : "sequences"
    return Note(description: "\(name): \(count) ill-formed UTF-8 \(what) read as U+FFFD")
  }

  private static func format(of bytes: [UInt8], name: String) -> Format {
    let name = name.lowercased()
    if name.hasSuffix(".html") || name.hasSuffix(".htm") || name.hasSuffix(".xhtml") {
      return .html
    }
    if name.hasSuffix(".md") || name.hasSuffix(".markdown") { return .markdown }
    let start = String(decoding: bytes.prefix(256), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html") ? .html : .text
  }
}

extension DecodedText {
  /// The bytes behind the byte order mark, if there is one.
  fileprivate var withoutMark: [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
