import ArgumentParser
import Padan

/// `padan backup`: copies a memory while others may use it.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the memory to a file, as it is at one moment, while others may use it.",
    discussion: """
      Example: padan backup 2026-11-22.sqlite

      The copy may be read and written by those who may do so with the memory.
      """)

  @Argument(help: "The copy's file; it must not be there yet.", completion: .file()) var file:
    String
  @Flag(help: "Replace a memory or backup that is there.") var force = false
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    try OutputGuard(memories: memory.paths, mayReplace: force).check(file)
    let memory = try memory.open()
    diagnostics.progress("copying")
    try memory.backUp(to: file)
    Progress.end()
    diagnostics.note("\(memory.path): copied to \(file)")
  }
}
