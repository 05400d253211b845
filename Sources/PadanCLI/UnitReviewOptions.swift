import ArgumentParser
import Padan

/// The arguments of `padan approve` and `padan reject`.
struct UnitReviewOptions: ParsableArguments {
  @OptionGroup var selection: UnitSelection
  @Flag(help: "Take back what was said of the units: they are unreviewed again.") var undo = false
  @Option(help: "Who says so; by default the user's name.", transform: Text.argument)
  var reviewer: String?
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// Stores a review state for the units, or with `--undo` takes it back.
  func store(_ state: ReviewState) throws {
    let memory = try memory.open()
    let reviewer = reviewer ?? MemoryOptions.person
    let new = undo ? .unreviewed : state
    let units = try selection.numbers(in: memory)
    let changed = try memory.review(
      units: units, as: new, from: undo ? state : nil, reviewer: reviewer)
    let same = units.count - changed
    let rest = same > 0 ? ", \(same.grouped) \(undo ? "not \(state.rawValue)" : "already so")" : ""
    diagnostics.note("\(memory.path): \(changed.counted("unit")) \(new.rawValue)\(rest)")
  }
}
