import PadanTestSupport
import PadanText

/// The score as its definition has it, with no regard to time: every choice of folds is tried, each
/// fold is made alone, and the common subsequence is found cell by cell.
enum ReferenceScore {
  static func score(_ a: String, _ b: String) -> Double {
    let (a, b) = (TextForm.matchKey(of: a), TextForm.matchKey(of: b))
    if a == b { return 100 }
    let haveAsMany = numberCount(a) == numberCount(b)
    var best = 0.0
    for choice in 0..<8 {
      var (x, y, points) = (a, b, 0.0)
      if choice & 1 != 0 {
        guard haveAsMany else { continue }
        (x, y, points) = (withoutNumbers(x), withoutNumbers(y), points + 1)
      }
      if choice & 4 != 0 {
        (x, y, points) = (withoutPunctuation(x), withoutPunctuation(y), points + 2)
      }
      if choice & 2 != 0 { (x, y, points) = (folded(x), folded(y), points + 2) }
      guard !x.isEmpty, !y.isEmpty else { continue }
      best = max(best, characterScore(x, y) - points)
    }
    return best
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  /// The numbers of a text, as ranges of its scalars.
  private static func numbers(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var isInside = scalars.map(isDigit)
    for (index, scalar) in scalars.enumerated().dropFirst().dropLast()
    where ".,:".unicodeScalars.contains(scalar) && isDigit(scalars[index - 1])
      && isDigit(scalars[index + 1])
    {
      isInside[index] = true
    }
    var ranges: [Range<Int>] = []
    for index in scalars.indices where isInside[index] {
      if let last = ranges.last, last.upperBound == index {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  private static func numberCount(_ text: String) -> Int {
    numbers(Array(text.unicodeScalars)).count
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// U+0000 in the place of each number, or of each digit where there are no words.
  private static func withoutNumbers(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let hasWords = scalars.contains { isWord($0) && !isDigit($0) && !isApostrophe($0) }
    guard hasWords else { return self.text(scalars.map { isDigit($0) ? "\n" : $0 }) }
    var result: [Unicode.Scalar] = []
    var rest = 0
    for range in numbers(scalars) {
      result += scalars[rest..<range.lowerBound] + ["\n"]
      rest = range.upperBound
    }
    return self.text(result + scalars[rest...])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool { ScalarClass.isWord(scalar.value) }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    "ʹʺʻʼʽʾʿˈˉˊˋˮꞌ".unicodeScalars.contains(scalar)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if isApostrophe(scalar) || scalar == "−" { return true }
    if isWord(scalar) || scalar.properties.isWhitespace || scalar.value < 0x20 { return false }
    let category = scalar.properties.generalCategory
    let kept: [Unicode.GeneralCategory] = [
      .currencySymbol, .mathSymbol, .otherNumber, .letterNumber,
    ]
    return !kept.contains(category) || "|~".unicodeScalars.contains(scalar)
  }

  private static func withoutPunctuation(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let kept = Set(numbers(scalars).flatMap { $0 })
    for index in scalars.indices where !kept.contains(index) && isPunctuation(scalars[index]) {
      scalars[index] = " "
    }
    return self.text(
      scalars.split { $0 == " " }.joined(separator: [" " as Unicode.Scalar]).map { $0 })
  }

  private static func folded(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      // A letter that is decomposed when it is folded is left as it is.
      scalar.properties.changesWhenCaseFolded ? TextForm.folded(String(scalar)) : String(scalar)
    }.joined()
  }

  private static func characterScore(_ a: String, _ b: String) -> Double {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    return Double(200 * SlowIndel.commonLength(a, b)) / Double(a.count + b.count)
  }
}
