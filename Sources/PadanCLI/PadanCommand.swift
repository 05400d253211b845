import ArgumentParser
import Padan

/// The `padan` program: its subcommands, help and exit codes.
@main
struct PadanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "padan",
    abstract: "Split articles, align them with their translations, keep and find the pairs.",
    discussion: """
      Data goes to standard output, diagnostics to standard error; - stands for standard input.

      Exit codes: 0 done · 1 nothing found, or a check failed · 2 wrong use · 3 bad input · \
      4 done in part · 5 the memory cannot be used · 70 a fault in Padan · 130 interrupted.
      """,
    version: Padan.version,
    subcommands: [
      Segment.self, Pair.self, Align.self, Review.self, Lookup.self, Add.self, Edit.self,
      Delete.self, Approve.self, Reject.self, Import.self, Imports.self, Export.self, Undo.self,
      Stats.self, Doctor.self,
      Backup.self, TMXCommand.self, Rules.self, LexiconCommand.self, Evaluate.self,
    ])

  /// Runs the command line and ends the process with the documented exit code.
  static func main() {
    Interrupt.exitOnSignal()
    do {
      var command = try parsed()
      try command.run()
    } catch {
      Failure(error).exit()
    }
  }

  /// Parses the command line.
  ///
  /// - Throws: A wrong use, or a request for help.
  private static func parsed() throws(Failure) -> any ParsableCommand {
    do {
      return try parseAsRoot()
    } catch {
      throw Failure(parsing: error)
    }
  }
}
