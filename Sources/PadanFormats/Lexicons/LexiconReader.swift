public import PadanModel
import PadanText

/// The files that hold lexicons.
public enum LexiconFormat: String, CaseIterable, Sendable {
  /// Headword, tab, translations parted by commas; Padan's own.
  case tsv
  /// hunalign's dictionaries: `target @ source` on a line.
  case dic
  /// dictd's databases: an `.index` with a `.dict` or `.dict.dz` beside it, as FreeDict's.
  case dictd
}

/// What a lexicon file gave.
public struct LexiconFile: Sendable {
  public var lexicon: Lexicon
  public var format: LexiconFormat
  /// The entries that were left out, where the format is loose: each with its place and why.
  public var skipped = Findings()
}

/// Reads lexicons.
public enum LexiconReader {
  /// Reads a lexicon of any format for a pair of languages; `-` is standard input.
  ///
  /// - Parameters:
  ///   - format: By default the name tells, or else the first entry.
  ///   - isFlipped: Whether the file's headwords are of the target language; `nil` where the file's
  ///     name may tell (`freedict-eng-ind`).
  /// - Throws: `InputError`.
  public static func read(
    _ path: String, format: LexiconFormat? = nil, isFlipped: Bool? = nil, source: LanguageTag,
    target: LanguageTag
  ) throws -> LexiconFile {
    let name = path == "-" ? InputFile.standardInput : path
    let named = format ?? self.format(ofName: path)
    if named == .dictd {
      let isFlipped =
        try isFlipped ?? DictdReader.isFlipped(name: path, source: source, target: target)
      return try oriented(isFlipped, source: source, target: target) {
        try DictdReader.read(path, source: $0, target: $1)
      }
    }
    let bytes = try InputFile.read(path)
    let text: [UInt8]
    do throws(TextEncodingError) {
      text = try TextEncoding.decode(bytes).bytes
    } catch {
      throw InputError(name, .notALexicon)
    }
    let format = named ?? self.format(ofContent: text)
    let file = try oriented(isFlipped ?? false, source: source, target: target) {
      source, target in
      format == .dic
        ? HunalignDictionary.read(text, name: name, source: source, target: target)
        : LexiconFile(
          lexicon: try readTSV(text, name: name, source: source, target: target), format: .tsv)
    }
    guard file.lexicon.count > 0 else {
      throw InputError(name, .noEntry)
    }
    return file
  }

  /// Reads in the file's own direction and turns the result to the one that is wanted.
  private static func oriented(
    _ isFlipped: Bool, source: LanguageTag, target: LanguageTag,
    _ read: (LanguageTag, LanguageTag) throws -> LexiconFile
  ) rethrows -> LexiconFile {
    guard isFlipped else { return try read(source, target) }
    var file = try read(target, source)
    file.lexicon = file.lexicon.reversed()
    return file
  }

  private static func format(ofName path: String) -> LexiconFormat? {
    let name = path.lowercased()
    if [".index", ".dict", ".dict.dz"].contains(where: name.hasSuffix) { return .dictd }
    if name.hasSuffix(".dic") { return .dic }
    return name.hasSuffix(".tsv") || name.hasSuffix(".tab") ? .tsv : nil
  }

  /// What the first line that is neither blank nor a comment looks like.
  private static func format(ofContent text: [UInt8]) -> LexiconFormat {
    let first = text.split { $0 == 0x0A || $0 == 0x0D }.first { line in
      line.first != UInt8(ascii: "#") && !line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    guard let first, !first.contains(0x09) else { return .tsv }
    return String(decoding: first, as: UTF8.self).contains(HunalignDictionary.separator)
      ? .dic : .tsv
  }

  /// Reads a tab-separated lexicon: a headword, a tab, and its translations, best first, parted by
  /// commas. A third column of as many numbers, 0 to 1, says how sure each is; any other is left
  /// alone. A line that begins with `#` is a comment.
  ///
  /// - Throws: `InputError` with the line that holds no tab, an empty side, or strengths that do not
  ///   fit.
  public static func readTSV(
    _ bytes: [UInt8], name: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> Lexicon {
    var lexicon = Lexicon(name: name, source: source, target: target)
    let text = String(
      decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...],
      as: UTF8.self)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      let translations =
        columns.count < 2
        ? [] : columns[1].split(separator: ",").map { form($0) }.filter { !$0.isEmpty }
      let headword = form(columns[0])
      guard !headword.isEmpty, !translations.isEmpty else {
        throw InputError(SourceLocation(file: name, line: index + 1), .badEntry)
      }
      let strengths = columns.count > 2 ? self.strengths(in: columns[2]) : nil
      guard let strengths else {
        lexicon.add(headword, translations)
        continue
      }
      guard strengths.count == translations.count, strengths.allSatisfy({ 0 < $0 && $0 <= 1 })
      else {
        throw InputError(SourceLocation(file: name, line: index + 1), .badStrengths)
      }
      lexicon.add(
        headword,
        zip(translations, strengths).map { Lexicon.Translation($0, strength: $1) })
    }
    return lexicon
  }

  /// The numbers of a column; `nil` where it holds something else.
  private static func strengths(in column: Substring) -> [Double]? {
    let numbers = column.split(separator: ",").map { part in
      Double(part.filter { !$0.isWhitespace })
    }
    return numbers.isEmpty || numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }

  /// A word or phrase as lexicons hold it: case-folded, its white space collapsed.
  static func form(_ text: some StringProtocol) -> String {
    TextForm.folded(TextForm.matchKey(of: String(text)))
  }
}

extension InputError.Reason {
  fileprivate static let notALexicon = Self(
    "lexicon.binary", "this is no lexicon: it holds NUL bytes or cannot be decoded.")
  fileprivate static let noEntry = Self(
    "lexicon.no-entry", "there is no entry in it.",
    advice: "Write a headword, a tab and its translations on a line.")
  fileprivate static let badEntry = Self(
    "lexicon.entry", "an entry is a headword, a tab and at least one translation.")
  fileprivate static let badStrengths = Self(
    "lexicon.strengths",
    "the third column gives each translation a strength above 0 and up to 1; write as many as there "
      + "are translations, or none.")
}
