package import PadanAlign
package import PadanFormats
package import PadanModel

/// Two collections of documents, and the pairs of them that translate each other.
package struct PairedCollections: Sendable {
  /// The source documents.
  package let source: [SegmentedText]
  /// The target documents.
  package let target: [SegmentedText]
  /// The pairs, as positions in `source` and `target`.
  package let pairing: DocumentPairing
  /// The least score of a pair, 0...1.
  private let threshold: Double
  private let pairer: DocumentPairer

  /// Pairs the documents of two collections. No file is paired with itself.
  ///
  /// A file that is in both collections, because its name has no language, stays on the side of its
  /// language, if its words show one.
  ///
  /// - Parameters:
  ///   - source: The source documents.
  ///   - target: The target documents.
  ///   - aligner: Its lexicon and weights are used.
  ///   - sides: Tells the language of files that are in both collections.
  ///   - threshold: The least score of a pair, 0...1.
  /// - Complexity: As `DocumentPairer.pair`.
  package init(
    _ source: DocumentCollection, _ target: DocumentCollection, by aligner: Aligner,
    sides: SideJudge, threshold: Double = DocumentPairer.defaultThreshold
  ) {
    self.threshold = threshold
    pairer = DocumentPairer(aligner)
    let shared = Set(source.identities).intersection(target.identities)
    func documents(
      of collection: DocumentCollection, in language: LanguageTag
    ) -> [(text: SegmentedText, identity: DocumentIdentity)] {
      zip(collection.documents, collection.identities).filter { text, identity in
        guard shared.contains(identity), let found = sides.language(of: text) else { return true }
        return found == language
      }.map { ($0, $1) }
    }
    let sources = documents(of: source, in: aligner.source)
    let targets = documents(of: target, in: aligner.target)
    self.source = sources.map(\.text)
    self.target = targets.map(\.text)
    pairing = pairer.pair(
      self.source.map(\.texts), self.target.map(\.texts), threshold: threshold,
      excluding: { sources[$0].identity == targets[$1].identity })
  }

  /// Pairs documents that are no files; see `init(_:_:by:sides:threshold:)`.
  package init(
    _ source: [SegmentedText], _ target: [SegmentedText], by aligner: Aligner,
    threshold: Double = DocumentPairer.defaultThreshold
  ) {
    (self.source, self.target, self.threshold) = (source, target, threshold)
    pairer = DocumentPairer(aligner)
    pairing = pairer.pair(
      source.map(\.texts), target.map(\.texts), threshold: threshold, excluding: { _, _ in false })
  }

  /// The pairs in the order of the sources, then the sources and the targets without a partner.
  package var records: [PairRecord] {
    zip(files, pairing.pairs).map {
      PairRecord(source: $0.source, target: $0.target, score: $1.score)
    }
      + pairing.unpairedSources.map { PairRecord(source: source[$0].name, target: nil) }
      + pairing.unpairedTargets.map { PairRecord(source: nil, target: target[$0].name) }
  }

  /// The names of the paired documents, in the order of the sources.
  package var files: [PairedFiles] {
    pairing.pairs.map {
      PairedFiles(source: source[$0.source].name, target: target[$0.target].name)
    }
  }

  /// The names of the sources without a partner, then those of the targets.
  package var unpairedNames: [String] {
    pairing.unpairedSources.map { source[$0].name }
      + pairing.unpairedTargets.map { target[$0].name }
  }

  /// The pairs whose sides are wrong, in the order of the sources.
  package func sideErrors(by sides: SideJudge) -> [SideError] {
    pairing.pairs.compactMap { error(in: $0, by: sides) }
  }

  /// The `records` in JSON, of pairs each with what is wrong with its sides.
  package func answers(by sides: SideJudge) -> [[UInt8]] {
    records.enumerated().map { index, record in
      JSONReport.pair(
        record,
        sides: index < pairing.pairs.count ? error(in: pairing.pairs[index], by: sides) : nil)
    }
  }

  private func error(in pair: DocumentPairing.Pair, by sides: SideJudge) -> SideError? {
    sides.error(in: DocumentPair(source: source[pair.source], target: target[pair.target]))
  }

  /// Documents that have the same name but whose texts are no translations of each other, in the
  /// order of the sources.
  ///
  /// - Parameter languages: The language tags that are not part of a name: with `id`,
  ///   `berita.id.txt` has the name `berita`.
  package func disagreeingNames(languages: [LanguageTag]) -> [PairedFiles] {
    func stem(_ path: String) -> String { DocumentName.base(path, languages: languages) }
    let targetOf = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.source, $0.target) })
    let namesakes = Dictionary(
      target.indices.map { (stem(target[$0].name), $0) }, uniquingKeysWith: { first, _ in first })
    return source.indices.compactMap { index in
      guard let namesake = namesakes[stem(source[index].name)], targetOf[index] != namesake else {
        return nil
      }
      let certainty = pairer.certainty(of: source[index].texts, and: target[namesake].texts)
      guard certainty < threshold else { return nil }
      return PairedFiles(source: source[index].name, target: target[namesake].name)
    }
  }
}
