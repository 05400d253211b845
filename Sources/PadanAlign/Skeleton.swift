import PadanLanguage
import PadanText

/// A word's spelling, reduced to what loanwords of two languages share.
///
/// `konferensi` and `conference`, `politik` and `politics`, `aktivitas` and `activity` have equal
/// or nearly equal skeletons.
struct Skeleton: Hashable {
  /// ASCII letters and digits.
  let bytes: [UInt8]

  /// The least number of letters that two words must share from the start.
  static let shortestPrefix = 4

  /// Its first letters, which similar skeletons share.
  var prefix: [UInt8] { Array(bytes.prefix(Self.shortestPrefix)) }

  /// Reduces a case-folded word by the spelling that its language shares with the other.
  init(_ word: String, _ spelling: SharedSpelling) {
    bytes = spelling.reduced(
      TextForm.asciiLetters(of: word), toAtLeast: Self.shortestPrefix)
  }

  /// How similar two skeletons are, 0...1: the length of their common beginning as a share of the
  /// longer one; 0 if the common beginning is too short to mean anything.
  func likeness(to other: Skeleton) -> Double {
    let longer = max(bytes.count, other.bytes.count)
    guard min(bytes.count, other.bytes.count) >= Self.shortestPrefix else { return 0 }
    let common = zip(bytes, other.bytes).prefix { $0 == $1 }.count
    guard common >= Self.shortestPrefix else { return 0 }
    return Double(common) / Double(longer)
  }
}
