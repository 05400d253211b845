import ArgumentParser
import Padan

/// The option of a verb that other programs use as a worker: JSON Lines in, JSON Lines out.
struct WorkerOptions: ParsableArguments {
  @Flag(
    help: """
      Work for a program: read an object a line from the file or standard input, and answer each with one, in \
      order.
      """)
  var jsonl = false

  /// The input, if the verb works.
  ///
  /// - Throws: `ValidationError` if several are named.
  func input(_ named: [String]) throws -> String? {
    guard jsonl else { return nil }
    guard named.count <= 1 else {
      throw ValidationError("--jsonl takes one file, or - for standard input.")
    }
    return try StandardInput.ifUnnamed(named, "a file of JSON Lines")[0]
  }

  /// Answers the lines of an input. Each answer is written at once.
  ///
  /// - Throws: `Failure` with the exit code for partial work if a line has a fault in its place;
  ///   `InputError`; `OutputError`.
  func run<Task: Decodable & Sendable>(
    _ path: String, _ diagnostics: DiagnosticOptions,
    by work: @escaping @Sendable (Task) throws -> WorkerAnswer
  ) throws {
    var output = StandardOutput()
    var failures = 0
    try WorkerLines.answer(path, by: work) { answer in
      try output.write(answer.line)
      try output.flush()
      guard let fault = answer.fault else { return }
      failures += 1
      diagnostics.note(Failure.message(fault))
    }
    if failures > 0 { throw Failure.leftOut(failures, "line", of: path) }
  }
}

extension Failure {
  /// Some inputs were left out, and have their faults in the place of answers.
  static func leftOut(_ count: Int, _ what: String, of path: String) -> Failure {
    let name = path == "-" ? InputFile.standardInput : path.shownPath
    return Failure(
      "\(count.counted(what)) of \(name) \(count == 1 ? "was" : "were") left out; each has its fault in "
        + "its place.", code: Exit.partlyDone)
  }
}
