public import FoundationEssentials
public import PadanModel

extension Alignment {
  /// The beads with both sides as pairs for a memory, each with where it comes from.
  ///
  /// - Parameters:
  ///   - document: What provenance calls the source text.
  ///   - segments: The source segments, in order, where paragraphs are known; they give each pair the
  ///     number of its paragraph.
  ///   - date: When the pairs were made.
  public func pairs(
    from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag, document: String,
    segments: [Segment]? = nil, date: Date = Date()
  ) -> [TranslationPair] {
    beads.compactMap {
      pair(
        of: $0, from: sourceLanguage, to: targetLanguage, document: document,
        paragraph: segments?.paragraph(of: $0), date: date)
    }
  }

  /// A bead as a pair for a memory; `nil` where a side has no text.
  func pair(
    of bead: Bead, from sourceLanguage: LanguageTag, to targetLanguage: LanguageTag,
    document: String, paragraph: Int?, date: Date
  ) -> TranslationPair? {
    let sourceText = sourceText(of: bead)
    let targetText = targetText(of: bead)
    guard !sourceText.allSatisfy(\.isWhitespace), !targetText.allSatisfy(\.isWhitespace) else {
      return nil
    }
    var provenance = Provenance()
    provenance.document = document
    provenance.paragraph = paragraph
    provenance.sentence = bead.source.lowerBound
    provenance.previousSource =
      bead.source.lowerBound > 0 ? source[bead.source.lowerBound - 1] : nil
    provenance.nextSource =
      bead.source.upperBound < source.count ? source[bead.source.upperBound] : nil
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

extension [Segment] {
  /// The paragraph a bead begins in; `nil` where it has no source.
  func paragraph(of bead: Bead) -> Int? {
    bead.source.isEmpty ? nil : self[bead.source.lowerBound].block
  }
}
