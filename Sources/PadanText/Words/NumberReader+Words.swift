import PadanLanguage

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
  ///     NumberReader(language: indonesian).number(at: 0, in: ["dua", "puluh", "lima"])!.value  // 25
  ///     NumberReader(language: english).number(at: 0, in: ["twenty", "-", "fifth"])!.isOrdinal // true
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
        if let least = conventions.joins[word], sum.value >= least, index + 1 < words.count {
          index += 1
          word = words[index]
        }
      } else if let base = ordinalBase(of: word) {
        isOrdinal = true
        word = base
      } else if conventions.articles.contains(word), index + 1 < words.count,
        conventions.parts[words[index + 1]]?.isPower ?? false
      {
        guard sum.add(.unit(1)) else { break }
        index += 1
        word = words[index]
      }
      if let part = conventions.parts[word] {
        guard sum.add(part) else { break }
      } else if let part = conventions.ordinals[word] {
        guard sum.add(part) else { break }
        return SpelledNumber(value: sum.value, count: index + 1 - position, isOrdinal: true)
      } else {
        break
      }
      index += 1
      end = index
    }
    guard end > position else { return nil }
    return SpelledNumber(value: sum.value, count: end - position, isOrdinal: isOrdinal)
  }

  /// The number that a word makes an ordinal of by what stands before it: *lima* of *kelima*.
  private func ordinalBase(of word: String) -> String? {
    for prefix in conventions.ordinalPrefixes where word.hasPrefix(prefix) {
      let base = String(word.dropFirst(prefix.count))
      if base.utf8.count > 2, conventions.parts[base] != nil { return base }
    }
    return nil
  }

  /// The value of a single number word: `dua` is 2; `nil` for any other word, which is case-folded.
  public func value(ofWord word: String) -> Int? {
    guard let number = number(at: 0, in: [word]), !number.isOrdinal else { return nil }
    return number.value
  }

  /// How many of a text's case-folded tokens say *per cent* from a position on; 0 where they do not.
  public func percentCount(at position: Int, in words: [String]) -> Int {
    if words[position] == "%" { return 1 }
    return conventions.percent.first { words[position...].starts(with: $0) }?.count ?? 0
  }
}

/// A number as it grows word by word, each word worth less than the last but for powers of ten.
struct SpelledSum {
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
  mutating func add(_ part: NumberPart) -> Bool {
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
    case .times(let factor):
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

extension NumberPart {
  /// Whether a unit before it becomes so many hundreds, thousands, ….
  fileprivate var isPower: Bool {
    switch self {
    case .power, .times: true
    default: false
    }
  }
}
