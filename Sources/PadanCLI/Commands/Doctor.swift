import ArgumentParser
import Padan

/// `padan doctor`: checks a memory, rebuilds its indexes, and compacts its file.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look after the memory's file: check it, build its indexes anew, shrink it.",
    discussion: """
      Examples:
        padan doctor --check
        padan doctor --rebuild-index --both

      Without an option it checks. The check reads the whole file: SQLite's own check, the references \
      between tables, and whether each match index holds what the units say. Exit code 1 where \
      something is wrong. The index is a copy: building it anew loses nothing.
      """)

  @Flag(help: "Check the whole file.") var check = false
  @Flag(help: "Build the match indexes anew from the units.") var rebuildIndex = false
  @Flag(help: "With --rebuild-index: also for lookups from the target language.") var both = false
  @Flag(help: "Give the space of what was deleted back to the disk.") var vacuum = false
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if both, !rebuildIndex { throw ValidationError("--both goes with --rebuild-index.") }
  }

  /// Rebuilding comes before compacting, and both before the check.
  func run() throws {
    do {
      try examine(memory.open())
    } catch let error as MemoryError where error.remedy == .restoreBackup {
      // The usual remedy names this command.
      throw Failure(
        error.message { _ in
          "Restore it from a backup; `padan export` may still write what can be read."
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
          + "--rebuild-index; with others, go back to a backup.")
    if !findings.isEmpty { throw ExitCode(Exit.nothingFound) }
  }
}
