/// What a text and its translation have in common, whatever the languages, so that one is found by the other among many:
/// numbers, and the beginnings of names and cognates.
///
///     CounterpartKeys.of(["Presiden Prabowo membagikan 1.500 ton."])  // ["1500", "memba", "prabo", "presi"]
package enum CounterpartKeys {
  /// How many letters of a word are its beginning. Words that are shorter have too much in common with others.
  private static let beginning = 5
  /// How many digits a number has at least.
  private static let leastDigits = 2

  /// The keys of texts, each once and in a fixed order: numbers without what groups their digits, and the case-folded
  /// beginnings of longer words.
  ///
  /// - Complexity: O(n) for n bytes, and O(k log k) for k keys.
  package static func of(_ texts: some Sequence<String>) -> [String] {
    var reader = Reader()
    for text in texts { reader.read(text) }
    return reader.keys
  }

  /// What a scalar is to a key.
  private enum Kind {
    case letter, digit
    /// A mark that stands between the digits of one number.
    case mark
    case other

    init(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "a"..."z", "A"..."Z": self = .letter
      case "0"..."9": self = .digit
      case ".", ",": self = .mark
      case "\0"..."\u{7F}": self = .other
      default:
        switch scalar.properties.generalCategory {
        case .decimalNumber: self = .digit
        // A vowel sign or a virama is a part of its word.
        case .nonspacingMark, .spacingMark: self = .letter
        default: self = scalar.properties.isAlphabetic ? .letter : .other
        }
      }
    }
  }

  /// Reads texts, a word or number after the other.
  private struct Reader {
    /// The beginnings of letters of ASCII, a byte each: most are, and a set of numbers is quick.
    private var plain: Set<UInt64> = []
    private var others: Set<String> = []
    /// The number of letters of the word at hand.
    private var letterCount = 0
    /// Its beginning, as `plain` has it.
    private var letters: UInt64 = 0
    /// Its beginning if it is in `letters` no longer, as not all are of ASCII.
    private var wideLetters = ""
    /// The digits of the number at hand.
    private var digits = ""

    /// The keys that were read, in a fixed order.
    var keys: [String] {
      others.sorted() + plain.sorted().map { Self.text(of: $0, count: beginning) }
    }

    /// The text of so many letters of ASCII.
    private static func text(of letters: UInt64, count: Int) -> String {
      let bytes = (0..<count).map {
        UInt8(truncatingIfNeeded: letters >> UInt64(8 * (count - 1 - $0)))
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    mutating func read(_ text: String) {
      for scalar in text.unicodeScalars {
        let kind = Kind(scalar)
        if kind != .letter, letterCount > 0 { endWord() }
        if kind == .letter || kind == .other, !digits.isEmpty { endNumber() }
        switch kind {
        case .letter:
          if letterCount < beginning { add(scalar) }
          letterCount += 1
        case .digit: digits.unicodeScalars.append(scalar)
        case .mark, .other: break
        }
      }
      endWord()
      endNumber()
    }

    private mutating func add(_ letter: Unicode.Scalar) {
      if letter.isASCII, wideLetters.isEmpty {
        letters = letters << 8 | UInt64(letter.value | 0x20)
      } else {
        if wideLetters.isEmpty { wideLetters = Self.text(of: letters, count: letterCount) }
        wideLetters.unicodeScalars.append(letter)
      }
    }

    private mutating func endWord() {
      if letterCount >= beginning {
        if wideLetters.isEmpty {
          plain.insert(letters)
        } else {
          others.insert(TextForm.folded(wideLetters))
        }
      }
      (letterCount, letters, wideLetters) = (0, 0, "")
    }

    private mutating func endNumber() {
      if digits.unicodeScalars.count >= leastDigits { others.insert(digits) }
      digits = ""
    }
  }
}
