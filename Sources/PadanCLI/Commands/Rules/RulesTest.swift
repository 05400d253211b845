import ArgumentParser
import Padan

/// `padan rules test`: checks the rules with marked examples.
struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run marked examples through the segmenter.",
    discussion: """
      FILE holds an example a line, with ⏐ at each place where a new segment begins:

        Rapat dimulai pk. 9 pagi. ⏐Semua hadir.

      Lines that begin with # are comments. Each example that comes out differently is printed as it \
      is wanted and as it is; exit code 1.
      """)

  @Argument(help: "The examples; - is standard input.") var file: String
  @Option(help: "The language of the examples.") var lang: LanguageTag = UsualLanguages.source
  @OptionGroup var rules: RuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// Marks the start of each segment but the first.
  private static let mark: Character = "⏐"

  func run() throws {
    let segmenter = try rules.segmenter(for: lang, layout: .lines, diagnostics: diagnostics)
    let text = String(decoding: try InputFile.read(file), as: UTF8.self)
    var output = StandardOutput()
    var count = 0
    var failures = 0
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    where !line.hasPrefix("#") && !line.allSatisfy(\.isWhitespace) {
      count += 1
      let found = try marked(String(line.filter { $0 != Self.mark }), by: segmenter)
      guard found != line else { continue }
      failures += 1
      let name = file == "-" ? InputFile.standardInput : file
      try output.writeLine("\(SourceLocation(file: name, line: index + 1))")
      try output.writeLine("- \(line)")
      try output.writeLine("+ \(found)")
    }
    try output.flush()
    guard count > 0 else {
      throw Failure("\(file): no example. Write one a line.", code: Exit.badInput)
    }
    diagnostics.note("\(count - failures) of \(count) examples come out as marked")
    if failures > 0 { throw ExitCode(Exit.nothingFound) }
  }

  /// The text with a mark before each segment but the first.
  private func marked(_ text: String, by segmenter: Segmenter) throws -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for (index, segment) in try segmenter.segments(of: Document(text)).enumerated() {
      result += bytes[end..<segment.range.lowerBound]
      if index > 0 { result += Array(String(Self.mark).utf8) }
      result += bytes[segment.range]
      end = segment.range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
