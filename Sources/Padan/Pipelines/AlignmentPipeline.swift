public import PadanAlign
public import PadanFormats
public import PadanModel

/// Aligns the documents of a run on all processors.
///
/// Results come in the order of the inputs and do not depend on the number of processors.
///
///     let pipeline = AlignmentPipeline(Aligner(source: indonesian, target: english))
///     try pipeline.align(files, source: articles, target: references) { outcome in
///       print(try outcome.result.get().alignment.beads.count)
///     }
///
/// A run ends early if `emit` throws.
public struct AlignmentPipeline: Sendable {
  /// The aligner of all documents.
  public let aligner: Aligner
  /// Whether documents are aligned twice. The second time, the aligner also uses what it learned the
  /// first time: how the texts are translated, and which words recur in likely beads.
  public var isSelfTraining = true
  /// Whether the words of paired beads are linked too (`AlignedDocuments.wordLinks`).
  public var linksWords = false
  /// Whether each document is aligned as it arrives, without self-training and in memory that does
  /// not grow with the number of documents. If not, all are read first.
  public var isStreamed = false
  /// What alignments may use besides the texts.
  package var help: AlignmentHelp
  /// Receives the number of documents that the first pass of a self-training run has aligned.
  package var firstPass: @Sendable (Int) -> Void = { _ in }
  /// The least confidence of a pair, 0...1. The segments of a bead below it are unpaired.
  package var leastConfidence = 0.0
  /// Judges the sides of inputs that are read; `nil` if they are not judged.
  package var sides: SideJudge?
  /// Whether an input whose sides are wrong is a fault. If not, it is aligned all the same.
  package var refusesWrongSides = false

  /// A pipeline that reads all documents first and trains itself on them.
  public init(_ aligner: Aligner) {
    self.init(aligner, help: AlignmentHelp())
  }

  /// A pipeline that also uses what is known besides the texts.
  package init(_ aligner: Aligner, help: AlignmentHelp) {
    self.aligner = aligner
    self.help = help
  }

  /// The result of one input.
  public struct Outcome: Sendable {
    /// The name of the source; `nil` if a fault in the input hides it.
    public var name: String?
    /// Whether the name is a number in its line of JSON.
    package var isNumbered = false
    /// What was guessed or repaired while reading the input.
    public var notes: [DocumentReader.Note]
    /// The alignment, or why the input cannot be read.
    public var result: Result<AlignedDocuments, any Error>
    /// What is wrong with the sides of texts that were aligned; `nil` if nothing is known.
    package var sideError: SideError?
  }

  /// Aligns one pair on its own, without self-training.
  ///
  /// - Throws: `MemoryError` or `EncoderError` if the help fails.
  public func align(_ pair: DocumentPair) throws -> AlignedDocuments {
    finished(aligner.align(try help.added(to: pair, for: aligner)), by: aligner)
  }

  /// Aligns pairs and emits their alignments in the same order.
  ///
  /// - Throws: `MemoryError` or `EncoderError` if the help fails, and whatever `emit` throws.
  public func align(
    _ pairs: [DocumentPair], emit: (AlignedDocuments) throws -> Void
  ) throws {
    var pairs = try pairs.map { try help.added(to: $0, for: aligner) }
    guard isSelfTraining else {
      return try align(pairs, by: aligner, emit)
    }
    var training = SelfTraining(aligner)
    var count = 0
    try OrderedWork.run(
      over: pairs, work: { aligner.study($0) },
      emit: { studied in
        training.add(studied)
        pairs[count].corridors = studied.corridors
        count += 1
        firstPass(count)
      })
    try align(pairs, by: training.trainedAligner(), emit)
  }

  private func align(
    _ pairs: [HelpedPair], by aligner: Aligner, _ emit: (AlignedDocuments) throws -> Void
  ) throws {
    try OrderedWork.run(
      over: pairs, work: { finished(aligner.align($0), by: aligner) }, emit: emit)
  }

  /// An alignment as the run emits it: without beads that are not sure enough, and with the links of
  /// words if they are asked for.
  private func finished(_ documents: AlignedDocuments, by aligner: Aligner) -> AlignedDocuments {
    var documents = documents.unpaired(below: leastConfidence)
    if linksWords { documents.wordLinks = aligner.wordLinks(in: documents) }
    return documents
  }
}

// MARK: Inputs that are read

extension AlignmentPipeline {
  /// An input as it was read: a pair of documents, or the reason why it cannot be read.
  struct Reading: Sendable {
    var name: String?
    var isNumbered = false
    var notes: [DocumentReader.Note] = []
    var pair: Result<DocumentPair, any Error>
    var sideError: SideError?

    fileprivate func outcome(_ result: Result<AlignedDocuments, any Error>) -> Outcome {
      Outcome(
        name: name, isNumbered: isNumbered, notes: notes, result: result, sideError: sideError)
    }
  }

  /// Reads and aligns inputs.
  ///
  /// - Parameters:
  ///   - next: The next input; `nil` at the end. Called from one thread at a time.
  ///   - read: Reads an input. Several threads call it at the same time.
  ///   - emit: Receives the outcome of each input, in order.
  /// - Throws: What `next` and `emit` throw; `MemoryError` or `EncoderError` if the help fails.
  func run<Input: Sendable>(
    next: @escaping @Sendable () throws -> Input?,
    read: @escaping @Sendable (Input) -> Reading, emit: (Outcome) throws -> Void
  ) throws {
    let readJudged: @Sendable (Input) -> Reading = { judged(read($0)) }
    if isStreamed {
      try OrderedWork.run(
        next: next,
        work: { input in
          let reading = readJudged(input)
          return Result {
            switch reading.pair {
            case .success(let pair): reading.outcome(.success(try align(pair)))
            case .failure(let fault): reading.outcome(.failure(fault))
            }
          }
        }, emit: { try emit($0.get()) })
    } else {
      var readings: [Reading] = []
      try OrderedWork.run(next: next, work: readJudged, emit: { readings.append($0) })
      try align(readings, emit: emit)
    }
  }

  /// A reading with a verdict on its sides.
  private func judged(_ reading: Reading) -> Reading {
    guard case .success(let pair) = reading.pair, let error = sides?.error(in: pair) else {
      return reading
    }
    var reading = reading
    if refusesWrongSides { reading.pair = .failure(error) } else { reading.sideError = error }
    return reading
  }

  /// Aligns the inputs that could be read, and emits the faults of the others in their places.
  private func align(_ readings: [Reading], emit: (Outcome) throws -> Void) throws {
    var rest = readings[...]
    func emitFaults() throws {
      while let reading = rest.first, case .failure(let fault) = reading.pair {
        rest.removeFirst()
        try emit(reading.outcome(.failure(fault)))
      }
    }
    try align(readings.compactMap { try? $0.pair.get() }) { documents in
      try emitFaults()
      try emit(rest.removeFirst().outcome(.success(documents)))
    }
    try emitFaults()
  }
}
