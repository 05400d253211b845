import PadanAlign
package import PadanEncoder
package import PadanMemory
package import PadanModel
import Synchronization

/// Gets sentence vectors from a memory that keeps them, and from an encoder for texts that the
/// memory lacks.
package struct SentenceVectorSource: Sendable {
  private let encoder: SentenceEncoder
  /// The memory that keeps vectors; `nil` if none does.
  let memory: VectorMemory?
  private let sourcePrefix: String
  private let targetPrefix: String

  /// How many texts are encoded before the memory keeps them. An interrupted run loses at most
  /// these.
  private static let portion = 256

  /// A source of vectors.
  ///
  /// - Parameters:
  ///   - encoder: Computes the vectors that the memory lacks.
  ///   - memory: Keeps vectors for later runs; `nil` if they are not to be kept.
  ///   - sourcePrefix: A text that is put before each source text. Some models expect a word there
  ///     that says what the text is for, such as `query: `.
  ///   - targetPrefix: The same for target texts.
  package init(
    encoder: SentenceEncoder, memory: VectorMemory?, sourcePrefix: String = "",
    targetPrefix: String = ""
  ) {
    self.encoder = encoder
    self.memory = memory
    self.sourcePrefix = sourcePrefix
    self.targetPrefix = targetPrefix
  }

  /// Adds the vectors of texts that `vectors` lacks. Blank texts get no vector.
  ///
  /// - Throws: `EncoderError` if the encoder fails, or gives the two sides vectors of different
  ///   lengths; `MemoryError`.
  package func add(
    source: [String], target: [String], to vectors: inout SentenceVectors
  ) throws {
    try add(source, prefix: sourcePrefix, to: &vectors.source)
    try add(target, prefix: targetPrefix, to: &vectors.target)
    let dimensions = Set(
      (vectors.source.values.map(\.components.count))
        + vectors.target.values.map(\.components.count)
    ).sorted()
    guard dimensions.count < 2 else {
      throw EncoderError.otherModel(encoder.url, components: dimensions[0], dimensions[1])
    }
  }

  private func add(
    _ texts: [String], prefix: String, to vectors: inout [String: SentenceVector]
  ) throws {
    var seen: Set<String> = []
    var missing = texts.filter {
      vectors[$0] == nil && !TextForm.isBlank($0) && seen.insert($0).inserted
    }
    // If the model has no name, its address distinguishes it from others.
    let model = encoder.model.isEmpty ? encoder.url : encoder.model
    if let memory = memory?.memory {
      let kept = try memory.vectors(of: missing, model: model, prefix: prefix)
      vectors.merge(kept) { $1 }
      missing.removeAll { kept[$0] != nil }
    }
    while !missing.isEmpty {
      let portion = Array(missing.prefix(Self.portion))
      missing.removeFirst(portion.count)
      let encoded = try encoder.vectors(of: portion.map { prefix + $0 })
      let added = Dictionary(uniqueKeysWithValues: zip(portion, encoded))
      try memory?.made().keep(added, model: model, prefix: prefix)
      vectors.merge(added) { $1 }
    }
  }
}

/// The memory that keeps vectors. One that is missing is made when the first vectors are there, so that
/// none is made if the encoder fails.
package final class VectorMemory: Sendable {
  /// The memory's path, for messages.
  package let path: String
  private let opened: Mutex<Memory?>

  /// A memory, or one that is made at the path if it is `nil`.
  package init(_ memory: Memory?, path: String) {
    self.path = path
    opened = Mutex(memory)
  }

  /// The memory; `nil` if it has not been made.
  var memory: Memory? { opened.withLock { $0 } }

  /// The memory, which is made if it is missing.
  ///
  /// - Throws: `MemoryError`.
  func made() throws -> Memory {
    try opened.withLock { opened in
      let memory = try opened ?? Memory(path: path, access: .create)
      opened = memory
      return memory
    }
  }
}

extension SentenceVectorSource {
  /// The vectors of a document and its translation.
  ///
  /// There are two passes. The first encodes single segments. An alignment with those vectors shows
  /// which beads are not surely 1-1, and the second pass encodes the runs of two and three segments
  /// there. So few runs are encoded, and none that matters is left out.
  ///
  /// - Parameter align: Aligns the document with the vectors known so far.
  /// - Throws: `EncoderError` or `MemoryError`.
  func vectors(
    _ source: [String], _ target: [String], _ align: (SentenceVectors) -> AlignedDocuments
  ) throws -> SentenceVectors {
    var vectors = SentenceVectors()
    try add(source: source, target: target, to: &vectors)
    let runs = Self.runsInQuestion(of: align(vectors))
    try add(source: runs.source, target: runs.target, to: &vectors)
    return vectors
  }

  /// A 1-1 bead is sure from this confidence on.
  private static let sureConfidence = 0.9999

  /// The texts of the runs of two and three segments in and next to beads that are not sure.
  static func runsInQuestion(of documents: AlignedDocuments) -> (source: [String], target: [String])
  {
    let doubtful = documents.alignment.beads.filter {
      $0.kind != "1-1" || $0.confidence < sureConfidence
    }
    func runs(_ texts: [String], _ ranges: [Range<Int>]) -> [String] {
      var isDoubtful = Array(repeating: false, count: texts.count)
      for range in ranges {
        for index in max(0, range.lowerBound - 1)..<min(texts.count, range.upperBound + 1) {
          isDoubtful[index] = true
        }
      }
      return texts.indices.flatMap { start in
        (2...Aligner.longestEncodedRun).compactMap { length in
          let end = start + length
          guard end <= texts.count, isDoubtful[start..<end].contains(true) else { return nil }
          return texts[start..<end].joined(separator: " ")
        }
      }
    }
    return (
      runs(documents.source.texts, doubtful.map(\.source)),
      runs(documents.target.texts, doubtful.map(\.target))
    )
  }
}
