import ArgumentParser
import Padan

/// `padan terms delete`: deletes terms.
struct TermsDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Take terms away.",
    discussion: """
      Examples:
        padan terms delete 17 23
        padan terms delete 12-19

      `padan terms list` prints the numbers of terms. All named terms go or, where one is not there, none.
      """)

  @OptionGroup var selection: TermSelection
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    let numbers = try selection.numbers(in: memory)
    try memory.delete(terms: numbers, person: MemoryOptions.person)
    diagnostics.note("\(memory.path): \(numbers.count.counted("term")) deleted")
  }
}
