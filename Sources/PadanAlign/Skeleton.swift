import PadanLanguage
import PadanText

/// A word's spelling reduced to what the loanwords of two languages share.
///
/// `konferensi` and `conference`, `politik` and `politics`, `aktivitas` and `activity` come out alike or
/// nearly so.
struct Skeleton: Hashable {
  /// ASCII letters and digits.
  let bytes: [UInt8]

  /// The fewest letters that two words must share from the start.
  static let shortestPrefix = 4

  /// Its first letters: what two alike skeletons share.
  var prefix: [UInt8] { Array(bytes.prefix(Self.shortestPrefix)) }

  /// Folds a case-folded word by the spelling that it shares with the other language.
  init(_ word: String, _ spelling: SharedSpelling) {
    bytes = spelling.reduced(
      TextForm.asciiLetters(of: word), toAtLeast: Self.shortestPrefix)
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
}
