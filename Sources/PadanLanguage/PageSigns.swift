/// The words by which a line of a news page shows what it is.
///
/// The sections of `page`:
///
/// | section | its entries |
/// |---|---|
/// | `inset` | how a pointer to something else begins: `Baca juga` |
/// | `byline` | how a line with the writer's name begins, in small letters: `oleh:` |
/// | `calendar` | months, days and their short forms, in small letters |
/// | `time-zone` `time-ending` | what a line with a time ends in: `wib`, `p.m.` |
/// | `name-particle` | small words between names: `dan` |
/// | `picture` `agency` | words of a credit: what it names, and who has it from where |
/// | `credit-particle` | small words between a credit's names |
/// | `signoff` | how the writer's or editor's line at the end begins: `Editor:` |
package struct PageSigns: Sendable {
  /// How pointers to something else begin.
  package let insets: PhraseList
  /// How sign-offs begin.
  package let signoffs: PhraseList
  /// How bylines begin, in small letters.
  package let bylines: [String]
  /// Months, days and time zones, in small letters.
  package let calendarWords: Set<String>
  /// What a line with a time ends in, in small letters.
  package let timeZones: [String]
  /// The same for short forms that end in a full stop.
  package let timeEndings: [String]
  /// Small words between names.
  package let nameParticles: Set<String>
  /// Words of credits that name a picture, in small letters.
  package let pictureWords: Set<String>
  /// The words of credits in every case they come in: those that name a picture or an agency as labels, those
  /// that may stand small between names as such.
  package let credits: WordTable

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

/// Phrases that a line may begin with.
package struct PhraseList: Sendable {
  private let phrases: [[UInt8]]
  /// For each byte whether a phrase begins with it: most lines are ruled out by their first.
  private var isFirst = [Bool](repeating: false, count: 256)

  init(_ phrases: [String]) {
    self.phrases = phrases.map { Array($0.utf8) }.filter { !$0.isEmpty }
    for phrase in self.phrases { isFirst[Int(phrase[0])] = true }
  }

  /// Whether one of the phrases stands at an offset of a text, which lies in it.
  ///
  /// - Complexity: O(1) for most lines; O(n) for n bytes of phrases.
  package func hasMatch(at offset: Int, in text: Span<UInt8>) -> Bool {
    guard isFirst[Int(text[offset])] else { return false }
    return phrases.contains { phrase in
      guard offset + phrase.count <= text.count else { return false }
      for index in phrase.indices where text[offset + index] != phrase[index] { return false }
      return true
    }
  }
}
