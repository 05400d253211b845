import PadanFormats
import PadanModel
import Synchronization

/// Answers JSON Lines, for programs that have many texts to work on: a task a line, an answer a line.
///
///     try WorkerLines.answer("-", by: { (task: LookupTask) in
///       .object(JSONReport.answer(try pipeline.answer(task.lookup)))
///     }) { output.write($0.line) }
///
/// A task is an object; its `id`, a text or a number, stands in the answer too. A line that cannot be
/// read or answered has its fault in the place of the answer, and the run goes on.
package enum WorkerLines {
  /// What stands in the place of a line.
  package struct Answer: Sendable {
    /// One object and a line feed, in UTF-8.
    package var line: [UInt8]
    /// Why the task was not done; `nil` if it was.
    package var fault: (any Error)?
  }

  /// A line of the input.
  enum Line: Sendable {
    /// Its bytes, and where it stands.
    case task(ArraySlice<UInt8>, SourceLocation)
    /// It is too long, or no text.
    case fault(InputError)
  }

  /// Answers each line that is not blank, on all processors and in order. At most 32 lines are in memory
  /// with their answers.
  ///
  /// - Parameters:
  ///   - path: A file, which may be a pipe; `-` is standard input.
  ///   - work: Does a task. Several threads call it at the same time.
  ///   - emit: Receives each answer as soon as those before it are there.
  /// - Throws: `InputError` if the input cannot be read on, and whatever `emit` throws.
  package static func answer<Task: Decodable & Sendable>(
    _ path: String, by work: @escaping @Sendable (Task) throws -> WorkerAnswer,
    emit: (Answer) throws -> Void
  ) throws {
    let reader = Mutex(try LineReader(live: path))
    try OrderedWork.run(
      next: { try reader.withLock { try nextLine($0) } }, work: { answer($0, by: work) },
      emit: emit)
  }

  /// The next line that is not blank; `nil` at the end.
  ///
  /// - Throws: `InputError` if the input cannot be read on.
  static func nextLine(_ reader: LineReader) throws -> Line? {
    do {
      while let line = try reader.next() {
        if !line.isBlank { return .task(line, reader.location) }
      }
      return nil
    } catch let error as InputError where error.location?.line != nil {
      return .fault(error)
    }
  }

  private static func answer<Task: Decodable>(
    _ line: Line, by work: (Task) throws -> WorkerAnswer
  ) -> Answer {
    var id: LineID?
    do {
      switch line {
      case .fault(let error): throw error
      case .task(let bytes, let place):
        let named: NamedTask<Task>
        do {
          named = try JSONLines.decode(NamedTask<Task>.self, from: bytes, at: place)
        } catch {
          id = (try? JSONLines.decode(NamedTask<NoTask>.self, from: bytes, at: place))?.id ?? id
          throw error
        }
        id = named.id
        return Answer(line: try work(named.task).line(id), fault: nil)
      }
    } catch {
      return Answer(line: JSONReport.fault(error, id: id), fault: error)
    }
  }
}

/// A task with its name.
private struct NamedTask<Task: Decodable>: Decodable {
  /// The name, which its answer repeats; `nil` without one.
  var id: LineID?
  var task: Task

  private enum Key: String, CodingKey { case id }

  init(from decoder: any Decoder) throws {
    id = try decoder.container(keyedBy: Key.self).decodeIfPresent(LineID.self, forKey: .id)
    task = try Task(from: decoder)
  }
}

/// A task of which nothing is read.
private struct NoTask: Decodable {
  init(from decoder: any Decoder) throws {}
}
