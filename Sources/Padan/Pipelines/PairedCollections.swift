public import PadanAlign
public import PadanFormats
public import PadanModel

/// Two collections of documents and which of them belong together by their texts.
public struct PairedCollections: Sendable {
  public let source: [SegmentedText]
  public let target: [SegmentedText]
  /// Positions in the two collections.
  public let pairing: DocumentPairing

  /// Pairs the documents of two collections.
  ///
  /// - Parameter threshold: The least score of a pair, 0...1.
  /// - Complexity: As `DocumentPairer.pair`.
  public init(
    _ source: DocumentCollection, _ target: DocumentCollection, by aligner: Aligner,
    threshold: Double = DocumentPairer.defaultThreshold
  ) {
    self.source = source.documents
    self.target = target.documents
    pairing = DocumentPairer(aligner).pair(
      self.source.map(\.texts), self.target.map(\.texts), threshold: threshold)
  }

  /// The pairs by ascending source, then the sources and then the targets without a partner.
  public var records: [PairRecord] {
    zip(files, pairing.pairs).map {
      PairRecord(source: $0.source, target: $0.target, score: $1.score)
    }
      + pairing.unpairedSources.map { PairRecord(source: source[$0].name, target: nil) }
      + pairing.unpairedTargets.map { PairRecord(source: nil, target: target[$0].name) }
  }

  /// The pairs alone, by ascending source.
  public var files: [PairedFiles] {
    pairing.pairs.map {
      PairedFiles(source: source[$0.source].name, target: target[$0.target].name)
    }
  }

  /// The names of the sources and then the targets without a partner.
  public var unpairedNames: [String] {
    pairing.unpairedSources.map { source[$0].name }
      + pairing.unpairedTargets.map { target[$0].name }
  }

  /// The documents whose names promise a pair that the texts do not keep, in the order of the sources.
  ///
  /// - Parameter languages: The languages that names such as `berita.id.txt` may hold.
  public func disagreeingNames(languages: [LanguageTag]) -> [PairedFiles] {
    func stem(_ path: String) -> String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return ArticleName(name, languages: languages).stem
    }
    let targetOf = Dictionary(uniqueKeysWithValues: pairing.pairs.map { ($0.source, $0.target) })
    let namesakes = Dictionary(
      target.indices.map { (stem(target[$0].name), $0) }, uniquingKeysWith: { first, _ in first })
    return source.indices.compactMap { index in
      guard let namesake = namesakes[stem(source[index].name)], targetOf[index] != namesake else {
        return nil
      }
      return PairedFiles(source: source[index].name, target: target[namesake].name)
    }
  }
}
