import PadanFormats
import PadanModel
import PadanText

/// Decodes a plain text that arrives piece by piece, and notes what it guesses and repairs.
///
/// Each piece is checked before it is returned. UTF-8 stays as it is, ill-formed bytes included.
struct StreamDecoder: ~Copyable {
  private let name: String
  private let isStrict: Bool
  private let encoding: TextEncoding.Detected
  /// The converter; `nil` for UTF-8.
  private var decoder: TextDecoder?
  /// What was ill-formed: in UTF-8 as it is, in other encodings as U+FFFD.
  private var survey = UTF8Survey()
  /// The number of U+FFFD in a converted text.
  private var replacements = 0
  /// The line of the first of them.
  private var firstReplacementLine: Int?
  /// The lines that have ended.
  private var lineCount = 0

  /// A decoder at the beginning of a text.
  ///
  /// - Parameter isStrict: Whether ill-formed text is an error.
  /// - Throws: `InputError` for an encoding that ICU does not know.
  init(_ encoding: TextEncoding.Detected, name: String, isStrict: Bool) throws(InputError) {
    self.name = name
    self.isStrict = isStrict
    self.encoding = encoding
    guard !TextEncoding.isUTF8(encoding.name) else { return }
    do throws(TextEncodingError) {
      decoder = try TextDecoder(encoding.name)
    } catch {
      throw InputError(name, .init(error))
    }
  }

  /// Whether every text returned so far is well-formed UTF-8.
  var isWellFormed: Bool { survey.illFormed == 0 }

  /// The text of the next bytes, of which there is at least one.
  ///
  /// - Throws: `InputError` for a NUL, and with a strict reader for ill-formed text.
  mutating func text(of bytes: [UInt8]) throws(InputError) -> [UInt8] {
    try text(of: bytes, isLast: false)
  }

  /// The text of bytes that wait for others, at the end of the text.
  mutating func rest() throws(InputError) -> [UInt8] {
    survey.finish()
    return try text(of: [], isLast: true)
  }

  private mutating func text(of bytes: [UInt8], isLast: Bool) throws(InputError) -> [UInt8] {
    var text = bytes
    do throws(TextEncodingError) {
      if decoder != nil {
        text = try decoder!.decode(bytes, isLast: isLast)
        countReplacements(in: text)
      } else {
        survey.add(bytes)
        if survey.nuls > 0 { throw .binary }
      }
    } catch {
      throw InputError(name, .init(error))
    }
    if isStrict, let line = firstRepairLine {
      throw InputError(SourceLocation(file: name, line: line), .illFormedText)
    }
    return text
  }

  /// What was guessed and repaired.
  var notes: [DocumentReader.Note] {
    var notes: [DocumentReader.Note] = []
    if encoding.isGuessed { notes.append(DocumentReader.guessNote(encoding.name, name: name)) }
    if let line = firstRepairLine {
      notes.append(
        DocumentReader.repairNote(
          survey.illFormed + replacements, at: SourceLocation(file: name, line: line),
          encoding: encoding.name))
    }
    return notes
  }

  /// The line of the first repair, from 1; `nil` if there is none.
  private var firstRepairLine: Int? { firstReplacementLine ?? survey.firstIllFormedLine }

  /// Counts the U+FFFD of a converted piece.
  private mutating func countReplacements(in text: [UInt8]) {
    for index in text.indices {
      if text[index] == 0x0A { lineCount += 1 }
      guard text[index] == 0xEF, text[index...].starts(with: [0xEF, 0xBF, 0xBD]) else { continue }
      replacements += 1
      firstReplacementLine = firstReplacementLine ?? lineCount + 1
    }
  }
}
