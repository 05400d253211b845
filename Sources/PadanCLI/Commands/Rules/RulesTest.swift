import ArgumentParser
import Padan

/// `padan rules test`: checks the rules with marked examples.
struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run marked examples through the segmenter.",
    discussion: """
      The file holds an example a line, with ⏐ at each place where a new segment begins:

        Rapat dimulai pk. 9 pagi. ⏐Semua hadir.

      In a file without a single ⏐, | marks the places.

      Lines that begin with # are comments. Each example that comes out differently is printed as it \
      is wanted and as it is; exit code 1.
      """)

  @Argument(help: "The examples; - is standard input.", completion: .file())
  var examples: String?
  @Option(name: .language, help: "The language of the examples.")
  var lang: LanguageTag = UsualLanguages.source
  @OptionGroup var rules: RuleOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  /// What may mark the start of each segment but the first. The second, which keyboards have, does
  /// so only where the first is not used.
  private static let marks: [Character] = ["⏐", "|"]

  func validate() throws { _ = try file() }

  /// The file of the examples.
  private func file() throws -> String {
    try StandardInput.ifUnnamed([examples].compactMap(\.self), "a file of examples")[0]
  }

  func run() throws {
    let file = try file()
    let segmenter = try rules.segmenter(for: lang, layout: .lines, diagnostics: diagnostics)
    let text = String(decoding: try InputFile.read(file), as: UTF8.self)
    let mark = Self.marks.first { text.contains($0) } ?? Self.marks[0]
    var output = StandardOutput()
    var count = 0
    var failures = 0
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    where !line.hasPrefix("#") && !line.allSatisfy(\.isWhitespace) {
      count += 1
      let found = try marked(String(line.filter { $0 != mark }), with: mark, by: segmenter)
      guard found != line else { continue }
      failures += 1
      let name = file == "-" ? InputFile.standardInput : file
      try output.writePrintableLine("\(SourceLocation(file: name, line: index + 1))")
      try output.writePrintableLine("- \(line)")
      try output.writePrintableLine("+ \(found)")
    }
    try output.flush()
    guard count > 0 else {
      throw Failure("\(file): no example. Write one a line.", code: Exit.badInput)
    }
    diagnostics.note(
      "\((count - failures).grouped) of \(count.grouped) examples come out as marked")
    if failures > 0 { throw ExitCode(Exit.nothingFound) }
  }

  /// The text with a mark before each segment but the first.
  private func marked(
    _ text: String, with mark: Character, by segmenter: Segmenter
  ) throws -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for (index, segment) in try segmenter.segments(of: Document(text)).enumerated() {
      result += bytes[end..<segment.range.lowerBound]
      if index > 0 { result += Array(String(mark).utf8) }
      result += bytes[segment.range]
      end = segment.range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
