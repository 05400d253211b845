public import PadanMemory
public import PadanModel

// The `async` forms of calls that block. Each runs the synchronous call on separate threads, so
// that the cooperative pool stays free, and ends early if its task is cancelled.

extension ArticlePipeline {
  /// The segments of a file, without blocking the task's thread; see `text(of:report:)`.
  ///
  /// - Throws: `InputError`, `SegmentationError` or `CancellationError`.
  public func text(of path: String) async throws -> SegmentedText {
    try await blocking { try text(of: path, report: { _ in }) }
  }
}

extension AlignmentPipeline {
  /// The outcomes of pairs of files, in their order; see `align(_:source:target:emit:)`.
  public func outcomes(
    of files: [PairedFiles], source: ArticlePipeline, target: ArticlePipeline
  ) -> AsyncResults<Outcome> {
    AsyncResults { emit in
      try align(files, source: source, target: target, emit: emit)
    }
  }

  /// The alignments of pairs, in their order; see `align(_:emit:)`.
  public func alignments(of pairs: [DocumentPair]) -> AsyncResults<AlignedDocuments> {
    AsyncResults { emit in try align(pairs, emit: emit) }
  }
}

extension LookupPipeline {
  /// The answers to queries, from one state of each memory; see `answer(_:emit:)`.
  ///
  /// - Throws: `MemoryError` or `CancellationError`.
  public func answers(to queries: [LookupQuery]) async throws -> [Answer] {
    try await blocking {
      var answers: [Answer] = []
      try answer(queries) { answers.append($0) }
      return answers
    }
  }
}

extension ExportPipeline {
  /// The pieces of the export; see `export(emit:)`.
  public func pieces() -> AsyncResults<Piece> {
    AsyncResults { emit in _ = try export(emit: emit) }
  }

  /// Writes the pairs without blocking the task's thread; see `export(emit:)`.
  ///
  /// - Parameter emit: Takes the pieces. It may block.
  /// - Returns: What was written and left out.
  /// - Throws: `MemoryError`, `InputError`, `CancellationError`, and whatever `emit` throws.
  public func export(emit: @escaping @Sendable (Piece) throws -> Void) async throws -> Receipt {
    try await blocking { () throws -> Receipt in
      try export { piece in
        try Task.checkCancellation()
        try emit(piece)
      }
    }
  }
}

extension Memory {
  /// The best matches for each of several queries, without blocking the task's thread; see
  /// `matches(for:options:)`.
  ///
  /// - Throws: `MemoryError` or `CancellationError`.
  public func matches(
    for queries: [LookupQuery], options: LookupOptions
  ) async throws -> [[Match]] {
    try await blocking { () throws -> [[Match]] in
      try self.matches(for: queries, options: options)
    }
  }

  /// Writes to the memory in one transaction, without blocking the task's thread; see
  /// `transaction(origin:_:)`. It waits if another writer has the memory.
  ///
  /// - Throws: `MemoryError`, `CancellationError`, and whatever `body` throws.
  public func transaction(
    origin: String, _ body: @escaping @Sendable (inout MemoryWriter) throws -> Void
  ) async throws -> ImportReceipt {
    try await blocking { () throws -> ImportReceipt in
      try self.transaction(origin: origin, body)
    }
  }
}
