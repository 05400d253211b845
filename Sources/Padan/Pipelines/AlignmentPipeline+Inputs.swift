import PadanFormats
import PadanModel
import Synchronization

extension AlignmentPipeline {
  /// Reads and aligns pairs of files.
  ///
  /// - Parameters:
  ///   - files: The pairs of files.
  ///   - source: Reads and segments the source files.
  ///   - target: Reads and segments the target files.
  ///   - emit: Receives the outcome of each pair, in order. A file that cannot be read is an
  ///     outcome and does not end the run.
  /// - Throws: `MemoryError` or `EncoderError` if the help fails, and whatever `emit` throws.
  public func align(
    _ files: [PairedFiles], source: ArticlePipeline, target: ArticlePipeline,
    emit: (Outcome) throws -> Void
  ) throws {
    let position = Atomic(0)
    try run(
      next: {
        let index = position.add(1, ordering: .relaxed).oldValue
        return index < files.count ? files[index] : nil
      },
      read: { files in
        var notes: [DocumentReader.Note] = []
        let pair = Result {
          DocumentPair(
            source: try source.text(of: files.source) { notes.append($0) },
            target: try target.text(of: files.target) { notes.append($0) })
        }
        return Reading(name: files.source, notes: notes, pair: pair)
      }, emit: emit)
  }

  /// Aligns segmented documents from JSON Lines: `{"id","source":[…],"target":[…]}`.
  ///
  /// - Parameters:
  ///   - path: A file, which may be a pipe; `-` is standard input.
  ///   - emit: Receives the outcome of each line that is not blank, in order. A line that cannot be
  ///     read is an outcome and does not end the run.
  /// - Throws: `InputError` if the file cannot be read; `MemoryError` or `EncoderError` if the help
  ///   fails; and whatever `emit` throws.
  public func alignLines(of path: String, emit: (Outcome) throws -> Void) throws {
    let reader = Mutex(try LineReader(live: path))
    try run(
      next: { try reader.withLock { try WorkerLines.nextLine($0) } }, read: { Self.read($0) },
      emit: emit)
  }

  /// Decodes a line. A fault keeps the `id` of the line if that can be read.
  private static func read(_ line: WorkerLines.Line) -> Reading {
    switch line {
    case .fault(let error): return Reading(name: nil, pair: .failure(error))
    case .task(let bytes, let place):
      do throws(InputError) {
        let record = try JSONLines.decode(AlignmentRecord.self, from: bytes, at: place)
        let pair = DocumentPair(source: record.source, target: record.target)
        return Reading(
          name: record.id, isNumbered: record.name.isNumber, pair: .success(pair))
      } catch {
        let id = AlignmentRecord.id(ofLine: bytes)
        return Reading(
          name: id?.text, isNumbered: id?.isNumber ?? false, pair: .failure(error))
      }
    }
  }
}
