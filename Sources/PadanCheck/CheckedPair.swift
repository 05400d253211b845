import PadanLanguage
package import PadanModel
import PadanText

/// A pair with what all checks need of its texts, read once.
package struct CheckedPair: Sendable {
  /// One side of a pair.
  struct Side: Sendable {
    let variant: Variant
    /// The scalars of the text.
    let scalars: [Unicode.Scalar]
    /// The words, numbers and marks.
    let tokens: [Token]
    /// The case-folded tokens.
    let folded: [String]
    /// The numbers, dates, amounts.
    let values: [ComparedValue]
    /// The words by which translations are checked.
    let cues: CheckCues
    /// For each scalar that tokens count, its place in the text; `nil` if they count all.
    private let places: [Int]?

    init(_ variant: Variant, _ context: CheckContext.Side) {
      self.variant = variant
      cues = context.cues
      let scalars = Array(variant.text.unicodeScalars)
      self.scalars = scalars
      tokens = Tokenizer.tokens(in: variant.text)
      folded = tokens.map(\.folded)
      values = context.reader.values(in: variant.text, tokens: tokens)
      let seen = scalars.indices.filter { !scalars[$0].isIgnorable }
      places = seen.count == scalars.count ? nil : seen
    }

    /// Whether nothing but white space, marks and ignorable scalars is there.
    var isEmpty: Bool { tokens.allSatisfy { $0.kind == .mark } }
    /// The number of words.
    var wordCount: Int { tokens.count { $0.kind != .mark } }

    /// The place in the text of a range that counts no ignorable scalars.
    func place(_ range: Range<Int>) -> Range<Int> {
      guard let places, !range.isEmpty else { return range }
      return places[range.lowerBound]..<places[range.upperBound - 1] + 1
    }

    /// The text at a range of scalars.
    func written(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
  }

  let pair: TranslationPair
  let source: Side
  let target: Side

  private init(pair: TranslationPair, source: Side, target: Side) {
    (self.pair, self.source, self.target) = (pair, source, target)
  }

  /// The pair in the opposite direction, without reading its texts again.
  var reversed: CheckedPair { CheckedPair(pair: pair, source: target, target: source) }

  /// Reads the texts of a pair.
  package init(_ pair: TranslationPair, _ context: CheckContext) {
    self.pair = pair
    source = Side(pair.source, context.source)
    target = Side(pair.target, context.target)
  }
}
