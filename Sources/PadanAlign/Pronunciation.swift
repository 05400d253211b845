import PadanText

/// How a name sounds, in any script, reduced to what survives transcription: the classes of its
/// consonants. *Вашингтон*, *ワシントン* and *Washington* are nearly the same.
struct Pronunciation {
  /// The letters in ASCII, without accents.
  private let letters: [UInt8]
  /// The classes of the consonants, repetitions and all vowels but the first letter left out.
  let consonants: [UInt8]

  /// The least number of consonants that mean anything.
  static let fewestConsonants = 3

  /// - Parameter latin: The name in letters of ASCII.
  init(latin: String) {
    letters = latin.utf8.filter { (0x61...0x7A).contains($0) }
    var consonants: [UInt8] = []
    for (index, letter) in letters.enumerated() {
      let next = index + 1 < letters.count ? letters[index + 1] : 0
      guard let sound = Self.sound(letter, before: next, isFirst: index == 0) else { continue }
      if consonants.last != sound || index > 0 && Self.isVowel(letters[index - 1]) {
        consonants.append(sound)
      }
    }
    self.consonants = consonants
  }

  /// The class of a letter; `nil` for one that has no sound of its own.
  private static func sound(_ letter: UInt8, before next: UInt8, isFirst: Bool) -> UInt8? {
    switch letter {
    case UInt8(ascii: "c"):
      next == UInt8(ascii: "h") || "eiy".utf8.contains(next) ? UInt8(ascii: "s") : UInt8(ascii: "k")
    case UInt8(ascii: "s"), UInt8(ascii: "z"), UInt8(ascii: "x"), UInt8(ascii: "j"):
      UInt8(ascii: "s")
    case UInt8(ascii: "g"), UInt8(ascii: "k"), UInt8(ascii: "q"): UInt8(ascii: "k")
    case UInt8(ascii: "b"), UInt8(ascii: "p"): UInt8(ascii: "p")
    case UInt8(ascii: "f"), UInt8(ascii: "v"): UInt8(ascii: "f")
    // Inside a word it is a vowel in Arabic and Hebrew, and often in English.
    case UInt8(ascii: "w"): isFirst ? UInt8(ascii: "f") : nil
    case UInt8(ascii: "d"), UInt8(ascii: "t"): UInt8(ascii: "t")
    case UInt8(ascii: "l"), UInt8(ascii: "r"): UInt8(ascii: "l")
    case UInt8(ascii: "m"), UInt8(ascii: "n"): letter
    case UInt8(ascii: "h"), UInt8(ascii: "y"): isFirst ? letter : nil
    default: isFirst ? UInt8(ascii: "a") : nil
    }
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  /// How alike two names sound, 0...1.
  ///
  /// - Parameter withVowels: Whether both are written with their vowels, which then count half.
  func likeness(to other: Pronunciation, withVowels: Bool) -> Double {
    guard min(consonants.count, other.consonants.count) >= Self.fewestConsonants else { return 0 }
    let sounds = Self.likeness(consonants, other.consonants)
    return withVowels ? (sounds + Self.likeness(letters, other.letters)) / 2 : sounds
  }

  /// One less the edits that turn one list into the other, as a share of the longer one.
  private static func likeness(_ first: [UInt8], _ second: [UInt8]) -> Double {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(diagonal + (letter == other ? 0 : 1), above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return 1 - Double(row[second.count]) / Double(max(first.count, second.count, 1))
  }
}
