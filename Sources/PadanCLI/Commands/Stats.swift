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

  func run() throws {
    let memory = try memory.open()
    let statistics = try memory.statistics()
    var output = StandardOutput()
    switch format {
    case .text:
      var rows = [
        ("memory", memory.path), ("units", "\(statistics.units)"),
        ("occurrences", "\(statistics.occurrences)"), ("documents", "\(statistics.documents)"),
        ("imports", "\(statistics.imports)"), ("reviewed", "\(statistics.reviewed)"),
        ("file size", "\(statistics.fileSize) bytes"),
        ("index size", "\(statistics.indexSize) bytes"),
        ("a unit", "\(statistics.bytesPerUnit) bytes"),
      ]
      rows += statistics.directions.map { ("\($0.source) → \($0.target)", "\($0.units) units") }
      for (name, value) in rows { try output.writeLine("\(name.padded(to: 12)) \(value)") }
    case .json:
      try output.write(JSONReport.statistics(statistics, of: memory.path))
    }
    try output.flush()
  }
}
