import PadanModel
import PadanText

/// Reads dictionaries of the dictd server (RFC 2229), as FreeDict publishes them.
///
/// The `.index` says where the text of each headword stands. The `.dict` holds the texts; `.dict.dz`
/// is the same, compressed by dictzip. `FreeDictEntry` describes the texts.
enum DictdReader {
  /// Reads the database that a path belongs to. Headwords are in the source language.
  ///
  /// - Parameter path: The `.index`, the `.dict` or the `.dict.dz`; the other file must be beside
  ///   it.
  /// - Throws: `InputError`; with a line of the index if that line is malformed.
  /// - Complexity: O(n) for n bytes of text, and O(m log m) for m headwords.
  static func read(
    _ path: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> LexiconFile {
    let (indexPath, textPath) = try files(of: path)
    let index = try DictdIndex(path: indexPath)
    var text = try DictdText(path: textPath)
    let infinitives = InfinitiveMarks(language: target)
    var lexicon = Lexicon(name: path, source: source, target: target)
    var skipped = Findings()
    var translationCount = 0
    var rest = index.entries[...]
    while let first = rest.first {
      let sharing = rest.prefix { $0.text == first.text }
      rest = rest.dropFirst(sharing.count)
      guard let bytes = try text.read(first.text) else {
        throw InputError(index.location(of: first), .otherIndex)
      }
      let entry = FreeDictEntry(bytes, infinitives: infinitives)
      translationCount += entry.translations.count * sharing.count
      guard translationCount <= Limits.mostDictionaryTranslations else {
        throw InputError(index.location(of: first), .manyTranslations)
      }
      for line in sharing {
        let headword = index.headword(of: line)
        guard !isAboutDatabase(headword) else { continue }
        if let fault = entry.fault { skipped.add(Finding(fault, at: index.location(of: line))) }
        lexicon.add(headword, entry.translations)
      }
    }
    try text.finish()
    guard lexicon.count > 0 else {
      throw InputError(path, .noTranslation)
    }
    return LexiconFile(lexicon: lexicon, format: .dictd, skipped: skipped)
  }

  /// Whether an entry has information about the database itself, or no headword.
  private static func isAboutDatabase(_ headword: String) -> Bool {
    headword.isEmpty || headword.hasPrefix("00database") || headword.hasPrefix("00-database")
  }

  /// The endings of a database's files.
  private static let suffixes = [".index", ".dict.dz", ".dict"]

  /// The files that may make up the database to which a path belongs; none if it belongs to none.
  static func paths(around path: String) -> [String] {
    base(of: path).map { base in suffixes.map { base + $0 } } ?? []
  }

  /// What the names of a database's files begin with; `nil` for a file of another kind.
  static func base(of path: String) -> String? {
    suffixes.first(where: path.hasSuffix).map { String(path.dropLast($0.count)) }
  }

  /// The dictionary that is there for an index of a database; `nil` if none is.
  static func dictionary(ofBase base: String) -> String? {
    [".dict.dz", ".dict"].map { base + $0 }.first { FileStatus($0) != nil }
  }

  /// The paths of the database's index and of its dictionary.
  private static func files(
    of path: String
  ) throws(InputError) -> (index: String, dictionary: String) {
    guard let base = base(of: path) else { throw InputError(path, .notDictd) }
    guard let dictionary = dictionary(ofBase: base) else {
      throw InputError(path, .noDictionary(base))
    }
    return (base + ".index", dictionary)
  }

  /// The languages of a database's headwords and translations by its name (`freedict-eng-ind`);
  /// `nil` if it does not say.
  static func languages(ofName path: String) -> [String]? {
    let file = path.split(separator: "/").last ?? ""
    let codes = file.prefix { $0 != "." }.split(separator: "-").map { String($0).lowercased() }
    guard codes.count == 3, codes[0] == "freedict", codes[1].count == 3, codes[2].count == 3 else {
      return nil
    }
    // The names have codes of ISO 639-3.
    return codes.dropFirst().map { LanguageTag($0)?.language ?? $0 }
  }

  /// Whether a database's name (`freedict-eng-ind`) says that its headwords are in the target
  /// language. A name without languages means headwords in the source language.
  ///
  /// - Throws: `InputError` if the name has other languages.
  static func isFlipped(
    name path: String, source: LanguageTag, target: LanguageTag
  ) throws(InputError) -> Bool {
    guard let languages = languages(ofName: path) else { return false }
    if languages == [source.language, target.language] { return false }
    if languages == [target.language, source.language] { return true }
    throw InputError(
      path, .otherLanguages("\(languages[0]) to \(languages[1])", not: "\(source) to \(target)"))
  }
}

extension InputError.Reason {
  fileprivate static let noTranslation = Self(
    "dictd.no-translation", "there is no entry with a translation in it.",
    advice: "Only FreeDict's layout is read.")
  fileprivate static let manyTranslations = Self(
    "dictd.too-many-translations",
    "the headwords have more than \(Limits.mostDictionaryTranslations) translations, the most that a "
      + "dictionary may have.",
    advice: "Too many share an entry: the index is damaged.")
  fileprivate static let notDictd = Self(
    "dictd.name", "a dictd database is an .index with a .dict or .dict.dz beside it.",
    advice: "Name one of them.")

  fileprivate static func noDictionary(_ base: String) -> Self {
    Self("dictd.no-dictionary", "neither \(base).dict.dz nor \(base).dict is there.")
  }

  fileprivate static func otherLanguages(_ found: String, not wanted: String) -> Self {
    Self("dictd.languages", "by its name it holds \(found), not \(wanted).", .nameLanguagePair)
  }
}
