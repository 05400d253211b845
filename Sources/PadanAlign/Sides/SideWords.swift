import PadanLanguage
package import PadanModel
import PadanText

/// The words that tell the texts of two languages apart: the function words of both languages and,
/// if there is one, the words of their lexicon. A word of both languages tells nothing.
///
///     let words = SideWords(source: indonesian, target: english, lexicon: nil)
///     words.verdict(["The price of rice rose …"], ["Harga beras yang naik …"])  // .wrong(.swapped)
package struct SideWords: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private let sourceWords: Words
  private let targetWords: Words

  /// The case-folded words of one of the languages.
  private struct Words {
    var functionWords: Set<String>
    var lexicon: Lexicon?

    func contains(_ word: String) -> Bool {
      functionWords.contains(word) || lexicon?.contains(word) ?? false
    }
  }

  /// The least number of its words of one language only, for a text that shows its language
  /// clearly.
  private static let leastHits = 5
  /// The share of them that its language then has. In news documents of eleven languages with
  /// English it has 0.79 or more, in Turkish ones 0.6, and the wrong language never half.
  private static let clearShare = 0.8
  /// The share of words in equal segments from which the texts are the same.
  private static let sameShare = 0.9

  /// The words for two languages.
  ///
  /// - Parameter lexicon: Translations from the source language to the target language; `nil` for
  ///   function words alone.
  /// - Complexity: that of `Lexicon.reversed()`.
  package init(source: LanguageTag, target: LanguageTag, lexicon: Lexicon?) {
    (self.source, self.target) = (source, target)
    sourceWords = Words(
      functionWords: LanguageProfile.of(source).functionWords, lexicon: lexicon)
    targetWords = Words(
      functionWords: LanguageProfile.of(target).functionWords, lexicon: lexicon?.reversed())
  }

  /// Judges the segments of a source and a target text, in any order. Segments that are the same on
  /// both sides, such as code, say nothing of the languages. Of long texts a sample is judged.
  package func verdict(_ source: [String], _ target: [String]) -> SideVerdict {
    let common = Set(source).intersection(target)
    let (sources, targets) = (counts(of: source, common), counts(of: target, common))
    let same = sources.same + targets.same
    let all = same.words + sources.own.words + targets.own.words
    if Double(same.words) >= Self.sameShare * Double(all),
      same.words >= 2 * LanguageJudge.leastWords,
      isClear(same)
    {
      return .wrong(.sameText)
    }
    let sides = [sources.own, targets.own]
    guard sides.allSatisfy({ $0.words >= LanguageJudge.leastWords }) else {
      return verdict(onShort: sides[0], sides[1])
    }
    let clearSides = sides.count(where: isClear)
    switch (sides[0].lead, sides[1].lead) {
    // One clear side is enough here: the other may hold names and words of both languages.
    case (1..., ...(-1)) where clearSides > 0: return .right
    case (...(-1), 1...) where clearSides > 0: return .wrong(.swapped)
    case (1..., 1...) where clearSides == 2: return .wrong(.oneLanguage(self.source))
    case (...(-1), ...(-1)) where clearSides == 2: return .wrong(.oneLanguage(self.target))
    default: return .unknown
    }
  }

  /// Judges two texts, one of them short, by what they show together. Each must lead in another language.
  private func verdict(onShort source: Counts, _ target: Counts) -> SideVerdict {
    let both = source + target.reversed
    guard both.words >= LanguageJudge.leastWords, isClear(both),
      source.lead.signum() * target.lead.signum() < 0
    else { return .unknown }
    return both.lead > 0 ? .right : .wrong(.swapped)
  }

  /// Which of the two languages the segments of a text are in; `nil` if they do not tell.
  package func language(of segments: [String]) -> LanguageTag? {
    let counts = counts(of: segments, []).own
    guard counts.words >= LanguageJudge.leastWords, isClear(counts) else { return nil }
    return counts.lead > 0 ? source : target
  }

  /// Whether the words show clearly which of the two languages a text is in.
  private func isClear(_ counts: Counts) -> Bool {
    let hits = counts.source + counts.target
    return hits >= Self.leastHits
      && Double(max(counts.source, counts.target)) >= Self.clearShare * Double(hits)
  }

  // MARK: Counting

  /// Counts the words of a text, apart for the segments that both texts have.
  private func counts(of segments: [String], _ common: Set<String>) -> (own: Counts, same: Counts) {
    var (own, same) = (Counts(), Counts())
    for index in stride(
      from: 0, to: segments.count, by: 1 + segments.count / LanguageJudge.sampleSize)
    {
      let counts = counts(in: segments[index])
      if common.contains(segments[index]) { same = same + counts } else { own = own + counts }
    }
    return (own, same)
  }

  /// Counts the words of a segment; none if it is not prose.
  private func counts(in segment: String) -> Counts {
    var counts = Counts()
    for word in Tokenizer.proseWords(in: segment) {
      counts.words += 1
      switch (sourceWords.contains(word), targetWords.contains(word)) {
      case (true, false): counts.source += 1
      case (false, true): counts.target += 1
      default: break
      }
    }
    return counts
  }
}

/// The words of a text, and how many of them are of one language only.
private struct Counts {
  var words = 0
  var source = 0
  var target = 0

  /// By how many words the source language is ahead; negative if the target language is.
  var lead: Int { source - target }

  /// The same words with the languages exchanged.
  var reversed: Counts { Counts(words: words, source: target, target: source) }

  static func + (left: Counts, right: Counts) -> Counts {
    Counts(
      words: left.words + right.words, source: left.source + right.source,
      target: left.target + right.target)
  }
}
