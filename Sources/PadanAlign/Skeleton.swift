import PadanText

/// A word's spelling reduced to what Indonesian and English loanwords share.
///
/// `konferensi` and `conference`, `politik` and `politics`, `aktivitas` and `activity` come out alike or
/// nearly so. Written from the two spelling systems: Indonesian respells what it borrows by sound.
struct Skeleton: Hashable {
  /// ASCII letters and digits.
  let bytes: [UInt8]

  /// The fewest letters that two words must share from the start.
  static let shortestPrefix = 4

  /// Its first letters: what two alike skeletons share.
  var prefix: [UInt8] { Array(bytes.prefix(Self.shortestPrefix)) }

  /// Folds a case-folded word.
  init(_ word: String) {
    var word = TextForm.asciiLetters(of: word)
    for clitic in ["nya", "lah", "kah", "pun"]
    where word.count >= clitic.utf8.count + 4
      && word.suffix(clitic.utf8.count).elementsEqual(clitic.utf8)
    {
      word.removeLast(clitic.utf8.count)
      break
    }
    var folded: [UInt8] = []
    var index = 0
    while index < word.count {
      let rule = Self.rules.first { word[index...].starts(with: $0.from) }
      let letters = rule?.to ?? [Self.letter(word[index])]
      for letter in letters where folded.last != letter { folded.append(letter) }
      index += rule?.from.count ?? 1
    }
    while folded.count > Self.shortestPrefix, let last = folded.last, Self.isVowel(last) {
      folded.removeLast()
    }
    bytes = folded
  }

  /// How alike two skeletons are, 0...1: the share of the longer one that is their common beginning;
  /// 0 where that is too short to mean anything.
  func likeness(to other: Skeleton) -> Double {
    let longer = max(bytes.count, other.bytes.count)
    guard min(bytes.count, other.bytes.count) >= Self.shortestPrefix else { return 0 }
    let common = zip(bytes, other.bytes).prefix { $0 == $1 }.count
    guard common >= Self.shortestPrefix else { return 0 }
    return Double(common) / Double(longer)
  }

  private static let rules: [(from: [UInt8], to: [UInt8])] = [
    ("tions", "si"), ("tion", "si"), ("sions", "si"), ("sion", "si"), ("ties", "tas"),
    ("ty", "tas"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("kh", "k"), ("ck", "k"), ("qu", "k"),
    ("sy", "s"), ("sh", "s"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("x", "ks"), ("oe", "u"),
    ("ou", "u"), ("oo", "u"), ("ae", "e"), ("ee", "i"), ("ea", "e"), ("ie", "i"), ("gh", "g"),
    ("dj", "j"), ("tj", "c"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func letter(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "c"), UInt8(ascii: "q"): UInt8(ascii: "k")
    case UInt8(ascii: "v"): UInt8(ascii: "f")
    case UInt8(ascii: "y"), UInt8(ascii: "j"): UInt8(ascii: "i")
    case UInt8(ascii: "z"): UInt8(ascii: "s")
    default: letter
    }
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    "aeiou".utf8.contains(letter)
  }
}
