import ArgumentParser
import Padan

/// `padan terms list`: prints the terms of a memory, or those that stand in a text.
struct TermsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print the terms, or those that stand in a text.",
    discussion: """
      Examples:
        padan terms list
        padan terms list hukum --status forbidden
        padan terms list --in "Bupati menandatangani perjanjian itu."
        padan terms list --in - < berita.id.txt

      Each line begins with the term's number, which `padan terms edit` and `delete` take. With a text only \
      terms that hold it are listed, in whatever is said of them. With --in they are those whose source \
      stands in the text, in any form, from --from to --to; - reads lines from standard input. JSON is one object a line: term (the number), \
      from, to, source, target, status, sense, subject, note and origin; with --in found, start and end \
      (in UTF-8 bytes), line for standard input, and the term without number, languages and origin. Exit code 1 if there is none.
      """)

  /// The values of `--format`.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "List only terms that hold this text.", transform: Text.argument)
  var part: String?
  @Option(
    name: .customLong("in"),
    help: "Print the terms that stand in this text, or - in standard input.",
    transform: Text.argument)
  var text: String?
  @Option(help: "List only terms of this status.") var status: Term.Status?
  @Option(help: "List only terms of this subject.", transform: Text.argument) var subject: String?
  @Option(help: "How to print terms: text or json.") var format: Format = .text
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    if text != nil, part != nil { throw ValidationError("--in goes without another text.") }
  }

  func run() throws {
    let memory = try memory.open()
    var output = StandardOutput()
    let isFound = try text.map { try find(in: $0, memory, &output) } ?? list(memory, &output)
    try output.flush()
    if !isFound { throw ExitCode(Exit.nothingFound) }
  }

  private func isListed(_ term: Term) -> Bool {
    if let status, term.status != status { return false }
    if let subject, term.subject != subject { return false }
    guard let part = part.map(TextForm.folded) else { return true }
    return [term.source, term.target, term.sense, term.subject, term.note]
      .compactMap(\.self).contains { TextForm.folded($0).contains(part) }
  }

  private func list(_ memory: Memory, _ output: inout StandardOutput) throws -> Bool {
    let terms = try memory.allTerms().filter { isListed($0.term) }
    for stored in terms {
      switch format {
      case .json: try output.write(JSONReport.term(stored))
      case .text:
        let number = "\(stored.id)".padded(to: 7, alignment: .right)
        try output.writePrintableLine(
          "\(number)  \(stored.sourceLanguage)–\(stored.targetLanguage)  \(stored.term.line)")
      }
    }
    return !terms.isEmpty
  }

  private func find(
    in text: String, _ memory: Memory, _ output: inout StandardOutput
  ) throws -> Bool {
    let glossary = try Glossary(memory, from: languages.source, to: languages.target)
    guard text == "-" else { return try find(in: text, glossary, line: nil, &output) }
    var isFound = false
    let lines = try LineReader(liveText: text)
    while let line = try lines.next() {
      let text = String(decoding: line, as: UTF8.self)
      if try find(in: text, glossary, line: lines.number, &output) { isFound = true }
    }
    return isFound
  }

  private func find(
    in text: String, _ glossary: Glossary, line: Int?, _ output: inout StandardOutput
  ) throws -> Bool {
    let utf8 = Array(text.utf8)
    var isFound = false
    for use in glossary.uses(in: text) {
      let found = String(decoding: utf8[use.range], as: UTF8.self)
      for term in use.terms where isListed(term) {
        isFound = true
        switch format {
        case .json:
          try output.write(JSONReport.termUse(term, found: found, at: use.range, line: line))
        case .text:
          try output.writePrintableLine(
            (line.map { "\($0): " } ?? "") + "\(found): \(term.line)")
        }
      }
    }
    return isFound
  }
}
