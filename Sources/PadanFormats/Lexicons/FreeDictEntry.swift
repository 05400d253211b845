import PadanModel

/// The translations in the text of one FreeDict entry.
///
///     bank /bæŋk/ <n>
///     1. bank
///     institution that keeps money
///     2. tepi (sungai), tebing
///     edge of a river
///
/// gives *bank*, *tepi* and *tebing*: the first line of each sense is its translations, what is in
/// brackets is left out, and so is what follows, which explains.
struct FreeDictEntry {
  private(set) var translations: [Lexicon.Translation] = []
  /// Why there is none.
  private(set) var fault: Finding.Kind?

  /// More words than a translation has are an explanation.
  private static let longestTranslation = 4

  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let head = lines.first, lines.count > 1 else {
      fault = .noTranslation
      return
    }
    if head.contains("<suffix>") || head.contains("<prefix>") {
      fault = .partOfWord
      return
    }
    let indent = lines[1].prefix(while: \.isWhitespace).count
    var sense = 1
    add(Self.numbered(lines[1], sense) ?? lines[1])
    for line in lines.dropFirst(2) where line.prefix(while: \.isWhitespace).count == indent {
      guard let text = Self.numbered(line, sense + 1) else { continue }
      sense += 1
      add(text)
    }
    if translations.isEmpty { fault = .noTranslation }
  }

  /// What follows `2.` on a line that begins with it.
  private static func numbered(_ line: Substring, _ number: Int) -> Substring? {
    let text = line.drop(while: \.isWhitespace)
    guard text.hasPrefix("\(number). ") else { return nil }
    return text.dropFirst("\(number). ".count)
  }

  private mutating func add(_ line: Substring) {
    var line = Self.withoutBrackets(line)
    // The number of a finer sense may stand at the end: “hitam 2.”
    if let last = line.split(separator: " ").last, last.hasSuffix("."),
      last.dropLast().allSatisfy(\.isWholeNumber), last.count > 1
    {
      line.removeLast(last.count + (line.last == " " ? 1 : 0))
    }
    for part in line.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      var words = LexiconReader.form(part).split(separator: " ")
      // English infinitives: “to eat” is the translation “eat”.
      if words.count > 1, words[0] == "to" { words.removeFirst() }
      guard (1...Self.longestTranslation).contains(words.count) else { continue }
      let translation = Lexicon.Translation(words.joined(separator: " "))
      if !translations.contains(translation) { translations.append(translation) }
    }
  }

  /// The text without what stands in brackets of any kind, marks of the part of speech among them.
  private static func withoutBrackets(_ line: Substring) -> String {
    var text = ""
    var depth = 0
    for character in line {
      if "([{<".contains(character) {
        depth += 1
      } else if ")]}>".contains(character) {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        text.append(character)
      }
    }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}

extension Finding.Kind {
  static let noTranslation = Self("dictd.no-translation", "the entry has no translation")
  fileprivate static let partOfWord = Self(
    "dictd.part-of-word", "the headword is no word but a part of one")
}
