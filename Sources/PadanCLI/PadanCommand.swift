import ArgumentParser
import Padan

/// The `padan` program: its subcommands, help and exit codes.
@main
struct PadanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "padan",
    abstract: "Split articles, align them with their translations, keep and find the pairs.",
    discussion: """
      A segment is a sentence, heading or list item of an article. A bead is the smallest group of \
      segments that translate each other. A memory keeps pairs of texts: each once, as a unit with a \
      number, and each place where the unit was met as an occurrence. A gold file holds the right \
      answers, which people made.

      Data goes to standard output, messages to standard error; - stands for standard input, which \
      is also read if no file is named and it is no terminal. A text that begins with a hyphen and a \
      blank is a text; before any other such text, write --.

      Exit codes: 0 done · 1 nothing found, or a check failed · 2 wrong use · 3 bad input · \
      4 done in part · 5 the memory cannot be used, or the output cannot be written · \
      70 a fault in Padan · 130 interrupted.
      """,
    version: Padan.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Articles", subcommands: [Segment.self, Pair.self, Align.self, Review.self]),
      CommandGroup(
        name: "Pairs in the memory",
        subcommands: [
          Lookup.self, Search.self, Analyze.self, Pretranslate.self, ContextCommand.self,
          Check.self, Filter.self, Add.self, Edit.self, Delete.self, Approve.self, Reject.self,
        ]),
      CommandGroup(
        name: "Exchange and history",
        subcommands: [
          Import.self, Imports.self, Export.self, History.self, Undo.self, TMXCommand.self,
        ]),
      CommandGroup(name: "Other programs", subcommands: [Serve.self, MCP.self]),
      CommandGroup(
        name: "Care of the memory", subcommands: [Stats.self, Doctor.self, Backup.self]),
      CommandGroup(
        name: "Languages and quality",
        subcommands: [
          Rules.self, LexiconCommand.self, TermsCommand.self, Evaluate.self,
        ]),
    ])

  /// Runs the command line and ends the process with the documented exit code.
  static func main() {
    Interrupt.exitOnSignal()
    do {
      try OpenFiles.check()
      let words = CommandWords(arguments)
      var command = try parsed(words)
      // Verbs that know more than their name of what takes long say so themselves.
      if !words.isQuiet { Progress.begin(words.phrase) }
      try command.run()
      Failure.exit(0)
    } catch {
      Failure(error).exit()
    }
  }

  /// The words of the command line after the program's name, each of which may be a path.
  static var arguments: [String] {
    let words = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return words.dropFirst().compactMap { $0.map { String(path: $0) } }
  }

  /// Parses the command line.
  ///
  /// - Throws: A wrong use, or a request for help.
  private static func parsed(_ words: CommandWords) throws(Failure) -> any ParsableCommand {
    if let fault = words.verbFault { throw fault }
    do {
      return try parseAsRoot(words.parsable)
    } catch {
      let failure = Failure(parsing: error)
      // Whatever else is wrong, it may be because an option is not the one that was meant.
      if failure.code != 0, let fault = words.optionFault { throw fault }
      throw failure
    }
  }
}
