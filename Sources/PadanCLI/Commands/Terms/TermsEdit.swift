import ArgumentParser
import Padan

/// `padan terms edit`: changes terms.
struct TermsEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Give terms another text, status, sense, subject or note.",
    discussion: """
      Examples:
        padan terms edit 17 --target billion
        padan terms edit 12-19 --subject law
        padan terms edit 17 --note ""

      `padan terms list` prints the numbers of terms. An empty sense, subject or note takes it away. Where \
      a term with the new texts is there already, the two become one.
      """)

  @OptionGroup var selection: TermSelection
  @Option(help: "Another term.", transform: Text.argument) var source: String?
  @Option(help: "Another translation.", transform: Text.argument) var target: String?
  @Option(help: "preferred, admitted, forbidden or do-not-translate.") var status: Term.Status?
  @Option(help: "Which of several meanings.", transform: Text.argument) var sense: String?
  @Option(help: "The field in which it is used.", transform: Text.argument) var subject: String?
  @Option(help: "A remark for translators.", transform: Text.argument) var note: String?
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  private var changes: TermChanges {
    var changes = TermChanges()
    changes.source = source
    changes.target = target
    changes.status = status
    changes.sense = sense
    changes.subject = subject
    changes.note = note
    return changes
  }

  func validate() throws {
    if changes.isEmpty {
      throw ValidationError(
        "name what changes: --source, --target, --status, --sense, --subject or --note.")
    }
    for text in [source, target].compactMap(\.self) where TextForm.isBlank(text) {
      throw ValidationError("a term is not empty. `padan terms delete` takes it away.")
    }
  }

  func run() throws {
    let memory = try memory.open()
    let numbers = try selection.numbers(in: memory)
    let edited = try memory.edit(terms: numbers, changes, person: MemoryOptions.person)
    let merged = numbers.count - Set(edited).count
    let rest = merged > 0 ? ", \(merged.grouped) of them now part of another" : ""
    diagnostics.note("\(memory.path): \(numbers.count.counted("term")) changed\(rest)")
  }
}

/// The terms that a command changes: numbers, and ranges of numbers.
struct TermSelection: ParsableArguments {
  @Argument(help: "The terms' numbers, or ranges of them, such as 12-19.")
  var terms: [UnitRange]

  /// The numbers of the selected terms, each once. A number that is named alone is taken as it is.
  ///
  /// - Throws: `MemoryError`; a failure if a range has no term.
  func numbers(in memory: Memory) throws -> [Int64] {
    let known = terms.allSatisfy { $0.numbers.count == 1 } ? [] : try memory.allTerms().map(\.id)
    var seen: Set<Int64> = []
    return try terms.flatMap { range in
      guard range.numbers.count > 1 else { return [range.numbers.lowerBound] }
      let found = known.filter(range.numbers.contains)
      if found.isEmpty {
        throw Failure(
          "\(memory.path): no term has a number from \(range.numbers.lowerBound) to "
            + "\(range.numbers.upperBound).", code: Exit.nothingFound)
      }
      return found
    }.filter { seen.insert($0).inserted }
  }
}
