public import PadanMemory
public import PadanModel

extension AlignmentPipeline {
  /// Saves the alignments of a run in one transaction, as they come.
  ///
  ///     let receipt = try pipeline.save(into: memory, origin: "align") { save in
  ///       try pipeline.align(pairs) { documents in try save(documents) }
  ///     }
  ///
  /// No other writer can use the memory meanwhile. If the run itself writes to the memory, to keep
  /// sentence vectors, the alignments are collected first and saved after the last one.
  ///
  /// - Parameters:
  ///   - memory: The memory to save into.
  ///   - origin: The name of the run in the memory's history.
  ///   - person: Who saves them; `nil` if it is not known.
  ///   - areFiles: Whether the names of sources are paths. Then each file is one document, wherever it
  ///     is named from.
  ///   - keepsOld: Whether what earlier alignments of the same documents brought stays.
  ///   - run: Receives a closure that saves one document. Documents judged not to be translations
  ///     are not saved.
  /// - Returns: What the run added to the memory.
  /// - Throws: `MemoryError`, and whatever `run` throws. If it throws, nothing is saved.
  public func save(
    into memory: Memory, origin: String, person: String? = nil, areFiles: Bool = false,
    keepsOld: Bool = false, run: ((AlignedDocuments) throws -> Void) throws -> Void
  ) throws -> ImportReceipt {
    func save(_ documents: AlignedDocuments, by writer: inout MemoryWriter) throws {
      guard documents.alignment.isTranslation else { return }
      var documents = documents.withLabels()
      let path = documents.source.name
      if areFiles, path != "-" {
        documents.source.name = try writer.name(
          ofFile: path, new: DocumentPath.normalized(path))
      }
      try writer.add(
        documents, from: aligner.source, to: aligner.target, keepsOld: keepsOld)
    }
    guard help.isAvailable(whileWriting: memory) else {
      var waiting: [AlignedDocuments] = []
      try run { waiting.append($0) }
      return try memory.transaction(origin: origin, as: .align, person: person) { writer in
        for documents in waiting { try save(documents, by: &writer) }
      }
    }
    return try memory.transaction(origin: origin, as: .align, person: person) { writer in
      try run { try save($0, by: &writer) }
    }
  }
}
