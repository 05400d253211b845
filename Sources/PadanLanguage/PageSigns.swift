/// The words that show what a line of a news page is.
///
/// The sections of the file `page`:
///
/// | section | its entries |
/// |---|---|
/// | `inset` | how a pointer to another article begins: `Baca juga` |
/// | `byline` | how a line with the writer's name begins, in small letters: `oleh:` |
/// | `calendar` | months, days and their short forms, in small letters |
/// | `time-zone` `time-ending` | how a line with a time ends: `wib`, `p.m.` |
/// | `name-particle` | small words between names: `dan` |
/// | `picture` `agency` | words of a credit that name a picture, and agencies |
/// | `credit-particle` | small words between the names of a credit |
/// | `signoff` | how the line of the writer or editor at the end begins: `Editor:` |
package struct PageSigns: Sendable {
  /// The phrases with which pointers to other articles begin.
  package let insets: PhraseList
  /// The phrases with which sign-offs begin.
  package let signoffs: PhraseList
  /// The texts with which bylines begin, in small letters.
  package let bylines: [String]
  /// Months, days and time zones, in small letters.
  package let calendarWords: Set<String>
  /// The texts with which a line with a time ends, in small letters.
  package let timeZones: [String]
  /// Such texts with a full stop at their end, in small letters.
  package let timeEndings: [String]
  /// Small words between names.
  package let nameParticles: Set<String>
  /// Words of a credit that name a picture, in small letters.
  package let pictureWords: Set<String>
  /// The words of credits, in small letters, in capitals and capitalised.
  ///
  /// Words that name a picture or an agency are in the list `label`. Words that may stand in small
  /// letters between names are in the list `within`.
  package let credits: WordTable

  /// Reads the sections of a file `page`.
  init(_ file: SectionFile) {
    insets = PhraseList(file.words("inset"))
    signoffs = PhraseList(file.words("signoff"))
    bylines = file.words("byline")
    timeZones = file.words("time-zone")
    timeEndings = file.words("time-ending")
    calendarWords = Set(file.words("calendar") + timeZones)
    nameParticles = Set(file.words("name-particle"))
    pictureWords = Set(file.words("picture"))
    var lists: [String: WordTable.Lists] = [:]
    for (section, list) in [
      ("picture", WordTable.Lists.label), ("agency", .label), ("credit-particle", .within),
    ] {
      for word in file.words(section) {
        for form in [word, word.uppercased(), word.prefix(1).uppercased() + word.dropFirst()] {
          lists[form, default: []].insert(list)
        }
      }
    }
    credits = WordTable(lists)
  }
}

/// Phrases with which a line may begin.
package struct PhraseList: Sendable {
  private let phrases: [[UInt8]]
  /// For each byte, whether a phrase begins with it. The first byte rules most lines out.
  private var isFirst = [Bool](repeating: false, count: 256)

  /// A list of phrases, without the empty ones.
  init(_ phrases: [String]) {
    self.phrases = phrases.map { Array($0.utf8) }.filter { !$0.isEmpty }
    for phrase in self.phrases { isFirst[Int(phrase[0])] = true }
  }

  /// Whether one of the phrases begins at an offset of a text.
  ///
  /// - Parameter offset: A UTF-8 byte offset below `text.count`.
  /// - Complexity: O(1) for most lines; at most O(n) for n bytes of phrases.
  package func hasMatch(at offset: Int, in text: Span<UInt8>) -> Bool {
    guard isFirst[Int(text[offset])] else { return false }
    return phrases.contains { phrase in
      guard offset + phrase.count <= text.count else { return false }
      for index in phrase.indices where text[offset + index] != phrase[index] { return false }
      return true
    }
  }
}
