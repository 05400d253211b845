import ArgumentParser
import Padan

/// `padan tmx`: works on TMX files without a memory.
struct TMXCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tmx", abstract: "Look into TMX files.", subcommands: [Check.self])

  /// `padan tmx check`: checks TMX files against TMX 1.4b.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check TMX files against TMX 1.4b.",
      discussion: """
        Example: padan tmx check lama.tmx

        Elements, attributes and their order are checked as the DTD has them, and beyond it that codes \
        are paired, dates are days and languages are tags. Each finding has its \
        line. Exit code 1 where there is one. TSV has the columns file, line, finding, detail.
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case text, json, tsv
    }

    @Argument(help: "The files; - is standard input.", completion: .file())
    var files: [String] = []
    @Option(help: "How to print findings: text, json or tsv.") var format: Format = .text
    @OptionGroup var diagnostics: DiagnosticOptions

    func validate() throws { _ = try StandardInput.ifUnnamed(files, "a file") }

    func run() throws {
      var output = StandardOutput()
      var total = 0
      for file in try StandardInput.ifUnnamed(files, "a file") {
        diagnostics.progress("checking \(file)", counting: "findings")
        var count = 0
        var failure: OutputError?
        try TMXChecker.check(file) { finding in
          count += 1
          Progress.show(count)
          guard failure == nil else { return }
          do throws(OutputError) {
            try output.write(line(finding))
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
        Progress.end()
        try output.flush()
        diagnostics.note("\(file): \(count.counted("finding"))")
        total += count
      }
      if total > 0 { throw ExitCode(Exit.nothingFound) }
    }

    /// A finding in the chosen format, with its line feed.
    private func line(_ finding: Finding) -> [UInt8] {
      switch format {
      case .text: return Array("\(finding)".printable.utf8) + [0x0A]
      case .tsv:
        let fields = [
          finding.location.file.shownPath, finding.location.line.map(String.init) ?? "",
          finding.kind.reason,
          finding.detail ?? "",
        ]
        return Array((fields.map(\.onOneLine).joined(separator: "\t") + "\n").utf8)
      case .json: return JSONReport.finding(finding)
      }
    }
  }
}
