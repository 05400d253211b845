import ArgumentParser
import Padan

/// `padan edit`: changes the texts of a unit.
struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Give a unit another text.",
    discussion: """
      Example: padan edit 17 --target "Rice prices rose by 5 percent."

      `padan lookup` prints the numbers of units. What is known of where the unit comes from \
      stays; where a unit with the new texts is there already, the two become one.
      """)

  @Argument(help: "The unit's number.") var unit: Int64
  @Option(help: "The new source text.", transform: Text.argument) var source: String?
  @Option(help: "The new target text.", transform: Text.argument) var target: String?
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if source == nil, target == nil {
      throw ValidationError("name a new text with --source or --target.")
    }
    for text in [source, target].compactMap(\.self) where TextForm.isBlank(text) {
      throw ValidationError("the new text is empty. `padan delete` takes a unit away.")
    }
  }

  func run() throws {
    let memory = try memory.open()
    let person = MemoryOptions.person
    let number = try memory.edit(unit: unit, source: source, target: target, person: person)
    diagnostics.note(
      number == unit
        ? "\(memory.path): unit \(unit) changed"
        : "\(memory.path): unit \(unit) is now part of unit \(number), which has the same texts")
  }
}
