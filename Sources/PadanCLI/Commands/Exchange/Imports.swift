import ArgumentParser
import FoundationEssentials
import Padan

/// `padan imports`: lists the history of a memory.
struct Imports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports",
    abstract: "List what was imported, aligned or added, the latest first.",
    discussion: """
      Example: padan imports

      The number is what `padan undo` and `padan export --where "import = 3"` take. TSV has the \
      columns import, date, origin, pairs, read, same, different, skipped, seconds.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, tsv
  }

  @Option(help: "How to print the list: text, json or tsv.") var format: Format = .text
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let records = try memory.open().imports()
    var output = StandardOutput()
    for record in records {
      switch format {
      case .text: try output.writePrintableLine(text(record))
      case .tsv: try output.writeLine(tsv(record))
      case .json: try output.write(JSONReport.importRecord(record))
      }
    }
    try output.flush()
    guard records.isEmpty else { return }
    diagnostics.note("nothing has been imported, aligned or added yet")
    throw ExitCode(Exit.nothingFound)
  }

  /// A line for a person.
  private func text(_ record: HistoryStep) -> String {
    let number = String(record.id).padded(to: 5, alignment: .right)
    let pairs = record.occurrences.counted("pair").padded(to: 13, alignment: .right)
    var line =
      "\(number)  \(record.startedAt.formatted(.iso8601))  \(pairs)  \(record.origin)"
    if let receipt = record.receipt {
      line +=
        "  (\(receipt.read.grouped) read, \(receipt.same.grouped) same, "
        + "\(receipt.differentTarget.grouped) different, "
      line += "\(receipt.skipped.grouped) left out, \(receipt.seconds.formatted(decimals: 1)) s)"
    }
    return line
  }

  /// A line of tab-separated values. The counts are empty if the import was not from a file.
  private func tsv(_ record: HistoryStep) -> String {
    var fields = [
      "\(record.id)", record.startedAt.formatted(.iso8601), record.origin.onOneLine,
      "\(record.occurrences)",
    ]
    fields +=
      record.receipt.map {
        ["\($0.read)", "\($0.same)", "\($0.differentTarget)", "\($0.skipped)"]
          + [$0.seconds.formatted(decimals: 3)]
      } ?? Array(repeating: "", count: 5)
    return fields.joined(separator: "\t")
  }
}
