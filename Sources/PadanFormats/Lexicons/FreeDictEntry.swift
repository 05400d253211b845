import PadanModel

/// The translations in the text of one FreeDict entry.
///
///     bank /bæŋk/ <n>
///     1. bank
///     institution that keeps money
///     2. tepi (sungai), tebing
///     edge of a river
///
/// gives *bank*, *tepi* and *tebing*. The first line of each sense holds its translations. Text in
/// brackets is left out, and so are the other lines, which explain the sense.
struct FreeDictEntry {
  /// The translations of all senses, each once, in order.
  private(set) var translations: [Lexicon.Translation] = []
  /// Why there are no translations; `nil` if there are some.
  private(set) var fault: Finding.Kind?

  /// The most words of a translation. A longer text is an explanation.
  private static let longestTranslation = 4

  /// Reads the text of an entry.
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

  /// The text after `2.` on a line that begins with this number; `nil` on another line.
  private static func numbered(_ line: Substring, _ number: Int) -> Substring? {
    let text = line.drop(while: \.isWhitespace)
    guard text.hasPrefix("\(number). ") else { return nil }
    return text.dropFirst("\(number). ".count)
  }

  /// Adds the translations in the first line of a sense, separated by commas or semicolons.
  private mutating func add(_ line: Substring) {
    var line = Self.withoutBrackets(line)
    // The number of a subsense may end the line: “hitam 2.”
    if let last = line.split(separator: " ").last, last.hasSuffix("."),
      last.dropLast().allSatisfy(\.isWholeNumber), last.count > 1
    {
      line.removeLast(last.count + (line.last == " " ? 1 : 0))
    }
    for part in line.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      var words = LexiconReader.form(part).split(separator: " ")
      // The translation of “to eat”, an English infinitive, is “eat”.
      if words.count > 1, words[0] == "to" { words.removeFirst() }
      guard (1...Self.longestTranslation).contains(words.count) else { continue }
      let translation = Lexicon.Translation(words.joined(separator: " "))
      if !translations.contains(translation) { translations.append(translation) }
    }
  }

  /// A line without the text in brackets of any kind, such as parts of speech, and without spaces
  /// at the end.
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
  /// The finding for an entry without translations.
  static let noTranslation = Self("dictd.no-translation", "the entry has no translation")
  /// The finding for a prefix or suffix, which the aligner cannot look up.
  fileprivate static let partOfWord = Self(
    "dictd.part-of-word", "the headword is no word but a part of one")
}
