public import FoundationEssentials
public import PadanModel

extension AlignedDocuments {
  /// The beads with both sides as pairs for a memory, each with where it comes from.
  ///
  /// - Parameter date: When the pairs were made.
  public func pairs(
    from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag, date: Date = Date()
  ) -> [TranslationPair] {
    alignment.beads.compactMap {
      pair(of: $0, from: sourceLanguage, to: targetLanguage, date: date)
    }
  }

  /// A bead as a pair for a memory; `nil` where a side has no text.
  func pair(
    of bead: Bead, from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag, date: Date
  ) -> TranslationPair? {
    let sourceText = sourceText(of: bead)
    let targetText = targetText(of: bead)
    guard !sourceText.allSatisfy(\.isWhitespace), !targetText.allSatisfy(\.isWhitespace) else {
      return nil
    }
    let (start, end) = (bead.source.lowerBound, bead.source.upperBound)
    var provenance = Provenance()
    provenance.document = source.name
    provenance.paragraph = source.block(of: bead.source)
    provenance.sentence = start
    provenance.previousSource = start > 0 ? source.segments[start - 1].text : nil
    provenance.nextSource = end < source.segments.count ? source.segments[end].text : nil
    provenance.beadKind = bead.kind
    provenance.confidence = bead.confidence
    provenance.isCrossing = bead.isCrossing
    provenance.createdAt = date
    provenance.creationTool = Provenance.ownTool
    return TranslationPair(
      source: Variant(language: sourceLanguage, text: sourceText),
      target: Variant(language: targetLanguage, text: targetText), provenance: provenance)
  }
}
