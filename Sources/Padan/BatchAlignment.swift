public import PadanAlign
public import PadanModel

/// Two texts to align, and what is known of them.
public struct DocumentPair: Sendable {
  /// The name of the source is the pair's: most often the file's path.
  public var source: SegmentedText
  public var target: SegmentedText
  /// Beads that are known.
  public var fixed: [Bead] = []
  /// What a sentence encoder makes of the texts.
  public var vectors: SentenceVectors?

  public init(source: SegmentedText, target: SegmentedText) {
    self.source = source
    self.target = target
  }
}

/// Aligns the documents of a run: on all cores, with the same result and in the same order as one by
/// one.
///
///     let batch = BatchAlignment(Aligner(source: .indonesian, target: .english))
///     try batch.align(pairs) { print($0.source.name, $0.alignment.beads.count) }
public struct BatchAlignment: Sendable {
  public let aligner: Aligner
  /// Whether several documents are aligned twice, the second time with the words that the surest beads
  /// of the first taught.
  public let isSelfTraining: Bool
  private let help: AlignmentHelp

  public init(
    _ aligner: Aligner, isSelfTraining: Bool = true, help: AlignmentHelp = AlignmentHelp()
  ) {
    self.aligner = aligner
    self.isSelfTraining = isSelfTraining
    self.help = help
  }

  /// Aligns documents that are all there, and hands on each in its place.
  ///
  /// - Throws: What `body` throws, and what getting help throws.
  public func align(
    _ pairs: [DocumentPair], _ body: (AlignedDocuments) throws -> Void
  ) throws {
    let pairs = try pairs.map { try help.added(to: $0, for: aligner) }
    guard isSelfTraining, pairs.count > 1 else {
      return try align(pairs, by: aligner, body)
    }
    var training = SelfTraining(aligner)
    var first: [AlignedDocuments] = []
    try align(pairs, by: aligner) {
      training.add($0)
      first.append($0)
    }
    if let trained = training.trainedAligner() {
      try align(pairs, by: trained, body)
    } else {
      for documents in first { try body(documents) }
    }
  }

  /// Aligns one pair, which depends on nothing else.
  ///
  /// - Throws: What getting help throws.
  public func align(_ pair: DocumentPair) throws -> AlignedDocuments {
    aligner.align(try help.added(to: pair, for: aligner))
  }

  private func align(
    _ pairs: [DocumentPair], by aligner: Aligner, _ body: (AlignedDocuments) throws -> Void
  ) throws {
    try OrderedWork.run(over: pairs, work: { aligner.align($0) }, emit: body)
  }
}

extension Aligner {
  func align(_ pair: DocumentPair) -> AlignedDocuments {
    align(pair.source, pair.target, fixed: pair.fixed, vectors: pair.vectors)
  }
}
