import Glibc
package import PadanModel
import PadanText

/// Measures how much a pair is suspected to be no good example for a machine.
///
///     let meter = QualityMeter(CheckContext(source: indonesian, target: english, lexicon: lexicon))
///     let marks = meter.marks(of: CheckedPair(pair, meter.context))
///
/// It knows only the pair. What the pairs before it tell is found by `DuplicateFinder`.
package struct QualityMeter: Sendable {
  /// What is known of both languages.
  package let context: CheckContext
  /// The value above which each filter marks a pair. A filter without a limit is not asked.
  package let limits: [QualityFilter: Double]
  /// The context of the opposite direction.
  private let reversed: CheckContext

  /// The scalars that are added to both lengths before they are compared: short texts may differ more.
  private static let smoothing = 15.0
  /// The least words of a text in which repetitions are counted.
  private static let leastRepeated = 8

  /// A meter with the usual limits, or others.
  package init(_ context: CheckContext, limits: [QualityFilter: Double] = [:]) {
    self.context = context
    self.limits = limits
    reversed = context.reversed
  }

  /// The marks of a pair by itself, in the order of `QualityFilter.allCases`.
  ///
  /// - Complexity: O(n) for n scalars of its texts.
  package func marks(of pair: CheckedPair) -> [QualityMark] {
    var marks: [QualityMark] = []
    func measure(_ filter: QualityFilter, _ value: () -> Double) {
      guard let limit = limits[filter] else { return }
      let value = value()
      if value > limit { marks.append(QualityMark(filter, value)) }
    }
    let sides = [pair.source, pair.target]
    measure(.empty) { Double(sides.count(where: \.isEmpty)) }
    // Nothing else can be said of a text without words.
    guard !sides.contains(where: \.isEmpty) else { return marks }
    measure(.long) { Double(sides.map(\.wordCount).max() ?? 0) }
    measure(.lengthRatio) { lengthRatio(of: pair) }
    measure(.untranslated) { certainty(of: [.untranslated], in: pair, by: .language) }
    measure(.language) {
      // A whole source in the language of the target is one that is not translated back.
      max(
        certainty(of: [.wrongLanguage], in: pair, by: .language),
        certainty(
          of: [.wrongLanguage, .untranslated], in: pair.reversed, by: .language, reversed,
          at: 0..<pair.source.scalars.count))
    }
    measure(.values) { certainty(of: [.number, .amount, .date], in: pair, by: .values) }
    measure(.symbols) { sides.map(Self.symbols).max() ?? 0 }
    measure(.repetition) { sides.map(Self.repetition).max() ?? 0 }
    measure(.doubt) { pair.pair.provenance.confidence.map { 1 - $0 } ?? 0 }
    return marks
  }

  /// How many times longer one side is than expected, at least 1.
  private func lengthRatio(of pair: CheckedPair) -> Double {
    var (source, target) = (pair.source.length, pair.target.length)
    if let mean = context.meanLength {
      source = Double(pair.source.scalars.count) * exp(mean)
      target = Double(pair.target.scalars.count)
    }
    let ratio = (target + Self.smoothing) / (source + Self.smoothing)
    return max(ratio, 1 / ratio)
  }

  /// The largest certainty of the findings of some kinds.
  ///
  /// - Parameter place: The place in the target that they must have; `nil` for any.
  private func certainty(
    of kinds: Set<PairFinding.Kind>, in pair: CheckedPair, by check: PairCheck,
    _ context: CheckContext? = nil, at place: Range<Int>? = nil
  ) -> Double {
    check.findings(pair, context ?? self.context).lazy
      .filter { finding in
        kinds.contains(finding.kind) && (place.map { finding.target == [$0] } ?? true)
      }
      .map(\.certainty).max() ?? 0
  }

  // Of 2,044 Chinese and 2,071 Japanese sentences of NTREX beside the English ones the usual limit marks 41 % and 7 %
  // if all scalars count alike, and so 0.4 % and 0.2 %.
  /// How many letters of an alphabet an ideograph is written with in translations.
  fileprivate static let lettersOfIdeograph = 3.0
  /// The same of a kana or a syllable of Hangul.
  fileprivate static let lettersOfSyllable = 2.0

  /// The share of the scalars of a text, without blanks, that are no letters.
  private static func symbols(_ side: CheckedPair.Side) -> Double {
    let seen = side.scalars.filter { !$0.properties.isWhitespace && !$0.isIgnorable }
    guard !seen.isEmpty else { return 0 }
    // A combining mark belongs to its letter.
    let others = seen.count {
      !$0.properties.isAlphabetic && !$0.properties.generalCategory.isMark
    }
    return Double(others) / Double(seen.count)
  }

  /// The share of the pairs of neighbouring words that stood in the text before.
  private static func repetition(_ side: CheckedPair.Side) -> Double {
    let words = zip(side.tokens, side.folded).filter { $0.0.kind != .mark }.map(\.1)
    guard words.count >= leastRepeated else { return 0 }
    let distinct = Set(zip(words, words.dropFirst()).map { [$0, $1] }).count
    return 1 - Double(distinct) / Double(words.count - 1)
  }
}

extension Unicode.GeneralCategory {
  /// Whether a scalar of the category is written over, under or after a letter.
  fileprivate var isMark: Bool {
    switch self {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension CheckedPair.Side {
  /// The length in letters of an alphabet, for languages of which nobody knows how their lengths compare.
  fileprivate var length: Double {
    scalars.reduce(0) { $0 + $1.letters }
  }
}

extension Unicode.Scalar {
  /// How many letters of an alphabet it counts for.
  fileprivate var letters: Double {
    switch value {
    case ..<0x1100: 1
    case 0x1100...0x11FF, 0x3040...0x30FF, 0xAC00...0xD7A3: QualityMeter.lettersOfSyllable
    default: properties.isIdeographic ? QualityMeter.lettersOfIdeograph : 1
    }
  }
}
