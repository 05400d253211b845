import PadanLanguage
import PadanModel
import PadanText

extension PairCheck {
  /// Finds a word that stands twice in a row in the target.
  ///
  /// Where a language repeats words with a hyphen, two equal words may also lack it.
  static let doubledWords = PairCheck(.doubledWord) { pair, context in
    let places = doubledPlaces(pair.target, context.target)
    guard !places.isEmpty else { return [] }
    let isInSource = !doubledPlaces(pair.source, context.source).isEmpty
    return places.map { place in
      let (first, second) = (pair.target.tokens[place - 1], pair.target.tokens[place])
      let isFunction = context.target.functionWords.contains(second.folded)
      let mayLackHyphen = !isFunction && context.target.affixes.repetitionMark != nil
      let certainty =
        isInSource ? 0.45 : isFunction ? 0.95 : mayLackHyphen ? 0.6 : 0.8
      let range = pair.target.place(first.range.lowerBound..<second.range.upperBound)
      let extra = pair.target.place(first.range).upperBound..<range.upperBound
      return PairFinding(
        .doubledWord, certainty: certainty, target: [range], detail: pair.target.written(range),
        edits: isFunction && !isInSource ? [PairFinding.Edit(extra, "")] : [])
    }
  }

  /// The positions of tokens that repeat the token before them.
  private static func doubledPlaces(_ side: CheckedPair.Side, _ language: CheckContext.Side)
    -> [Int]
  {
    side.tokens.indices.dropFirst().filter { place in
      let (first, second) = (side.tokens[place - 1], side.tokens[place])
      guard second.kind == .word, first.folded == second.folded,
        second.range.lowerBound > first.range.upperBound,
        // *O O*, *II II*: letters are no words.
        second.range.count > 1 || language.functionWords.contains(second.folded)
      else { return false }
      if let followers = language.cues.rightTwice[second.folded],
        followers.isEmpty
          || place + 1 < side.tokens.count && followers.contains(side.tokens[place + 1].folded)
      {
        return false
      }
      // *anak-anak anak-anak* and *ha ha ha* are repeated on purpose.
      let before = place > 1 ? side.tokens[place - 2] : nil
      let after = place + 1 < side.tokens.count ? side.tokens[place + 1] : nil
      if before?.text == "-" || after?.text == "-" || after?.folded == second.folded
        || before?.folded == second.folded || after?.text == "'" || after?.text == "’"
      {
        return false
      }
      // A name: *Pago Pago*.
      return
        !(first.isCapitalized && second.isCapitalized
        && !language.functionWords.contains(second.folded))
    }
  }
}
