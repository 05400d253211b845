import ArgumentParser
import Padan

/// `padan terms add`: adds a term.
struct TermsAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a term, or give one that is there another status or note.",
    discussion: """
      Examples:
        padan terms add miliar billion --note "M in headlines"
        padan terms add modal capital --sense "money" --subject economy
        padan terms add miliar milliard --status forbidden
        padan terms add Pertamina --status do-not-translate
      """)

  @Argument(help: "The term.", transform: Text.argument) var source: String
  @Argument(help: "Its translation; none if it is not translated.", transform: Text.argument)
  var target: String?
  @Option(help: "preferred, admitted, forbidden or do-not-translate.")
  var status: Term.Status = .preferred
  @Option(help: "Which of several meanings.", transform: Text.argument) var sense: String?
  @Option(help: "The field in which it is used.", transform: Text.argument) var subject: String?
  @Option(help: "A remark for translators.", transform: Text.argument) var note: String?
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var diagnostics: DiagnosticOptions

  func validate() throws {
    for text in [source, target].compactMap(\.self) where TextForm.isBlank(text) {
      throw ValidationError("a term is not empty.")
    }
    if target == nil, status != .untranslated {
      throw ValidationError("name the translation, or say --status do-not-translate.")
    }
  }

  func run() throws {
    var maker = try memory.maker()
    let term = Term(
      source: source, target: target, status: status, sense: sense, subject: subject, note: note)
    let receipt = try maker.memory.add(
      [term], from: languages.source, to: languages.target, person: MemoryOptions.person)
    try maker.keep()
    diagnostics.note("\(maker.path): \(receipt.summary)")
  }
}

extension Term.Status: ExpressibleByArgument {}

extension TermReceipt {
  /// The counts in words.
  var summary: String {
    let parts = [
      (added, "added"), (changed, "changed"), (same, "there already"), (removed, "taken away"),
    ]
    .filter { $0.0 > 0 }
    .map { "\($0.0.counted("term")) \($0.1)" }
    return parts.isEmpty ? "no terms" : parts.joined(separator: ", ")
  }
}
