import PadanLanguage
import PadanModel

/// The words of a user's own with which lines of a kind begin.
///
/// Case does not count, nor do white space and the marks before the line's first word. A label, such as
/// a kicker, is short: its cue counts only in a line with at most three other words. In a line of four
/// sentences or more, no cue counts but one that says that the line is running text.
struct UserCues: Sendable {
  private struct Cue: Sendable {
    /// The words as the user wrote them.
    var text: String
    /// The words as lines are compared.
    var folded: [UInt8]
    var kind: SegmentKind
  }

  /// The cues, the longest first.
  private let cues: [Cue]

  /// How much of a line is compared, in UTF-8 bytes.
  private static let reach = 256
  /// The most words that a label may have beside its cue.
  private static let labelWords = 3
  /// A line with as many places where a sentence ends inside is running text.
  private static let proseEnds = 3

  /// The cues among the words of rules.
  init(_ rules: SegmentationRules) {
    cues = rules.cues.compactMap { entry in
      guard let kind = entry.section.kind else { return nil }
      let folded = Self.folded(entry.word)
      return folded.isEmpty ? nil : Cue(text: entry.word, folded: folded, kind: kind)
    }.reversed().sorted { $0.folded.count > $1.folded.count }
  }

  /// Whether there are none.
  var isEmpty: Bool { cues.isEmpty }

  /// The kind of a line that begins with a cue, and the cue; `nil` if it begins with none.
  ///
  /// - Parameter line: UTF-8 byte offsets, without white space at the ends.
  func cue(
    of line: Range<Int>, in text: Span<UInt8>
  ) -> (kind: SegmentKind, text: String)? {
    if isEmpty || line.isEmpty { return nil }
    let start = Self.folded(String(text, line.prefix(Self.reach)))
    lazy var scan = LineScan(line.prefix(LineShape.lengthLimit), in: text)
    for cue in cues where Self.begins(start, with: cue.folded) {
      let isProse = scan.innerEnds >= Self.proseEnds
      let words = scan.words - cue.folded.count { $0 == 0x20 } - 1
      if cue.kind == .body || !(cue.kind.isLabel ? words > Self.labelWords : isProse) {
        return (cue.kind, cue.text)
      }
    }
    return nil
  }

  /// Whether a line begins with a cue, and no word goes on behind it.
  private static func begins(_ line: [UInt8], with cue: [UInt8]) -> Bool {
    guard line.starts(with: cue) else { return false }
    let text = line.span
    let last = text.scalar(before: cue.count).scalar
    guard last.isLetter || last.isDigit, !last.isHanOrKana, line.count > cue.count else {
      return true
    }
    let next = text.scalar(at: cue.count).scalar
    return !next.isLetter && !next.isDigit
  }

  /// A text as it is compared: in small letters, with single blanks, none before a mark, and without
  /// the marks at its start.
  private static func folded(_ text: String) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    var isBlank = false
    for scalar in text.lowercased().unicodeScalars {
      let isWord = scalar.isLetter || scalar.isDigit
      if folded.isEmpty, !isWord { continue }
      if scalar.isWhitespace {
        isBlank = true
        continue
      }
      if isBlank, isWord || scalar.isOpener { folded.append(" ") }
      isBlank = false
      folded.append(scalar == "’" ? "'" : scalar)
    }
    return Array(String(folded).utf8)
  }
}

extension SegmentKind {
  /// Whether it names what stands below it, in few words.
  fileprivate var isLabel: Bool { self == .kicker || self == .subheading }
  /// Whether a cue at the start of a line is about all of the line, also about a credit at its end.
  var isOfWholeLine: Bool { self != .caption && self != .body }
}
