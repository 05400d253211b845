import ArgumentParser
import Padan

/// `padan edit`: changes the texts of a unit.
struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Give a unit another text.",
    discussion: """
      Examples:
        padan edit 17 --target "Rice prices rose by 5 percent."
        padan edit --where 'source = "Baca juga:"' --target "Read also:"

      `padan lookup` and `padan search` print the numbers of units. Several units get the same text. What is known of where the unit comes from \
      stays; where a unit with the new texts is there already, the two become one.
      """)

  @OptionGroup var selection: UnitSelection
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
    let units = try selection.numbers(in: memory)
    let before = units.count == 1 ? try memory.pair(ofUnit: units[0]) : nil
    let edited = try memory.edit(
      units: units, source: source, target: target, person: MemoryOptions.person)
    if let unit = units.first, units.count == 1 {
      let change =
        edited != units
        ? "unit \(unit) is now part of unit \(edited[0]), which has the same texts"
        : before?.source.text == source ?? before?.source.text
          && before?.target.text == target ?? before?.target.text
          ? "unit \(unit) has these texts already" : "unit \(unit) changed"
      diagnostics.note("\(memory.path): \(change)")
    } else {
      let left = Set(edited).count
      let rest = left < units.count ? ", which are \(left.counted("unit")) now" : ""
      diagnostics.note("\(memory.path): \(units.count.counted("unit")) changed\(rest)")
    }
  }
}
