import PadanModel
import PadanText

/// The translations in the text of one FreeDict entry.
///
///     bank /bæŋk/ <n>
///     1. bank
///     institution that keeps money
///     2. tepi (sungai), tebing
///     edge of a river
///
/// gives *bank*, *tepi* and *tebing*. The first line of each sense holds its translations; a Japanese
/// entry has the parts of speech before it, in parentheses. `FreeDictLine` says what of the line
/// counts. The other lines explain the sense, or name words that are related to it.
struct FreeDictEntry {
  /// The translations of all senses, each once, in order, `Limits.mostTranslations` at most.
  private(set) var translations: [Lexicon.Translation] = []
  /// Why there are no translations; `nil` if there are some.
  private(set) var fault: Finding.Kind?
  /// The texts of the translations.
  private var texts: Set<String> = []

  /// The most words of a translation. A longer text is an explanation.
  private static let longestTranslation = 4
  /// What a line begins with that holds no translation.
  private static let labels = ["Note:", "Synonym:", "Synonyms:", "see:"].map { Array($0.utf8) }

  /// Reads the text of an entry, in UTF-8.
  ///
  /// - Parameter infinitives: The words before infinitives of the language of the translations.
  /// - Complexity: O(n) for n bytes.
  init(_ text: ArraySlice<UInt8>, infinitives: InfinitiveMarks) {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }
    guard let head = lines.first, lines.count > 1 else {
      fault = .noTranslation
      return
    }
    if Self.isPartOfWord(head) {
      fault = .partOfWord
      return
    }
    let indent = lines[1].prefix { $0.isBlank }.count
    var sense = 1
    var isAwaited = true
    for line in lines.dropFirst() {
      var text = line.drop { $0.isBlank }
      if line.count - text.count == indent, let rest = Self.numbered(text, sense) {
        text = rest
        sense += 1
        isAwaited = true
      }
      // The number of the first sense may be left out.
      sense = max(sense, 2)
      guard isAwaited else { continue }
      isAwaited = !add(text, infinitives) && text.first == UInt8(ascii: "(")
    }
    if translations.isEmpty { fault = .noTranslation }
  }

  /// Whether the first line of an entry, such as `ness /nəs/ <suffix>`, says that it is a prefix or
  /// suffix.
  private static func isPartOfWord(_ head: ArraySlice<UInt8>) -> Bool {
    head.indices.contains { place in
      head[place] == UInt8(ascii: "<")
        && ["<prefix", "<suffix"].contains { head[place...].starts(with: $0.utf8) }
    }
  }

  /// The text after `2.` in a line that begins with this number; `nil` for another line.
  private static func numbered(_ line: ArraySlice<UInt8>, _ number: Int) -> ArraySlice<UInt8>? {
    guard let first = line.first, first.isDigit else { return nil }
    let number = "\(number). ".utf8
    return line.starts(with: number) ? line.dropFirst(number.count) : nil
  }

  /// Adds the translations in a line.
  ///
  /// - Returns: Whether there is text outside brackets.
  private mutating func add(_ line: ArraySlice<UInt8>, _ infinitives: InfinitiveMarks) -> Bool {
    if Self.labels.contains(where: { line.starts(with: $0) }) { return true }
    let parts = FreeDictLine(line).parts
    for part in parts where translations.count < Limits.mostTranslations {
      let text = infinitives.dropped(from: LexiconReader.form(part))
      let blanks = text.utf8.count { $0 == 0x20 }
      guard !text.isEmpty, blanks < Self.longestTranslation, texts.insert(text).inserted else {
        continue
      }
      translations.append(Lexicon.Translation(text))
    }
    return !parts.isEmpty
  }
}

extension Finding.Kind {
  /// The finding for an entry without translations.
  static let noTranslation = Self("dictd.no-translation", "the entry has no translation")
  /// The finding for a prefix or suffix, which the aligner cannot look up.
  fileprivate static let partOfWord = Self(
    "dictd.part-of-word", "the headword is no word but a part of one")
}
