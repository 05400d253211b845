import ArgumentParser
import Padan

/// `padan doctor`: checks a memory, rebuilds its indexes, compacts its file, and saves what is whole
/// of a damaged one.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look after the memory's file: check it, build its indexes anew, shrink it.",
    discussion: """
      Examples:
        padan doctor --check
        padan doctor --rebuild-index --both
        padan doctor --salvage whole.sqlite --memory damaged.sqlite

      Without an option it checks. The check reads the whole file: SQLite's own check, the references \
      between tables, and whether each match index and the concordance hold what the units say. Exit code 1 where \
      something is wrong. The index is a copy: building it anew loses nothing.

      --salvage writes every whole unit of a damaged memory into a new one, with its places and \
      reviews, the history, alignments and decisions, and the lexicon; it does not touch the damaged \
      one. A unit is whole if its texts are those with which it was written. Exit code 4 where \
      something had to be left out.
      """)

  @Flag(help: "Check the whole file.") var check = false
  @Flag(help: "Build the match indexes anew from the units.") var rebuildIndex = false
  @Flag(help: "With --rebuild-index: also for lookups from the target language.") var both = false
  @Flag(help: "Give the space of what was deleted back to the disk.") var vacuum = false
  @Option(
    help: ArgumentHelp(
      "Write what is whole of a damaged memory into a new one.", valueName: "file"),
    completion: .file())
  var salvage: String?
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if both, !rebuildIndex { throw ValidationError("--both goes with --rebuild-index.") }
    if salvage != nil, check || rebuildIndex || vacuum {
      throw ValidationError("--salvage goes with no other option: it leaves the memory as it is.")
    }
  }

  /// Rebuilding comes before compacting, and both before the check.
  func run() throws {
    if let salvage { return try write(salvage) }
    do {
      try examine(memory.open())
    } catch let error as MemoryError where error.remedy == .restoreBackup {
      // The usual remedy names this command.
      throw Failure(
        error.message { _ in
          "Restore it from a backup, or write what is whole into a new one with --salvage FILE."
        }, code: Exit.code(for: error.kind))
    }
  }

  private func examine(_ memory: Memory) throws {
    if rebuildIndex {
      diagnostics.progress("building the match indexes")
      try memory.rebuildIndexes(both: both)
      diagnostics.note("\(memory.path): the match indexes are built anew")
    }
    if vacuum {
      let before = try memory.statistics().fileSize
      diagnostics.progress("compacting")
      try memory.vacuum()
      let after = try memory.statistics().fileSize
      diagnostics.note("\(memory.path): \(before.megabytes) before, \(after.megabytes) now")
    }
    guard check || (!rebuildIndex && !vacuum) else { return }
    diagnostics.progress("checking")
    let findings = try memory.check()
    Progress.end()
    var output = StandardOutput()
    for finding in findings { try output.writePrintableLine(finding) }
    try output.flush()
    diagnostics.note(
      findings.isEmpty
        ? "\(memory.path): all is well"
        : "\(memory.path): \(findings.count.counted("finding")). Those of a match index go with "
          + "--rebuild-index; with others, go back to a backup, or write what is whole into a new "
          + "memory with --salvage FILE.")
    if !findings.isEmpty { throw ExitCode(Exit.nothingFound) }
  }

  /// Writes a new memory, and says what it has and what it has not.
  private func write(_ file: String) throws {
    let path = try memory.path()
    try OutputGuard(memories: [path]).check(file)
    diagnostics.progress("reading what is whole")
    let receipt = try Memory.salvage(path, into: file)
    Progress.end()
    let parts = [
      ("units", receipt.units), ("places of units", receipt.occurrences),
      ("steps of the history", receipt.steps), ("alignments", receipt.alignments),
      ("review decisions", receipt.decisions), ("lexicon entries", receipt.lexiconEntries),
      ("terms", receipt.terms),
    ]
    var output = StandardOutput()
    for (name, part) in parts {
      try output.writeLine(
        "\(name): \(part.kept.grouped) kept, \(part.leftOut.grouped) left out")
    }
    try output.flush()
    guard receipt.isWhole, parts.allSatisfy({ $0.1.leftOut == 0 }) else {
      diagnostics.note("\(path): what could not be read or is not whole is left out")
      throw ExitCode(Exit.partlyDone)
    }
  }
}
