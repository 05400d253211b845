package import PadanAlign
import PadanFormats
import PadanLanguage
package import PadanModel
import PadanText

/// Judges whether the texts of a pair are in the languages of their sides: by their words and, if
/// those do not tell, by the names of their files.
///
///     SideJudge(aligner).error(in: pair)?.sides  // .swapped
package struct SideJudge: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private let functionWords: SideWords
  /// The words of the lexicon too. They are read only if the function words do not tell.
  private let allWords: Lazily<SideWords>

  /// A judge of texts in two languages.
  ///
  /// - Parameter lexicon: Gives the lexicon of the languages, if it is needed.
  package init(
    source: LanguageTag, target: LanguageTag,
    lexicon: @escaping @Sendable () -> Lexicon?
  ) {
    (self.source, self.target) = (source, target)
    functionWords = SideWords(source: source, target: target, lexicon: nil)
    allWords = Lazily { SideWords(source: source, target: target, lexicon: lexicon()) }
  }

  /// A judge of the texts that an aligner aligns, with its lexicon.
  package init(_ aligner: Aligner) {
    self.init(source: aligner.source, target: aligner.target) { aligner.lexicon }
  }

  /// Judges two texts by their words.
  package func verdict(_ source: [String], _ target: [String]) -> SideVerdict {
    let verdict = functionWords.verdict(source, target)
    return verdict == .unknown ? allWords.value.verdict(source, target) : verdict
  }

  /// Which of the two languages a text is in; `nil` if its words do not tell.
  package func language(of text: SegmentedText) -> LanguageTag? {
    functionWords.language(of: text.texts) ?? allWords.value.language(of: text.texts)
  }

  /// What is wrong with the sides of a pair; `nil` if they are right or nothing tells.
  package func error(in pair: DocumentPair) -> SideError? {
    fault(in: pair).map {
      SideError(
        $0, in: pair.source.name, and: pair.target.name, source: source, target: target)
    }
  }

  private func fault(in pair: DocumentPair) -> SideFault? {
    if let file = FileStatus(pair.source.name)?.identity,
      file == FileStatus(pair.target.name)?.identity
    {
      return .sameText
    }
    if let fault = otherLanguage(.source, pair.source, than: source)
      ?? otherLanguage(.target, pair.target, than: target)
    {
      return fault
    }
    switch verdict(pair.source.texts, pair.target.texts) {
    case .right: return nil
    case .wrong(let fault): return fault
    case .unknown: return fault(ofNames: pair.source.name, pair.target.name)
    }
  }

  /// A side whose text is in none of the two languages; `nil` if nothing tells.
  private func otherLanguage(
    _ side: Side, _ text: SegmentedText, than language: LanguageTag
  ) -> SideFault? {
    let others = LanguageJudge.others(than: language, in: text.texts)
    let pair = [source.language, target.language]
    guard !others.isEmpty, !others.contains(where: { pair.contains($0.language) }) else {
      return nil
    }
    return .otherLanguage(side, others)
  }

  /// What the names of two files say: `krl.en.txt` is in English.
  private func fault(ofNames first: String, _ second: String) -> SideFault? {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let pair = [source, target]
    switch (
      ArticleName.language(of: first, among: pair), ArticleName.language(of: second, among: pair)
    ) {
    case (target, source), (target, nil), (nil, source): return .swapped
    case (source, source): return .oneLanguage(source)
    case (target, target): return .oneLanguage(target)
    default: return nil
    }
  }
}
