import ArgumentParser
import Padan

/// `padan undo`: takes a step of the memory's history back.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take the latest change of the memory back, or any other.",
    discussion: """
      Examples:
        padan undo            takes the latest step back
        padan undo 3          takes back what `padan history` lists as 3
        padan undo --dry-run  says what would be taken back

      What only that step brought is gone, what it deleted is there again, and what it changed is as it \
      was. What another step brought too, or a person edited, approved or rejected later, stays as that \
      step's; units that were changed again later stay as they are and are named. An undo is a step as \
      well: `padan undo` with its number does again what it took back.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "The step's number; by default the latest.") var id: Int64?
  @Flag(help: "Say what would be done, and do nothing.") var dryRun = false
  @Option(help: "How to print the receipt: text or json.") var format: Format = .text
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    diagnostics.progress("undoing")
    let receipt = try memory.undo(id, person: MemoryOptions.person, isTrial: dryRun)
    Progress.end()
    guard let receipt else {
      let what =
        id.map { "there is no step \($0) that could be undone" } ?? "there is nothing to undo"
      throw Failure("\(what). `padan history` lists the steps.", code: Exit.nothingFound)
    }
    if format == .json {
      var output = StandardOutput()
      try output.write(JSONReport.undo(receipt, isTrial: dryRun))
      try output.flush()
    }
    if receipt.isRefused { throw Failure(receipt.refusal, code: Exit.nothingFound) }
    if format == .text {
      diagnostics.note(receipt.summary(isTrial: dryRun))
      if let undo = receipt.id { diagnostics.note("padan undo \(undo) does it again") }
    }
  }
}

extension UndoReceipt {
  /// The step, in words: `import 3 (a.tsv)`.
  private var name: String {
    let origin = record.kind.isByHand || record.kind == .undo ? "" : " (\(record.origin))"
    return "\(record.kind.rawValue) \(record.id)\(origin)"
  }

  /// What was done, in words.
  fileprivate func summary(isTrial: Bool) -> String {
    var parts: [String] = []
    if removedOccurrences > 0 || removedUnits > 0 {
      parts.append("\(removedOccurrences.counted("pair")) removed")
      parts.append("\(removedUnits.counted("unit")) with them")
    }
    if returnedOccurrences > 0 || returnedUnits > 0 {
      parts.append("\(returnedOccurrences.counted("pair")) brought back")
      parts.append("\(returnedUnits.counted("unit")) with them")
    }
    if keptOccurrences > 0 {
      parts.append("\(keptOccurrences.counted("pair")) kept that another step brought or confirmed")
    }
    if restoredUnits > 0 { parts.append("\(restoredUnits.counted("unit")) as before") }
    if restoredTerms > 0 { parts.append("\(restoredTerms.counted("term")) as before") }
    if !unrestoredUnits.isEmpty { parts.append(obstacle) }
    if parts.isEmpty { parts.append("no unit is concerned") }
    return "\(name) \(isTrial ? "would be " : "")undone: \(parts.joined(separator: ", "))"
  }

  /// Why the step cannot be undone.
  fileprivate var refusal: String {
    "\(name) cannot be undone: \(obstacle). Undo \(laterSteps.count == 1 ? "that" : "those") first."
  }

  /// Which units stay as they are, and why.
  private var obstacle: String {
    let units = unrestoredUnits.prefix(5).map(String.init).joined(separator: ", ")
    let more = unrestoredUnits.count > 5 ? " and \((unrestoredUnits.count - 5).grouped) more" : ""
    let isOne = unrestoredUnits.count == 1
    let steps = laterSteps.map(String.init).joined(separator: ", ")
    var reason = "what it changed there is gone"
    if !laterSteps.isEmpty {
      reason = "\(laterSteps.count == 1 ? "step" : "steps") \(steps) changed or brought "
      reason += "\(isOne ? "it" : "them") later"
    }
    return isOne
      ? "unit \(units) stays as it is, for \(reason)"
      : "units \(units)\(more) stay as they are, for \(reason)"
  }
}
