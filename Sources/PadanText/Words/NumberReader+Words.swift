import PadanLanguage

/// A number that is written in words.
package struct SpelledNumber: Hashable, Sendable {
  /// The value: 25 for *dua puluh lima*.
  package var value: Int
  /// The number of tokens it takes, including hyphens and *and*.
  package var count: Int
  /// Whether it is an ordinal number: *kelima*, *fifth*.
  package var isOrdinal: Bool
}

// Numbers in words.
extension NumberReader {
  /// Reads a number in words that begins at a position.
  ///
  ///     NumberReader(language: indonesian).number(at: 0, in: ["dua", "puluh", "lima"])!.value  // 25
  ///     NumberReader(language: english).number(at: 0, in: ["twenty", "-", "fifth"])!.isOrdinal // true
  ///
  /// A power of ten alone (*juta*, *hundred*) is not a number, because digits may stand before it.
  ///
  /// - Parameter words: The case-folded tokens of a text.
  /// - Returns: `nil` if no number begins at the position.
  /// - Complexity: O(k) for a number of k words.
  package func number(at position: Int, in words: [String]) -> SpelledNumber? {
    var sum = SpelledSum()
    var isOrdinal = false
    var end = position
    var index = position
    while index < words.count {
      var word = words[index]
      if index > position {
        // *twenty-five*, *two hundred and six*, *two-hundred-and-six*
        while let least = conventions.joins[word], sum.value >= least, index + 1 < words.count {
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

  /// Whether a number in words may begin with a case-folded word.
  func mayBegin(_ word: String) -> Bool {
    conventions.parts[word] != nil || conventions.ordinals[word] != nil
      || conventions.articles.contains(word)
      || conventions.ordinalPrefixes.contains(where: word.hasPrefix)
  }

  /// The cardinal number in an ordinal that a prefix makes: *lima* for *kelima*; `nil` for any
  /// other word.
  private func ordinalBase(of word: String) -> String? {
    for prefix in conventions.ordinalPrefixes where word.hasPrefix(prefix) {
      let base = String(word.dropFirst(prefix.count))
      if base.utf8.count > 2, conventions.parts[base] != nil { return base }
    }
    return nil
  }

  /// The value of a single number word: 2 for `dua`.
  ///
  /// - Parameter word: A case-folded word.
  /// - Returns: `nil` if the word is not a number, or is an ordinal.
  package func value(ofWord word: String) -> Int? {
    guard let number = number(at: 0, in: [word]), !number.isOrdinal else { return nil }
    return number.value
  }

  /// The number of tokens that say *per cent* from a position on; 0 if none do.
  ///
  /// - Parameters:
  ///   - position: A position in `words`.
  ///   - words: The case-folded tokens of a text.
  package func percentCount(at position: Int, in words: [String]) -> Int {
    if words[position] == "%" { return 1 }
    return conventions.percent.first { words[position...].starts(with: $0) }?.count ?? 0
  }
}

/// The value of a spelled number, built word by word.
///
/// Each word must be worth less than the one before it, except for powers of ten, which multiply
/// the words since the last power: in *two hundred thousand*, *thousand* multiplies 200.
struct SpelledSum {
  /// The sum of the groups that a power of ten has ended: 200 000 after *two hundred thousand*.
  private var total = 0
  /// The value of the current group, below 1000, without `unit`.
  private var group = 0
  /// A number from 0 to 9 that the next word may still multiply, as in *dua puluh*.
  private var unit: Int?
  /// The next word of the group must be worth less than this.
  private var place = 1000
  /// The next power of ten must be lower than this.
  private var lastPower = 15

  /// The value of the words so far.
  var value: Int { total + group + (unit ?? 0) }

  /// Adds the part that a word plays.
  ///
  /// - Returns: Whether the word can follow those before it. If not, nothing changes.
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
  /// Whether the part multiplies the unit before it: *puluh*, *ratus*, *ribu*, *hundred*,
  /// *million*.
  fileprivate var isPower: Bool {
    switch self {
    case .power, .times: true
    default: false
    }
  }
}
