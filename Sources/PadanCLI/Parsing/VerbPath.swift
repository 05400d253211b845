import ArgumentParser

/// The verb that a command line names, and the words after it.
struct VerbPath {
  /// The command of the verb; `PadanCommand` if none is named.
  private(set) var command: any ParsableCommand.Type = PadanCommand.self
  /// The words that name the verb: `padan`, `rules`, `add`.
  private(set) var names = [PadanCommand._commandName]
  /// The words after the verb.
  private(set) var rest: ArraySlice<String>
  /// A word in the place of a verb that names none.
  private(set) var unknown: String?

  /// Follows the words of a command line. `padan help align` names the verb `align` too.
  init(_ words: [String]) {
    rest = words[...]
    if rest.first == "help" { rest.removeFirst() }
    while let word = rest.first, !word.hasPrefix("-"), !verbs.isEmpty {
      guard let verb = verbs.first(where: { $0.answers(to: word) }) else {
        unknown = word
        return
      }
      command = verb
      names.append(verb._commandName)
      rest.removeFirst()
    }
  }

  /// The commands that may be named next.
  private var verbs: [any ParsableCommand.Type] { command.configuration.subcommands }

  /// The fault of a word that names no verb, with the nearest verb; `nil` if there is no such word.
  var fault: Failure? {
    guard let unknown else { return nil }
    let place = names.count > 1 ? " of '\(phrase)'" : ""
    let names = verbs.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    let advice = unknown.nearest(among: names).map { " Did you mean '\($0)'?" } ?? ""
    return Failure(
      "Unknown verb '\(unknown)'\(place).\(advice)\n  See '\(phrase) --help' for the verbs.",
      code: Exit.wrongUse)
  }

  /// The verb as it is typed: `padan rules add`.
  var phrase: String { names.joined(separator: " ") }
}

extension ParsableCommand {
  /// Whether a word is the command's name or another name of it.
  fileprivate static func answers(to word: String) -> Bool {
    _commandName == word || configuration.aliases.contains(word)
  }
}
