import ArgumentParser
import Padan

/// `padan delete`: removes units.
struct Delete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Take units away.",
    discussion: """
      Example: padan delete 17 23

      `padan lookup` prints the numbers of units. All named units go or, where one is not \
      there, none. `padan undo` brings them back with all they had.
      """)

  @Argument(help: "The units' numbers.") var units: [Int64]
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    var seen: Set<Int64> = []
    let units = units.filter { seen.insert($0).inserted }
    try memory.delete(units: units, person: MemoryOptions.person)
    diagnostics.note("\(memory.path): \(units.count.counted("unit")) deleted")
  }
}
