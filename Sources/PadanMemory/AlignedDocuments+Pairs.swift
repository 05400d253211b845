public import FoundationEssentials
public import PadanModel
import PadanText

extension AlignedDocuments {
  /// The paired beads as translation pairs, each with its provenance. Beads without text on one
  /// side are left out.
  ///
  /// - Parameters:
  ///   - sourceLanguage: The language of the source text.
  ///   - targetLanguage: The language of the target text.
  ///   - date: When the pairs were made.
  public func pairs(
    from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag, date: Date = Date()
  ) -> [TranslationPair] {
    alignment.beads.compactMap {
      pair(of: $0, from: sourceLanguage, to: targetLanguage, date: date)
    }
  }

  /// One bead as a translation pair; `nil` if a side has no text.
  ///
  /// - Parameters:
  ///   - bead: A bead whose positions are those of these texts.
  ///   - sourceLanguage: The language of the source text.
  ///   - targetLanguage: The language of the target text.
  ///   - date: When the pair was made.
  func pair(
    of bead: Bead, from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag, date: Date
  ) -> TranslationPair? {
    let sourceText = sourceText(of: bead)
    let targetText = targetText(of: bead)
    guard !TextForm.isBlank(sourceText), !TextForm.isBlank(targetText) else { return nil }
    let (start, end) = (bead.source.lowerBound, bead.source.upperBound)
    var provenance = Provenance()
    provenance.document = source.name.shownPath
    provenance.paragraph = source.block(of: bead.source)
    provenance.sentence = start
    provenance.previousSource = start > 0 ? source.segments[start - 1].text : nil
    provenance.nextSource = end < source.segments.count ? source.segments[end].text : nil
    provenance.beadKind = bead.kind
    provenance.confidence = bead.confidence
    provenance.isCrossing = bead.isCrossing
    provenance.createdAt = date
    provenance.creationTool = Provenance.ownTool
    var pair = TranslationPair(
      source: Variant(language: sourceLanguage, text: sourceText),
      target: Variant(language: targetLanguage, text: targetText), provenance: provenance)
    let (own, other) = (source.codes(of: bead.source), target.codes(of: bead.target))
    // Codes of one side alone say nothing of where those of a segment belong in its translation.
    if !own.isEmpty, !other.isEmpty {
      (pair.source.codes, pair.target.codes) = (own, other.numbered(like: own))
    }
    return pair
  }
}
