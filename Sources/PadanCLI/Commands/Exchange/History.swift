import ArgumentParser
import FoundationEssentials
import Padan

/// `padan history`: lists the steps that made a memory what it is.
struct History: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List what was done to the memory, or to one unit, the latest first.",
    discussion: """
      Examples:
        padan history
        padan history 17

      A step is an import, an alignment that was saved, a pair added by hand, an edit, a deletion, a \
      verdict, an applied review, a change of the memory's lexicon, or an undo. The number is what \
      `padan undo` takes. JSON is one object a step: step, kind, origin, person, date, undoes, \
      undoneBy, pairs (those that still belong to it), changedUnits, removedUnits, removedPairs, and \
      the counts of what brought pairs.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "A unit's number; by default the whole history is listed.") var unit: Int64?
  @Option(help: "How to print the list: text or json.") var format: Format = .text
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    let steps = try unit.map(memory.history(ofUnit:)) ?? memory.history()
    var output = StandardOutput()
    for step in steps {
      switch format {
      case .text: try output.writePrintableLine(text(step))
      case .json: try output.write(JSONReport.step(step))
      }
    }
    try output.flush()
    if steps.isEmpty {
      diagnostics.note(unit.map { "no step concerns unit \($0)" } ?? "nothing has been done yet")
      throw ExitCode(Exit.nothingFound)
    }
  }

  /// A line for a person.
  private func text(_ step: HistoryStep) -> String {
    let number = String(step.id).padded(to: 5, alignment: .right)
    let kind = step.kind.rawValue.padded(to: 8)
    var remarks: [String] = []
    if let receipt = step.receipt { remarks.append(receipt.summary) }
    if step.changedUnits > 0 { remarks.append("\(step.changedUnits.counted("unit")) changed") }
    if step.removedUnits > 0 { remarks.append("\(step.removedUnits.counted("unit")) removed") }
    if let undoer = step.undoneBy { remarks.append("undone by \(undoer)") }
    let words = [step.startedAt.formatted(.iso8601), kind, step.source.onOneLine]
    let person = step.person.map { "  \($0.onOneLine)" } ?? ""
    let remark = remarks.isEmpty ? "" : "  (\(remarks.joined(separator: "; ")))"
    return "\(number)  \(words.joined(separator: "  "))\(person)\(remark)"
  }
}
