import ArgumentParser
import Padan

/// `padan delete`: removes units.
struct Delete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Take units away.",
    discussion: """
      Examples:
        padan delete 17 23
        padan delete 12-19
        padan delete --where 'document = salah.txt'

      `padan lookup` and `padan search` print the numbers of units. All named units go or, where one is not \
      there, none. `padan undo` brings them back with all they had.
      """)

  @OptionGroup var selection: UnitSelection
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    let units = try selection.numbers(in: memory)
    try memory.delete(units: units, person: MemoryOptions.person)
    diagnostics.note("\(memory.path): \(units.count.counted("unit")) deleted")
  }
}
