public import PadanModel
import PadanText

/// Tab-separated pairs: source, tab, target, a pair a line; further columns are left alone.
public enum TSV {
  /// Reads a file; `-` is standard input.
  ///
  /// - Parameter body: Called with each pair's two texts and their place.
  /// - Returns: The lines that were left out, because they lack a tab or a text.
  /// - Throws: `InputError`, and whatever `body` throws.
  public static func read(
    _ path: String, _ body: (_ source: String, _ target: String, SourceLocation) throws -> Void
  ) throws -> [SkippedUnit] {
    let bytes = try InputFile.read(path)
    let name = path == "-" ? InputFile.standardInput : path
    guard !bytes.isEmpty else {
      throw InputError.content(name, "the file is empty. Write source, tab and target on a line.")
    }
    let text: DecodedText
    do throws(TextEncodingError) {
      text = try TextEncoding.decode(bytes)
    } catch {
      throw InputError.content(name, error.description)
    }
    var skipped: [SkippedUnit] = []
    var number = 0
    var start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < text.bytes.count {
      var end = text.bytes[start...].firstIndex(of: 0x0A) ?? text.bytes.count
      number += 1
      let location = SourceLocation(file: name, line: number)
      let next = end + 1
      if end > start, text.bytes[end - 1] == 0x0D { end -= 1 }
      let columns = text.bytes[start..<end].split(
        separator: 0x09, omittingEmptySubsequences: false)
      let sides = columns.prefix(2).map { String(decoding: $0, as: UTF8.self) }
      if sides.count == 2, sides.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) {
        try body(sides[0], sides[1], location)
      } else if end > start {
        let reason = sides.count < 2 ? "the line has no tab" : "one side has no text"
        skipped.append(SkippedUnit(location: location, reason: reason))
      }
      start = next
    }
    return skipped
  }

  /// One line, its line feed included: tabs and line breaks in the texts become blanks.
  public static func line(_ pair: TranslationPair) -> [UInt8] {
    var line = Array(field(pair.source.text))
    line.append(0x09)
    line.append(contentsOf: field(pair.target.text))
    line.append(0x0A)
    return line
  }

  private static func field(_ text: String) -> some Sequence<UInt8> {
    text.utf8.lazy.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }
}
