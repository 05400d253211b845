/// A number that words spell.
public struct SpelledNumber: Hashable, Sendable {
  public var value: Int
  /// How many words, hyphens and *and* included, it takes.
  public var count: Int
  /// Whether it says a place in an order: *kelima*, *fifth*.
  public var isOrdinal: Bool
}

// Numbers in words.
extension NumberReader {
  /// The number that a text's case-folded tokens spell from a position on; `nil` where they spell none.
  ///
  ///     NumberReader(language: .indonesian).number(at: 0, in: ["dua", "puluh", "lima"])!.value  // 25
  ///     NumberReader(language: .english).number(at: 0, in: ["twenty", "-", "fifth"])!.isOrdinal // true
  ///
  /// A power of ten alone (*juta*, *hundred*) is no number: one in digits may stand before it.
  ///
  /// - Complexity: O(k) for a number of k words.
  public func number(at position: Int, in words: [String]) -> SpelledNumber? {
    var sum = SpelledSum()
    var isOrdinal = false
    var end = position
    var index = position
    while index < words.count {
      var word = words[index]
      if index > position {
        // twenty-five; two hundred and six
        let joins = !isIndonesian && (word == "-" || (word == "and" && sum.value >= 100))
        if joins, index + 1 < words.count {
          index += 1
          word = words[index]
        }
      } else if isIndonesian, word.hasPrefix("ke"), word.utf8.count > 4,
        Self.indonesianParts[String(word.dropFirst(2))] != nil
      {
        isOrdinal = true
        word = String(word.dropFirst(2))
      } else if !isIndonesian, word == "a" || word == "an", words.count > index + 1,
        case .some(.power) = Self.englishParts[words[index + 1]]
      {
        word = "one"
      }
      if let part = (isIndonesian ? Self.indonesianParts : Self.englishParts)[word] {
        guard sum.add(part) else { break }
      } else if !isIndonesian, let part = Self.englishOrdinals[word] {
        guard sum.add(part) else { break }
        isOrdinal = true
      } else {
        break
      }
      index += 1
      end = index
      if isOrdinal, !isIndonesian { break }
    }
    guard end > position else { return nil }
    return SpelledNumber(value: sum.value, count: end - position, isOrdinal: isOrdinal)
  }

  /// The value of a single number word: `dua` is 2; `nil` for any other word, which is case-folded.
  public func value(ofWord word: String) -> Int? {
    guard let number = number(at: 0, in: [word]), !number.isOrdinal else { return nil }
    return number.value
  }

  /// How many of a text's case-folded tokens say *per cent* from a position on; 0 where they do not.
  public func percentCount(at position: Int, in words: [String]) -> Int {
    switch words[position] {
    case "%": 1
    case "persen" where isIndonesian: 1
    case "percent" where !isIndonesian: 1
    case "per" where !isIndonesian && position + 1 < words.count && words[position + 1] == "cent": 2
    default: 0
    }
  }

  private static let indonesianParts: [String: SpelledSum.Part] = [
    "nol": .unit(0), "satu": .unit(1), "dua": .unit(2), "tiga": .unit(3), "empat": .unit(4),
    "lima": .unit(5), "enam": .unit(6), "tujuh": .unit(7), "delapan": .unit(8),
    "sembilan": .unit(9), "sepuluh": .whole(10, place: 1), "sebelas": .whole(11, place: 1),
    "belas": .teen, "puluh": .times(10), "ratus": .times(100), "seratus": .whole(100, place: 100),
    "ribu": .power(3), "seribu": .one(3), "juta": .power(6), "sejuta": .one(6),
    "miliar": .power(9), "milyar": .power(9), "semiliar": .one(9), "triliun": .power(12),
    "trilyun": .power(12), "setriliun": .one(12),
  ]
  private static let englishParts: [String: SpelledSum.Part] = {
    var parts: [String: SpelledSum.Part] = [
      "hundred": .power(2), "thousand": .power(3), "million": .power(6), "billion": .power(9),
      "trillion": .power(12),
    ]
    for (value, word) in [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
      "nine",
    ].enumerated() { parts[word] = .unit(value) }
    for (index, word) in [
      "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
      "seventeen", "eighteen", "nineteen",
    ].enumerated() { parts[word] = .whole(10 + index, place: 1) }
    for (index, word) in [
      "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
      "ninety",
    ].enumerated() { parts[word] = .whole(20 + 10 * index, place: 10) }
    return parts
  }()
  private static let englishOrdinals: [String: SpelledSum.Part] = {
    var parts: [String: SpelledSum.Part] = [:]
    for (word, part) in englishParts {
      switch word {
      case "zero": continue
      case "one": parts["first"] = part
      case "two": parts["second"] = part
      case "three": parts["third"] = part
      case "five": parts["fifth"] = part
      case "eight": parts["eighth"] = part
      case "nine": parts["ninth"] = part
      case "twelve": parts["twelfth"] = part
      case _ where word.hasSuffix("y"): parts[word.dropLast() + "ieth"] = part
      default: parts[word + "th"] = part
      }
    }
    return parts
  }()
}

/// A number as it grows word by word, each word worth less than the last but for powers of ten.
struct SpelledSum {
  enum Part {
    /// 0 to 9.
    case unit(Int)
    /// A number of its own; what follows must be worth less than its place.
    case whole(Int, place: Int)
    /// Indonesian *belas*: makes a unit a number from 12 to 19.
    case teen
    /// Makes a unit tens or hundreds.
    case times(Int)
    /// Makes all since the last greater power so many thousands, millions, …; 2 is hundreds.
    case power(Int)
    /// One of such a power.
    case one(Int)
  }

  /// What greater powers of ten have made.
  private var total = 0
  /// What has come since, below a thousand.
  private var group = 0
  private var unit: Int?
  /// What comes next in the group is worth less than this.
  private var place = 1000
  private var lastPower = 15

  var value: Int { total + group + (unit ?? 0) }

  /// Adds a word's part and says whether it can follow.
  mutating func add(_ part: Part) -> Bool {
    switch part {
    case .unit(let value):
      guard unit == nil, place >= 10 else { return false }
      unit = value
    case .whole(let value, let next):
      guard unit == nil, value < place else { return false }
      group += value
      place = next
    case .teen:
      guard let digit = unit, digit > 1, place > 10 else { return false }
      (group, unit, place) = (group + digit + 10, nil, 1)
    case .times(let factor),
      .power(let factor) where factor == 2:
      let factor = factor == 2 ? 100 : factor
      guard let digit = unit, digit > 0, place > factor else { return false }
      (group, unit, place) = (group + digit * factor, nil, factor)
    case .power(let power):
      let count = group + (unit ?? 0)
      guard count > 0, power < lastPower else { return false }
      total += count * Self.powerOfTen(power)
      (group, unit, place, lastPower) = (0, nil, 1000, power)
    case .one(let power):
      guard group == 0, unit == nil, power < lastPower else { return false }
      total += Self.powerOfTen(power)
      lastPower = power
    }
    return true
  }

  private static func powerOfTen(_ power: Int) -> Int {
    (0..<power).reduce(1) { value, _ in value * 10 }
  }
}
