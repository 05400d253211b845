public import PadanFormats
public import PadanMemory

/// Writes pairs of a memory in an exchange format, whole or split into parts.
///
///     let pipeline = ExportPipeline(memory, selection, format: .moses)
///     let receipt = try pipeline.export { piece in
///       try outputs[piece.file].write(piece.bytes)
///     }
///
/// The same memory gives the same bytes. An export ends early if the closure that takes the pieces
/// throws.
public struct ExportPipeline: Sendable {
  /// The memory that holds the pairs.
  public let memory: Memory
  /// Which pairs are written.
  public let selection: ExportSelection
  /// The format of the output.
  public let format: ExchangeFormat
  /// How the format is written. The header of a format that has one is made from the memory.
  package var options: WritingOptions
  /// How the pairs are split into parts, each with all files of the format; `nil` for one part. The
  /// export counts the pairs: set a split without any.
  package var split: ArticleSplit?

  /// An export in one part, with the usual options of its format.
  ///
  /// - Parameters:
  ///   - memory: The memory that holds the pairs.
  ///   - selection: Which pairs are written.
  ///   - format: The format of the output.
  public init(_ memory: Memory, _ selection: ExportSelection, format: ExchangeFormat) {
    self.memory = memory
    self.selection = selection
    self.format = format
    options = WritingOptions(
      source: selection.source, target: selection.target, toolVersion: version)
  }

  /// The next bytes of one file.
  public struct Piece: Sendable {
    /// The position of the part in the names of the split; 0 without a split.
    public var part: Int
    /// The position of the file in those of the format: line pairs have the source first.
    public var file: Int
    /// The bytes: at least one, at most 64 KiB and one pair.
    public var bytes: [UInt8]
    /// The number of pairs of all parts that have been written so far.
    public var written: Int
  }

  /// What an export wrote and what it left out.
  public struct Receipt: Hashable, Sendable {
    /// How many pairs were written and left out.
    public var counts = ExportCounts()
    /// How many pairs were written to each part.
    public var parts: [Int]
    /// How many of the pairs have the texts of an earlier one. They are counted for line pairs alone, from
    /// which machines learn.
    public var repeated = 0
    /// What the format could not hold.
    public var losses = WritingLosses()
  }

  /// The number of bytes from which the bytes of a part are emitted.
  private static let pieceSize = 1 << 16

  /// Writes the pairs, and emits the bytes in pieces.
  ///
  /// All pairs come from one state of the memory. With a split, the pairs of each article are counted
  /// in an earlier reading. If another process adds an article between the two, its pairs are in no
  /// part and are not counted as written.
  ///
  /// - Parameter emit: Takes the pieces. The pieces of a file are in order; the pieces of several
  ///   files alternate.
  /// - Returns: What was written and left out.
  /// - Throws: `MemoryError`, `InputError` if the format is only read, and whatever `emit` throws.
  /// - Complexity: O(pairs of the direction) time. Memory holds one piece of each part, of line pairs a
  ///   hash for each pair of texts.
  public func export(emit: (Piece) throws -> Void) throws -> Receipt {
    let split = try countedSplit()
    var writers = try writers(count: split?.shares.count ?? 1)
    var receipt = Receipt(parts: writers.map { _ in 0 })
    var written = 0
    var texts: Set<UInt64> = []
    let countsRepeated = format.files == .sourceAndTarget && !selection.withoutDuplicates
    func emitBytes(of part: Int) throws {
      for (file, bytes) in writers[part].takeParts().enumerated() where !bytes.isEmpty {
        try emit(Piece(part: part, file: file, bytes: bytes, written: written))
      }
    }
    receipt.counts = try memory.forEachPair(in: selection) { pair, name in
      let part: Int? = if let split { split.part(of: pair) } else { 0 }
      guard let part else { return }
      writers[part].write(pair, name: name)
      receipt.parts[part] += 1
      if countsRepeated, !texts.insert(pair.textHash).inserted { receipt.repeated += 1 }
      written += 1
      if writers[part].pendingCount >= Self.pieceSize { try emitBytes(of: part) }
    }
    receipt.counts.written = written
    for part in writers.indices {
      writers[part].end()
      try emitBytes(of: part)
      receipt.losses.add(writers[part].losses)
    }
    return receipt
  }

  /// The split with each article assigned to its part; `nil` without a split.
  private func countedSplit() throws -> ArticleSplit? {
    guard var split else { return nil }
    _ = try memory.forEachPair(in: selection) { pair, _ in split.count(pair) }
    split.assign()
    return split
  }

  /// A writer for each part, all with the same options.
  private func writers(count: Int) throws -> [any ExchangeWriter] {
    guard let writer = format.writer else { throw InputError(format.name, .onlyRead) }
    var options = options
    if format.hasHeader { options.header = try memory.header(of: selection) }
    return (0..<count).map { _ in writer(options) }
  }
}

extension InputError.Reason {
  /// The format has no writer.
  fileprivate static let onlyRead = Self(
    "exchange.only-read", "this format is only read, never written.")
}
