import ArgumentParser
import Padan

/// `padan undo`: removes what an import added.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take an import, an alignment or an entry by hand back.",
    discussion: """
      Examples:
        padan undo       takes the latest back
        padan undo 3     takes back what `padan imports` lists as 3

      What only that import brought is gone; what it changed in other units is as it was. What a later \
      import brought as well stays, as that one's.
      """)

  @Argument(help: "The import's number; by default the latest.") var id: Int?
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    diagnostics.progress("undoing")
    guard let receipt = try memory.undo(id.map(Int64.init)) else {
      let what = id.map { "there is no import \($0)" } ?? "there is nothing to undo"
      throw Failure("\(what). padan imports lists them.", code: Exit.nothingFound)
    }
    Progress.end()
    let units = receipt.removedUnits
    var words = "import \(receipt.record.id) (\(receipt.record.origin)) undone: "
    words +=
      "\(receipt.removedOccurrences.counted("pair")) removed, \(units.counted("unit")) with them"
    if receipt.keptOccurrences > 0 {
      words += ", \(receipt.keptOccurrences.counted("pair")) kept that another import brought too"
    }
    if receipt.restoredUnits > 0 { words += ", \(receipt.restoredUnits.counted("unit")) as before" }
    diagnostics.note(words)
  }
}
