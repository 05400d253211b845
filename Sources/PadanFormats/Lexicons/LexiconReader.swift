package import PadanModel
import PadanText

/// The file formats of lexicons.
package enum LexiconFormat: String, CaseIterable, Sendable {
  /// Padan's own format: headword, tab, translations separated by commas.
  case tsv
  /// hunalign's dictionaries: `target @ source` on each line.
  case dic
  /// dictd's databases, such as FreeDict's: an `.index` with a `.dict` or `.dict.dz` beside it.
  case dictd
}

/// The content of a lexicon file.
package struct LexiconFile: Sendable {
  /// The entries, in the direction that was requested.
  package var lexicon: Lexicon
  /// The format of the file.
  package var format: LexiconFormat
  /// The entries that were skipped, with place and reason. Always empty for `tsv`, where a bad
  /// entry is an error.
  package var skipped = Findings()
  /// What was guessed or repaired in decoding the file.
  package var warnings = Findings()
}

/// Reads lexicons from files.
package enum LexiconReader {
  /// Reads a lexicon of any format for a pair of languages.
  ///
  ///     let file = try LexiconReader.read("kata.tsv", source: indonesian, target: english)
  ///     print(file.lexicon.count)
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - encoding: The encoding; `nil` to detect it. A dictd database is UTF-8.
  ///   - format: The format. `nil` takes it from the file's name or, failing that, its first entry.
  ///   - isFlipped: Whether the file's headwords are in the target language. `nil` takes it from
  ///     the name of a dictd database (`freedict-eng-ind`), and means `false` for other formats.
  /// - Throws: `InputError` if the file cannot be read, has no entry, or an entry is malformed.
  package static func read(
    _ path: String, encoding: String? = nil, format: LexiconFormat? = nil,
    isFlipped: Bool? = nil, source: LanguageTag, target: LanguageTag
  ) throws -> LexiconFile {
    let name = path == "-" ? InputFile.standardInput : path
    let named = format ?? self.format(ofName: path)
    var file =
      named == .dictd
      ? try readDictionary(path, isFlipped: isFlipped, source: source, target: target)
      : try readText(
        path, name: name, encoding: encoding, format: named, isFlipped: isFlipped ?? false,
        source: source, target: target)
    if file.lexicon.leftOutCount > 0 {
      file.warnings.add(Finding(.manyTranslations, at: SourceLocation(file: name)))
    }
    return file
  }

  /// Reads a database of dictd.
  private static func readDictionary(
    _ path: String, isFlipped: Bool?, source: LanguageTag, target: LanguageTag
  ) throws -> LexiconFile {
    let isFlipped =
      try isFlipped ?? DictdReader.isFlipped(name: path, source: source, target: target)
    return try oriented(isFlipped, source: source, target: target) {
      var file = try DictdReader.read(path, source: $0, target: $1)
      file.lexicon.markAsDictionary()
      return file
    }
  }

  /// Reads a lexicon that is plain text.
  ///
  /// - Parameter format: The format; `nil` takes it from the first entry.
  private static func readText(
    _ path: String, name: String, encoding: String?, format: LexiconFormat?, isFlipped: Bool,
    source: LanguageTag, target: LanguageTag
  ) throws -> LexiconFile {
    let bytes = try InputFile.read(path, limit: Limits.largestLexicon)
    let decoded: DecodedText
    do throws(TextEncodingError) {
      decoded =
        if let encoding { try TextEncoding.decode(bytes, as: encoding) } else {
          try TextEncoding.decode(bytes)
        }
    } catch {
      throw InputError(name, .notALexicon)
    }
    let text = decoded.bytes
    let format = format ?? self.format(ofContent: text)
    var file = try oriented(isFlipped, source: source, target: target) {
      source, target in
      format == .dic
        ? try HunalignDictionary.read(text, name: name, source: source, target: target)
        : LexiconFile(
          lexicon: try readTSV(text, name: name, source: source, target: target), format: .tsv)
    }
    guard file.lexicon.count > 0 else {
      throw InputError(name, .noEntry)
    }
    file.warnings = decoded.findings(in: name)
    return file
  }

  /// Reads a file in its own direction and reverses the result if the file is flipped.
  private static func oriented(
    _ isFlipped: Bool, source: LanguageTag, target: LanguageTag,
    _ read: (LanguageTag, LanguageTag) throws -> LexiconFile
  ) rethrows -> LexiconFile {
    guard isFlipped else { return try read(source, target) }
    var file = try read(target, source)
    file.lexicon = file.lexicon.reversed()
    return file
  }

  /// The files that reading a lexicon may open.
  ///
  /// - Parameter path: The file that is named; a dictionary of dictd has another beside it.
  package static func paths(of path: String) -> [String] {
    [path] + DictdReader.paths(around: path)
  }

  /// The format by the file's suffix; `nil` for an unknown one.
  private static func format(ofName path: String) -> LexiconFormat? {
    // The two files of a database have names with the same letters.
    if DictdReader.base(of: path) != nil { return .dictd }
    let name = path.lowercased()
    if name.hasSuffix(".dic") { return .dic }
    return name.hasSuffix(".tsv") || name.hasSuffix(".tab") ? .tsv : nil
  }

  /// The format by the first line that is not blank and not a comment: `dic` or `tsv`.
  private static func format(ofContent text: [UInt8]) -> LexiconFormat {
    let first = text.split { $0 == 0x0A || $0 == 0x0D }.first { line in
      line.first != UInt8(ascii: "#") && !line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    guard let first, !first.contains(0x09) else { return .tsv }
    return String(decoding: first, as: UTF8.self).contains(HunalignDictionary.separator)
      ? .dic : .tsv
  }

  /// Reads a tab-separated lexicon in UTF-8.
  ///
  /// A line is a headword, a tab, and its translations, the best first, separated by commas. A
  /// third column may give the strength of each translation: numbers above 0 and up to 1, separated
  /// by commas. A third column that is not numeric is ignored, and so are blank lines and lines
  /// that begin with `#`.
  ///
  /// - Parameter name: The name of the file in messages.
  /// - Throws: `InputError` with the line that has no tab or an empty side, or whose strengths are
  ///   out of range or do not match the translations in number.
  package static func readTSV(
    _ bytes: [UInt8], name: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> Lexicon {
    var lexicon = Lexicon(name: name, source: source, target: target)
    // Mostly a line is a headword.
    lexicon.reserveCapacity(min(bytes.count { $0 == 0x0A }, Limits.mostEntries))
    try forEachLine(of: bytes, name: name) { line, number throws(InputError) in
      if line.first == UInt8(ascii: "#") { return 0 }
      // A combining mark after a tab or a comma would join them to one character.
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      let translations =
        columns.count < 2
        ? [] : columns[1].split(separator: UInt8(ascii: ",")).map(form).filter { !$0.isEmpty }
      let headword = form(columns[0])
      guard !headword.isEmpty, !translations.isEmpty else {
        throw InputError(SourceLocation(file: name, line: number), .badEntry)
      }
      let strengths = columns.count > 2 ? self.strengths(in: columns[2].text) : nil
      guard let strengths else {
        lexicon.add(headword, translations)
        return translations.count
      }
      guard strengths.count == translations.count, strengths.allSatisfy({ 0 < $0 && $0 <= 1 })
      else {
        throw InputError(SourceLocation(file: name, line: number), .badStrengths)
      }
      lexicon.add(
        headword,
        zip(translations, strengths).map { Lexicon.Translation($0, strength: $1) })
      return translations.count
    }
    return lexicon
  }

  /// Calls `body` with each line that is not blank, and its number from 1. It returns the number of
  /// the line's entries.
  ///
  /// - Parameter text: Lines in UTF-8, with or without a byte order mark.
  /// - Throws: `InputError` if there are too many entries, and what `body` throws.
  static func forEachLine(
    of text: [UInt8], name: String, _ body: (ArraySlice<UInt8>, Int) throws(InputError) -> Int
  ) throws(InputError) {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var (number, entries) = (0, 0)
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
      let line = text[start..<end]
      number += 1
      if !line.isWhiteSpace { entries += try body(line, number) }
      guard entries <= Limits.mostEntries else { throw InputError(name, .manyEntries) }
      start = end + (text[end...].starts(with: [0x0D, 0x0A]) ? 2 : 1)
    }
  }

  /// The numbers of the third column; `nil` if it holds anything else.
  private static func strengths(in column: String) -> [Double]? {
    let numbers = column.split(separator: ",").map { part in
      let number = part.filter { !$0.isWhitespace }
      // `Double` reads “inf” and “nan” too, which a note in this column may say.
      return number.utf8.contains { $0.isDigit } ? Double(number) : nil
    }
    return numbers.isEmpty || numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }

  /// The form of a word or phrase in lexicons: folded as words are compared, each run of white space
  /// one space.
  static func form(_ text: some StringProtocol) -> String {
    TextForm.wordForm(TextForm.matchKey(of: String(text)))
  }

  /// The form of a word or phrase in UTF-8.
  static func form(_ text: ArraySlice<UInt8>) -> String {
    let text = text.drop { $0 == 0x20 }
    return isForm(text) ? text.text : form(text.text)
  }

  /// Whether a text is known to be its own form: of lower-case letters, digits and marks of ASCII,
  /// and of the letters U+00E0...U+00FF, with single blanks between words.
  ///
  /// `false` says nothing: the form must then be computed.
  private static func isForm(_ text: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0x20
    for byte in text {
      guard (last == 0xC3) == (0xA0...0xBF ~= byte) else { return false }
      switch byte {
      case 0x20: if last == 0x20 { return false }
      case 0x21...0x40, 0x5B...0x7E, 0xA0...0xBF, 0xC3: break
      default: return false
      }
      last = byte
    }
    return last != 0x20 && last != 0xC3
  }
}

extension ArraySlice<UInt8> {
  /// Whether a line holds nothing but white space.
  fileprivate var isWhiteSpace: Bool {
    // Nearly every line begins with a mark or letter of ASCII.
    if let first, 0x21...0x7E ~= first { return false }
    return text.allSatisfy(\.isWhitespace)
  }
}

extension Finding.Kind {
  /// Some translations of a headword were left out.
  fileprivate static let manyTranslations = Self(
    "lexicon.many-translations",
    "a headword has more than \(Limits.mostTranslations) translations; the strongest are kept")
}

extension InputError.Reason {
  /// The file has more entries than a lexicon may have.
  static let manyEntries = Self(
    "lexicon.too-many-entries",
    "there are more than \(Limits.mostEntries) entries, the most that a lexicon may have.")
  /// The file cannot be decoded.
  fileprivate static let notALexicon = Self(
    "lexicon.binary", "this is no lexicon: it holds NUL bytes or cannot be decoded.")
  /// The file has no entries.
  fileprivate static let noEntry = Self(
    "lexicon.no-entry", "there is no entry in it.",
    advice: "Write a headword, a tab and its translations on a line.")
  /// A line of a `tsv` file has no tab or an empty side.
  fileprivate static let badEntry = Self(
    "lexicon.entry", "an entry is a headword, a tab and at least one translation.")
  /// The strengths of a line are out of range or do not match its translations in number.
  fileprivate static let badStrengths = Self(
    "lexicon.strengths",
    "the third column gives each translation a strength above 0 and up to 1; write as many as there "
      + "are translations, or none.")
}
