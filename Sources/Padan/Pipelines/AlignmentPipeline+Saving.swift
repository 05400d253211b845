public import PadanMemory
public import PadanModel

extension AlignmentPipeline {
  /// Saves the alignments of a run as they come, all or none.
  ///
  ///     let receipt = try pipeline.save(into: memory, origin: "align") { save in
  ///       try pipeline.align(pairs) { documents in try save(documents) }
  ///     }
  ///
  /// The memory cannot be written by others meanwhile. Where the run itself writes to it, because it is to
  /// keep an encoder's vectors, the alignments are held back and saved after the last.
  ///
  /// - Parameters:
  ///   - origin: What the memory's history calls the run.
  ///   - run: Is given what saves a document. One whose texts are no translations of each other is passed
  ///     over.
  /// - Throws: `MemoryError`, and whatever `run` throws: then nothing is saved.
  public func save(
    into memory: Memory, origin: String, run: ((AlignedDocuments) throws -> Void) throws -> Void
  ) throws -> ImportReceipt {
    func save(_ documents: AlignedDocuments, by writer: inout MemoryWriter) throws {
      guard documents.alignment.isTranslation else { return }
      try writer.add(documents, from: aligner.source, to: aligner.target)
    }
    guard help.isAvailable(whileWriting: memory) else {
      var waiting: [AlignedDocuments] = []
      try run { waiting.append($0) }
      return try memory.transaction(origin: origin) { writer in
        for documents in waiting { try save(documents, by: &writer) }
      }
    }
    return try memory.transaction(origin: origin) { writer in
      try run { try save($0, by: &writer) }
    }
  }
}
