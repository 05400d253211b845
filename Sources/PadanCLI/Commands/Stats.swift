import ArgumentParser
import Padan

/// `padan stats`: prints the contents and size of a memory.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what the memory holds.")

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "How to print the counts: text or json.") var format: Format = .text
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let memory = try memory.open()
    diagnostics.progress("counting")
    let statistics = try memory.statistics()
    Progress.end()
    var output = StandardOutput()
    switch format {
    case .text:
      var rows = [
        ("memory", memory.path), ("units", statistics.units.grouped),
        ("occurrences", statistics.occurrences.grouped),
        ("documents", statistics.documents.grouped), ("imports", statistics.imports.grouped),
        ("reviewed", statistics.reviewed.grouped), ("terms", statistics.terms.grouped),
        ("file size", statistics.fileSize.megabytes),
        ("index size", statistics.indexSize.megabytes),
        ("bytes a unit", statistics.bytesPerUnit.grouped),
      ]
      rows += statistics.directions.map {
        ("\($0.source) → \($0.target)", $0.units.counted("unit"))
      }
      for (name, value) in rows { try output.writePrintableLine("\(name.padded(to: 12)) \(value)") }
    case .json:
      try output.write(JSONReport.statistics(statistics, of: memory.path))
    }
    try output.flush()
  }
}
