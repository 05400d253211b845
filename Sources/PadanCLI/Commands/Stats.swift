import ArgumentParser
import Padan

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
      var json = JSONWriter()
      json.object {
        $0.member("memory", memory.path)
        $0.member("units", statistics.units)
        $0.member("occurrences", statistics.occurrences)
        $0.member("documents", statistics.documents)
        $0.member("imports", statistics.imports)
        $0.member("reviewed", statistics.reviewed)
        $0.member("bytes", statistics.fileSize)
        $0.member("indexBytes", statistics.indexSize)
        $0.member("bytesPerUnit", statistics.bytesPerUnit)
        $0.member("directions", objects: statistics.directions) {
          $0.member("source", $1.source)
          $0.member("target", $1.target)
          $0.member("units", $1.units)
          $0.member("indexed", strings: $1.indexedSides)
        }
      }
      json.endLine()
      try output.write(json.bytes)
    }
    try output.flush()
  }
}
