public import PadanAlign
public import PadanModel

/// Two texts to align, and what their result is called.
public struct DocumentPair: Sendable {
  /// Texts as they come: articles, whose parts are known, or bare segments.
  public enum Texts: Sendable {
    case articles([Segment], [Segment])
    case segments([String], [String])
  }

  /// The document's name: most often the source's path.
  public var id: String
  /// The name of the translation, where it has one of its own.
  public var reference: String?
  public var texts: Texts
  /// Beads that are known.
  public var fixed: [Bead] = []
  /// What a sentence encoder makes of the texts.
  public var vectors: SentenceVectors?

  public init(id: String, reference: String? = nil, _ texts: Texts) {
    self.id = id
    self.reference = reference
    self.texts = texts
  }

  /// The source's segments where paragraphs are known.
  public var sourceArticle: [Segment]? {
    if case .articles(let source, _) = texts { source } else { nil }
  }
}

/// Aligns the documents of a run: on all cores, with the same result and in the same order as one by
/// one.
///
///     let batch = BatchAlignment(Aligner(source: indonesian, target: english))
///     try batch.align(documents) { document, alignment in print(document.id, alignment.beads.count) }
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

  /// Aligns documents that are all there, and hands on each alignment in its place.
  ///
  /// - Throws: What `body` throws, and what getting help throws.
  public func align(
    _ documents: [DocumentPair], _ body: (DocumentPair, Alignment) throws -> Void
  ) throws {
    let documents = try documents.map { try help.added(to: $0, for: aligner) }
    guard isSelfTraining, documents.count > 1 else {
      return try align(documents, by: aligner, body)
    }
    var training = SelfTraining(aligner)
    var first: [Alignment] = []
    try align(documents, by: aligner) {
      training.add($1)
      first.append($1)
    }
    if let trained = training.trainedAligner() {
      try align(documents, by: trained, body)
    } else {
      for (document, alignment) in zip(documents, first) { try body(document, alignment) }
    }
  }

  /// Aligns one document, which depends on nothing else.
  ///
  /// - Throws: What getting help throws.
  public func alignment(of document: DocumentPair) throws -> Alignment {
    aligner.align(try help.added(to: document, for: aligner))
  }

  private func align(
    _ documents: [DocumentPair], by aligner: Aligner,
    _ body: (DocumentPair, Alignment) throws -> Void
  ) throws {
    try OrderedWork.run(
      over: documents, work: { ($0, aligner.align($0)) },
      emit: {
        try body($0.0, $0.1)
      })
  }
}

extension Aligner {
  func align(_ document: DocumentPair) -> Alignment {
    switch document.texts {
    case .articles(let source, let target):
      align(source, target, fixed: document.fixed, vectors: document.vectors)
    case .segments(let source, let target):
      align(source, target, fixed: document.fixed, vectors: document.vectors)
    }
  }
}
