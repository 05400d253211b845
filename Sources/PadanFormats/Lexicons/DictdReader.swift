import FoundationEssentials
import PadanModel

/// Reads dictionaries of the dictd server (RFC 2229), as FreeDict publishes them.
///
/// The `.index` has a line for each entry: headword, offset and length, separated by tabs, the
/// numbers in base 64. The `.dict` holds the entries' texts; `.dict.dz` is the same, compressed by
/// dictzip. `FreeDictEntry` describes the texts.
enum DictdReader {
  /// Reads the database that a path belongs to. Headwords are in the source language.
  ///
  /// - Parameter path: The `.index`, the `.dict` or the `.dict.dz`; the other file must be beside
  ///   it.
  /// - Throws: `InputError`; with a line of the index if that line is malformed.
  static func read(
    _ path: String, source: LanguageTag, target: LanguageTag
  ) throws -> LexiconFile {
    let (indexPath, data) = try open(path)
    let index = try InputFile.read(indexPath)
    var lexicon = Lexicon(name: path, source: source, target: target)
    var skipped = Findings()
    var number = 0
    var read = 0
    for line in index.lazy.split(separator: 0x0A, omittingEmptySubsequences: false)
    where !line.isEmpty {
      number += 1
      guard number <= Limits.mostEntries else { throw InputError(indexPath, .manyEntries) }
      let location = SourceLocation(file: indexPath, line: number)
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard columns.count >= 3, let offset = base64(columns[1]), let count = base64(columns[2])
      else {
        throw InputError(location, .badIndexLine)
      }
      guard offset <= data.count, count <= data.count - offset else {
        throw InputError(location, .otherIndex)
      }
      read += count
      guard read <= Limits.largestFile else { throw InputError(location, .overlap) }
      let headword = LexiconReader.form(String(decoding: columns[0], as: UTF8.self))
      // Entries with information about the database itself.
      if headword.isEmpty || headword.hasPrefix("00database") || headword.hasPrefix("00-database") {
        continue
      }
      let entry = FreeDictEntry(String(decoding: data[offset..<(offset + count)], as: UTF8.self))
      if entry.translations.isEmpty {
        skipped.add(Finding(entry.fault ?? .noTranslation, at: location))
      }
      lexicon.add(headword, entry.translations)
    }
    guard lexicon.count > 0 else {
      throw InputError(path, .noTranslation)
    }
    return LexiconFile(lexicon: lexicon, format: .dictd, skipped: skipped)
  }

  /// The endings of a database's files.
  private static let suffixes = [".index", ".dict.dz", ".dict"]

  /// The files that may make up the database to which a path belongs; none if it belongs to none.
  static func paths(around path: String) -> [String] {
    base(of: path).map { base in suffixes.map { base + $0 } } ?? []
  }

  /// What the names of a database's files begin with.
  private static func base(of path: String) -> String? {
    suffixes.first(where: path.hasSuffix).map { String(path.dropLast($0.count)) }
  }

  /// The path of the index, and the decompressed dictionary.
  private static func open(_ path: String) throws -> (indexPath: String, data: [UInt8]) {
    guard let base = base(of: path) else { throw InputError(path, .notDictd) }
    let dictionary = [".dict.dz", ".dict"].map { base + $0 }.first { FileStatus($0) != nil }
    guard let dictionary else {
      throw InputError(path, .noDictionary(base))
    }
    let bytes = try InputFile.read(dictionary)
    guard GzipInflater.isGzip(bytes) else { return (base + ".index", bytes) }
    return (base + ".index", try unpacked(bytes, name: dictionary))
  }

  /// Decompresses a dictionary up to `Limits.largestFile` bytes.
  private static func unpacked(_ bytes: [UInt8], name: String) throws(InputError) -> [UInt8] {
    var data: [UInt8] = []
    do throws(GzipError) {
      var inflater = try GzipInflater()
      // Gzip compresses a thousandfold at most, so that one piece cannot fill the memory.
      for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
        let piece = bytes[start..<min(start + 1 << 16, bytes.count)]
        try inflater.inflate(piece) { data.append(contentsOf: $0) }
        guard data.count <= Limits.largestFile else { break }
      }
      if data.count <= Limits.largestFile { try inflater.finish() }
    } catch {
      throw InputError(name, .init(error))
    }
    guard data.count <= Limits.largestFile else { throw InputError(name, .largeDictionary) }
    return data
  }

  /// Reads a number in dictd's base 64: the digits are `A-Z a-z 0-9 + /`, the most significant
  /// first.
  ///
  /// - Returns: `nil` for no digits, more than eight, or another character.
  static func base64(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...8).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      let number: UInt8
      switch digit {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): number = digit - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): number = digit - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = digit - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): number = 62
      case UInt8(ascii: "/"): number = 63
      default: return nil
      }
      value = value << 6 | Int(number)
    }
    return value
  }

  /// Whether a database's name (`freedict-eng-ind`) says that its headwords are in the target
  /// language. A name without languages means headwords in the source language.
  ///
  /// - Throws: `InputError` if the name has other languages.
  static func isFlipped(
    name path: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> Bool {
    let file = path.split(separator: "/").last ?? ""
    let codes = file.prefix { $0 != "." }.split(separator: "-").map { String($0).lowercased() }
    guard codes.count == 3, codes[0] == "freedict", codes[1].count == 3, codes[2].count == 3 else {
      return false
    }
    // The names have codes of ISO 639-3.
    let languages = codes.dropFirst().map { LanguageTag($0)?.language ?? $0 }
    if languages == [source.language, target.language] { return false }
    if languages == [target.language, source.language] { return true }
    throw InputError(
      path, .otherLanguages("\(languages[0]) to \(languages[1])", not: "\(source) to \(target)"))
  }
}

extension InputError.Reason {
  fileprivate static let badIndexLine = Self(
    "dictd.index-line",
    "an index line is a headword, a tab, an offset, a tab and a length in base 64.",
    advice: "Is this a dictd index?")
  fileprivate static let otherIndex = Self(
    "dictd.other-index", "the entry lies past the end of the dictionary.",
    advice: "The index belongs to another one.")
  fileprivate static let overlap = Self(
    "dictd.overlap", "the entries have more text than a dictionary may have.",
    advice: "They overlap: the index is damaged.")
  fileprivate static let noTranslation = Self(
    "dictd.no-translation", "there is no entry with a translation in it.",
    advice: "Only FreeDict's layout is read.")
  fileprivate static let notDictd = Self(
    "dictd.name", "a dictd database is an .index with a .dict or .dict.dz beside it.",
    advice: "Name one of them.")
  fileprivate static let largeDictionary = Self(
    "dictd.too-large", "it unpacks to more than \(Limits.largestFile >> 20) MB.",
    advice: "No dictionary does.")

  fileprivate static func noDictionary(_ base: String) -> Self {
    Self("dictd.no-dictionary", "neither \(base).dict.dz nor \(base).dict is there.")
  }

  fileprivate static func otherLanguages(_ found: String, not wanted: String) -> Self {
    Self("dictd.languages", "by its name it holds \(found), not \(wanted).", .nameLanguagePair)
  }
}
